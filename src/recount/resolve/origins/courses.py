"""The course of a claim through copies: from where it first stands to every copy of it, with what each changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from recount.model import ClaimLink


class Step(Struct, frozen=True):
    """One station of a claim's course: the claim there, the link by which it came there (None: it begins there), and
    how many copies lie between.
    """

    claim: str
    link: ClaimLink | None
    depth: int


def course(claim: str, links: Iterable[ClaimLink]) -> tuple[Step, ...]:
    """All stations of the course that a claim is on, each copy after what it was taken from.

    Where a claim was linked to several originals, the surest link counts. The same for every order of the links.

    >>> links = [ClaimLink(original=one, copy=other, score=0.9, changes=()) for one, other in ("ab", "bc", "ad")]
    >>> [(step.claim, step.depth) for step in course("c", links)]
    [('a', 0), ('b', 1), ('c', 2), ('d', 1)]
    """
    came = sources(links)
    copies: defaultdict[str, list[ClaimLink]] = defaultdict(list)
    for link in came.values():
        copies[link.original].append(link)
    found: list[Step] = []
    waiting = [Step(first(claim, came), None, 0)]
    while waiting:
        step = waiting.pop()
        found.append(step)
        onward = sorted(copies[step.claim], key=lambda link: link.copy, reverse=True)
        waiting += [Step(link.copy, link, step.depth + 1) for link in onward]
    return tuple(found)


def sources(links: Iterable[ClaimLink]) -> Mapping[str, ClaimLink]:
    """The link by which each claim came where it stands, the surest of several; none that closes a circle."""
    came: dict[str, ClaimLink] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.original, link.copy)):
        if link.copy not in came and first(link.original, came) != link.copy:
            came[link.copy] = link
    return came


def first(claim: str, came: Mapping[str, ClaimLink]) -> str:
    """The claim that another goes back to over all its copies; itself where it was taken from none."""
    while claim in came:
        claim = came[claim].original
    return claim
