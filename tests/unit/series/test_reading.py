"""Tables of every kind to claims: what each row states, whose figure it is, and what is turned away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recount.errors import ChoiceError, InputError
from recount.ledger.evidence import recorded_fault
from recount.model import Effect, Recorded, Rejected
from recount.reports import Limits
from recount.series import kinds, profile_of, read_series
from tables import BORDER_WAR, COLUMNS, claims, read

STAFF = "General Staff of the Armed Forces of Ukraine"
KINDS: dict[str, tuple[str, str]] = {
    "general-staff-personnel": ("date,day,personnel,personnel*,POW", "2031-05-04,12,1200,about,30"),
    "general-staff-equipment": ("date,day,aircraft,field artillery,tank", "2031-05-04,12,3,,50"),
    "general-staff-corrections": ("date,day,tank,drone,personnel", "2031-05-04,12,-2,0,5"),
    "oryx": (
        "country,equipment_type,destroyed,abandoned,captured,damaged,type_total,date_recorded",
        "Russia,Trawlers,7,1,2,0,10,2031-05-04",
    ),
    "oryx-models": (
        "equipment_oryx,model,manufacturer,losses_total,equipment_ua",
        'Boats,"Mk 2, late",Retrovia,7,Ships',
    ),
    "gaza": (
        "report_date,report_source,report_period,killed,killed_cum,killed_children_cum,killed_committee,injured_cum",
        "2031-05-04,mohtel,48,31,1200,400,20,3000",
    ),
    "west-bank": (
        "report_date,verified.killed,verified.killed_cum,killed_cum,flash_source,displaced_persons_cum",
        "2031-05-04,2,120,118,un,75",
    ),
    "lebanon": (
        "report_date,report_source,report_period,phase,killed_cum,killed_cum_reported,killed",
        "2031-05-04,moph_lb,24,2,5200,1200,30",
    ),
    "ucdp-events": (
        "id,source_date,deaths_side_a,deaths_side_b,deaths_civilian,deaths_unknown,deaths_low,deaths_high,side_a_name,"
        "side_b_name,location_root_name,location_adm1_name,location_adm2_name,location_where_name,start_date,end_date",
        "91,2031-05-09 00:00,3,0,2,0,5,9,Government of Ukraine,"
        "IS,Ukraine,Kharkiv oblast,,Kharkiv town,2031-05-01,2031-05-03",
    ),
}


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == set(kinds())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_quotation_stands_in_its_row(kind: str) -> None:
    columns, row = KINDS[kind]
    [found] = read(row, columns=columns, kind=kind)
    assert found.claims
    assert recorded_fault(found) is None
    assert found.reading.report.text.split("\n")[1:] == [columns, row]
    assert {passage.kind for passage in found.reading.passages} == {"caption"}
    for each in found.claims:
        assert each.claim.evidence.exact == row
        assert each.claim.source is not None
        assert {reason.rule for reason in each.claim.reasons} == {"column of the series"}


def figures(kind: str) -> list[tuple[Effect, str, str | None, str | None, str, int | None, int | None]]:
    columns, row = KINDS[kind]
    return [
        (
            each.claim.effect,
            each.claim.scope,
            each.claim.victims.mention.exact if each.claim.victims and each.claim.victims.mention else None,
            each.resolutions.party.value,
            each.claim.quantity.operator,
            each.claim.quantity.low,
            each.claim.quantity.high,
        )
        for each in claims(read(row, columns=columns, kind=kind))
    ]


def test_personnel_has_its_qualifier_and_both_sides() -> None:
    [killed, captured] = claims(read(KINDS["general-staff-personnel"][1], columns=KINDS["general-staff-personnel"][0],
                                     kind="general-staff-personnel"))  # fmt: skip
    assert (killed.claim.quantity.exact, killed.claim.quantity.operator, killed.claim.quantity.approx) == (
        "1200",
        "about",
        True,
    )
    assert killed.claim.victims is not None
    assert killed.claim.victims.group == "combatants"
    decided = killed.resolutions
    assert decided.source.value is not None
    assert (decided.source.value.name, decided.source.value.kind) == (STAFF, "military")
    assert (decided.party.value, decided.speaker_party.value, decided.against_interest) == ("Russia", "Ukraine", False)
    assert decided.place.value is not None
    assert (decided.place.value.country, decided.place.value.precision) == ("UA", 6)
    assert decided.time.value is not None
    assert (decided.time.value.first, decided.time.value.last) == (date(2022, 2, 24), date(2031, 5, 4))
    assert decided.said_on == date(2031, 5, 4)
    assert (captured.claim.effect, captured.claim.quantity.operator) == ("captured", "exact")
    [reason] = [reason for reason in killed.claim.reasons if reason.field == "quantity"]
    assert reason.words is not None
    assert reason.words.exact == "about"


def test_equipment_has_a_claim_a_column_and_none_for_an_empty_cell() -> None:
    assert figures("general-staff-equipment") == [
        ("destroyed", "total", "aircraft", "Russia", "exact", 3, 3),
        ("destroyed", "total", "tank", "Russia", "exact", 50, 50),
    ]


def test_a_correction_is_a_revision_and_may_be_below_nought() -> None:
    assert figures("general-staff-corrections") == [
        ("destroyed", "revision", "tank", "Russia", "exact", -2, -2),
        ("killed", "revision", "personnel", "Russia", "exact", 5, 5),
    ]


def test_the_cells_of_oryx_name_the_party_and_the_things() -> None:
    assert figures("oryx") == [
        ("destroyed", "total", "Trawlers", "Russia", "exact", 7, 7),
        ("captured", "total", "Trawlers", "Russia", "exact", 2, 2),
    ]
    assert figures("oryx-models") == [("destroyed", "total", "Mk 2, late", "Russia", "exact", 7, 7)]


def test_what_was_accepted_late_is_a_revision_within_the_days_figure() -> None:
    columns, row = KINDS["gaza"]
    found = claims(read(row, columns=columns, kind="gaza"))
    by_figure = {each.claim.quantity.low: each for each in found}
    assert by_figure[20].claim.scope == "revision"
    assert by_figure[20].claim.subset_of == by_figure[31].claim.id
    assert by_figure[400].claim.subset_of == by_figure[1200].claim.id
    days = by_figure[31].resolutions.time.value
    assert days is not None
    assert (days.first, days.last) == (date(2031, 5, 3), date(2031, 5, 4))  # 48 hours


def test_a_report_over_no_hours_and_rows_that_carry_over_state_nothing() -> None:
    assert claims(read("2031-05-04,mohtel,0,0,1200,400,,3000", columns=KINDS["gaza"][0], kind="gaza")) == ()
    carried = claims(read("2031-05-04,2,120,118,fill,75", columns=KINDS["west-bank"][0], kind="west-bank"))
    assert [each.claim.quantity.low for each in carried] == [2, 120]  # the verified figures are the day's own


def test_two_bodies_of_one_row_each_state_their_own_figures() -> None:
    columns, row = KINDS["west-bank"]
    found = claims(read(row, columns=columns, kind="west-bank"))
    assert {(each.claim.quantity.low, each.claim.source.mention.exact) for each in found if each.claim.source} == {
        (2, "OCHA verified figures"),
        (120, "OCHA verified figures"),
        (118, "OCHA flash updates"),
        (75, "OCHA flash updates"),
    }


def test_a_count_that_began_anew_has_its_own_first_day() -> None:
    columns, row = KINDS["lebanon"]
    firsts = {
        each.claim.quantity.low: each.resolutions.time.value.first
        for each in claims(read(row, columns=columns, kind="lebanon"))
        if each.resolutions.time.value
    }
    assert firsts == {1200: date(2026, 3, 2), 30: date(2031, 5, 4), 5200: date(2023, 10, 8)}


def test_an_event_has_a_range_parts_sides_and_a_place() -> None:
    columns, row = KINDS["ucdp-events"]
    whole, side, civilians = claims(read(row, columns=columns, kind="ucdp-events"))
    assert (whole.claim.quantity.exact, whole.claim.quantity.operator) == ("5,9", "between")
    assert (whole.claim.quantity.low, whole.claim.quantity.high, whole.claim.scope) == (5, 9, "incident")
    assert (side.claim.subset_of, side.resolutions.party.value) == (whole.claim.id, "Ukraine")
    assert civilians.claim.victims is not None
    assert civilians.claim.victims.group == "civilians"
    where, when = whole.resolutions.place.value, whole.resolutions.time.value
    assert where is not None
    assert (where.name, where.country, where.precision) == ("Kharkiv town", "UA", 1)
    assert when is not None
    assert (when.first, when.last) == (date(2031, 5, 1), date(2031, 5, 3))
    assert whole.resolutions.said_on is None


def test_a_row_that_has_not_changed_has_the_same_id_and_one_that_has_another() -> None:
    [one] = read("2031-05-01,karsova,40,over,,")
    again, other = read("2031-05-01,karsova,40,over,,", "2031-05-01,karsova,41,over,,")
    assert one == again
    assert one.reading.report.id != other.reading.report.id
    assert {claim.claim.id for claim in one.claims}.isdisjoint(claim.claim.id for claim in other.claims)


def test_figures_with_separators_stand_as_written() -> None:
    [one] = read('2031-05-01,karsova,"1,140",over,,')
    assert [claim.claim.quantity.exact for claim in one.claims] == ["1,140"]
    assert recorded_fault(one) is None


def test_a_part_without_its_whole_is_passed_over() -> None:
    assert claims(read("2031-05-04,mohtel,24,,,400,20,", columns=KINDS["gaza"][0], kind="gaza")) == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2031-05-04,retrovia,many,,,", "soldiers killed says 'many', which is no count"),
        ("2031-05-04,retrovia,-3,,,", "soldiers killed says '-3', which is no count"),
        ("4 May,retrovia,3,,,", "day says '4 May', which is no date like 2022-04-07"),
        ("2031-05-04,the mayor,3,,,", "the kind knows only karsova, observers, retrovia"),
        ("2031-05-04,karsova,3,perhaps,,", "how says 'perhaps'"),
        ("2031-05-04,karsova,3", "it has 3 cells and the header 6"),
        ('2031-05-04,karsova,"3,,,', "mend the line"),
    ],
)
def test_a_row_that_slipped_is_turned_away_with_its_line(row: str, says: str, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"{COLUMNS}\r\n2031-05-03,karsova,2,,,\r\n{row}\r\n", encoding="utf-8")
    first, second = read_series(str(table), BORDER_WAR, limits=Limits())
    assert isinstance(first, Recorded)
    assert isinstance(second, Rejected)
    assert second.where.endswith("table.csv:line 3")
    assert second.reason == "not_a_row"
    assert says in second.detail


def test_a_table_without_days_takes_the_one_given(tmp_path: Path) -> None:
    columns, row = KINDS["oryx-models"]
    table = tmp_path / "table.csv"
    table.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    [one] = read_series(str(table), "oryx-models", limits=Limits(), published_on=date(2031, 5, 4))
    assert isinstance(one, Recorded)
    assert (one.reading.report.published_on, one.reading.report.published_from) == (date(2031, 5, 4), "given")
    assert [claim.resolutions.said_on for claim in one.claims] == [date(2031, 5, 4)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("day,stated by,dead\n", "none of the columns"),
        ("stated by,soldiers killed\n", "no column 'day'"),
        (f"{COLUMNS},day\n", "two columns 'day'"),
        ("", "there is nothing in it"),
        ("\x00\x01\x02\x00", "not text"),
    ],
)
def test_a_table_of_another_kind_is_an_error_at_once(text: str, says: str, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_series(str(table), BORDER_WAR, limits=Limits())


def test_a_kind_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(ChoiceError, match="no kind of series 'oryks': name one of gaza, general-staff-corrections"):
        profile_of("oryks")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("title = 7", "Expected `str`"),
        ('body = "nobody"', "either `body` or `body_in`"),
        ('place = "Bor"', "does not name the place 'Bor'"),
        ("colour = 1", "unknown field"),
        ("places = [", "TOML|Invalid|Unclosed"),
    ],
)
def test_a_kind_that_is_told_wrongly_is_an_error(line: str, says: str, tmp_path: Path) -> None:
    field = line.partition(" ")[0]
    lines = [
        one for one in Path(BORDER_WAR).read_text(encoding="utf-8").split("\n") if not one.startswith(f"{field} =")
    ]
    kind = tmp_path / "kind.toml"
    kind.write_text("\n".join((line, *lines)), encoding="utf-8")
    with pytest.raises(InputError, match=says):
        profile_of(str(kind))
