"""Reports of one family as a tree: what each was made from."""

from collections.abc import Set
from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

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


SENTENCES = (
    "Mortar shells struck the ferry landing of Ostrel Bay on Friday and killed 43 people, the harbour master said.",
    "Boats took the wounded to the far shore all night, as the bridge had been closed since the siege began in May.",
    "A spokesman for the garrison denied that its guns had fired and blamed deserters who hold the old lighthouse.",
    "Fishermen said that two of the shells had fallen short and sunk a barge that was loaded with salt and timber.",
    "The governor asked both sides for a truce of three days so that the dead could be counted and buried at home.",
)
MEMBERS = st.lists(
    st.tuples(
        st.sets(st.integers(0, 4), min_size=1),
        st.sampled_from([None, "Northwire", "The Lantern", "The Echo"]),
        st.sampled_from([None, 1, 1, 2, 9]),
    ),
    min_size=2,
    max_size=8,
)


def invented(number: int, told: Set[int], publisher: str | None, day: int | None) -> Reading:
    text = " ".join(SENTENCES[place] for place in sorted(told))
    on = None if day is None else date(2021, 9, day)
    return read_text(text, id=f"rpt:{number}", publisher=publisher, published_on=on)


@settings(deadline=None, max_examples=150)
@given(MEMBERS, st.data())
def test_a_tree_that_grew_is_the_tree_that_is_made_at_once(
    members: list[tuple[set[int], str | None, int | None]], data: st.DataObject
) -> None:
    readings = [invented(number, *member) for number, member in enumerate(members)]
    held = texts(readings)
    parts: dict[int, list[str]] = {}
    for one in readings:
        parts.setdefault(data.draw(st.integers(0, 2)), []).append(one.report.id)
    before = [family(part, held) for number, part in parts.items() if number]
    reports = [one.report.id for one in readings]
    assert family(reports, held, before) == family(reports, held)
