"""What reviewers say that an estimate heeds: claims rejected, sources rated, events graded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from recount.compare.judged import disagreements, latest, set_aside
from recount.compare.subjects import folded
from recount.model import Grade, Grading, Judged, Rating, Reliability, Review

UNTRUSTED: tuple[Reliability, ...] = ("D", "E")
"""Ratings of sources that are seldom or not to be relied on (NATO STANAG 2511)."""


class Rated(Struct, frozen=True):
    """How reviewers rate a source: by name of the reviewer, in order of the names; `rating` is what they agree on.

    None where nobody rated it, none could judge it (F), or they disagree: nobody's word is put before another's.
    """

    by: tuple[tuple[str, Reliability], ...] = ()

    @property
    def rating(self) -> Reliability | None:
        """The rating of all who could judge the source.

        >>> Rated((("Ana", "B"), ("Ben", "B"), ("Cy", "F"))).rating, Rated((("Ana", "B"), ("Ben", "E"))).rating
        ('B', None)
        """
        given = {each for _, each in self.by if each != "F"}
        return given.pop() if len(given) == 1 else None

    @property
    def told(self) -> str:
        """Who rates it how, in words."""
        return ", ".join(f"{letter} by {who}" for who, letter in self.by)

    @property
    def disputed(self) -> bool:
        """Whether reviewers rate it differently."""
        return len({letter for _, letter in self.by if letter != "F"}) > 1

    @property
    def untrusted(self) -> bool:
        """Whether it is seldom or not to be relied on."""
        return self.rating in UNTRUSTED

    @property
    def rank(self) -> int:
        """0 for a source rated A, 1 for B, 2 for C or one that nobody rated."""
        return {"A": 0, "B": 1}.get(self.rating or "C", 2)


def rejecters(judgements: Iterable[Judged]) -> Mapping[str, tuple[str, ...]]:
    """Who rejects each claim that is set aside, by the claim's id."""
    last = latest(judgements)
    found: dict[str, set[str]] = {claim: set() for claim in set_aside(last)}
    for each in last:
        if isinstance(each.judgement, Review) and each.judgement.verdict == "reject" and each.judgement.claim in found:
            found[each.judgement.claim].add(each.who)
    return {claim: tuple(sorted(who)) for claim, who in found.items()}


def disputed_claims(judgements: Iterable[Judged]) -> Mapping[str, str]:
    """Who accepts and who rejects each claim that reviewers disagree about, in words, by the claim's id."""
    return {
        claim: ", ".join(f"{position.what} by {' and '.join(position.who)}" for position in each.positions)
        for each in disagreements(judgements)
        if each.matter == "verdict"
        for claim in each.claims
    }


def ratings(judgements: Iterable[Judged]) -> Mapping[str, Rated]:
    """How sources are rated, by the source's name as names are compared."""
    rated: defaultdict[str, dict[str, Reliability]] = defaultdict(dict)
    for each in latest(judgements):
        if isinstance(each.judgement, Rating):
            rated[folded(each.judgement.source)][each.who] = each.judgement.reliability
    return {name: Rated(tuple(sorted(said.items()))) for name, said in rated.items()}


def gradings(judgements: Iterable[Judged]) -> tuple[tuple[str, str, Grade], ...]:
    """Reviewer, claim and grade of each grading, in order of reviewer and claim."""
    last = ((each.who, each.judgement) for each in latest(judgements))
    return tuple(sorted((who, each.claim, each.grade) for who, each in last if isinstance(each, Grading)))
