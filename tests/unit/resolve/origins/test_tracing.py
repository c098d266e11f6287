"""Reports held somewhere to their lineage."""

from __future__ import annotations

from datetime import date

from recount.language.backends import backend
from recount.model import Lineage, Recorded
from recount.pipeline import read_claims
from recount.reports import read_text
from recount.resolve.origins.families import families
from recount.resolve.origins.tracing import trace

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


def traced(*reports: Recorded) -> Lineage:
    held = {each.reading.report.id: each for each in reports}
    groups = [family.reports for family in families(each.reading for each in reports)]
    return trace(groups, sorted(held), held.__getitem__)


def test_of_a_shared_passage_only_what_stands_inside_is_carried() -> None:
    first, second = recorded(FIRST, "Northwire", 14), recorded(SECOND, "The Post", 16)
    found = traced(first, second)
    assert [branch.link.kind for family in found.families for branch in family.branches if branch.link] == [
        "shared passage"
    ]
    counts = {each.claim.id: each.claim.quantity.exact for one in (first, second) for each in one.claims}
    assert [(counts[link.original], counts[link.copy]) for link in found.claims] == [("more than 1,200",) * 2]


def test_a_report_by_itself_that_signs_an_agencys_text_comes_from_outside() -> None:
    alone = recorded(f"VELIKA DRAGA (AFP) - {FIRST}", "The Post", 14)
    (family,) = traced(alone).families
    assert family.outside is not None
    assert (family.reports, family.outside.outlet, family.origin.value) == ((alone.reading.report.id,), "AFP", None)
    assert traced(recorded(FIRST, "The Post", 14)).families == ()


def test_lineage_does_not_depend_on_the_order_of_reports() -> None:
    reports = [
        recorded(FIRST, "Northwire", 14),
        recorded(FIRST.replace("43", "61"), "Northwire", 15),
        recorded(SECOND, "The Post", 16),
        recorded(f"VELIKA DRAGA (AFP) - {SECOND}", "The Mail", 16),
    ]
    assert traced(*reports) == traced(*reversed(reports))
