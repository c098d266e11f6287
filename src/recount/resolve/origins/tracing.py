"""Reports held somewhere to their lineage: families with their trees, claims from copy to copy, statements heard twice.

Reports are loaded a family at a time, so that no more texts are in memory than the largest family has, or `HELD`; of
all reports only the keys of what is said in them are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from recount.model import ClaimLink, Family, Lineage, Recorded
from recount.resolve.origins.lineage import claim_links
from recount.resolve.origins.trees import family
from recount.resolve.origins.utterances import MEETING, hear, utterance_keys, utterances

NEAREST = 8
"""How many reports before it a report is compared with, of those that share a key of a statement."""
HELD = 2048
"""How many reports are kept in memory with what is said in them."""

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
    listen = lru_cache(HELD)(lambda report: hear(load(report)))
    pairs = _pairs({report: utterance_keys(listen(report)) for report in reports}, member)
    heard = (utterances(listen(one), listen(other)) for one, other in pairs)
    return Lineage(families=tuple(families), utterances=tuple(filter(None, heard)), claims=tuple(claims))


def _carried(found: Family, held: Mapping[str, Recorded]) -> Iterator[ClaimLink]:
    """The claims of each report that stand in the one it was made from."""
    for branch in found.branches:
        if branch.of is not None:
            yield from claim_links(held[branch.of], held[branch.report])


def _pairs(keys: Mapping[str, Mapping[int, int]], member: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Reports of two families that share enough keys, each two once, in order."""
    sharing: defaultdict[int, list[str]] = defaultdict(list)
    for report in sorted(keys):
        for key in keys[report]:
            sharing[key].append(report)
    shared: Counter[tuple[str, str]] = Counter()
    for key, reports in sharing.items():
        for at, report in enumerate(reports):
            for other in islice(reports, max(0, at - NEAREST), at):
                if member.get(report, report) != member.get(other, other):
                    shared[other, report] += keys[report][key]
    yield from sorted(pair for pair, weight in shared.items() if weight >= MEETING)
