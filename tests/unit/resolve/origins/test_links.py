"""Reports that share text: what kind of link there is, and the passages that show it."""

from datetime import date

import pytest

from recount.model import Link, Reading, Resolution, Signal
from recount.reports import read_text
from recount.resolve.origins.credits.credits import credits_of
from recount.resolve.origins.links import Side, link
from recount.resolve.origins.sketches import sketch_of

WIRE = (
    "Shells fired from the hills struck the grain market of Velika Draga on Tuesday, killing 43 people and wounding "
    "at least 90, the town's hospital said. Witnesses spoke of carts overturned among burning stalls. "
    "“We carried them out on doors,” said a porter who had worked there for thirty years. "
    "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river. "
    "The market lies two hundred metres from a school that was closed for the harvest. "
    "It was the worst attack on the town since the truce of May, when a mine killed seven farmers on the road to Suha. "
    "Monitors asked both sides to let a team of engineers inspect the craters before the rains."
)
UNKNOWN = Resolution[str](value=None, method="not asked", confidence=0.0)


def linked(one: str, other: str) -> Link:
    return between(reading(one, "Northwire"), reading(other, "The Copy"), UNKNOWN)


def between(one: Reading, other: Reading, first: Resolution[str]) -> Link:
    ours, theirs = (Side(each, sketch_of(each), credits_of(each)) for each in (one, other))
    return link(ours, theirs, first)


def reading(text: str, publisher: str) -> Reading:
    return read_text(text, publisher=publisher, published_on=date(2021, 9, 14))


def sentences(*numbers: int) -> str:
    told = WIRE.replace("Velika Draga on", "Velika Draga, on").split(". ")
    return ". ".join(told[number].rstrip(".") for number in numbers) + "."


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (WIRE, "reprint"),
        (WIRE.replace("Shells fired from the hills", "Mortar shells").replace("burning", "blazing"), "reprint"),
        (sentences(0, 1, 2), "edited copy"),
        (WIRE.replace("killing 43 people", "killing 61 people"), "update"),
        (WIRE.replace("killing 43 people", "killing at least 43 people"), "reprint"),
        (WIRE.replace("thirty years", "20 years"), "reprint"),
        (
            "A truce was declared in Velika Draga on Friday after ten days of talks in the capital, where envoys of "
            "four states sat up two nights over a map. Buses left for the south before noon, and a bakery opened. "
            "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river.",
            "shared passage",
        ),
    ],
)
def test_the_kind_of_a_link_follows_from_what_is_the_same(copy: str, kind: str) -> None:
    assert linked(WIRE, copy).kind == kind


def test_passages_stand_in_both_reports_as_quoted() -> None:
    one, other = reading(WIRE, "Northwire"), reading(sentences(4, 0), "The Copy")
    found = between(one, other, UNKNOWN)
    texts = {each.report.id: each.report.text for each in (one, other)}
    assert len(found.parallels) == 2
    for each in found.parallels:
        assert texts[found.left][each.left.start : each.left.end] == each.left.exact
        assert texts[found.right][each.right.start : each.right.end] == each.right.exact


def test_an_update_names_the_figures_that_changed() -> None:
    figures = [one for one in linked(WIRE, WIRE.replace("killing 43", "killing 61")).signals if one.name == "figures"]
    assert figures in ([Signal("figures", 1.0, "“43” / “61”")], [Signal("figures", 1.0, "“61” / “43”")])


def test_a_link_is_the_same_from_either_side() -> None:
    one, other = reading(WIRE, "Northwire"), reading(sentences(0, 1, 3, 5), "The Copy")
    assert between(one, other, UNKNOWN) == between(other, one, UNKNOWN)


@pytest.mark.parametrize(("publisher", "kind"), [("Northwire", "update"), ("The Copy", "reprint")])
def test_a_lower_figure_is_a_newer_one_in_the_same_house_and_a_misprint_in_another(publisher: str, kind: str) -> None:
    one, other = reading(WIRE, "Northwire"), reading(WIRE.replace("killing 43", "killing 34"), publisher)
    first = Resolution(value=one.report.id, method="date", confidence=0.9)
    assert between(one, other, first).kind == kind


def test_one_passage_of_less_than_half_is_a_shared_passage() -> None:
    own = (
        "Rains delayed the harvest in the province for a third week; farmers asked the ministry for seed and credit. "
        "Prices of flour rose by a tenth in the capital, where queues formed outside two mills on the ring road."
    )
    assert linked(WIRE, f"{own} {sentences(0, 3)}").kind != "shared passage"
    assert linked(WIRE, f"{own} {own.replace('third', 'fourth')} {sentences(5)}").kind == "shared passage"
