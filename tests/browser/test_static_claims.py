"""The page of claims in a folder finds the same claims as a server, in the same order, with the same counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from catalogued import catalogue
from recount.catalogue import Catalogue
from recount.ledger import open_ledger
from recount.site import static_index
from recount.site.asking import asked
from recount.site.frame import Frame
from recount.site.material import Material
from recount.site.pages import claims
from recount.site.rendering import render

pytestmark = pytest.mark.browser
READY = "return !document.querySelector('#results[aria-busy]') && document.querySelector('#claims-page') !== null"
ROWS = "return [...document.querySelectorAll('#claims-table tbody a.figure')].map((link) => link.getAttribute('href'))"
COUNTS = "return [...document.querySelectorAll('[data-facet=effect] li')].map((item) => item.textContent.trim())"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Catalogue]]:
    folder = tmp_path_factory.mktemp("site")
    made = catalogue(tmp_path_factory.mktemp("catalogue"))
    for path, script in static_index.files(made):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(script)
    shutil.copytree(Path(str(files("recount") / "site" / "static")), folder / "static")
    with open_ledger(folder / "empty.ledger") as empty:
        page = claims.gather(Material(made, empty), asked(()))
    frame = Frame(path="claims/index.html", title="A war", software="recount", head="", seq=0)
    (folder / "claims/index.html").write_text(render("claims", frame, page), encoding="utf-8")
    yield (folder / "claims/index.html").as_uri(), made
    made.close()


@pytest.mark.parametrize(
    "query",
    [
        "effect=killed",
        "q=the",
        "sort=high",
        "sort=source&effect=killed&effect=injured",
        "until=2024-01-01",
        "sort=-low",
    ],
)
def test_a_folder_finds_what_a_server_finds(browser: webdriver.Chrome, site: tuple[str, Catalogue], query: str) -> None:
    address, held = site
    browser.get(f"{address}?{query}")
    found = held.find(asked(parse_qsl(query)).query)
    told = f"{len(found.numbers):,}"
    WebDriverWait(browser, 10).until(
        lambda driver: driver.execute_script(READY) and driver.find_element("id", "found").text.startswith(told)
    )
    if len(found.numbers):
        wanted = [f"../claims/{each.row.id.replace(':', '-')}.html" for each in held.entries(found.numbers[:50])]
        assert browser.execute_script(ROWS) == wanted
    counts = {line.split()[-2]: int(line.split()[-1]) for line in browser.execute_script(COUNTS)}
    assert dict(found.counts["effect"].values).items() <= counts.items()


def test_what_finds_nothing_tells_what_to_let_go(browser: webdriver.Chrome, site: tuple[str, Catalogue]) -> None:
    address, _ = site
    browser.get(f"{address}?effect=killed&q=zyxwv")
    WebDriverWait(browser, 10).until(lambda driver: driver.find_elements("css selector", ".empty li"))
    told = [item.text for item in browser.find_elements("css selector", ".empty li")]
    assert told[0].startswith("words “zyxwv”")
    assert told[1].endswith("still none")
