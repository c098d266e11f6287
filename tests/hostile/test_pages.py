"""Nothing that a report, a reply, a note or a name says runs in a page, or gets out of an export or a header."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, Literal, cast, get_args
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import etree, html

import linked
from protected import HOME, Clock, accounts_in, session_of
from recount.catalogue import Catalogue, Keeper, keeping
from recount.ledger import open_ledger
from recount.ledger.origins import keep
from recount.model import Recorded
from recount.pipeline import record
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.wording import visible
from recount.reports import read_reports
from recount.site.frame import page_of
from recount.site.routing import LISTINGS
from recount.site.writing import write
from recount.web.app import create_app
from recount.web.desk import Desk
from recount.web.protection import Exposure
from stub_backend import StubBackend
from tainted import MARK, PAYLOADS, fill, pages

OWN: Final = ("href", "src", "action", "formaction", "poster", "xlink:href", "srcdoc", "data")
RUNS: Final = re.compile(r"^['\"]?\s*[=+\-@＝＋－＠\t\r]")
RAW: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CALL: Final = re.compile(r'(?:recountGiven|recountIndex)\((?:"[a-z0-9-]+", ?)?(.*)\);?\n?', re.DOTALL)
STRICT: Final = "default-src 'none'"


class Made:
    """The catalogue of a ledger and its exports, made in this process."""

    title, stale = f"{PAYLOADS[0]}{PAYLOADS[3]}", False

    def __init__(self, where: Path, folder: Path) -> None:
        self.where, self.folder = str(where), str(folder)
        self._path = Path(keeping.write(self.where, self.folder, None, self.title))

    def path(self, _as_of: object = None) -> Path:
        return self._path

    def export(self, as_of: int, form: FormatName) -> Path:
        return Path(keeping.export(self.where, self.folder, as_of, form))

    def close(self) -> None:
        return None


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile ledger."""
    folder = tmp_path_factory.mktemp("tainted")
    (folder / "reports").mkdir()
    pages(folder / "reports")
    read = record(read_reports([str(folder / "reports")]), StubBackend())
    with open_ledger(folder / "a.ledger", who="test") as ledger:
        fill(ledger, (each for each in read if isinstance(each, Recorded)))
        keep(ledger)
    return folder / "a.ledger"


