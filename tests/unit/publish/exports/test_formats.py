"""All formats alike: named in one order, the same bytes for the same view, and no report gets out of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from msgspec.structs import replace

from exported import AT, view_for, written
from invented import claim, reading
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.model import Lineage
from recount.publish.exports import WRITERS
from recount.publish.feed import Alteration, Amendment, Feed
from recount.publish.formats import FormatName
from recount.publish.rows import claim_rows
from recount.publish.view import View

FORMS = get_args(FormatName)
CSV = [form for form in FORMS if WRITERS[form].media_type.startswith("text/csv")]
SHEET = ('=HYPERLINK("https://evil.example")', "@SUM(A1)", " +1", "－2", "\t=1", "\ufeff=1")
MARKUP = "</script><img src=x onerror=alert(1)>"
STEERING = "\x1b[31m\x00\x85\u202eelbat\u202c"
RUNS = re.compile(r"^['\"]?\s*[=+\-@＝＋－＠]")
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


def hostile(form: FormatName, words: str, url: str = "javascript:alert(1)") -> View:
    """A view in which everything that a report can say is these words."""
    sentence = f"{words} died in Karsova, {words} said to {words}."
    of = reading(("sentence", sentence), publisher=words, title=words, published=date(2031, 4, 8), url=url)
    made = claim(
        of, sentence, words, None, None, "killed", operator="vague", noun=words, group="civilians", party=words,
        source=(words, "other"), name=words, cue=words, act="says", place="Karsova",
        days=(date(2031, 4, 7), date(2031, 4, 7)),
    )  # fmt: skip
    place = made.resolutions.place
    assert place.value is not None
    named = replace(place, value=replace(place.value, name=words, admin1=words, gazetteer=words))
    counted = replace(made.claim.quantity, low=12, high=12)
    made = replace(
        made, claim=replace(made.claim, quantity=counted), resolutions=replace(made.resolutions, place=named)
    )
    subjects = compare([made], reports=[of.report]).subjects
    shown = View(title=words, software="recount", readings=(of,), claims=(made,), subjects=subjects)
    convention = WRITERS[form].convention
    if convention is not None:
        found = estimates(subjects, [made], Lineage(), [of.report], convention=convention)
        shown = replace(shown, estimates=found)
    row = next(iter(claim_rows(shown)))
    changed = Amendment(
        id="urn:uuid:1", kind="gone", row=row, alterations=(Alteration("place", words, None),), who=words, at=AT,
        seq=1, note=words,
    )  # fmt: skip
    return replace(shown, feed=Feed(id="urn:uuid:0", updated=AT, amendments=(changed,)))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_every_format_has_a_writer_in_the_order_of_the_names() -> None:
    assert tuple(WRITERS) == FORMS


def test_no_two_formats_share_a_file() -> None:
    assert len({each.file_name for each in WRITERS.values()}) == len(WRITERS)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_view_gives_the_same_bytes(form: FormatName) -> None:
    assert written(form, view_for(form)) == written(form, view_for(form))


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_view_is_written(form: FormatName) -> None:
    made = written(form, View(title="", software="recount"))
    assert bool(made) == (form not in ("jsonl", "plover"))


@pytest.mark.parametrize("words", SHEET)
@pytest.mark.parametrize("form", CSV)
def test_no_cell_is_a_formula(form: FormatName, words: str) -> None:
    rows = list(csv.reader(io.StringIO(written(form, hostile(form, words)).decode(), newline="")))
    cells = [cell for row in rows for cell in row]
    assert any(words.strip("\ufeff\t ") in cell for cell in cells)
    assert [cell for cell in cells if RUNS.match(cell) and not cell.startswith("'")] == []


@pytest.mark.parametrize("form", [form for form in FORMS if form != "parquet"])
def test_no_control_is_written_as_it_is(form: FormatName) -> None:
    made = written(form, hostile(form, f"nine {STEERING}"))
    assert CONTROLS.findall(made) == []


@pytest.mark.parametrize("form", [*CSV, "atom", "timemap"])
def test_letters_are_in_the_order_that_they_are_read_in(form: FormatName) -> None:
    assert "\u202e" not in written(form, hostile(form, f"nine {STEERING}")).decode()


@pytest.mark.parametrize("form", ["schemaorg", "annotations", "plover", "timemap", "airwars-json", "jsonfeed", "atom"])
def test_nothing_links_to_what_a_browser_would_run(form: FormatName) -> None:
    of = hostile(form, "nine")
    linked = (
        of if form != "annotations" else replace(of, claims=(), subjects=())
    )  # a claim's own record has the address as told
    assert b"javascript:" not in written(form, linked)
    assert b"https://a.example/1" in written(form, hostile(form, "nine", url="https://a.example/1"))


@pytest.mark.parametrize("form", ["atom", "timemap", "schemaorg", "annotations"])
def test_where_markup_may_be_read_there_is_none(form: FormatName) -> None:
    made = written(form, hostile(form, MARKUP))
    assert b"<img" not in made
    assert b"</script" not in made


@pytest.mark.parametrize("form", [form for form in FORMS if "json" in WRITERS[form].media_type])
def test_json_stays_json_whatever_a_report_says(form: FormatName) -> None:
    words = f'nine "\\ {MARKUP} \u2028 {STEERING} }}]'
    lines = written(form, hostile(form, words)).decode().split("\n")
    parts = [each for each in lines if each] if WRITERS[form].media_type == "application/jsonl" else ["\n".join(lines)]
    told = [text for part in parts for text in texts(json.loads(part))]
    assert any("onerror=alert(1)" in text for text in told)
