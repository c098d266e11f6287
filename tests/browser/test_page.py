"""The page in a real browser, from a file, without a network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280, 1920)


def coloured(browser: Chrome, scheme: str) -> None:
    """Ask for a colour scheme, and for no motion: a click must not chase a page that is still scrolling."""
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    chosen = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": chosen})


def sized(browser: Chrome, width: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    coloured(browser, "light")


def test_it_opens_without_an_error_and_asks_for_nothing_else(browser: Chrome, address: str) -> None:
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    assert browser.title == "The war in Karsova"
    assert browser.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith("data:")] == [address]


def test_each_claim_leads_to_its_words_on_screen(browser: Chrome, address: str) -> None:
    sized(browser, 1280)
    browser.get(address)
    links = browser.find_elements(By.CSS_SELECTOR, "#claims-table a.figure")
    assert len(links) == 12
    for link in links:
        link.click()
        target = browser.find_element(By.CSS_SELECTOR, ":target")
        assert target.tag_name == "mark"
        assert target.is_displayed()
        assert browser.execute_script(
            "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight", target
        )


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(browser: Chrome, address: str, width: int) -> None:
    sized(browser, width)
    browser.get(address)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    shown = [svg for svg in browser.find_elements(By.CSS_SELECTOR, "svg.drawing") if svg.is_displayed()]
    assert len(shown) == 2


def test_folded_furniture_opens(browser: Chrome, address: str) -> None:
    sized(browser, 1280)
    browser.get(address)
    folded = browser.find_element(By.CSS_SELECTOR, "details.furniture")
    words = folded.find_element(By.TAG_NAME, "p")
    assert not words.is_displayed()
    folded.find_element(By.TAG_NAME, "summary").click()
    assert words.is_displayed()
    assert words.text == "Support our reporters: give today."


def test_the_filter_narrows_and_a_link_to_a_hidden_row_brings_it_back(browser: Chrome, address: str) -> None:
    sized(browser, 1280)
    browser.get(address)
    field = browser.find_element(By.ID, "filter")
    field.send_keys("velmor military")
    rows = browser.find_elements(By.CSS_SELECTOR, "#claims-table tbody tr")
    assert [index for index, row in enumerate(rows) if row.is_displayed()] == [3, 4]
    assert browser.find_element(By.CSS_SELECTOR, "output").text == "2 of 12"
    browser.execute_script("location.hash = arguments[0]", rows[0].get_attribute("id"))
    browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")
    assert rows[0].is_displayed()


def test_counts_sort_as_numbers_by_keyboard(browser: Chrome, address: str) -> None:
    sized(browser, 1280)
    browser.get(address)
    button = browser.find_element(By.XPATH, "//table[@id='claims-table']//th[3]/button")
    button.send_keys(Keys.ENTER)
    assert (
        browser.find_element(By.XPATH, "//table[@id='claims-table']//th[3]").get_attribute("aria-sort") == "ascending"
    )
    shown = [link.text for link in browser.find_elements(By.CSS_SELECTOR, "#claims-table a.figure")]
    assert shown[2:] == ["0", "2", "14", "≤ 40", "≥ 120", "120", "131", "≈ 300", "2,000–3,500", "> 5,000"]


CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(browser: Chrome, address: str, scheme: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1."""
    sized(browser, 1280)
    coloured(browser, scheme)
    browser.get(address)
    assert browser.execute_script(CONTRAST) == []


def test_without_scripts_every_claim_is_there(browser: Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(address)
        rows = browser.find_elements(By.CSS_SELECTOR, "#claims-table tbody tr")
        assert len([row for row in rows if row.is_displayed()]) == 12
        assert browser.find_elements(By.ID, "filter") == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("width", WIDTHS)
def test_copies_never_scroll_sideways_even_when_all_is_unfolded(browser: Chrome, story: str, width: int) -> None:
    sized(browser, width)
    browser.get(story)
    browser.execute_script("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_copies_stand_out_from_their_ground(browser: Chrome, story: str, scheme: str) -> None:
    sized(browser, 1280)
    coloured(browser, scheme)
    browser.get(story)
    browser.execute_script("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert browser.execute_script(CONTRAST) == []


def test_passages_unfold_and_an_outlet_leads_to_its_report(browser: Chrome, story: str) -> None:
    sized(browser, 1280)
    browser.get(story)
    folded = browser.find_element(By.CSS_SELECTOR, "#copies .tree details")
    passage = folded.find_element(By.TAG_NAME, "blockquote")
    assert not passage.is_displayed()
    folded.find_element(By.TAG_NAME, "summary").click()
    assert passage.is_displayed()
    browser.find_element(By.CSS_SELECTOR, "#copies .tree .made a").click()
    assert browser.find_element(By.CSS_SELECTOR, ":target").tag_name == "article"
