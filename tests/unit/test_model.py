from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import EvidenceError
from recount.model import Evidence, Interval, Mention, Quantity, Span

TEXTS = st.text(st.characters(codec="utf-8"), max_size=80)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forwards_from_nought(start: int, end: int) -> None:
    with pytest.raises(EvidenceError, match="must run forwards"):
        Span(start, end)


@pytest.mark.parametrize(
    ("left", "right", "overlap"),
    [(Span(0, 3), Span(3, 5), False), (Span(0, 4), Span(3, 5), True), (Span(0, 9), Span(3, 5), True)],
)
def test_spans_overlap_where_they_share_a_code_point(left: Span, right: Span, overlap: bool) -> None:
    assert left.overlaps(right) is right.overlaps(left) is overlap


@given(texts_and_spans())
def test_a_mention_quotes_its_span(given_text: tuple[str, Span]) -> None:
    text, span = given_text
    mention = Mention.at(text, span.start, span.end)
    assert mention.exact == span.of(text)
    assert mention.span == span


def test_a_mention_is_as_long_as_its_words() -> None:
    with pytest.raises(EvidenceError, match="'twelve' is 6 code points long, not 5"):
        Mention("twelve", 0, 5)


@given(texts_and_spans(), st.integers(0, 9))
def test_evidence_stands_in_its_text_with_its_surroundings(given_text: tuple[str, Span], context: int) -> None:
    text, span = given_text
    evidence = Evidence.at(text, span.start, span.end, context)
    assert text[evidence.start : evidence.end] == evidence.exact
    assert evidence.prefix + evidence.exact + evidence.suffix in text
    assert text[: span.start].endswith(evidence.prefix)
    assert text[span.end :].startswith(evidence.suffix)
    assert max(len(evidence.prefix), len(evidence.suffix)) <= context


def test_bounds_may_not_cross() -> None:
    with pytest.raises(EvidenceError, match="low 30 is above high 15"):
        Quantity(exact="30 to 15", start=0, end=8, low=30, high=15, operator="between")


def test_nothing_stated_is_not_nought() -> None:
    none_died = Quantity(exact="no", start=0, end=2, low=0, high=0, operator="exact")
    dozens = Quantity(exact="dozens", start=0, end=6, low=None, high=None, operator="vague")
    assert (none_died.vague, dozens.vague) == (False, True)
    assert none_died.low is not dozens.low


def test_an_interval_runs_forwards() -> None:
    with pytest.raises(EvidenceError, match="not from 2022-04-07 to 2022-02-24"):
        Interval(first=date(2022, 4, 7), last=date(2022, 2, 24), mention=None)


def test_an_interval_is_written_from_to() -> None:
    day = date(2022, 4, 7)
    assert msgspec.json.encode(Interval(first=day, last=day, mention=None)) == (
        b'{"from":"2022-04-07","to":"2022-04-07","mention":null,"value":null}'
    )


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Span(1, 2).start = 3  # type: ignore[misc]
