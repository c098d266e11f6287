"""What the claims on one event add up to, by every convention, and what each source says of its subjects over time.

It is made of the claims on the event alone, with their copies elsewhere: what `recount.compare.estimates` makes of a
whole ledger comes to the same for them. Of events of a few claims it is made when a page asks for it; of the others the
catalogue keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, get_args

from msgspec import Struct, structs

from recount.compare.estimates import estimates
from recount.compare.events import Event
from recount.compare.series import series
from recount.model import (
    Action,
    ClaimLink,
    ConventionName,
    Estimate,
    Judged,
    Lineage,
    Report,
    ResolvedClaim,
    ResolvedStatement,
    Series,
    Subject,
)
from recount.model.descent import carried
from recount.publish.estimates import counted, founded
from recount.publish.view import View

CONVENTIONS: Final[tuple[ConventionName, ...]] = get_args(ConventionName)
FEW: Final = 10
"""Up to how many claims on an event or a subject nothing is kept of it: what they come to is made in no time."""
SHOWN: Final = 30
"""How many claims of an estimate are kept that count, and how many that are set aside."""


class Summed(Struct, frozen=True, kw_only=True):
    """An estimate with the first so many of its claims, and how many more count or are set aside.

    `founded` tells the grade with its rule, `counted` how many of all its claims count and what became of the others.
    """

    estimate: Estimate
    founded: str
    counted: str
    more_counted: int
    more_aside: int


class Kept(Struct, frozen=True, kw_only=True):
    """What is kept of an event: what its claims add up to, and by their ids the series of its larger subjects."""

    event: str
    sums: tuple[Summed, ...]
    series: tuple[tuple[str, tuple[Series, ...]], ...]


def sums(
    subjects: Sequence[Subject],
    claims: Sequence[ResolvedClaim],
    lineage: Lineage,
    reports: Sequence[Report],
    statements: Iterable[ResolvedStatement],
    judgements: Sequence[Judged],
) -> tuple[Summed, ...]:
    """What the claims on the events of some subjects add up to by every convention that counts such harm.

    The arguments are those of `recount.compare.estimates.estimates`; statements that are acts are passed over.

    >>> sums((), (), Lineage(), (), (), ())
    ()
    """
    spoken = tuple(each for each in statements if not isinstance(each.statement, Action))
    return tuple(
        _summed(each)
        for convention in CONVENTIONS
        for each in estimates(
            subjects, claims, lineage, reports, convention=convention, statements=spoken, judgements=judgements
        )
    )


def _summed(estimate: Estimate) -> Summed:
    counts = [each for each in estimate.figures if each.weight != "set aside"]
    aside = [each for each in estimate.figures if each.weight == "set aside"]
    return Summed(
        estimate=structs.replace(estimate, figures=(*counts[:SHOWN], *aside[:SHOWN])),
        founded=founded(estimate),
        counted=counted(estimate),
        more_counted=max(0, len(counts) - SHOWN),
        more_aside=max(0, len(aside) - SHOWN),
    )


def with_copies(
    beside: Sequence[Subject], lineage: Lineage, home: Callable[[str], Subject | None]
) -> tuple[Subject, ...]:
    """Some subjects, and of others no more than the claims that are copies of theirs, or theirs of them.

    `home` tells the subject that a claim is on.
    """
    held = {claim for each in beside for claim in each.claims}
    apart = {claim for link in lineage.claims for claim in (link.original, link.copy)} - held
    others = {subject.id: subject for claim in apart if (subject := home(claim)) is not None}
    cut = (
        structs.replace(each, claims=tuple(claim for claim in each.claims if claim in apart))
        for _, each in sorted(others.items())
    )
    return (*beside, *cut)


def reckonings(view: View, events: Iterable[Event], statements: Iterable[ResolvedStatement]) -> Iterator[Kept]:
    """What is kept of each event of more than a few claims."""
    held = {each.claim.id: each for each in view.claims}
    homes = {claim: subject for subject in view.subjects for claim in subject.claims}
    reports = {reading.report.id: reading.report for reading in view.readings}
    families = {report: family for family in view.lineage.families for report in family.reports}
    answering: defaultdict[str, dict[str, ResolvedStatement]] = defaultdict(dict)
    for each in statements:
        answering[each.statement.report][each.statement.id] = each
    near: defaultdict[str, list[ClaimLink]] = defaultdict(list)
    for link in carried(view.lineage.claims).values():
        near[link.original].append(link)
        near[link.copy].append(link)
    for event in events:
        named = {claim for each in event.subjects for claim in each.claims}
        if len(named) <= FEW:
            continue
        links = _kin(named, near)
        counted_on = with_copies(event.subjects, Lineage(claims=links), homes.get)
        claims = [held[claim] for each in counted_on for claim in each.claims]
        where = sorted({each.claim.report for each in claims})
        lineage = Lineage(
            families=tuple({family.id: family for name in where if (family := families.get(name))}.values()),
            claims=links,
        )
        written = [reports[name] for name in where]
        told = sums(
            counted_on,
            claims,
            lineage,
            written,
            [each for name in where for each in answering[name].values()],
            view.judgements,
        )
        own = {each.id for each in event.subjects}
        yield Kept(
            event=event.id,
            sums=tuple(each for each in told if not own.isdisjoint(each.estimate.subjects)),
            series=tuple(
                (each.id, series([each], (held[claim] for claim in each.claims), lineage, written))
                for each in event.subjects
                if len(each.claims) > FEW
            ),
        )


def _kin(claims: Set[str], near: Mapping[str, Sequence[ClaimLink]]) -> tuple[ClaimLink, ...]:
    """The links by which claims were carried, near and far."""
    found: dict[str, ClaimLink] = {}
    waiting, seen = set(claims), set[str]()
    while waiting:
        seen |= waiting
        met = [link for claim in sorted(waiting) for link in near.get(claim, ())]
        found.update((link.copy, link) for link in met)
        waiting = {claim for link in met for claim in (link.original, link.copy)} - seen
    return tuple(found.values())