@pytest.fixture(scope="module")
def made(where: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(where, tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(scope="module")
def site(where: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of it as a site in a folder, whose title is hostile too."""
    folder = tmp_path_factory.mktemp("site") / "site"
    with open_ledger(where, create=False) as ledger:
        write(ledger, folder, Made.title)
    return folder


@pytest.fixture(scope="module")
def visitor(where: Path, made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """Somebody who may do everything, so that every form is shown."""
    accounts = accounts_in(tmp_path_factory.mktemp("people"), Clock())
    app = create_app(
        Desk(str(where), cast("Keeper", made)), accounts, Exposure(public=True, replies=True, per_minute=10**6)
    )
    with TestClient(app, base_url=HOME) as opened:
        opened.cookies.set("recount", session_of(accounts, "admin"))
        yield opened
    accounts.close()


def faults(page: str) -> list[str]:
    """What in a page came from a payload, or would run or load what is not the site's own."""
    root = html.document_fromstring(page)
    found = []
    for element in root.iter(etree.Element):
        if MARK in element.tag or element.tag in ("iframe", "object", "embed", "base", "math", "style", "animate"):
            found.append(f"<{element.tag}>")
        if element.tag == "script" and (element.text or not element.get("src", "").lstrip("./").startswith("static/")):
            found.append(f"<script> {element.text!r:.60}")
        for name, value in element.attrib.items():
            if MARK in name or name.startswith("on") or name in ("style", "srcdoc"):
                found.append(f"{element.tag} {name}={value!r:.60}")
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*:|//)", value, re.I) if name in OWN else None
            original = (element.get("rel") or "").endswith("external") and value.startswith(("http://", "https://"))
            if scheme and not original and value != "data:,":
                found.append(f"{element.tag} {name}={value!r:.60}")
    found += [f"{each[0]!r} stands as it is" for each in RAW.finditer(page)]
    return [*found, *(["a template was filled in"] if "49" in root.xpath("string(//title)") else [])]


def paths(made: Made) -> Iterator[str]:
    catalogue = Catalogue(made.path())
    yield from LISTINGS
    kinds: tuple[Literal["claim", "subject", "report", "family"], ...] = ("claim", "subject", "report", "family")
    for kind in kinds:
        yield from map(page_of, catalogue.ids(kind)[::3])
    yield from (f"review/index.html?kind={matter}" for matter in catalogue.matter_counts())
    yield "claims/index.html?page=2&sort=-high"
    catalogue.close()


def test_no_page_that_is_served_holds_what_a_payload_would_make(made: Made, visitor: TestClient[Litestar]) -> None:
    wrong = {}
    for path in paths(made):
        answer = visitor.get(f"/{path}")
        assert answer.status_code == 200, path
        assert STRICT in answer.headers["content-security-policy"]
        assert not {"set-cookie", "x-tainted"} & set(answer.headers), path
        if found := faults(answer.text):
            wrong[path] = found[:3]
    assert wrong == {}


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda each: ascii(each[:24]))
def test_what_an_address_says_is_not_run_either(visitor: TestClient[Litestar], payload: str) -> None:
    for path, told in (
        ("claims/index.html", {"q": payload, "effect": payload, "party": payload}),
        ("claims/index.html", {"sort": payload}),
        ("timeline/index.html", {"country": payload, "since": payload}),
        ("subjects/index.html", {"as_of": payload}),
        ("sign-in", {"next": payload}),
        (f"reports/{quote(payload[:80])}", {}),
    ):
        answer = visitor.get(f"/{path}", params=told, follow_redirects=False)
        assert answer.status_code < 500, (path, told)
        assert STRICT in answer.headers["content-security-policy"]
        assert not any("\r" in each or "\n" in each for each in answer.headers.values())
        assert "tainted=1" not in answer.headers.get("set-cookie", "")
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert faults(answer.text) == [], path


def test_no_page_in_a_folder_holds_what_a_payload_would_make(site: Path) -> None:
    wrong = {}
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert STRICT in text[:600], file
        if found := faults(text):
            wrong[file.name] = found[:3]
    assert wrong == {}
    assert list(linked.faults(site)) == []
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", file.name) for file in site.rglob("*"))


def test_the_words_are_there_to_be_read(site: Path, made: Made) -> None:
    with closing(Catalogue(made.path())) as catalogue:
        reports = catalogue.ids("report")
    texts = {html.document_fromstring((site / page_of(each)).read_text("utf-8")).text_content() for each in reports}
    for words in PAYLOADS:
        assert any(" ".join(visible(words).split()) in " ".join(each.split()) for each in texts), words


def test_what_would_run_is_told_from_what_is_text() -> None:
    for words in (each for each in PAYLOADS if f"<{MARK}" in each or f"{MARK}=1>" in each):
        unclosed = words.replace("<!--", "").replace("]]>", "")
        assert faults(f"<html><body><p>{unclosed}</p><input value='{words}'>"), words


def test_what_scripts_load_is_nothing_but_data(site: Path) -> None:
    files = [*(site / "timeline").rglob("*.js"), *(site / "claims" / "index").rglob("*.js")]
    assert len(files) > 10
    for file in files:
        call = CALL.fullmatch(file.read_text("utf-8"))
        assert call, file
        json.loads(call[1])


def test_no_contact_is_served(made: Made, visitor: TestClient[Litestar]) -> None:
    catalogue = Catalogue(made.path())
    claims = catalogue.ids("claim")
    catalogue.close()
    answers = [visitor.get(f"/{kind}") for each in claims for kind in (page_of(each), f"api/claims/{each}")]
    assert all(answer.status_code == 200 for answer in answers)
    assert sum(len(answer.json()["replies"]) for answer in answers[1::2]) > 0
    assert [answer.url for answer in answers if b"contact-kept" in answer.content] == []


def test_no_contact_is_published(site: Path) -> None:
    assert [file for file in site.rglob("*") if file.is_file() and b"contact-kept" in file.read_bytes()] == []


@pytest.mark.parametrize("form", [form for form in get_args(FormatName) if form != "parquet"])
def test_every_format_holds_it_as_text(visitor: TestClient[Litestar], form: FormatName) -> None:
    answer = visitor.get("/api/export", params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].isprintable()
    assert answer.headers["x-content-type-options"] == "nosniff"
    if WRITERS[form].media_type.startswith("text/csv"):
        cells = [cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row]
        assert [cell for cell in cells if RUNS.match(cell) and not cell.startswith("'") and not number(cell)] == []
    elif "xml" in WRITERS[form].media_type:
        root = etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))
        assert [each.tag for each in root.iter(etree.Element) if MARK in str(each.tag)] == []
    elif "jsonl" in WRITERS[form].media_type:
        assert all(json.loads(line) for line in answer.content.split(b"\n") if line)
    elif "json" in WRITERS[form].media_type:
        assert json.loads(answer.content)


def number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


@pytest.mark.parametrize("path", ["claims", "subjects", "reports", "families", "disputes", "timeline/points"])
def test_the_api_tells_it_as_json_alone(visitor: TestClient[Litestar], path: str) -> None:
    answer = visitor.get(f"/api/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()
    assert not any("\n" in each or "\r" in each for each in answer.headers.values())
