"""Every page of the workbench in a real browser, on a phone and on a desk, light and dark, as served."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from protected import PASSWORD
from recount.model import Correction, Merge, Reply, Review
from workbench import EDITOR, Workbench, serving

pytestmark = pytest.mark.browser

J = TypeVar("J", Correction, Merge, Reply, Review)

VENDOR = Path(__file__).with_name("vendor")
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
STATIC = Path(str(files("recount"))) / "site" / "static"
WIDTHS = {360: 740, 1400: 900}
# What a page has to show, without scripts too. A path with a pattern is the first link of that kind on a list.
PAGES = {
    "index.html": ".summary dd",
    "claims/index.html": "#claims-table tbody tr .figure",
    "claims/index.html?q=soldiers&effect=killed": "#chips .chip",
    "claims/clm-": ".excerpt .sentence",
    "reports/index.html": ".listed tbody tr a",
    "reports/rpt-": ".text .k-quantity",
    "subjects/index.html": ".listed tbody tr a",
    "subjects/sub-": ".sides tbody tr .figure",
    "timeline/index.html": ".places-table tbody tr",
    "families/index.html": ".families li h2 a",
    "families/fam-": ".tree .made a",
    "families/statements/index.html": ".heard li",
    "disputes/index.html": ".dispute .pair tbody tr",
    "review/index.html": ".matter .card",
    "sign-in": ".sign-in #password",
    "claims/clm-0.html": ".lead",
    "about.html": "#conventions, .conventions",
}
BARE = "claims/clm-0.html"
"""A page that is not there."""
# axe: in the dark only colours are otherwise. Its frames are left out, as there are none.
FAULTS = """
const [dark, done] = arguments;
const rules = dark ? { runOnly: ["color-contrast", "link-in-text-block"] } : { rules: { "target-size": { enabled: true } } };
axe.run(document, { resultTypes: ["violations"], iframes: false, ...rules }).then((found) => done(found.violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 150)).join(" | ")}`)), done);
"""
FOCUS = """
const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
const faults = all.filter((each) => each.tabIndex > 0).map((each) => `moved in the order: ${each.outerHTML}`);
for (const each of all.filter((one) => one.checkVisibility({ visibilityProperty: true }))) {
  each.focus({ focusVisible: true, preventScroll: true });
  const seen = getComputedStyle(each);
  if (document.activeElement === each && seen.outlineStyle === "none" && seen.boxShadow === "none") {
    faults.push(`focus is not seen: ${each.outerHTML}`);
  }
}
for (const each of document.querySelectorAll("*")) {
  const { transitionDuration, animationName } = getComputedStyle(each);
  if (/[1-9]/.test(transitionDuration) || animationName !== "none") faults.push(`moves: ${each.outerHTML}`);
}
document.activeElement.blur();
return [...new Set(faults.map((fault) => fault.slice(0, 200)))];
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with serving(tmp_path_factory.mktemp("bench")) as served:
        yield served


@pytest.fixture(scope="module")
def at(browser: Chrome, bench: Workbench) -> Callable[[str], str]:
    """The address of a page of `PAGES`."""
    known: dict[str, str] = {}

    def address(path: str) -> str:
        if path.endswith("-") and path not in known:
            browser.get(f"{bench.address}{path.partition('/')[0]}/index.html{'?q=Fox' if 'clm' in path else ''}")
            links = (str(link.get_attribute("href")) for link in browser.find_elements(By.TAG_NAME, "a"))
            known[path] = next(link for link in links if path in link).partition("#")[0]
        return known.get(path, f"{bench.address}{path}")

    return address


@pytest.fixture
def page(browser: Chrome) -> Chrome:
    """The browser on a desk, with nobody signed in."""
    browser.delete_all_cookies()
    look(browser, 1400)
    return browser


@pytest.fixture
def editor(page: Chrome, bench: Workbench) -> Chrome:
    """The browser with the editor signed in."""
    page.get(f"{bench.address}sign-in?next=/review/index.html")
    sign_in(page, PASSWORD)
    return page


def look(browser: Chrome, width: int, scheme: str = "light", media: str = "") -> None:
    told = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    features = [{"name": name, "value": value} for name, value in told.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features, "media": media})
    size = {"width": width, "height": WIDTHS[width], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def sign_in(browser: Chrome, password: str, shown: str = ".visiting bdi") -> None:
    """Fill in the form and send it, until what is then shown is there."""
    browser.find_element(By.ID, "name").clear()
    browser.find_element(By.ID, "name").send_keys(EDITOR)
    browser.find_element(By.ID, "password").send_keys(password, Keys.ENTER)
    until(browser, lambda: browser.find_elements(By.CSS_SELECTOR, shown))


def until(browser: Chrome, told: Callable[[], object]) -> None:
    WebDriverWait(browser, 20).until(lambda _: told(), browser.current_url)


def loaded(browser: Chrome) -> bool:
    """Whether the page is there with its scripts, which listen for keys."""
    return bool(browser.execute_script("return document.readyState === 'complete'"))


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def messages(browser: Chrome) -> list[dict[str, Any]]:
    """What the network told since it was last asked for."""
    return [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]


def sideways(browser: Chrome) -> list[str]:
    width, shown = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    return [f"scrolls sideways: {width} px in {shown}"] if width > shown else []


def logged(browser: Chrome, path: str) -> list[str]:
    """What the console tells, but that a page is not there whose address leads nowhere."""
    told = [str(entry["message"]) for entry in browser.get_log("browser")]
    return [each for each in told if path != BARE or "404" not in each]


def test_the_script_that_finds_faults_is_what_is_said_of_it() -> None:
    told = re.findall(r"`(\w[\w.]*\.js)` .*`([0-9a-f]{64})`", (VENDOR / "README.md").read_text(encoding="utf-8"))
    assert told == [("axe.min.js", hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest())]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_without_fault_in_all_four_forms(
    page: Chrome, bench: Workbench, at: Callable[[str], str], path: str
) -> None:
    address, faults = at(path), []
    if path.startswith("review"):
        page.get(f"{bench.address}sign-in?next=/review/index.html")
        sign_in(page, PASSWORD)
    for width in WIDTHS:
        look(page, width)
        messages(page)
        page.get_log("browser")
        page.get(address)
        assert page.find_elements(By.CSS_SELECTOR, PAGES[path])
        faults += [f"{width}: {each}" for each in (*logged(page, path), *sideways(page))]
        asked = [each["params"]["request"]["url"] for each in messages(page) if each["method"].endswith("WillBeSent")]
        faults += [f"asks {url}" for url in asked if not url.startswith((bench.address, "data:"))]
        page.execute_script(AXE)
        for scheme in ("light", "dark"):
            look(page, width, scheme)
            found = page.execute_async_script(FAULTS, scheme == "dark")
            faults += [f"{width} {scheme}: {each}" for each in found]
        faults += [f"{width}: {each}" for each in page.execute_script(FOCUS)]
    assert faults == []


def test_without_scripts_every_page_says_what_it_has_to_say(page: Chrome, at: Callable[[str], str]) -> None:
    addresses = {path: at(path) for path in PAGES}
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for path, address in addresses.items():
            page.get(address)
            assert page.find_element(By.TAG_NAME, "h1").is_displayed(), path
            assert any(each.is_displayed() for each in page.find_elements(By.CSS_SELECTOR, PAGES[path])), path
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    page.get_log("browser")


def test_paper_has_the_content_and_nothing_to_press(page: Chrome, at: Callable[[str], str]) -> None:
    for path in ("claims/index.html", "claims/clm-", "subjects/sub-", "reports/rpt-", "timeline/index.html"):
        look(page, 1400, media="print")
        page.get(at(path))
        assert any(each.is_displayed() for each in page.find_elements(By.CSS_SELECTOR, PAGES[path])), path
        pressed = page.find_elements(By.CSS_SELECTOR, ".mast nav, .seek, .visiting, .then, button, textarea, .pager")
        assert [each.get_attribute("outerHTML") for each in pressed if each.is_displayed()] == [], path
        assert sideways(page) == []


def test_the_first_key_leads_past_the_head_of_the_page(page: Chrome, at: Callable[[str], str]) -> None:
    page.get(at("subjects/index.html"))
    press(page, Keys.TAB)
    skip = page.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert page.execute_script("return arguments[0].getBoundingClientRect().top >= 0", skip)
    press(page, Keys.ENTER, Keys.TAB)
    assert page.execute_script("return document.getElementById('main').contains(document.activeElement)")


def test_claims_are_gone_through_and_opened_by_keys(page: Chrome, at: Callable[[str], str]) -> None:
    page.get(at("claims/index.html"))
    press(page, "j", "j", "k", "j")
    wanted = page.find_elements(By.CSS_SELECTOR, "#claims-table tbody .figure")[1].get_attribute("href")
    press(page, Keys.ENTER)
    until(page, lambda: page.current_url == wanted)
    assert find(page, ".excerpt .sentence").is_displayed()


def test_who_signs_in_comes_back_to_the_page_and_may_go_again(page: Chrome, bench: Workbench) -> None:
    page.get(f"{bench.address}disputes/index.html")
    find(page, ".visiting a").click()
    sign_in(page, "not the password", "[role=alert]")
    sign_in(page, PASSWORD)
    assert page.current_url == f"{bench.address}disputes/index.html"
    assert find(page, ".visiting bdi").text == EDITOR
    find(page, ".visiting button").click()
    until(page, lambda: page.find_elements(By.CSS_SELECTOR, ".visiting a"))
    page.get_log("browser")


def made(bench: Workbench, kind: type[J], who: str = EDITOR) -> list[J]:
    """What stands in the ledger of one kind of judgement by somebody."""
    return [each for each in bench.judged(who) if isinstance(each, kind)]


def test_a_key_judges_and_another_takes_it_back(editor: Chrome, bench: Workbench) -> None:
    editor.get(f"{bench.address}review/index.html?kind=low+confidence")
    of = find(editor, ".matter .verdict [name=claim]").get_attribute("value")
    press(editor, "a")
    until(editor, lambda: made(bench, Review) == [Review(claim=str(of), verdict="accept")])
    until(editor, lambda: editor.find_elements(By.CSS_SELECTOR, ".undo button") and loaded(editor))
    press(editor, "u")
    until(editor, lambda: made(bench, Review) == [])
    until(editor, lambda: not editor.find_elements(By.CSS_SELECTOR, ".undo") and loaded(editor))
    then = find(editor, ".matter .verdict [name=claim]").get_attribute("value")
    press(editor, "r")
    until(editor, lambda: made(bench, Review) == [Review(claim=str(then), verdict="reject")])


def test_a_near_miss_is_made_one_subject(editor: Chrome, bench: Workbench) -> None:
    editor.get(f"{bench.address}review/index.html?kind=near+miss")
    press(editor, "m")
    until(editor, lambda: made(bench, Merge))
    (merged,) = made(bench, Merge)
    assert len(merged.claims) == 2


def test_a_field_is_corrected_where_it_stands(editor: Chrome, bench: Workbench, at: Callable[[str], str]) -> None:
    editor.get(at("claims/clm-"))
    find(editor, ".correcting summary").click()
    for name in ("low", "high"):
        find(editor, f"#value-{name}").clear()
        find(editor, f"#value-{name}").send_keys("4711")
    find(editor, "#note-low").send_keys("misread", Keys.ENTER)
    until(editor, lambda: "misread" in find(editor, "#judged ~ *:last-child").text)
    told = [(each.field, each.value, each.note) for each in made(bench, Correction)]
    assert sorted(told) == [("high", 4711, "misread"), ("low", 4711, "misread")]


def test_anybody_replies_and_is_heard(page: Chrome, bench: Workbench, at: Callable[[str], str]) -> None:
    page.get(at("claims/clm-"))
    find(page, "#reply-text").send_keys("<b>It was a Tuesday.</b>")
    find(page, "#reply-name").send_keys("A neighbour")
    find(page, ".replying button").click()
    until(page, lambda: page.find_elements(By.CSS_SELECTOR, ".reply blockquote"))
    assert find(page, ".reply blockquote").text == "<b>It was a Tuesday.</b>"
    assert [each.name for each in made(bench, Reply, "anonymous")] == ["A neighbour"]


@pytest.mark.parametrize(
    ("path", "most"),
    [("claims/index.html", 400), ("claims/clm-", 400), ("subjects/sub-", 400), ("timeline/index.html", 900)],
)
def test_a_page_weighs_little_with_all_that_it_asks_for(
    page: Chrome, at: Callable[[str], str], path: str, most: int
) -> None:
    """In kB, as sent, with nothing kept from before."""
    address = at(path)
    page.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        messages(page)
        page.get(address)
        if path.startswith("timeline"):
            until(page, lambda: page.find_elements(By.CSS_SELECTOR, ".mark"))
        sent = [
            each["params"]["encodedDataLength"] for each in messages(page) if each["method"].endswith("loadingFinished")
        ]
    finally:
        page.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
    assert len(sent) > 2
    assert sum(sent) / 1000 <= most


def test_scripts_and_styles_weigh_little_even_unpacked() -> None:
    """In kB: what every page but the map may ask for, and all of it."""
    sizes = {
        path.relative_to(STATIC): path.stat().st_size for path in STATIC.rglob("*") if path.suffix in (".js", ".css")
    }
    of_the_map = {path for path in sizes if path.parts[0] in ("vendor", "timeline")}
    assert sum(size for path, size in sizes.items() if path not in of_the_map) / 1000 <= 400
    assert sum(sizes.values()) / 1000 <= 900
