"""How much each figure counts: once for each primary source, by who speaks of whom, and how far the source is trusted.

- Of a running total the newest figure of each source counts; one made more than a month before the newest toll says
  nothing of the present one. Of an incident all figures of a source count together, as one.
- What a side says of its enemy's losses is kept apart from what others say; so is what a source says that reviewers do
  not trust, or what is only said to be possible. The convention tells what becomes of it. A side that owns up is
  believed whatever it is rated: it says so against its own interest.

Source: UCDP GED codebook 24.1, on reliable figures; OHCHR: a published toll is a floor, and later ones are higher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from recount.compare.conventions import Convention, Handling
from recount.compare.estimates.reviewed import Rated
from recount.compare.estimates.speaking import Speaking
from recount.compare.estimates.standing import Cell, Told
from recount.compare.grades import owns_up
from recount.compare.speakers import interest
from recount.compare.subjects import as_of, folded
from recount.model import Figure, Rule, Weight

STALE = timedelta(days=31)
"""How much older than the newest toll of a subject one may be and still be set beside it: UCDP's date_prec 4."""

_WEIGHTS: Mapping[Handling, Weight] = {"counts": "counted", "high": "high only", "aside": "set aside"}
_UNRATED = Rated()
_OWNED, _ENEMY = "a side owns up, against its own interest", "a side's word on its enemy's losses"


class Weighed(Struct, frozen=True):
    """A figure, whose word it is, and how that source is rated."""

    told: Told
    figure: Figure
    source: Speaking
    rated: Rated


class Scales(Struct, frozen=True, kw_only=True):
    """What figures are weighed by: the convention, and how sources are rated."""

    convention: Convention
    ratings: Mapping[str, Rated]

    def rated(self, source: Speaking) -> Rated:
        """How a source is rated, by any name that the claims have for it."""
        said = {by for name in source.names for by in self.ratings.get(folded(name), _UNRATED).by}
        return Rated(tuple(sorted(said))) if said else _UNRATED


def weigh(
    groups: Mapping[Cell, Sequence[Told]], sources: Mapping[str, Speaking], scales: Scales, *, total: bool
) -> Mapping[Cell, tuple[Weighed, ...]]:
    """The figures on the groups of an event with their weights.

    `sources` tells whose word each claim is, `total` whether the event is a running total.
    """
    by_group = {}
    for cell, told in groups.items():
        weighed = [_doubted(each, sources[each.claim.claim.id], scales) for each in told]
        by_group[cell] = _newest(weighed) if total else weighed
    others = {
        party
        for (_, party), weighed in by_group.items()
        if any(each.figure.weight == "counted" and each.figure.interest != "enemy's loss" for each in weighed)
    }
    return {
        cell: tuple(_of_enemies(weighed, scales.convention, others=cell[1] in others))
        for cell, weighed in by_group.items()
    }


def _doubted(told: Told, source: Speaking, scales: Scales) -> Weighed:
    """A figure as it counts by itself: less where it is only possible, or its source is not trusted."""
    claim, trust, stands = told.claim.claim, scales.rated(source), interest(told.claim, told.subject.conflict)
    owned = owns_up(told.claim) and stands != "enemy's loss"
    figure = Figure(
        claim=claim.id,
        subject=told.subject.id,
        source=source.name,
        made_on=as_of(told.claim),
        range=told.range,
        weight="counted",
        rule="counted",
        reason=_OWNED if owned else _ENEMY if stands == "enemy's loss" else "",
        interest=stands,
        owned=owned,
    )
    weight = _WEIGHTS[scales.convention.doubtful]
    if claim.modality == "possible":
        figure = _reweighed(figure, weight, "possible", "said to be possible only")
    elif trust.untrusted and not owned:
        figure = _reweighed(figure, weight, "unreliable", f"its source is rated {trust.told}")
    return Weighed(told, figure, source, trust)


def _newest(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Tolls: of each source the newest counts, unless the toll of others is more than a month newer."""
    counted = [each for each in weighed if each.figure.weight == "counted"]
    newest = max((_day(each) for each in counted), default=date.min)
    latest: dict[tuple[int, Weight], date] = {}
    for each in weighed:
        key = each.source.number, each.figure.weight
        latest[key] = max(latest.get(key, date.min), _day(each))
    found = []
    for each in weighed:
        figure, last = each.figure, latest[each.source.number, each.figure.weight]
        if figure.weight == "set aside":
            pass
        elif _day(each) < last:
            reason = f"an older toll of a source that gives another on {last}"
            figure = _reweighed(figure, "set aside", "older figure", reason)
        elif _day(each) > date.min and newest - _day(each) > STALE:
            reason = f"made {(newest - _day(each)).days} days before the newest toll, of {newest}"
            figure = _reweighed(figure, "set aside", "out of date", reason)
        found.append(structs.replace(each, figure=figure))
    return found


def _day(weighed: Weighed) -> date:
    return weighed.figure.made_on or date.min


def _of_enemies(weighed: Sequence[Weighed], convention: Convention, *, others: bool) -> Iterator[Weighed]:
    """What sides say of their enemies counts in full only where no `others` give a figure on the same party."""
    weight = _WEIGHTS[convention.enemy]
    for each in weighed:
        figure = each.figure
        if figure.interest == "enemy's loss" and figure.weight == "counted":
            if others and weight != "counted":
                figure = _reweighed(figure, weight, "enemy", f"{_ENEMY}, and others give figures")
            elif not others:
                figure = structs.replace(figure, reason=f"{_ENEMY}; nobody else gives a figure")
        yield structs.replace(each, figure=figure)


def _reweighed(figure: Figure, weight: Weight, rule: Rule, reason: str) -> Figure:
    return structs.replace(figure, weight=weight, rule=rule, reason=reason)
