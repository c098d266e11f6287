"""The columns behind the map hold every claim once, and what a place has is what the columns count for it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from recount.catalogue import Catalogue, Query
from recount.model import ResolvedClaim
from recount.publish import wording
from recount.publish.view import View
from recount.site.points import Points, place_claims, points, script, scripts
from shelved import catalogue_of, war

Alike = tuple[str, date | None, date | None, str, str]


def catalogue(shown: View, folder: Path) -> Catalogue:
    return catalogue_of(shown, folder / "shown.sqlite")


def unfolded(told: Points) -> Counter[Alike]:
    """The claims that columns stand for, as a browser unfolds them."""
    found: Counter[Alike] = Counter()
    row = 0
    for place in told.places:
        at = 0
        for n in range(row, row + place.rows):
            step, before = told.stated[n], told.harm[n]
            at = 0 if step is None else at + step
            stated = None if step is None else told.origin + timedelta(days=at)
            harm = None if before is None else (stated or told.origin) + timedelta(days=-before if stated else before)
            found[place.name, stated, harm, told.effects[told.effect[n]], told.modalities[told.modality[n]]] += (
                told.count[n]
            )
        row += place.rows
    return found


def test_unfolded_columns_are_the_claims(tmp_path: Path) -> None:
    shown = catalogue(war(), tmp_path)
    rows = [entry.row for entry in shown.entries(range(12))]
    expected = Counter(
        (
            row.place.name if row.place and row.place.lat is not None else "",
            wording.stated_on(row),
            row.time.last if row.time else None,
            row.effect,
            row.modality,
        )
        for row in rows
    )
    assert unfolded(points(shown, Query())) == expected


def test_columns_hold_what_was_asked_for_alone(tmp_path: Path) -> None:
    told = points(catalogue(war(), tmp_path), Query(picked={"effect": ("injured",)}))
    assert told.found == sum(told.count)
    assert {told.effects[code] for code in told.effect} == {"injured"}


def test_of_nothing_there_are_no_columns(tmp_path: Path) -> None:
    told = points(catalogue(war(), tmp_path), Query(words="nowhere at all"))
    assert (told.found, told.places, told.count) == (0, (), ())


def test_the_claims_of_a_place_are_those_that_it_counts(tmp_path: Path) -> None:
    shown = catalogue(war(), tmp_path)
    told = points(shown, Query())
    row = 0
    for place in told.places:
        claims = place_claims(shown, Query(), place.n)
        assert claims is not None
        assert claims.found == len(claims.claims) == sum(told.count[row : row + place.rows])
        row += place.rows
    assert place_claims(shown, Query(), len(shown.sites.places) + 1) is None


def test_a_folder_has_a_script_for_the_points_and_one_for_each_place(tmp_path: Path) -> None:
    shown = catalogue(war(), tmp_path)
    told = points(shown, Query())
    files = dict(scripts(shown))
    assert set(files) == {"timeline/points.js", *(f"timeline/places/{place.n}.js" for place in told.places)}
    for place in told.places:
        claims = place_claims(shown, Query(), place.n)
        assert claims is not None
        assert files[f"timeline/places/{place.n}.js"] == script(claims)


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "\u202eKarsova", "');alert(1);('"])
def test_a_name_in_a_script_is_only_a_name(tmp_path: Path, name: str) -> None:
    def renamed(claim: ResolvedClaim) -> ResolvedClaim:
        place = claim.resolutions.place
        if place.value is None:
            return claim
        other = structs.replace(place, value=structs.replace(place.value, name=name))
        return structs.replace(claim, resolutions=structs.replace(claim.resolutions, place=other))

    shown = war()
    claims = tuple(map(renamed, shown.claims))
    body = script(points(catalogue(structs.replace(shown, claims=claims), tmp_path), Query())).decode()
    inside = json.loads(body.removeprefix("recountGiven(").removesuffix(");\n"))
    assert wording.visible(name) in {place["name"] for place in inside["places"]}
    assert "\u202e" not in body
