"""Invented reports that share text, for tests of lineage: two stories, their copies, a report that draws on both."""

from __future__ import annotations

from datetime import date

from builders import reading, resolved
from recount.model import Recorded

MARKET = (
    "Shells fired from the hills struck the grain market of Velika Draga on Tuesday, killing 43 people and wounding "
    "at least 90, the town's hospital said. Witnesses spoke of carts overturned among burning stalls. "
    "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river."
)
BRIDGE = (
    "A barge loaded with diesel rammed the old bridge at Suha before dawn, and 17 sleepers in the gatehouse drowned, "
    "harbour police said. Divers searched the pool below the weir until noon, when the current grew too strong. "
    "The ferry company said that its pilot had been told to wait for the tide by a man in uniform."
)
SIGNED = (
    "PORT ALVA (AFP) - A trawler that left on Monday with nine hands is not back, and its owner has asked the navy "
    "to look along the reef where a lamp was seen."
)
HEARD = (
    "{}, mayor Ilsa Brandt spoke of the 61 dead: “We have counted every stall and every cart, and the list of names on "
    "my desk is not closed, because the river has not given back what it took.”"
)
ALONE = (
    "Hail broke the glass roofs of Dorno's market gardens; 12 growers were hurt, the prefect said, none of them badly."
)


def told(text: str, publisher: str, day: int | None) -> Recorded:
    """A report of September 2021 with a claim on each number in its text."""
    of = reading(text, publisher=publisher, published_on=None if day is None else date(2021, 9, day))
    counts = [word for word in ("43", "90", "17", "12", "61") if word in text]
    claims = (
        resolved(of, count, int(count), int(count), days=(date(2021, 9, 14), date(2021, 9, 14))) for count in counts
    )
    return Recorded(reading=of, claims=tuple(claims))


def reports() -> tuple[Recorded, ...]:
    """The two stories and copies of them, a report by itself, one that signs an agency, two that heard one statement.

    The last tells both stories, so that it joins their families; it has no date.
    """
    return (
        told(MARKET, "Northwire", 14),
        told(MARKET.replace("Witnesses spoke", "People spoke"), "The Copy", 15),
        told(MARKET.replace("burning", "smoking").replace("at least 90", "90"), "Evening Mail", 16),
        told(BRIDGE, "The Post", 14),
        told(BRIDGE.replace("before dawn", "at night"), "The Mail", 15),
        told(ALONE, "Daily", 15),
        told(SIGNED, "The Sun", 16),
        told(HEARD.format("In the evening session of the council"), "Courier", 17),
        told(HEARD.format("To reporters who had waited since noon by the town hall's closed gate"), "Tribune", 17),
        told(f"{MARKET} {BRIDGE}", "Digest", None),
    )


def ids(found: tuple[Recorded, ...]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(each.reading.report.id for each in found)
