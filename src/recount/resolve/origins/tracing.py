"""Reports of one family, or one by itself, to where they come from: the tree, and claims from copy to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recount.lexicon.outlets import UNNAMED
from recount.model import ClaimLink, Family, Link, Reading, Recorded
from recount.resolve.origins.claims.lineage import claim_links
from recount.resolve.origins.trees import family

_NO_WORDS = frozenset({"caption", "furniture"})


def has_words(reading: Reading) -> bool:
    """Whether a report has words of its own, so that it can be a copy; a row of a table has none.

    >>> from recount.reports import read_text
    >>> has_words(read_text("Two died.")), has_words(read_text(""))
    (True, False)
    """
    return any(passage.kind not in _NO_WORDS for passage in reading.passages)


def trace_family(members: Mapping[str, Recorded]) -> tuple[Family, tuple[ClaimLink, ...]]:
    """The tree of reports that share text, given by their ids, and the links between their claims."""
    found = family([recorded.reading for recorded in members.values()])
    return found, tuple(_carried(found, members))


def trace_alone(alone: Recorded) -> Family | None:
    """A report without kin as a family of one, where it credits an agency by name whose own report is not held."""
    found = family([alone.reading])
    credited = found.outside is not None and found.outside.agency and found.outside.outlet != UNNAMED
    return found if credited else None


def _carried(found: Family, held: Mapping[str, Recorded]) -> Iterator[ClaimLink]:
    """The claims of each report that stand in the one it was made from; of a shared passage, those inside it."""
    for branch in found.branches:
        if branch.of is None or branch.link is None:
            continue
        original, copy = held[branch.of], held[branch.report]
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
