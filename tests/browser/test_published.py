"""A site in a folder, opened from files: nothing fails, nothing outside is asked for, nothing of a report runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from recount.ledger import open_ledger
from recount.ledger.origins import keep
from recount.site.frame import page_of
from recount.site.writing import write
from tainted import PAYLOADS, fill, told

pytestmark = pytest.mark.browser
LISTS: Final = (
    "index.html", "about.html", "claims/index.html", "subjects/index.html", "disputes/index.html",
    "families/index.html", "reports/index.html", "timeline/index.html", "claims/index.html?q=taint&sort=-high",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile ledger, under a hostile title."""
    folder = tmp_path_factory.mktemp("site")
    with open_ledger(folder / "a.ledger", who="test") as ledger:
        fill(ledger, iter(()))
        keep(ledger)
        write(ledger, folder / "site", PAYLOADS[0])
    return folder / "site"


@pytest.fixture
def without_scripts(browser: Chrome) -> Iterator[Chrome]:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def singles() -> Iterator[str]:
    """The pages of the reports and claims of every payload."""
    for one in told():
        yield page_of(one.reading.report.id)
        yield page_of(one.claims[0].claim.id)


def opened(browser: Chrome, site: Path, path: str) -> list[str]:
    """What went wrong when a page was opened: in its console, or that it asked for something outside its folder."""
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(f"{site.as_uri()}/{path}")
    WebDriverWait(browser, 5).until(lambda each: each.execute_script("return document.readyState") == "complete")
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    outside = [url for url in asked if not url.startswith((site.as_uri(), "data:"))]
    ran = browser.execute_script("return globalThis.tainted")
    return [*(str(entry["message"]) for entry in browser.get_log("browser")), *outside, *(["ran"] if ran else [])]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_opens_from_a_file(browser: Chrome, site: Path, path: str) -> None:
    assert opened(browser, site, path) == []
    assert browser.find_element(By.TAG_NAME, "h1").is_displayed()
    assert browser.find_elements(By.CSS_SELECTOR, "[taint], [onerror], taint-a") == []


def test_nothing_of_a_payload_runs_on_its_pages(browser: Chrome, site: Path) -> None:
    wrong = {path: found for path in list(singles())[::3] if (found := opened(browser, site, path))}
    assert wrong == {}


def test_what_is_searched_for_in_a_folder_is_found_and_not_run(browser: Chrome, site: Path) -> None:
    assert opened(browser, site, "claims/index.html?q=%3Cimg%20src%3Dx%20onerror%3DglobalThis.tainted%3D1%3E") == []
    assert opened(browser, site, "claims/index.html?party=%3Cscript%3EglobalThis.tainted%3D1%3C/script%3E") == []


def test_a_place_of_the_map_opens_with_its_claims(browser: Chrome, site: Path) -> None:
    assert opened(browser, site, "timeline/index.html") == []
    buttons = browser.find_elements(By.CSS_SELECTOR, "#explorer .place-button")
    if not buttons:
        WebDriverWait(browser, 5).until(lambda each: each.find_elements(By.CSS_SELECTOR, "#explorer .place-button"))
        buttons = browser.find_elements(By.CSS_SELECTOR, "#explorer .place-button")
    browser.execute_script("arguments[0].click()", buttons[0])
    WebDriverWait(browser, 5).until(lambda each: each.find_elements(By.CSS_SELECTOR, "#explorer a[href*='clm-']"))
    assert browser.execute_script("return globalThis.tainted") is None
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("path", ["index.html", "claims/index.html", "timeline/index.html", "subjects/index.html"])
def test_without_scripts_everything_is_there_to_be_read(without_scripts: Chrome, site: Path, path: str) -> None:
    without_scripts.get(f"{site.as_uri()}/{path}")
    shown = without_scripts.find_element(By.TAG_NAME, "main").text
    assert len(shown) > 300
    links = without_scripts.find_elements(By.CSS_SELECTOR, "main a[href*='.html']")
    assert [each for each in links if each.is_displayed()]
