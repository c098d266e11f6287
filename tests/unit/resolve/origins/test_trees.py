"""Reports of one family as a tree: what each was made from."""

from datetime import date
from itertools import permutations

from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.trees import family, texts

TOLD = (
    "Mortar shells struck the ferry landing of Ostrel Bay on Friday, and {} people were killed, the harbour master "
    "said. Boats took the wounded to the far shore all night, as the bridge had been closed since the siege began."
)


def reading(toll: str, day: int, publisher: str = "Northwire") -> Reading:
    return read_text(TOLD.format(toll), id=f"rpt:{toll}", publisher=publisher, published_on=date(2021, 9, day))


def made_from(*readings: Reading) -> dict[str, str | None]:
    return {
        branch.report: branch.of for branch in family([one.report.id for one in readings], texts(readings)).branches
    }


def test_each_state_of_a_story_follows_the_one_before_in_whatever_order_they_come() -> None:
    states = [reading("43", 3), reading("100", 4), reading("126", 5)]
    for shuffled in permutations(states):
        assert made_from(*shuffled) == {"rpt:43": None, "rpt:100": "rpt:43", "rpt:126": "rpt:100"}


def test_of_equally_near_reports_of_other_houses_a_copy_was_made_from_the_first() -> None:
    found = made_from(reading("43", 3), reading("100", 4, "The Lantern"), reading("126", 5, "The Echo"))
    assert found == {"rpt:43": None, "rpt:100": "rpt:43", "rpt:126": "rpt:43"}
