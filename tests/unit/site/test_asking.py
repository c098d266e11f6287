"""An address says which claims are wanted, and what is wanted makes the same address again."""

from __future__ import annotations

from datetime import date

import pytest

from recount.catalogue import Query
from recount.errors import ChoiceError
from recount.site.asking import Asked, asked

EVERYTHING = Asked(
    query=Query(
        words="people killed & <b>",
        picked={"effect": ("killed", "injured"), "place": ("—",), "source": ("Ada Lind",)},
        since=date(2031, 4, 1),
        until=date(2031, 4, 7),
        stated_since=date(2031, 4, 2),
        stated_until=date(2031, 4, 8),
        subject="sub:1",
        report="rpt:1",
        sort="high",
    ),
    page=3,
    more="place",
)


def pairs(wanted: Asked) -> list[tuple[str, str]]:
    return [
        (name, str(each))
        for name, value in wanted.given().items()
        for each in (value if isinstance(value, tuple) else [value])
    ]


@pytest.mark.parametrize(
    "wanted",
    [
        Asked(),
        EVERYTHING,
        Asked(query=Query(sort="published", ascending=True)),
        Asked(query=Query(sort="source", ascending=True)),
    ],
)
def test_what_an_address_says_is_what_was_asked(wanted: Asked) -> None:
    assert asked(pairs(wanted)) == wanted


def test_what_goes_without_saying_is_not_said() -> None:
    assert Asked().given() == {}


def test_names_that_mean_nothing_and_empty_fields_are_passed_over() -> None:
    assert asked([("since", ""), ("q", "  "), ("utm", "x"), ("more", "utm"), ("effect", "")]) == Asked()


def test_a_value_picked_twice_is_picked_once() -> None:
    assert asked([("effect", "killed"), ("effect", "killed")]).query.picked == {"effect": ("killed",)}


@pytest.mark.parametrize(
    ("name", "value"),
    [("since", "7 April"), ("stated_until", "2031-13-01"), ("page", "0"), ("page", "٣"), ("sort", "gravity")],
)
def test_what_cannot_be_is_told(name: str, value: str) -> None:
    with pytest.raises(ChoiceError, match=f"{name}: .*{value}"):
        asked([(name, value)])


def test_picking_a_value_twice_lets_it_go_and_begins_at_the_first_page() -> None:
    first = Asked(query=Query(picked={"effect": ("killed",)}), page=4)
    both = first.toggled("effect", "injured")
    assert both == {"effect": ("killed", "injured")}
    assert first.toggled("effect", "killed") == {}


def test_numbers_are_sorted_from_the_most_names_from_a_and_again_is_the_other_way() -> None:
    assert asked([]).sorted_by("high") == {"sort": "-high"}
    assert asked([("sort", "-high")]).sorted_by("high") == {"sort": "high"}
    assert asked([]).sorted_by("place") == {"sort": "place"}
    assert asked([("sort", "place")]).sorted_by("place") == {"sort": "-place"}
    assert asked([("sort", "published")]).sorted_by("published") == {}


def test_a_form_sends_on_all_but_what_is_typed_into_it() -> None:
    kept = EVERYTHING.kept()
    assert ("effect", "injured") in kept
    assert ("sort", "-high") in kept
    assert not {"q", "since", "until", "stated_since", "stated_until", "page"} & {name for name, _ in kept}
