"""Reports that share text to which of them came first, and whether they come from one that is not held.

Each sign speaks for one report or the other with a weight in log-odds, and the weights add up: dates, credits ("(AFP)"
in a paper's report speaks for AFP's own), an agency before a paper. Only where none of them speaks do the running toll
(the later of two versions has the higher) and the fuller text (a copy is cut from it) decide. Nothing clear: None.

The weights are set by hand, so that credits outweigh a day's difference between two clocks but not two days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from math import exp

from msgspec import Struct

from recount.lexicon.outlets import same_house
from recount.model import Credit, CreditRole, Reading, Resolution
from recount.resolve.origins.credits.standing import TAKEN, Standing
from recount.resolve.origins.text.parallels import runs
from recount.resolve.origins.text.versions import revisions
from recount.resolve.origins.text.words import words_of

SURE = 0.6
"""How likely it must be that one of two reports came first before it is said to have."""

_CREDITED: dict[CreditRole, float] = {
    "text": 3.5, "byline": 3.5, "republished": 3.5, "copyright": 3.0, "appeal": 3.0, "contributed": 2.0, "told": 0.7,
}  # fmt: skip
_DAYS_APART, _DAY_APART, _HOURS_APART, _MINUTES_APART = 4.0, 2.5, 3.0, 2.0
_WEAKLY_DATED, _AGENCY, _VERSION, _TOLL, _FULLER = 1.2, 1.5, 1.5, 1.0, 0.7
_FULL = 1.15
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

Rise = Callable[[str, str], int]
"""Tells of two reports, by their ids, how many more of the figures that differ rise from left to right than fall."""


class _Vote(Struct, frozen=True):
    """What a sign says: above nought for the left report, below for the right one."""

    sign: str
    weight: float


def first_of(left: Standing, right: Standing, rise: Rise) -> Resolution[str]:
    """Which of two reports that share text came first: its id, or None where that is not clear.

    The method is the sign that weighed most; the candidates are both ids where it stays open.

    >>> from datetime import date
    >>> from recount.reports import read_text
    >>> from recount.resolve.origins.credits.standing import standing_of
    >>> one = read_text("Ten died.", id="rpt:1", publisher="Daily Sabah", published_on=date(2024, 5, 2))
    >>> other = read_text("Ten died.", id="rpt:2", publisher="AFP", published_on=date(2024, 5, 1))
    >>> found = first_of(standing_of(one), standing_of(other), rising({"rpt:1": one, "rpt:2": other}.__getitem__))
    >>> found.value, found.method
    ('rpt:2', 'date')
    """
    return _compared(left, right, rise)


def in_order(members: Sequence[Standing], rise: Rise) -> list[Standing]:
    """Reports of one family from the likely origin on, by publication: the same whatever the order they come in.

    Of reports of one day come first one whose house the others credit, then by the hour, an agency before a paper, the
    fuller text. A report without a date stands last, an agency's own on the family's first day. At the head is the one
    that none of the rest comes before.
    """
    crediting = {house: _crediting(house, members) for house in {one.publisher for one in members}}
    placed = sorted(members, key=lambda one: _place(one, members, crediting[one.publisher]))
    head = 0
    for number in range(1, len(placed)):
        best, other = placed[head], placed[number]
        if best.id != other.id and _compared(best, other, rise).value == other.id:
            head = number
    return [*placed[head : head + 1], *placed[:head], *placed[head + 1 :]]


def origin_of(ordered: Sequence[Standing], rise: Rise) -> tuple[Resolution[str], Credit | None]:
    """Which report of a family the rest were made from, and what they credit where none of the family is its own.

    `ordered` are its reports as `in_order` has them. Where the origin lies outside, the report is None and the credit
    tells whose it is. The confidence is that of the least sure comparison with another report; the candidates are the
    reports that it does not set apart.

    >>> from recount.reports import read_text
    >>> from recount.resolve.origins.credits.standing import standing_of
    >>> one = read_text("RIVERTON (AFP) - Ten died.", publisher="Daily Sabah")
    >>> other = read_text("RIVERTON - Ten died.", publisher="Jordan Times")
    >>> rise = rising({each.report.id: each for each in (one, other)}.__getitem__)
    >>> found, outside = origin_of(in_order([standing_of(one), standing_of(other)], rise), rise)
    >>> found.value, outside.outlet, outside.words
    (None, 'AFP', 'AFP')
    """
    outside = _outside(ordered)
    if outside is not None:
        sure = 0.9 if outside.role in TAKEN else SURE
        return Resolution(value=None, method="credited outside", confidence=sure), outside
    return _least_sure(ordered, rise), None


def rising(text: Callable[[str], Reading]) -> Rise:
    """Tells how many more of the figures that two reports give differently in the same words rise than fall.

    The reports are told by their ids, and their texts asked for only where nothing else says which came first.
    """

    @cache
    def risen(left: str, right: str) -> int:
        one, other = text(left), text(right)
        ours, theirs = words_of(one), words_of(other)
        revised = revisions(one, other, ours, theirs, runs(ours, theirs))
        return sum(1 if figure.rises else -1 for figure in revised)

    return risen


def _least_sure(ordered: Sequence[Standing], rise: Rise) -> Resolution[str]:
    """The first of reports in order, as sure as it is beside the one that comes closest."""
    if not ordered:
        return Resolution(value=None, method="unclear", confidence=0.0)
    first = ordered[0].id
    beside = [_compared(ordered[0], other, rise) for other in ordered[1:] if other.id != first]
    rivals = {rival for one in beside if one.value != first for rival in (*one.candidates, one.value) if rival}
    if rivals:
        return Resolution(value=None, method="unclear", confidence=0.0, candidates=tuple(sorted({first, *rivals})))
    alone = Resolution(value=first, method="alone", confidence=1.0)
    return min(beside, key=lambda one: (one.confidence, one.method), default=alone)


def _compared(one: Standing, other: Standing, rise: Rise) -> Resolution[str]:
    """The report that the signs are for, where they are clear enough."""
    votes = _votes(one, other) or list(_level(one, other, rise))
    total = sum(vote.weight for vote in votes)
    likely = 1 / (1 + exp(-abs(total)))
    if likely < SURE:
        both = tuple(sorted((one.id, other.id)))
        return Resolution(value=None, method="unclear", confidence=round(1 - likely, 3), candidates=both)
    strongest = max((vote for vote in votes if vote.weight * total > 0), key=lambda vote: (abs(vote.weight), vote.sign))
    return Resolution(value=one.id if total > 0 else other.id, method=strongest.sign, confidence=round(likely, 3))


def _votes(one: Standing, other: Standing) -> list[_Vote]:
    """What dates and credits say, or, where no credit says whose the text is, that one is an agency's."""
    credit = _by_credit(one, other)
    house = credit if credit.weight else _Vote("agency", _AGENCY * (one.agency - other.agency))
    return [vote for vote in (_by_date(one, other), house, _by_version(one, other)) if vote.weight]


