"""What notebooks show: legible, escaped whatever a report says, self-contained, and told by shape and word."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from msgspec import structs

from builders import reading, rejected, resolved
from recount.model import Evidence, Relation, Subject
from recount.publish.notebook import (
    SideBySide,
    batch_html,
    claim_html,
    claims_html,
    series_html,
    side_html,
    sides_html,
)
from recount.publish.rows import ClaimRow, report_row
from tables import over_time

HOSTILE = "<script>alert(1)</script>"
TEXT = f"At least 12 civilians{HOSTILE} were killed in River{HOSTILE}ton, mayor {HOSTILE}Ruiz said. No 9 \u202edied."


def row(text: str = TEXT, **changed: object) -> ClaimRow:
    report = reading(text, publisher=f"The {HOSTILE} Post")
    claim = resolved(
        report,
        "At least 12",
        12,
        operator="at_least",
        noun=f"civilians{HOSTILE}" if HOSTILE in text else "civilians",
        source=f"mayor {HOSTILE}Ruiz" if HOSTILE in text else "Ana Ruiz",
        place=f"River{HOSTILE}ton" if HOSTILE in text else "Riverton",
        country="UA",
        days=(date(2024, 3, 3), date(2024, 3, 3)),
    )
    (found,) = report_row(report, [claim]).claims
    whole = Evidence.at(text, 0, text.index("said.") + len("said."), context=8)
    return structs.replace(found, evidence=whole, **changed)


PLAIN = "At least 12 civilians were killed in Riverton on 3 March, mayor Ana Ruiz said."


def words(html: str) -> str:
    """What a reader sees, style aside, in single spaces."""
    inside = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def side(of: ClaimRow) -> SideBySide:
    subject = Subject(
        id="sub:1", label=HOSTILE, effect="killed", group="civilians", party=None, place=HOSTILE, country="UA",
        claims=(of.id,), scope="incident",
    )  # fmt: skip
    relation = Relation(kind="deny", subject="sub:1", left="stm:1", right=of.id, reason=HOSTILE)
    told = {"stm:1": HOSTILE, of.id: f"{HOSTILE} ≥ 12"}
    return SideBySide(subject=subject, claims=(of,), relations=(relation,), grounds=None, told=told)


def test_a_table_tells_source_stance_count_harm_place_and_days() -> None:
    assert words(claims_html([row(PLAIN)])).startswith(
        "Who says so Stance Count Harm Place When Stated Ana Ruiz other ● states ≥ 12 “At least 12” killed civilians "
        "Riverton, UA 3 Mar 2024 4 Mar 2024"
    )


@pytest.mark.parametrize(
    ("modality", "act", "told"),
    [("asserted", "says", "● says"), ("possible", "claims", "◐ claims, as possible"), ("denied", "denies", "✕ denies")],
)
def test_a_stance_is_told_by_mark_and_word(modality: str, act: str, told: str) -> None:
    found = row(PLAIN, modality=modality, act=act)
    for html in (claims_html([found]), claim_html(found), side_html(side(found))):
        assert told in words(html)


def test_long_tables_say_how_many_more_there_are() -> None:
    assert "the first 20 of 1,000 claims" in words(claims_html([row(PLAIN)] * 1000))
    assert "the first" not in words(claims_html([row(PLAIN)] * 20))


def test_a_claim_shows_its_sentence_with_the_words_marked_that_it_rests_on() -> None:
    html = claim_html(row(PLAIN))
    sentence = re.search(r"<blockquote>(.*)</blockquote>", html)
    assert sentence is not None
    marked = re.findall(r'<mark class="(\w+)"><bdi>(.*?)</bdi><sub>(\w+)</sub></mark>', sentence[1])
    assert marked == [
        ("quantity", "At least 12", "quantity"),
        ("victims", "civilians", "victims"),
        ("place", "Riverton", "place"),
        ("source", "Ana Ruiz", "source"),
    ]
    assert re.sub(r"<sub>\w+</sub>|<[^>]+>", "", sentence[1]) == PLAIN


def test_words_outside_the_sentence_are_not_marked() -> None:
    found = row(PLAIN)
    assert found.place is not None
    elsewhere = structs.replace(found, place=structs.replace(found.place, start=500, end=508))
    assert '<mark class="place">' not in claim_html(elsewhere)


def everything(found: ClaimRow) -> list[str]:
    return [
        claims_html([found]),
        claim_html(found),
        side_html(side(found)),
        sides_html([side(found)]),
        batch_html("1 report", [found], [structs.replace(rejected(), where=HOSTILE, detail=HOSTILE)]),
    ]


def test_what_a_report_says_is_never_markup() -> None:
    for html in everything(row(title=HOSTILE, url="javascript:alert(1)")):
        assert "<script" not in html
        assert "javascript:" not in html
        assert "&lt;script&gt;" in html
        assert "\u202e" not in html


def test_only_web_addresses_become_links() -> None:
    assert 'href="https://post.example/a?b=1&amp;c=&#34;"' in claim_html(row(url='https://post.example/a?b=1&c="'))
    assert "<a " not in claim_html(row(url="data:text/html,hello"))


def test_nothing_is_fetched_and_no_ink_is_fixed() -> None:
    """A notebook's theme decides what ink and paper are: neither is set, and nothing comes from elsewhere."""
    for html in everything(row(PLAIN, url=None)):
        assert not re.search(r"url\(|src=|@import|<link|<iframe|<img", html)
        assert set(re.findall(r"(?<![-\w])color: ([^;]+);", html)) <= {"inherit"}
        assert not re.search(r"(?<!-)background: (?!none|rgb\(\d+ \d+ \d+ / \.\d+\))", html)


def test_markup_is_well_formed() -> None:
    for html in (
        *everything(row()),
        series_html([over_time("2031-05-01,retrovia,12,,12,", "2031-05-02,retrovia,19,,7,")]),
    ):
        ElementTree.fromstring(f"<all>{html}</all>")


def test_a_series_shows_its_course_and_its_side_in_words() -> None:
    told = over_time("2031-05-01,retrovia,12,,12,", "2031-05-02,retrovia,61,,5,", "2031-05-03,retrovia,58,,,-3")
    shown = words(series_html([told]))
    assert "1 May 2031 – 3 May 2031, 3 figures" in shown
    assert "▂██" in shown
    assert "corrected once: −3 on 3 May 2031" in shown


def test_the_same_records_give_the_same_html() -> None:
    assert everything(row()) == everything(row())
