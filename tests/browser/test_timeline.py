"""The timeline and the map in a real browser: from a folder without a server, and from a server."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from recount.catalogue import Catalogue, Query
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.points import place_claims, points, scripts
from recount.site.rendering import render
from recount.site.routing import page_at
from shelved import catalogue_of, war

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
ROOT = Path(str(files("recount")))


def written(folder: Path, shown: Catalogue, *, live: bool, tiles: str | None = None) -> None:
    """The page and all that it asks for, with the API's answers as files where it is `live`."""
    shutil.copytree(ROOT / "site" / "static", folder / "static")
    shutil.copy(ROOT / "publish" / "page" / "templates" / "style.css", folder / "static")
    found = page_at("timeline/index.html", (), Material(shown, None))  # type: ignore[arg-type]
    assert found is not None
    frame = Frame(path="timeline/index.html", title="War", software="recount", head="", seq=0, live=live, tiles=tiles)
    told = {"timeline/index.html": render(found.template, frame, found.page).encode()}
    if live:
        columns = points(shown, Query())
        told["api/timeline/points"] = msgspec.json.encode(columns)
        told |= {
            f"api/timeline/places/{place.n}": msgspec.json.encode(place_claims(shown, Query(), place.n))
            for place in columns.places
        }
    else:
        told |= dict(scripts(shown))
    for name, body in told.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_of(war(), tmp_path_factory.mktemp("catalogue") / "war.sqlite")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, shown: Catalogue) -> Path:
    """A folder with the page of the invented war."""
    found = tmp_path_factory.mktemp("folder")
    written(found, shown, live=False)
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: what is asked for is seen in the browser."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, shown: Catalogue) -> Iterator[str]:
    """The address of the page as served, with tiles of the same server under the map."""
    found = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(found)))
    address = f"http://127.0.0.1:{server.server_port}"
    written(found, shown, live=True, tiles=f"{address}/static/vendor/{{z}}-{{x}}-{{y}}.png")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"{address}/timeline/index.html"
    server.shutdown()
    server.server_close()


def look(browser: Chrome, width: int = 1280, scheme: str = "light", motion: str = "reduce") -> None:
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": motion}
    told = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": told, "media": ""})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )


def opened(browser: Chrome, address: str, **how: object) -> None:
    """The page with its map drawn."""
    look(browser, **how)  # type: ignore[arg-type]
    browser.get("about:blank")
    browser.get(address)
    WebDriverWait(browser, 10).until(lambda at: at.find_elements(By.CSS_SELECTOR, ".mark"))