def _by_date(one: Standing, other: Standing) -> _Vote:
    if one.at and other.at and not (one.weak or other.weak):
        apart = other.at - one.at
        weight = _DAYS_APART if abs(apart) > _DAY else _HOURS_APART if abs(apart) >= _HOUR else _MINUTES_APART
        return _Vote("time", _sign(apart.total_seconds()) * weight)
    if one.on is None or other.on is None:
        return _Vote("date", 0.0)
    days = (other.on - one.on).days
    weight = _WEAKLY_DATED if one.weak or other.weak else _DAYS_APART if abs(days) > 1 else _DAY_APART
    return _Vote("date", _sign(days) * weight)


def _by_credit(one: Standing, other: Standing) -> _Vote:
    """A report that credits the other's house comes after it; two that credit each other say nothing."""
    return _Vote("credit", _credited(other, one) - _credited(one, other))


def _by_version(one: Standing, other: Standing) -> _Vote:
    """Of one house's reports the one that calls itself an update, or an update of a higher number, is the later."""
    if not same_house(one.publisher, other.publisher):
        return _Vote("version", 0.0)
    return _Vote("version", _sign(other.version - one.version) * _VERSION)


def _credited(by: Standing, house: Standing) -> float:
    """How strongly a report credits another's house, not its own."""
    if same_house(by.publisher, house.publisher):
        return 0.0
    return max(
        (_CREDITED.get(credit.role, 0.0) for credit in by.credits if same_house(credit.outlet, house.publisher)),
        default=0.0,
    )


