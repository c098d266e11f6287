"""Marked names of sentences and the places that are chosen for them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from recount.model import Mention
from recount.resolve.geoparsing import Toponym, located

CASES = tomllib.loads(Path(__file__).with_name("located.toml").read_text(encoding="utf-8"))["case"]


def marked(text: str) -> tuple[str, list[Mention]]:
    """A text without its brackets, and what stood in them."""
    bare, spans, at = "", [], 0
    for match in re.finditer(r"\[([^]]+)\]", text):
        bare += text[at : match.start()]
        spans.append((len(bare), len(bare) + len(match[1])))
        bare += match[1]
        at = match.end()
    bare += text[at:]
    return bare, [Mention.at(bare, start, end) for start, end in spans]


def found(text: str) -> list[Toponym]:
    return list(located(*marked(text)))


def where(toponym: Toponym, wanted: str) -> str:
    """Where a toponym lies, as finely as is wanted."""
    entry = toponym.entry
    if entry is None:
        return "-"
    return f"{entry.country}/{entry.admin1}" if "/" in wanted else str(entry.country)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_names_lie_where_the_sentence_puts_them(case: dict[str, list[str]]) -> None:
    toponyms = found(str(case["text"]))
    assert [where(one, wanted) for one, wanted in zip(toponyms, case["where"], strict=True)] == case["where"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Rain fell on [Dalanzadgad] at noon.", "literal", id="the place itself"),
        pytest.param("A [Mongolian] herder was hurt.", "demonym", id="an adjective"),
        pytest.param("[Kyiv] said the bridge had held.", "metonym", id="a government"),
        pytest.param("[Moscow] quickly closed the border.", "metonym", id="a government that acts"),
        pytest.param("They blamed [Moscow] for it.", "metonym", id="a government acted upon"),
        pytest.param("Police in [Moscow] closed the road.", "literal", id="police of a capital"),
        pytest.param("Crowds in [Lviv] closed the road.", "literal", id="no capital"),
        pytest.param("The [Kremlin] stayed dark.", "metonym", id="a seat of government"),
        pytest.param("[NAIROBI], Kenya (Northwire) — A bus fell into a river.", "dateline", id="where it was filed"),
        pytest.param("[BEIRUT], July 3 - A bus fell into a river.", "dateline", id="where and when it was filed"),
    ],
)
def test_what_a_name_stands_for(text: str, kind: str) -> None:
    assert found(text)[0].kind == kind


def test_a_name_with_only_its_fame_is_less_sure_than_one_that_the_report_supports() -> None:
    alone = found("Two men met in [Tripoli].")[0]
    supported = found("Two men met in [Tripoli]. They came from [Benghazi], in [Libya].")[0]
    assert alone.entry == supported.entry
    assert alone.confidence < 0.8 < supported.confidence


def test_an_unknown_name_lies_near_what_the_text_puts_it_in() -> None:
    dorno, lebanon = found("A mill burnt down in [Dornovka], a village in [Lebanon].")
    assert dorno.entry is None
    assert dorno.near == lebanon.entry


def test_a_name_left_open_keeps_its_candidates() -> None:
    report = (
        "In [Iraq] the blast hit the [Dora] quarter of [Baghdad]. Ambulances reached [Mosul], [Kirkuk] and [Basra]."
    )
    dora = found(report)[1]
    assert dora.entry is None
    assert all(entry.country != "IQ" for entry in dora.candidates)
