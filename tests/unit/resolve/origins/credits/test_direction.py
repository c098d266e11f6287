"""Which report of an invented family the others were made from, and whether the order of the arguments matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from recount.lexicon.outlets import same_house
from recount.model import Credit, DateOrigin, Reading, Resolution
from recount.reports import read_text
from recount.resolve.origins.credits import direction
from recount.resolve.origins.credits.standing import Standing, standing_of

STORY = (
    "Shelling killed ten people in the port of Riverton on Monday, the mayor said. The army denied that it had fired.",
    "Rescuers dug through the night by the light of their phones, and three wards of the hospital were full by dawn.",
    "A dock worker, Tomas Arde, said he had counted six blasts before the cranes fell across the ferry quay.",
    "The shelling was the third in a week on the port, through which most of the island's grain is shipped.",
    "Talks on a truce are to open in Larnholm on Friday, though neither side has named its envoys so far.",
)
MAY = date(2024, 5, 10)


def rising(*readings: Reading) -> direction.Rise:
    return direction.rising({one.report.id: one for one in readings}.__getitem__)


def first_of(one: Reading, other: Reading) -> Resolution[str]:
    return direction.first_of(standing_of(one), standing_of(other), rising(one, other))


def in_order(family: Sequence[Reading]) -> list[Standing]:
    return direction.in_order([standing_of(one) for one in family], rising(*family))


def origin_of(family: Sequence[Reading]) -> tuple[Resolution[str], Credit | None]:
    return direction.origin_of(in_order(family), rising(*family))


def report(
    id: str,  # noqa: A002 - the field's own name
    publisher: str | None,
    *,
    on: date | None = None,
    at: datetime | None = None,
    dated: DateOrigin = "meta",
    text: str = "\n\n".join(STORY),
) -> Reading:
    reading = read_text(text, id=f"rpt:{id}", publisher=publisher, published_on=on or (at.date() if at else None))
    known = structs.replace(reading.report, published_at=at, published_from=dated if on or at else None)
    return structs.replace(reading, report=known)


def clock(hours: float) -> datetime:
    return datetime(2024, 5, 10, 6, tzinfo=UTC) + timedelta(hours=hours)


WHOLE = "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("one", "other", "method"),
    [
        pytest.param(report("a", "Daily Sabah", on=MAY), report("b", "Ahram", on=MAY + timedelta(1)), "date", id="day"),
        pytest.param(report("a", "Ahram", at=clock(0)), report("b", "Daily Sabah", at=clock(0.5)), "time", id="hour"),
        pytest.param(
            report("a", "AFP"), report("b", "Ahram", text=f"RIVERTON (AFP) — {WHOLE}"), "credit", id="credit, no date"
        ),
        pytest.param(
            report("a", "Kyiv Independent", on=MAY),
            report("b", "Ahram", on=MAY, text=f"{WHOLE}\n\nThis article was first published in the Kyiv Independent."),
            "credit",
            id="first published in",
        ),
        pytest.param(
            report("a", "AFP", on=MAY + timedelta(1)),
            report("b", "Ahram", on=MAY, text=f"RIVERTON (AFP) — {WHOLE}"),
            "credit",
            id="a credit outweighs one day between two clocks",
        ),
        pytest.param(
            report("a", "Ahram", on=MAY, text=f"RIVERTON (AFP) — {WHOLE}"),
            report("b", "AFP", on=MAY + timedelta(9)),
            "date",
            id="nine days outweigh a credit: what is held is a later version",
        ),
        pytest.param(
            report("a", "Reuters", on=MAY), report("b", "Daily Sabah", on=MAY), "agency", id="agency, one day"
        ),
        pytest.param(report("a", "Reuters"), report("b", "Daily Sabah", on=MAY), "agency", id="agency, one undated"),
        pytest.param(
            report("a", "Reuters", on=MAY + timedelta(1)),
            report("b", "Daily Sabah", on=MAY, dated="text", text=f"{WHOLE}\n\nReuters contributed to this report."),
            "credit",
            id="a date read from the text weighs little",
        ),
        pytest.param(
            report("a", "Ahram", on=MAY),
            report("b", "Daily Sabah", on=MAY, text="\n\n".join(STORY[:3])),
            "fuller text",
            id="cut from the fuller text",
        ),
        pytest.param(
            report("a", "Ahram", on=MAY),
            report("b", "Daily Sabah", on=MAY, text=WHOLE.replace("killed ten", "killed 14")),
            "toll",
            id="the later of two versions has the higher toll",
        ),
    ],
)
def test_the_first_of_two_is_first(one: Reading, other: Reading, method: str) -> None:
    found = first_of(one, other)
    assert (found.value, found.method) == ("rpt:a", method)
    assert found.confidence >= 0.6
    assert first_of(other, one) == found
    assert in_order([other, one]) == [standing_of(one), standing_of(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(report("a", "Ahram", on=MAY), report("b", "Daily Sabah", on=MAY), id="one day, one text"),
        pytest.param(report("a", "Ahram"), report("b", "Daily Sabah", on=MAY), id="one has no date"),
        pytest.param(report("a", "AFP", on=MAY), report("b", "Reuters", on=MAY), id="two agencies"),
        pytest.param(
            report("a", "Ahram", text=f"{WHOLE}\n\nSource: Al Arabiya"),
            report("b", "Al Arabiya", text=f"{WHOLE}\n\nSource: Al-Ahram"),
            id="they credit each other",
        ),
    ],
)
def test_what_is_not_known_stays_open(one: Reading, other: Reading) -> None:
    found = first_of(one, other)
    assert found.value is None
    assert found.candidates == ("rpt:a", "rpt:b")
    assert origin_of([one, other])[0].value is None


@pytest.mark.parametrize(
    ("family", "outlet"),
    [
        pytest.param(
            [report("a", "Ahram", on=MAY, text=f"RIVERTON (AFP) — {WHOLE}"), report("b", "TRT World", on=MAY)],
            "AFP",
            id="one signs an agency",
        ),
        pytest.param(
            [report("a", "NNA", on=MAY, text=f"{WHOLE} --Reuters"), report("b", "Ahram", on=MAY + timedelta(1))],
            "Reuters",
            id="an agency reprints another",
        ),
        pytest.param(
            [
                report("a", "Ahram", on=MAY, text=WHOLE.replace("he had", "told AFP he had")),
                report("b", "TRT World", on=MAY, text=WHOLE.replace("he had", "told AFP he had")),
            ],
            "AFP",
            id="two papers were told one thing by one agency",
        ),
        pytest.param(
            [report("a", None, text=f"{WHOLE}\n\nDonate to Mondoweiss today"), report("b", "Ahram", on=MAY)],
            "Mondoweiss",
            id="an appeal left standing",
        ),
    ],
)
def test_an_origin_that_is_not_held_is_named(family: list[Reading], outlet: str) -> None:
    found, outside = origin_of(family)
    assert found.value is None
    assert outside is not None
    assert outside.outlet == outlet


def test_an_agency_that_both_only_quote_is_not_their_origin() -> None:
    text = f"{WHOLE}\n\nThree more were found dead, SANA said."
    found, outside = origin_of([report("a", "Ahram", on=MAY, text=text), report("b", "TRT World", on=MAY, text=text)])
    assert (found.value, outside) == (None, None)


@pytest.mark.parametrize("title", ["UPDATE 2-Ten dead in port", "ATTENTION - ADDS quotes ///", "2nd LEAD: Ten dead"])
def test_what_a_wire_calls_an_update_is_the_later(title: str) -> None:
    one, other = report("a", "AFP", on=MAY), report("b", "AFP", on=MAY, text=f"{title}\n\n{WHOLE}")
    found = first_of(other, one)
    assert (found.value, found.method) == ("rpt:a", "version")


def test_of_one_house_s_reports_the_fuller_may_be_the_update() -> None:
    short = report("b", "AFP", on=MAY, text="\n\n".join(STORY[:3]))
    assert first_of(report("a", "AFP", on=MAY), short).value is None


def test_an_agency_that_is_held_is_the_origin_of_those_that_sign_it() -> None:
    family = [
        report("a", "Ahram", on=MAY, text=f"RIVERTON (AFP) — {WHOLE}"),
        report("b", "AFP", on=MAY),
        report("c", "TRT World", on=MAY + timedelta(1)),
    ]
    found, outside = origin_of(family)
    assert (found.value, outside) == ("rpt:b", None)


def test_a_report_days_before_those_that_credit_another_is_the_origin() -> None:
    family = [
        report("a", "Ahram", on=MAY),
        report("b", "TRT World", on=MAY + timedelta(8), text=f"{WHOLE}\n\nSource: AFP"),
    ]
    assert origin_of(family)[0].value == "rpt:a"


def test_a_report_alone_is_its_own_origin() -> None:
    found, outside = origin_of([report("a", "Ahram")])
    assert (found.value, found.method, outside) == ("rpt:a", "alone", None)
    assert origin_of([])[0].value is None


AGENCIES = ("AFP", "Reuters", "AP", "Xinhua", "Anadolu")
PAPERS = (
    "Ahram",
    "Daily Sabah",
    "The Harbour Gazette",
    "TRT World",
    "Jordan Times",
    "Gulf Post",
    "Isle Herald",
    "New Arab",
)
SIGNED = (
    "RIVERTON ({house}) — {text}",
    "{text}\n\nSource: {house}",
    "{text} --{house}",
    "{text}\n\n© 2024 {house}",
    "{text}",
)
NOTED = ("{text}\n\n{house} contributed to this report.", "{text}\n\nThis article first appeared on {house}.", "{text}")


def invented_family(chance: Random) -> tuple[list[Reading], str]:
    """An origin, an agency's or a paper's, and its copies: cut, signed or not, some without a date."""
    wire = chance.random() < 0.6
    house = chance.choice(AGENCIES if wire else PAPERS)
    start = chance.uniform(0, 30)
    family = [dated(chance, "origin", house, start, WHOLE, always=True)]
    for number, paper in enumerate(chance.sample([one for one in PAPERS if one != house], chance.randint(1, 5))):
        kept = "\n\n".join(STORY[: chance.choice((3, 4, 5, 5, 5))])
        text = chance.choice(SIGNED if wire else NOTED).format(house=house, text=kept)
        family.append(dated(chance, str(number), paper, start + chance.uniform(0.5, 60), text))
    chance.shuffle(family)
    return family, "rpt:origin"


def dated(chance: Random, name: str, house: str, hours: float, text: str, *, always: bool = False) -> Reading:
    """A report with the instant, with the day alone, or (a copy) without a date."""
    kind = chance.choice(("instant", "day", "day") if always else ("instant", "day", "day", "none"))
    if kind == "none":
        return report(name, house, text=text)
    at = clock(hours)
    return report(name, house, at=at, text=text) if kind == "instant" else report(name, house, on=at.date(), text=text)


def test_the_right_origin_is_found_where_dates_are_known() -> None:
    """Of what is decided at least 95 in 100 are right; where the days of all copies differ, nearly all are decided."""
    chance = Random(6)
    families = [invented_family(chance) for _ in range(150)]
    found = [(origin_of(family)[0].value, origin, family) for family, origin in families]
    decided = [(value, origin) for value, origin, _ in found if value is not None]
    right = sum(value == origin for value, origin in decided)
    assert right / len(decided) >= 0.95
    apart = [
        (value, origin)
        for value, origin, family in found
        if all(one.report.published_on for one in family)
        and sum(one.report.published_on == min(other.report.published_on or MAY for other in family) for one in family)
        == 1
    ]
    assert len(apart) >= 20
    assert sum(value == origin for value, origin in apart) / len(apart) >= 0.95


READINGS = st.builds(
    report,
    st.sampled_from("abcdefgh"),
    st.sampled_from([None, "AFP", "Reuters", "Ahram", "Daily Sabah", "Isle Herald"]),
    on=st.sampled_from([None, MAY, MAY + timedelta(1), MAY + timedelta(5)]),
    at=st.sampled_from([None, clock(1), clock(3), clock(30)]),
    dated=st.sampled_from(["given", "meta", "text", "url"]),
    text=st.sampled_from([WHOLE, "\n\n".join(STORY[:3]), f"RIVERTON (AFP) - {WHOLE}", f"{WHOLE}\n\nSource: Reuters"]),
)
FAMILIES = st.lists(READINGS, min_size=1, max_size=6, unique_by=lambda reading: reading.report.id)


@settings(deadline=None, max_examples=60)
@given(READINGS, READINGS)
def test_the_first_of_two_is_the_same_either_way(one: Reading, other: Reading) -> None:
    found = first_of(one, other)
    assert found == first_of(other, one)
    assert found.value in (None, one.report.id, other.report.id)
    assert 0.0 <= found.confidence <= 1.0


@settings(deadline=None, max_examples=60)
@given(FAMILIES, st.randoms(use_true_random=False))
def test_the_origin_is_the_same_whatever_the_order(family: list[Reading], chance: Random) -> None:
    shuffled = chance.sample(family, len(family))
    assert in_order(family) == in_order(shuffled)
    assert origin_of(family) == origin_of(shuffled)
    found, outside = origin_of(family)
    assert found.value in (None, in_order(family)[0].id)
    if outside is not None:
        assert found.value is None
        assert not any(same_house(outside.outlet, reading.report.publisher) for reading in family)