def _level(one: Standing, other: Standing, rise: Rise) -> Iterator[_Vote]:
    """What toll and length say, which are asked only where nothing else speaks.

    Of two reports of one house the fuller may as well be the update of the other.
    """
    if risen := rise(one.id, other.id):
        yield _Vote("toll", _sign(risen) * _TOLL)
    elif same_house(one.publisher, other.publisher):
        return
    elif one.length > _FULL * other.length:
        yield _Vote("fuller text", _FULLER)
    elif other.length > _FULL * one.length:
        yield _Vote("fuller text", -_FULLER)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _place(
    report: Standing, family: Sequence[Standing], crediting: Sequence[Standing]
) -> tuple[bool, date, bool, float, bool, int, str]:
    """Where a report stands in the order of its family; `crediting` are those that credit its house."""
    on = report.on
    # A house that others credit stood before them: two clocks may be a day apart, so their day may be its day.
    near = [one.on for one in crediting if one.on and (on is None or one.on >= on - _DAY)]
    if on is None and report.agency:
        near += [one.on for one in family if one.on]
    day = min([*near, *([on] if on else [])], default=None)
    hour = 0.5 if report.at is None else (report.at.hour + report.at.minute / 60 + report.at.second / 3600) / 24
    if report.at is None and report.agency:
        hour = 0.0
    return day is None, day or date.max, not crediting, hour, not report.agency, -report.length, report.id


def _crediting(house: str | None, family: Sequence[Standing]) -> list[Standing]:
    """The reports of other houses that say their text is this one's."""
    return [
        one
        for one in family
        if any(credit.role in TAKEN and same_house(credit.outlet, house) for credit in one.credits)
        and not same_house(one.publisher, house)
    ]


def _outside(ordered: Sequence[Standing]) -> Credit | None:
    """The credit that most of a family's reports give to a house none of them is of; None where they give none.

    An agency's own report at the head, or one that stood days before any that credits another, is the origin itself.
    """
    if not ordered:
        return None
    taken = [
        (credit, report)
        for report in ordered
        for credit in report.credits
        if credit.role in TAKEN and not any(same_house(credit.outlet, one.publisher) for one in ordered)
    ]
    head = ordered[0]
    if taken and not head.agency and not all(_days_after(head, report) for _, report in taken):
        weight: dict[str, float] = {}
        for credit, _ in taken:
            weight[credit.outlet] = weight.get(credit.outlet, 0.0) + _CREDITED[credit.role]
        most = max(sorted(weight), key=lambda outlet: weight[outlet])
        return next(credit for credit, _ in taken if credit.outlet == most)
    return None if taken else _told_outside(ordered)


def _days_after(head: Standing, report: Standing) -> bool:
    """Whether a report came days after the first of its family."""
    return head.on is not None and report.on is not None and report.on - head.on > _DAY


def _told_outside(ordered: Sequence[Standing]) -> Credit | None:
    """The agency that reports of several houses were told something by, word for word, and none of them is of."""
    if any(report.agency for report in ordered) or len({_name(report) for report in ordered}) < 2:
        return None
    told = [{credit.outlet: credit for credit in report.heard} for report in ordered]
    shared = set(told[0]).intersection(*told)
    return told[0][min(shared)] if shared else None


def _name(report: Standing) -> str:
    return report.house.name if report.house else report.publisher or report.id
