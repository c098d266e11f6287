"""What reviewers say that an estimate heeds: claims rejected, sources rated, events graded; and where they disagree.

Of several judgements of one matter by one person the last counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from recount.compare.subjects import folded
from recount.model import Grade, Grading, Judged, Rating, Reliability, Review

J = TypeVar("J", Review, Rating, Grading)
UNTRUSTED: tuple[Reliability, ...] = ("D", "E")
"""Ratings of sources that are seldom or not to be relied on (NATO STANAG 2511)."""


class Rated(Struct, frozen=True):
    """How reviewers rate a source: by name of the reviewer, in order of the names; `rating` is the most cautious.

    None where nobody rated it, or none could judge it (F).
    """

    by: tuple[tuple[str, Reliability], ...] = ()

    @property
    def rating(self) -> Reliability | None:
        """The most cautious rating.

        >>> Rated((("Ana", "B"), ("Ben", "E"), ("Cy", "F"))).rating
        'E'
        """
        return max((each for _, each in self.by if each != "F"), default=None)

    @property
    def told(self) -> str:
        """Who rates it how, in words."""
        return ", ".join(f"{letter} by {who}" for who, letter in self.by)

    @property
    def disputed(self) -> bool:
        """Whether reviewers rate it differently."""
        return len({letter for _, letter in self.by}) > 1

    @property
    def untrusted(self) -> bool:
        """Whether it is seldom or not to be relied on."""
        return self.rating in UNTRUSTED

    @property
    def rank(self) -> int:
        """0 for a source rated A, 1 for B, 2 for C or one that nobody rated."""
        return {"A": 0, "B": 1}.get(self.rating or "C", 2)


def rejecters(judgements: Iterable[Judged]) -> Mapping[str, tuple[str, ...]]:
    """Who rejects each claim that is rejected by somebody and accepted by nobody, by the claim's id."""
    verdicts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for who, each in _last(judgements, Review):
        verdicts[each.claim][who] = each.verdict
    return {
        claim: tuple(sorted(who for who, verdict in said.items() if verdict == "reject"))
        for claim, said in verdicts.items()
        if "reject" in said.values() and "accept" not in said.values()
    }


def contested_reviews(judgements: Iterable[Judged]) -> Mapping[str, str]:
    """What reviewers disagree about of each claim that some accept and others reject, in words, by the claim's id."""
    verdicts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for who, each in _last(judgements, Review):
        verdicts[each.claim][who] = each.verdict
    return {
        claim: ", ".join(f"{who}: {said[who]}" for who in sorted(said))
        for claim, said in verdicts.items()
        if {"accept", "reject"} <= set(said.values())
    }


def ratings(judgements: Iterable[Judged]) -> Mapping[str, Rated]:
    """How sources are rated, by the source's name as names are compared."""
    rated: defaultdict[str, dict[str, Reliability]] = defaultdict(dict)
    for who, each in _last(judgements, Rating):
        rated[folded(each.source)][who] = each.reliability
    return {name: Rated(tuple(sorted(said.items()))) for name, said in rated.items()}


def gradings(judgements: Iterable[Judged]) -> tuple[tuple[str, str, Grade], ...]:
    """Reviewer, claim and grade of each grading, in order of reviewer and claim."""
    return tuple(sorted((who, each.claim, each.grade) for who, each in _last(judgements, Grading)))


def _last(judgements: Iterable[Judged], kind: type[J]) -> Iterator[tuple[str, J]]:
    """Who judged, and the last judgement of this kind on each matter by each person."""
    found: dict[tuple[str, str], J] = {}
    for each in sorted(judgements, key=lambda one: (one.seq, one.id)):
        if isinstance(each.judgement, kind):
            matter = each.judgement.source if isinstance(each.judgement, Rating) else each.judgement.claim
            found[each.who, folded(matter)] = each.judgement
    for (who, _), last in found.items():
        yield who, last