def at(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def marks(browser: Chrome) -> list[str]:
    return [mark.get_attribute("aria-label") or "" for mark in browser.find_elements(By.CSS_SELECTOR, ".mark")]


def status(browser: Chrome) -> str:
    return at(browser, "#explorer [role=status]").text


def page_of(folder: Path) -> str:
    return (folder / "timeline" / "index.html").as_uri()


def test_a_folder_works_without_a_server_and_asks_for_nothing_else(browser: Chrome, folder: Path) -> None:
    browser.get_log("browser")
    browser.get_log("performance")
    opened(browser, page_of(folder))
    assert browser.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"}
    assert page_of(folder) in asked
    assert {url for url in asked if not url.startswith((folder.as_uri(), "data:", "about:"))} == set()
    assert not at(browser, ".stills").is_displayed()


def test_the_slider_goes_by_keyboard_and_leaves_its_day_in_the_address(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    before = status(browser)
    slider = at(browser, "[name=to]")
    slider.send_keys(Keys.ARROW_LEFT)
    assert status(browser) != before
    day = slider.get_attribute("aria-valuetext")
    assert f"as of {day}" in status(browser)
    assert at(browser, ".as-of").text == day
    WebDriverWait(browser, 5).until(lambda at: "#to=" in at.current_url)
    kept = browser.current_url
    slider.send_keys(Keys.END)
    assert status(browser) == before
    opened(browser, kept)
    assert at(browser, ".as-of").text == day


def test_marks_come_apart_on_zooming_in_by_button_and_by_key(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    whole = marks(browser)
    plan = at(browser, ".map-live")
    for _ in range(8):
        plan.send_keys("-")
    far = marks(browser)
    assert any("near: " in label for label in far)
    assert len(far) < len(whole)
    at(browser, "[title='Show all places']").click()
    assert marks(browser) == whole
    world = at(browser, ".world").get_attribute("transform")
    at(browser, "[title='Zoom in']").click()
    closer = at(browser, ".world").get_attribute("transform")
    assert closer != world
    plan.send_keys(Keys.ARROW_LEFT)
    assert at(browser, ".world").get_attribute("transform") not in (world, closer)
    plan.send_keys("0")
    assert at(browser, ".world").get_attribute("transform") == world


def test_a_wheel_zooms_only_with_the_map_in_use(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    before = at(browser, ".world").get_attribute("transform")
    wheel = "arguments[0].dispatchEvent(new WheelEvent('wheel', {deltaY: -300, bubbles: true, cancelable: true}))"
    browser.execute_script(wheel, at(browser, ".map-live"))
    assert at(browser, ".world").get_attribute("transform") == before
    at(browser, "[title='Show all places']").click()
    browser.execute_script(wheel, at(browser, ".map-live"))
    assert at(browser, ".world").get_attribute("transform") != before


def test_a_place_lists_its_claims_with_links(browser: Chrome, folder: Path, shown: Catalogue) -> None:
    opened(browser, page_of(folder))
    mark = next(one for one in browser.find_elements(By.CSS_SELECTOR, ".mark") if "Velmor:" in one.accessible_name)
    mark.send_keys(Keys.ENTER)
    WebDriverWait(browser, 5).until(lambda at: at.find_elements(By.CSS_SELECTOR, ".claim-list a"))
    assert at(browser, ".panel h3").text == "Velmor"
    links = [link.get_attribute("href") or "" for link in browser.find_elements(By.CSS_SELECTOR, ".claim-list a")]
    ids = {entry.row.id.replace(":", "-") for entry in shown.entries(range(12))}
    assert {link.rpartition("/")[2].removesuffix(".html") for link in links} <= ids
    assert all(link.startswith((folder / "claims").as_uri()) for link in links)
    at(browser, ".panel button").click()
    assert at(browser, ".panel h3").text == "Most named"


def test_the_form_narrows_the_map_of_a_folder(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    Select(at(browser, "#ask-effect")).select_by_value("injured")
    assert status(browser).startswith(("1 ", "2 ", "3 "))
    assert all(" injured" in label and " killed" not in label for label in marks(browser))


def test_a_window_is_drawn_on_the_timeline(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    before = status(browser)
    days = at(browser, ".days")
    ActionChains(browser).move_to_element_with_offset(days, 0, 0).click_and_hold().move_by_offset(
        120, 0
    ).release().perform()
    assert " to " in status(browser)
    assert at(browser, "[name=from]").get_attribute("value") != "0"
    browser.find_element(By.XPATH, "//button[text()='All days']").click()
    assert status(browser) == before


def test_it_plays_but_not_for_those_who_want_no_motion(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    assert not at(browser, ".play").is_displayed()
    opened(browser, page_of(folder), motion="no-preference")
    before = status(browser)
    at(browser, ".play").click()
    WebDriverWait(browser, 5).until(lambda _: status(browser) != before)
    assert "Pause" in at(browser, ".play").text
    at(browser, ".play").click()
    assert "Play" in at(browser, ".play").text


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1920, "dark")])
def test_it_fits_any_screen_and_stands_out(browser: Chrome, folder: Path, width: int, scheme: str) -> None:
    opened(browser, page_of(folder), width=width, scheme=scheme)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.execute_script(CONTRAST) == []
    small = [
        button.accessible_name
        for button in browser.find_elements(By.CSS_SELECTOR, "#explorer button, #explorer select, #explorer input")
        if button.is_displayed() and min(button.size["width"], button.size["height"]) < 24
    ]
    assert small == []


def test_paper_shows_the_still_pictures(browser: Chrome, folder: Path) -> None:
    opened(browser, page_of(folder))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not at(browser, "#explorer").is_displayed()
    assert [svg.is_displayed() for svg in browser.find_elements(By.CSS_SELECTOR, ".still .map")].count(True) == 1


def test_without_scripts_and_without_points_the_still_pictures_remain(browser: Chrome, folder: Path) -> None:
    look(browser)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(page_of(folder))
        assert all(one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, ".stills"))
        assert len(browser.find_elements(By.CSS_SELECTOR, ".places-table tbody tr")) == 4
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    kept = (folder / "timeline" / "points.js").rename(folder / "timeline" / "points.js.kept")
    try:
        browser.get(page_of(folder))
        WebDriverWait(browser, 5).until(lambda at: at.find_elements(By.CSS_SELECTOR, "#explorer [role=alert]"))
        assert all(one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, ".stills"))
    finally:
        kept.rename(folder / "timeline" / "points.js")
        browser.get_log("browser")


def test_served_it_asks_the_api_and_shows_the_tiles_of_its_server(browser: Chrome, served: str) -> None:
    opened(browser, served)
    assert status(browser).startswith("12 claims")
    tiles = [one.get_attribute("href") or "" for one in browser.find_elements(By.CSS_SELECTOR, ".tiles image")]
    assert tiles
    assert all(tile.startswith(served.removesuffix("timeline/index.html")) for tile in tiles)
    at(browser, ".place-button").click()
    WebDriverWait(browser, 5).until(lambda at: at.find_elements(By.CSS_SELECTOR, ".claim-list a"))
    browser.get_log("browser")
