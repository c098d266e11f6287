"""Reports of one family, and one by itself, to where they come from."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from recount.language.backends import backend
from recount.model import ClaimLink, Family, Passage, Recorded, Span
from recount.pipeline import read_claims
from recount.reports import read_text
from recount.resolve.origins.tracing import has_words, trace_alone, trace_family
from recount.resolve.origins.trees import texts

BACKGROUND = (
    "Fighting over the province has killed more than 1,200 people since March, when talks in the capital broke down "
    "over who should guard the river crossings and the two sides withdrew their envoys."
)
FIRST = (
    "Shells struck the grain market of Velika Draga on Tuesday and killed 43 people, the hospital said. A school next "
    f"to the market was closed for the harvest, and its roof was torn off. {BACKGROUND}"
)
SECOND = (
    "A mine killed seven farmers on the road to Suha on Thursday, police said. Their tractor had left the road to let "
    "a bus go by; sappers had cleared that verge twice since the spring, and both times they had found wire beside it. "
    f"{BACKGROUND}"
)


def recorded(text: str, publisher: str, day: int) -> Recorded:
    return read_claims(read_text(text, publisher=publisher, published_on=date(2021, 9, day)), backend())


def traced(*reports: Recorded) -> tuple[Family, tuple[ClaimLink, ...]]:
    held = {each.reading.report.id: each for each in reports}
    return trace_family(held, texts(each.reading for each in reports), held.__getitem__)


def traced_alone(report: Recorded) -> Family | None:
    return trace_alone(report.reading.report.id, texts([report.reading]))


def test_of_a_shared_passage_only_what_stands_inside_is_carried() -> None:
    first, second = recorded(FIRST, "Northwire", 14), recorded(SECOND, "The Post", 16)
    family, claims = traced(first, second)
    assert [branch.link.kind for branch in family.branches if branch.link] == ["shared passage"]
    counts = {each.claim.id: each.claim.quantity.exact for one in (first, second) for each in one.claims}
    assert [(counts[link.original], counts[link.copy]) for link in claims] == [("more than 1,200",) * 2]


def test_a_report_by_itself_that_signs_an_agencys_text_comes_from_outside() -> None:
    alone = recorded(f"VELIKA DRAGA (AFP) - {FIRST}", "The Post", 14)
    family = traced_alone(alone)
    assert family is not None
    assert family.outside is not None
    assert (family.reports, family.outside.outlet, family.origin.value) == ((alone.reading.report.id,), "AFP", None)
    assert traced_alone(recorded(FIRST, "The Post", 14)) is None


def test_a_family_does_not_depend_on_the_order_of_reports() -> None:
    reports = [
        recorded(FIRST, "Northwire", 14),
        recorded(FIRST.replace("43", "61"), "Northwire", 15),
        recorded(SECOND, "The Post", 16),
        recorded(f"VELIKA DRAGA (AFP) - {SECOND}", "The Mail", 16),
    ]
    assert traced(*reports) == traced(*reversed(reports))


def test_a_row_of_a_table_has_no_words_that_could_be_copied() -> None:
    text = "7 April 2031: 43 killed"
    row = Passage(kind="caption", span=Span(0, len(text)), paragraph=0)
    assert has_words(read_text(text))
    assert not has_words(replace(read_text(text), passages=(row,)))
