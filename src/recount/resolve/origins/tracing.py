"""Reports of one family, or one by itself, to where they come from: the tree, and claims from copy to copy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from recount.lexicon.outlets import UNNAMED
from recount.model import Branch, ClaimLink, Family, Link, Reading, Recorded
from recount.resolve.origins.claims.lineage import claim_links
from recount.resolve.origins.trees import Texts, family

_NO_WORDS = frozenset({"caption", "furniture"})


def has_words(reading: Reading) -> bool:
    """Whether a report has words of its own, so that it can be a copy; a row of a table has none.

    >>> from recount.reports import read_text
    >>> has_words(read_text("Two died.")), has_words(read_text(""))
    (True, False)
    """
    return any(passage.kind not in _NO_WORDS for passage in reading.passages)


Tree = tuple[Family, tuple[ClaimLink, ...]]
"""A family, and the links between the claims of its reports."""


def trace_family(
    reports: Collection[str], held: Texts, found_in: Callable[[str], Recorded], before: Sequence[Tree] = ()
) -> Tree:
    """The tree of reports that share text, given by their ids, and the links between their claims in order of ids.

    `before` is what was found of some of them, with others or without, and only makes it quicker (`trees.family`).
    """
    found = family(reports, held, [one for one, _ in before])
    stood = {branch.report: branch for one, _ in before for branch in one.branches}
    fresh = [branch for branch in found.branches if stood.get(branch.report) is not branch]
    traced = {each.claim.id for branch in fresh for each in found_in(branch.report).claims}
    links = [link for _, links in before for link in links if link.copy not in traced]
    links += _carried(fresh, found_in)
    return found, tuple(sorted(links, key=lambda link: (link.original, link.copy)))


def trace_alone(report: str, held: Texts) -> Family | None:
    """A report without kin as a family of one, where it credits an agency by name whose own report is not held."""
    found = family([report], held)
    credited = found.outside is not None and found.outside.agency and found.outside.outlet != UNNAMED
    return found if credited else None


def _carried(branches: Iterable[Branch], found_in: Callable[[str], Recorded]) -> Iterator[ClaimLink]:
    """The claims of reports that stand in what they were made from; of a shared passage, those inside it."""
    for branch in branches:
        if branch.of is None or branch.link is None:
            continue
        original, copy = found_in(branch.of), found_in(branch.report)
        links = claim_links(original, copy)
        if branch.link.kind == "shared passage":
            inside = {claim for side in (original, copy) for claim in _inside(side, branch.link)}
            links = tuple(each for each in links if {each.original, each.copy} <= inside)
        yield from links


def _inside(recorded: Recorded, link: Link) -> Iterator[str]:
    """The claims of a report whose count stands in a passage that it shares."""
    left = recorded.reading.report.id == link.left
    shared = [pair.left if left else pair.right for pair in link.parallels]
    for each in recorded.claims:
        count = each.claim.quantity
        if any(one.start <= count.start and count.end <= one.end for one in shared):
            yield each.claim.id
