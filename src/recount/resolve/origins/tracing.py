"""Reports held somewhere to their lineage: families with their trees, claims from copy to copy, statements heard twice.

Reports are loaded a family at a time, so that memory stays bounded by the largest family.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from recount.model import ClaimLink, Family, Lineage, Recorded
from recount.resolve.origins.lineage import claim_links
from recount.resolve.origins.trees import family
from recount.resolve.origins.utterances import utterance_keys, utterances

NEAREST = 8
"""How many reports before it a report is compared with, of those that share a key of a statement."""

Load = Callable[[str], Recorded]


def trace(groups: Iterable[Sequence[str]], reports: Iterable[str], load: Load) -> Lineage:
    """The lineage of reports, given by their ids.

    `groups` are the families, each with two reports or more; `reports` are all reports in which statements are looked
    for, `load` gives the report of an id.
    """
    families: list[Family] = []
    claims: list[ClaimLink] = []
    member: dict[str, str] = {}
    for group in groups:
        held = {report: load(report) for report in group}
        found = family([recorded.reading for recorded in held.values()])
        families.append(found)
        claims.extend(_carried(found, held))
        member.update(dict.fromkeys(group, found.id))
    pairs = _pairs({report: utterance_keys(load(report)) for report in reports}, member)
    heard = (utterances(load(one), load(other)) for one, other in pairs)
    return Lineage(families=tuple(families), utterances=tuple(filter(None, heard)), claims=tuple(claims))


def _carried(found: Family, held: Mapping[str, Recorded]) -> Iterator[ClaimLink]:
    """The claims of each report that stand in the one it was made from."""
    for branch in found.branches:
        if branch.of is not None:
            yield from claim_links(held[branch.of], held[branch.report])


def _pairs(keys: Mapping[str, frozenset[int]], member: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Reports of two families that share a key, each two once, in order."""
    sharing: defaultdict[int, list[str]] = defaultdict(list)
    for report in sorted(keys):
        for key in keys[report]:
            sharing[key].append(report)
    found: set[tuple[str, str]] = set()
    for reports in sharing.values():
        for at, report in enumerate(reports):
            for other in islice(reports, max(0, at - NEAREST), at):
                if member.get(report, report) != member.get(other, other):
                    found.add((other, report))
    yield from sorted(found)
