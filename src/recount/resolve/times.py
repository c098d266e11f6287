"""The moments of a report to the days of each claim: the likeliest, for all claims of the report together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recount.model import Claim, Interval, Mention, Reading, Resolution
from recount.resolve.chains import Link, chosen, marginals
from recount.resolve.days import Days, timex_value
from recount.resolve.timing import Candidate, Scene, bonds, candidates, scene_of
from recount.resolve.weights import likelihood

_NAMED = 3


def times(reading: Reading, claims: Sequence[Claim]) -> tuple[tuple[Resolution[Interval], date | None], ...]:
    """When the harm of each claim happened, and the day each statement was made.

    Without a day of publication only words with a year of their own, or a dateline with one, can be dated.
    """
    scene = scene_of(reading, claims)
    found = [candidates(scene, at) for at in range(len(claims))]
    row = links(found, scene)
    return tuple(
        (_decided(own, link, shares, scene.told.anchor), event.stated_on)
        for own, link, shares, event in zip(found, row, marginals(row), scene.events, strict=True)
    )


def links(found: Sequence[Sequence[Candidate]], scene: Scene) -> list[Link]:
    """The row of claims whose days are decided together: each candidate's score, and what agreeing is worth."""
    return [
        Link(
            tuple(likelihood("timing", one.traits) for one in own),
            tuple(one.meaning for one in own),
            likelihood("timing", bonds(scene, at)) if at else 0.0,
        )
        for at, own in enumerate(found)
    ]


def _decided(
    found: Sequence[Candidate], link: Link, shares: Sequence[float], anchor: date | None
) -> Resolution[Interval]:
    """The likeliest days, with the probability of their being meant, then those of the next."""
    at, confidence = chosen(link, shares)
    best = found[at]
    value = None if best.days is None else _interval(best.days, best.mention, anchor)
    ranked = sorted(zip(shares, found, strict=True), key=lambda one: -one[0])
    named = tuple(dict.fromkeys((_named(best.days), *(_named(one.days) for _, one in ranked))))[:_NAMED]
    return Resolution(value=value, method=best.kind, confidence=round(confidence, 2), candidates=named)


def _interval(days: Days, mention: Mention | None, anchor: date | None) -> Interval:
    """Days with the words that say so and their TIMEX3 value."""
    value = None if mention is None else timex_value(mention.exact, days, anchor)
    return Interval(first=days[0], last=days[1], mention=mention, value=value)


def _named(days: Days | None) -> str:
    """Days as an interval of ISO 8601, one day by itself; words where a candidate is that none are stated."""
    if days is None:
        return "not stated"
    return days[0].isoformat() if days[0] == days[1] else f"{days[0].isoformat()}/{days[1].isoformat()}"
