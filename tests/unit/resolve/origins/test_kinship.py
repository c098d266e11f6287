"""Whether two reports are of one family."""

from __future__ import annotations

from datetime import date

from recount.reports import read_text
from recount.resolve.origins.kinship import akin
from recount.resolve.origins.sketches import Sketch, sketch_of

MINISTER = (
    "“The shells fell one after another on people who had come to buy seed for their fields, and nobody who was there "
    "will ever be able to tell me that this was a mistake,” the minister said. “We shall rebuild each house, and those "
    "who gave the order will stand before a court in this city before the next harvest is in.”"
)
WIRE = (
    f"Shells struck the grain market of Velika Draga on Tuesday, the town's hospital said. {MINISTER} "
    "Witnesses spoke of carts overturned among burning stalls, and of a porter who carried the wounded out on doors."
)
OWN = (
    f"In a hall hung with black the cabinet met the press for an hour. {MINISTER} Outside, two buses waited to take "
    "relatives home to the valley, and a choir from the lower town sang until the rain began."
)


def sketch(text: str, day: int | None = 14, url: str | None = None) -> Sketch:
    return sketch_of(read_text(text, url=url, published_on=None if day is None else date(2021, 9, day)))


def test_a_statement_that_both_heard_makes_no_copy() -> None:
    assert not akin(sketch(WIRE), sketch(OWN))


def test_a_text_that_is_mostly_quoted_is_known_by_what_it_quotes() -> None:
    assert akin(sketch(MINISTER), sketch(f"Read here. {MINISTER}"))


def test_two_undated_reports_must_share_more() -> None:
    part = WIRE.replace(MINISTER, "The roads were cut for a day.")
    own = "The dam held through the night, an engineer told a station, and the lower gates would be opened at noon."
    other = f"{part.split('. ')[2]} {own} Two ferries were kept at the quay with steam up in case it did not."
    assert akin(sketch(part), sketch(other))
    assert not akin(sketch(part, day=None), sketch(other, day=None))


def test_what_stands_at_one_address_is_one_article() -> None:
    url = "https://www.example.com/world/market-shelled"
    assert akin(sketch("Shelling is reported.", url=url), sketch(WIRE, url=f"{url}?utm_source=feed"))
