"""Half a pair of UTF-16, at every door: U+FFFD stands in its place and the ledger holds it, or it is rejected."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec import structs

from builders import recorded, run
from recount.cli import main
from recount.ledger import open_ledger, verify
from recount.model import Reading, Recorded, Rejected
from recount.reports import Details, Item, read_html, read_item, read_reports, read_text
from recount.reports.sources import shown

HALF = "\ud83d"
WORDS = f"Two people {HALF} died in Vell."
MENDED = WORDS.replace(HALF, "\ufffd")
_ABOUT = {"title": f"T{HALF}", "publisher": f"P{HALF}", "byline": f"B{HALF}", "id": f"a{HALF}", "url": f"u{HALF}"}
KNOWN = Details(**_ABOUT, language=HALF)  # type: ignore[arg-type]
_LD = json.dumps({"@type": "NewsArticle", "headline": f"T{HALF}", "author": f"B{HALF}", "publisher": f"P{HALF}"})
_PAGE = f'<title>T{HALF}</title><meta name="author" content="B{HALF}"><p>{WORDS}</p>'
_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": f"P{HALF}",
    "items": [
        {"url": f"u{HALF}", "title": f"T{HALF}", "content_text": WORDS, "authors": [{"name": f"B{HALF}"}]},
        {"content_text": "Nobody was hurt."},
    ],
}
_RSS = (
    f'<?xml version="1.0"?><rss version="2.0"><channel><title>P&#xD83D;</title><item><title>T&#55357;</title>'
    f"<description>{WORDS.replace(HALF, '&#xD83D;')}</description></item></channel></rss>"
)
_EXPORT = {
    "name": f"P{HALF}",
    "type": "public_channel",
    "id": 1,
    "messages": [{"id": 1, "type": "message", "date": "2024-05-01T09:00:00", "from": f"B{HALF}", "text": WORDS}],
}
Door = Callable[[], Iterable[Reading | Rejected]]


def _item(data: bytes, **changes: str) -> Door:
    return lambda: read_item(structs.replace(Item(where=f"a wire{HALF}", data=data, given=KNOWN), **changes))


DOORS: dict[str, Door] = {
    "a text": lambda: [read_text(WORDS)],
    "what is known of a text": lambda: [
        read_text(WORDS, id=KNOWN.id, url=KNOWN.url, publisher=KNOWN.publisher, title=KNOWN.title, byline=KNOWN.byline)
    ],
    "a page": lambda: [read_html(_PAGE, given=KNOWN)],
    "a page's bytes": lambda: [read_html(_PAGE.replace(HALF, "&#xD83D;").encode(), given=KNOWN)],
    "JSON-LD": lambda: [read_html(f'<script type="application/ld+json">{_LD}</script><p>Two people died in Vell.')],
    "a page that shows nothing": lambda: [read_html("<script>", given=KNOWN)],
    "what is given of a text": _item(b"Two people died in Vell."),
    "what is given of a page": _item(b"<p>Two people died in Vell.", form="page"),
    "what is given of a row": _item(json.dumps({"text": WORDS}).encode(), form="row"),
    "where nothing lies": _item(b""),
    "where no feed lies": _item(b"no feed", form="feed"),
}
FILES: dict[str, str] = {
    "text.jsonl": json.dumps({"text": WORDS} | _ABOUT),
    "html.jsonl": json.dumps({"html": f"<p>{WORDS}"} | _ABOUT),
    "list.jsonl": json.dumps({"maintext": WORDS, "authors": [f"B{HALF}"], "outlet": f"P{HALF}"}),
    "feed.json": json.dumps(_JSON_FEED),
    "feed.rss": _RSS,
    "result.json": json.dumps(_EXPORT),
}


def kept(outcomes: Iterable[Reading | Rejected], ledger: Path) -> list[Reading | Rejected]:
    """The outcomes, as a ledger gives them back."""
    given = list(outcomes)
    with open_ledger(ledger) as opened:
        opened.add(run(datetime(2024, 5, 1, tzinfo=UTC)), [_outcome(one) for one in given])
        assert verify(opened).intact
        back = [*opened.readings(), *opened.rejected()]
    assert len(back) == len(given)
    return back


def _outcome(one: Reading | Rejected) -> Recorded | Rejected:
    return one if isinstance(one, Rejected) else Recorded(reading=one, claims=())


@pytest.mark.parametrize("door", DOORS)
def test_what_is_in_hand_is_kept(door: str, tmp_path: Path) -> None:
    assert kept(DOORS[door](), tmp_path / "a.ledger")


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_spells_out_is_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="ascii")
    first = kept(read_reports([str(path)]), tmp_path / "a.ledger")[0]
    assert isinstance(first, Reading)
    lost = "?" if name == "result.json" else "\ufffd"
    assert MENDED.replace("\ufffd", lost) in first.report.text
    assert first.report.publisher in {None, f"P{lost}"}


def test_what_no_file_can_spell_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": WORDS}, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    [found] = kept(read_reports([str(path)]), tmp_path / "a.ledger")
    assert isinstance(found, Rejected)
    assert (found.reason, "byte 11" in found.detail) == ("encoding", True)


def test_no_offset_changes() -> None:
    found = read_text(f"{HALF}{HALF}Two died. {HALF}")
    assert found.report.text == "\ufffd\ufffdTwo died. \ufffd"


def test_a_whole_pair_and_an_escaped_backslash_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"text": "Two \ud83d\udd6f died, \\ud83d.", "title": "\ud83d"}', encoding="ascii")
    [found] = read_reports([str(path)])
    assert isinstance(found, Reading)
    assert (found.report.text, found.report.title) == ("Two \U0001f56f died, \\ud83d.", "\ufffd")


def test_a_name_that_no_file_has_is_missing() -> None:
    [found] = read_reports([f"gone{HALF}.html"])
    assert isinstance(found, Rejected)
    assert (found.reason, found.where) == ("missing", "gone\\ud83d.html")
    assert shown("bad\udcff.html") == "bad\\xff.html"


@pytest.mark.parametrize(
    "arguments", [("judge", "accept", "{}", "--note", "a\udcff"), ("judge", "accept", "{}", "--who", "a\udcff"),
                  ("judge", "correct", "{}", "place=a\udcff"), ("reply", "{}", "a\udcff", "--name", "The army"),
                  ("claims", "--source", "a\udcff"), ("series", "--place", "a\udcff")], ids=" ".join
)  # fmt: skip
def test_an_argument_that_is_no_utf8_is_named(arguments: tuple[str, ...], tmp_path: Path) -> None:
    one = recorded("Two people died.")
    with open_ledger(tmp_path / "a.ledger") as opened:
        opened.add(run(), [one])
    given = [each.format(one.claims[0].claim.id) for each in arguments]
    done = CliRunner().invoke(main, [*given, "--ledger", str(tmp_path / "a.ledger")])
    assert (done.exit_code, "a\\udcff" in done.output and "is no text in UTF-8" in done.output) == (2, True), (
        done.output
    )
