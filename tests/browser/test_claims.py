"""The comforts of the table of claims: keys that move and can be turned off, views by name, facets sifted."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from catalogued import catalogue
from recount.ledger import open_ledger
from recount.site.asking import asked
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.pages import claims
from recount.site.rendering import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of all claims, as a file with its styles and scripts."""
    folder = tmp_path_factory.mktemp("site")
    root = Path(str(files("recount")))
    shutil.copytree(root / "site" / "static", folder / "static", ignore=shutil.ignore_patterns("vendor"))
    shutil.copy(root / "publish" / "page" / "templates" / "style.css", folder / "static")
    frame = Frame(path="claims/index.html", title="The war", software="recount 0", head="", seq=1, live=True)
    with open_ledger(folder / "empty.ledger") as empty:
        made = catalogue(folder)
        html = render("claims", frame, claims.gather(Material(made, empty), asked([])))
        made.close()
    (folder / "claims").mkdir()
    (folder / "claims" / "index.html").write_text(html, encoding="utf-8")
    return (folder / "claims" / "index.html").as_uri()


@pytest.fixture
def page(browser: webdriver.Chrome, table: str) -> webdriver.Chrome:
    """The table of claims just opened, in a browser that keeps nothing of it yet."""
    browser.set_window_size(1400, 900)
    browser.get(table)
    browser.execute_script("localStorage.clear()")
    browser.get(table)
    return browser


def press(browser: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def row(browser: webdriver.Chrome) -> Any:
    """Which row has the focus, from 0; -1 where none has."""
    return browser.execute_script(
        "return [...document.querySelectorAll('tbody tr')].findIndex((row) => row.contains(document.activeElement))"
    )


def test_keys_move_between_claims_and_stop_at_the_ends(page: webdriver.Chrome) -> None:
    press(page, "j")
    assert row(page) == 0
    press(page, "j", Keys.ARROW_DOWN, "k")
    assert row(page) == 1
    press(page, *["k"] * 4)
    assert row(page) == 0


def test_a_key_leads_to_the_search_where_letters_are_letters(page: webdriver.Chrome) -> None:
    press(page, "/")
    press(page, "j", "?")
    field = page.find_element(By.ID, "q")
    assert field.get_property("value") == "j?"
    assert row(page) == -1


def test_keys_are_told_and_can_be_turned_off_for_good(page: webdriver.Chrome) -> None:
    press(page, "?")
    dialog = page.find_element(By.CSS_SELECTOR, "dialog.keys")
    assert dialog.is_displayed()
    page.find_element(By.ID, "keys-on").click()
    press(page, Keys.ESCAPE)
    page.refresh()
    press(page, "j", "?")
    assert row(page) == -1
    assert not page.find_element(By.CSS_SELECTOR, "dialog.keys").is_displayed()


def test_a_view_is_kept_by_name_until_it_is_forgotten(page: webdriver.Chrome, table: str) -> None:
    page.get(f"{table}?effect=killed")
    page.find_element(By.CSS_SELECTOR, ".views summary").click()
    page.find_element(By.ID, "view-name").send_keys("<b>the dead</b>", Keys.ENTER)
    page.get(table)
    page.find_element(By.CSS_SELECTOR, ".views summary").click()
    kept = page.find_element(By.CSS_SELECTOR, ".views li a")
    assert kept.text == "<b>the dead</b>"
    assert str(kept.get_attribute("href")).endswith("?effect=killed")
    page.find_element(By.CSS_SELECTOR, ".views li button").click()
    assert not page.find_elements(By.CSS_SELECTOR, ".views li a")


def seen(browser: webdriver.Chrome) -> Any:
    """Whether the values of a facet are seen; the driver itself takes all of a closed `details` to be hidden."""
    return browser.execute_script("return document.querySelector('[data-facet=effect] li a').checkVisibility()")


def test_facets_are_open_beside_the_table_and_folded_on_a_phone(page: webdriver.Chrome) -> None:
    assert seen(page)
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        assert not seen(page)
        assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        page.find_element(By.CSS_SELECTOR, "#narrow > summary").click()
        assert seen(page)
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_nothing_goes_wrong_and_nothing_is_fetched_from_elsewhere(page: webdriver.Chrome) -> None:
    page.get_log("browser")
    page.get_log("performance")
    page.refresh()
    press(page, "j")
    assert page.get_log("browser") == []
    assert all(
        "http://" not in str(each["message"]).partition('"url":"')[2][:8] for each in page.get_log("performance")
    )
