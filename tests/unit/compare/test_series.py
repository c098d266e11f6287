"""Figures over time: versions, corrections, what is new and what revision, sides and the gap between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import reading, resolved
from recount.compare import compare
from recount.compare.series import series
from recount.model import ClaimLink, Lineage, ResolvedClaim
from tables import claims, of, over_time, read

DAY = date(2031, 5, 1)


def steps(*rows: str) -> list[tuple[int, int, int | None, int | None]]:
    """Of the Retrovian ministry's totals: the day, the change, what is new, what revision."""
    found = of("Retrovian", over_time(*rows)).steps
    return [(step.until.day, step.change, step.new, step.revision) for step in found]


def test_totals_go_step_by_step_and_a_fall_is_a_correction() -> None:
    found = of(
        "Retrovian", over_time("2031-05-01,retrovia,12,,,", "2031-05-02,retrovia,20,,,", "2031-05-04,retrovia,18,,,")
    )
    assert [(point.on.day, point.figure) for point in found.totals] == [(1, 12), (2, 20), (4, 18)]
    assert [(step.since.day, step.until.day, step.change) for step in found.falls] == [(2, 4, -2)]
    assert found.revised == ()


def test_what_rises_beyond_the_days_figure_is_revision() -> None:
    assert steps("2031-05-01,retrovia,12,,12,", "2031-05-02,retrovia,61,,5,") == [(2, 49, 5, 44)]


def test_what_is_said_to_be_accepted_late_is_revision() -> None:
    assert steps("2031-05-01,retrovia,12,,,", "2031-05-02,retrovia,61,,,44") == [(2, 49, 5, 44)]


def test_what_was_accepted_late_is_not_new_though_the_days_figure_has_it() -> None:
    columns = "report_date,report_source,report_period,killed,killed_cum,killed_committee"
    found = read("2031-05-01,mohtel,24,10,100,", "2031-05-02,mohtel,24,50,150,44", columns=columns, kind="gaza")
    one, *_ = series(compare(claims(found)).subjects, claims(found))
    assert [(step.change, step.new, step.revision) for step in one.sources[0].steps] == [(50, 6, 44)]


def test_a_revision_that_would_leave_less_than_no_harm_tells_nothing() -> None:
    assert steps("2031-05-01,retrovia,12,,,", "2031-05-02,retrovia,15,,,44") == [(2, 3, None, None)]


def test_days_that_no_period_fills_tell_nothing_of_what_is_new() -> None:
    assert steps("2031-05-01,retrovia,12,,,", "2031-05-03,retrovia,20,,5,") == [(3, 8, None, None)]
    filled = steps("2031-05-01,retrovia,12,,,", "2031-05-02,retrovia,,,3,", "2031-05-03,retrovia,20,,5,")
    assert filled == [(3, 8, 8, 0)]


def test_a_figure_that_is_changed_later_is_a_version_and_the_last_counts() -> None:
    one = over_time("2031-05-01,retrovia,12,,,", "2031-05-01,retrovia,13,,,")
    other = over_time("2031-05-01,retrovia,13,,,", "2031-05-01,retrovia,12,,,")
    [point], [last] = of("Retrovian", one).totals, of("Retrovian", other).totals
    assert (point.figure, last.figure) == (13, 12)
    assert (point.versions, last.versions) == ((last.claim,), (point.claim,))


def test_other_words_for_the_same_figure_are_no_version() -> None:
    [point] = of("Karsovan", over_time("2031-05-01,karsova,100,over,,", "2031-05-01,karsova,120,about,,")).totals
    assert (point.quantity.exact, point.quantity.operator, len(point.again), point.versions) == ("120", "about", 1, ())


def test_sides_are_told_apart_and_come_in_order() -> None:
    found = over_time("2031-05-01,observers,9,,,", "2031-05-01,karsova,40,,,", "2031-05-01,retrovia,12,,,")
    assert [(source.source, source.side) for source in found.sources] == [
        ("Retrovian defence ministry", "own"),
        ("Karsovan army", "other"),
        ("Vella Observers", "third"),
    ]


def test_the_gap_is_between_nearest_days_and_open_where_a_bound_is() -> None:
    found = over_time(
        "2031-05-01,karsova,40,over,,",
        "2031-05-05,karsova,90,,,",
        "2031-05-02,retrovia,12,,,",
        "2031-05-20,retrovia,30,,,",
    )
    assert [(gap.on.day, gap.right_on.day, gap.low, gap.high) for gap in found.gaps] == [(2, 1, 29, None)]


def test_how_far_apart_the_days_may_lie_is_given() -> None:
    found = claims(read("2031-05-01,karsova,40,,,", "2031-05-09,retrovia,12,,,"))
    near, far = (series(compare(found).subjects, found, within=timedelta(days=days))[0].gaps for days in (7, 8))
    assert (len(near), len(far)) == (0, 1)


