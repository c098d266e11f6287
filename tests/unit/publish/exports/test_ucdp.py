"""Events as UCDP GED: the 49 columns, what is known in them, and nothing written where a rule is broken."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from msgspec import structs

from builders import reading, resolved
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.errors import InvariantError
from recount.model import Deaths, Estimate, Lineage, Range, ResolvedClaim
from recount.publish.exports.ucdp import write_ucdp
from recount.publish.view import View

COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country",
    "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
DAY = date(2031, 3, 3)
OF = reading("At least 12 civilians and 4 soldiers were killed in Riverton, Ana Ruiz said. 9 hurt. 700 dead so far.")


def placed(claim: ResolvedClaim) -> ResolvedClaim:
    """The claim with coordinates."""
    place = claim.resolutions.place
    assert place.value is not None
    found = structs.replace(place.value, lat=50.45, lon=30.52, admin1="Lowland")
    return structs.replace(
        claim, resolutions=structs.replace(claim.resolutions, place=structs.replace(place, value=found))
    )


def view() -> View:
    """A view of one report with an incident, the injured of it, and a toll."""
    at = {"place": "Riverton", "country": "UA", "precision": 1, "source": "Ana Ruiz"}
    claims = tuple(
        placed(claim)
        for claim in (
            resolved(OF, "At least 12", 12, operator="at_least", days=(DAY, DAY), **at),  # type: ignore[arg-type]
            resolved(OF, "4", 4, 4, group="combatants", party="Norland", days=(DAY, DAY), **at),  # type: ignore[arg-type]
            resolved(OF, "9", 9, 9, effect="injured", days=(DAY, DAY), **at),  # type: ignore[arg-type]
            resolved(OF, "700", 700, 700, group="unknown", scope="total", days=(date(2031, 1, 1), DAY), **at),  # type: ignore[arg-type]
        )
    )
    compared = compare(claims, reports=[OF.report])
    found = estimates(compared.subjects, claims, Lineage(), [OF.report], convention="ucdp")
    return View(title="", software="recount", readings=(OF,), claims=claims, estimates=found)


def written(of: View) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_ucdp(of, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_there_are_the_49_columns_in_order() -> None:
    assert len(COLUMNS) == 49
    assert list(written(view())[0]) == COLUMNS


def test_an_incident_is_a_row_with_its_dead_by_side_and_where_and_when() -> None:
    row = written(view())[0]
    told = {name: row[name] for name in COLUMNS if row[name]}
    assert told == {
        "id": told["id"],
        "relid": told["relid"],
        "year": "2031",
        "side_a": "Norland",
        "number_of_sources": "1",
        "source_article": "The Post, 2024-03-04",
        "source_office": "The Post",
        "source_date": "2024-03-04",
        "source_original": "Ana Ruiz",
        "where_prec": "1",
        "where_coordinates": "Riverton",
        "where_description": "Riverton",
        "adm_1": "Lowland",
        "latitude": "50.45",
        "longitude": "30.52",
        "geom_wkt": "POINT (30.52 50.45)",
        "priogrid_gid": "202022",
        "country": "Ukraine",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2031-03-03",
        "date_end": "2031-03-03",
        "deaths_a": "4",
        "deaths_b": "0",
        "deaths_civilians": "12",
        "deaths_unknown": "0",
        "best": "16",
        "high": "16",
        "low": "16",
    }
    assert int(told["id"]) == int(told["relid"].removeprefix("evt:")[:12], 16)


def test_a_toll_is_a_summary_event() -> None:
    row = written(view())[1]
    assert (row["event_clarity"], row["date_prec"], row["deaths_unknown"], row["best"]) == ("2", "5", "700", "700")


def broken(**changes: object) -> View:
    whole = view()
    killed = next(each for each in whole.estimates if each.scope == "incident" and each.effect == "killed")
    others = tuple(each for each in whole.estimates if each is not killed)
    changed: Estimate = structs.replace(killed, **changes)
    return structs.replace(whole, estimates=(*others, changed))


@pytest.mark.parametrize(
    ("changes", "breach"),
    [
        ({"range": Range(16, 17, 18)}, "best 17 is not the sum of its parts, 16"),
        ({"range": Range(17, 16, 18)}, "best 16 does not lie between low 17 and high 18"),
        ({"range": Range(1, 16, 15)}, "best 16 does not lie between low 1 and high 15"),
        ({"range": Range(16, None, 16)}, "it has no low, best, high and parts"),
        ({"deaths": None}, "it has no low, best, high and parts"),
        (
            {
                "deaths": Deaths(
                    side_a=None, side_b=None, deaths_a=-2, deaths_b=0, deaths_civilians=18, deaths_unknown=0
                )
            },
            "a number of dead is below nought",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_breach_says_which_subject_and_nothing_is_written(changes: dict[str, object], breach: str) -> None:
    out = io.BytesIO()
    with pytest.raises(InvariantError, match=breach) as raised:
        write_ucdp(broken(**changes), out)
    assert out.getvalue() == b""
    assert "people killed, Riverton, 2031-03-03 (sub:" in str(raised.value)