def test_a_count_that_begins_anew_does_not_fall() -> None:
    columns = "report_date,report_source,report_period,phase,killed_cum_reported"
    found = read("2024-11-01,moph_lb,24,1,4000", "2026-03-05,moph_lb,24,2,120", columns=columns, kind="lebanon")
    one, *_ = series(compare(claims(found)).subjects, claims(found))
    assert one.sources[0].steps == ()
    assert len(one.sources[0].totals) == 2


TEXT = "More than 40 soldiers fell in Vella province, the army said; dozens fell, it said again; the army denied 50."


def told(
    words: str, day: date, low: int | None, high: int | None, publisher: str = "The Post", **more: object
) -> ResolvedClaim:
    return resolved(
        reading(TEXT, published_on=day, publisher=publisher),
        words,
        low,
        high,
        group="combatants",
        noun="soldiers",
        source="the army",
        scope="total",
        party="Retrovia",
        place="Vella province",
        country="RV",
        said_on=day,
        **more,  # type: ignore[arg-type]
    )


def test_words_without_a_number_stay_words_and_lead_no_step() -> None:
    found = [
        told("More than 40", DAY, 40, None, operator="more_than"),
        told("dozens", DAY + timedelta(1), None, None, operator="vague"),
    ]
    [one] = series(compare(found).subjects, found)
    assert [(point.quantity.exact, point.figure) for point in one.sources[0].totals] == [
        ("More than 40", None),
        ("dozens", None),
    ]
    assert one.sources[0].steps == ()


def test_a_denial_is_no_figure() -> None:
    found = [told("More than 40", DAY, 40, None), told("50", DAY, 50, 50, modality="denied")]
    [one] = series(compare(found).subjects, found)
    assert [point.quantity.low for point in one.sources[0].totals] == [40]


def test_copies_are_no_voices() -> None:
    first, copy = told("50", DAY, 50, 50), told("50", DAY + timedelta(2), 50, 50, publisher="The Echo")
    link = ClaimLink(original=first.claim.id, copy=copy.claim.id, score=1.0, changes=())
    [one] = series(compare([first, copy]).subjects, [first, copy], Lineage(claims=(link,)))
    assert [point.claim for point in one.sources[0].totals] == [first.claim.id]


def test_a_body_by_two_names_is_one_source() -> None:
    table = read(
        "2022-04-07,43,18900,about,", columns="date,day,personnel,personnel*,POW", kind="general-staff-personnel"
    )
    text = "At least 18,900 Russian soldiers have been killed in Ukraine, Ukraine's General Staff said."
    heard = resolved(
        reading(text, published_on=date(2022, 4, 8)),
        "At least 18,900",
        18900,
        None,
        operator="at_least",
        group="combatants",
        noun="soldiers",
        source="Ukraine's General Staff",
        scope="total",
        party="Russia",
        place="Ukraine",
        country="UA",
        precision=6,
        said_on=date(2022, 4, 7),
    )
    found = (*claims(table), heard)
    [one] = series(compare(found).subjects, found)
    [source] = one.sources
    [point] = source.totals
    assert source.source == "General Staff of the Armed Forces of Ukraine"
    assert (point.quantity.exact, point.again, point.versions) == ("18900", (heard.claim.id,), ())


def test_nobody_in_particular_is_not_taken_for_somebody() -> None:
    text = "Officials said 498 soldiers had been killed in Vella province."
    vague = resolved(
        reading(text, published_on=DAY),
        "498",
        498,
        498,
        group="combatants",
        noun="soldiers",
        source="Officials",
        scope="total",
        party="Retrovia",
        place="Vella province",
        said_on=DAY,
    )
    found = (*claims(read("2031-05-01,karsova,5840,about,,")), vague)
    [one] = series(compare(found).subjects, found)
    assert [(source.source, len(source.totals)) for source in one.sources] == [("Karsovan army", 1), ("Officials", 1)]


def test_events_are_no_series() -> None:
    places = "location_where_name,location_adm2_name,location_adm1_name,location_root_name"
    columns = f"deaths_low,deaths_high,{places},start_date,end_date"
    found = claims(read("5,9,Kharkiv,,,Ukraine,2031-05-01,2031-05-01", columns=columns, kind="ucdp-events"))
    assert found
    assert series(compare(found).subjects, found) == ()


@pytest.mark.parametrize("figure", ["12", "13"])
def test_claims_of_no_known_day_are_kept_apart(figure: str) -> None:
    columns = "equipment_oryx,model,manufacturer,losses_total,equipment_ua"
    found = claims(read(f"Boats,Mk 2,Retrovia,{figure},Ships", columns=columns, kind="oryx-models"))
    [one] = series(compare(found).subjects, found)
    assert one.sources[0].undated == (found[0].claim.id,)
    assert one.sources[0].totals == ()
