"""Reports held somewhere to their lineage: families with their trees, claims from copy to copy, statements heard twice.

Reports are loaded a family at a time, so that no more texts are in memory than the largest family has, or `HELD`; of
all reports only the keys of what is said in them are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from recount.lexicon.outlets import UNNAMED
from recount.model import ClaimLink, Family, Lineage, Link, Recorded
from recount.resolve.origins.claims.lineage import claim_links
from recount.resolve.origins.statements.utterances import MEETING, hear, utterance_keys, utterances
from recount.resolve.origins.trees import family

NEAREST = 8
"""How many reports before it a report is compared with, of those that share a key of a statement."""
HELD = 2048
"""How many reports are kept in memory with what is said in them."""

Load = Callable[[str], Recorded]


def trace(groups: Iterable[Sequence[str]], reports: Iterable[str], load: Load) -> Lineage:
    """The lineage of reports, given by their ids.

    `groups` are the families, each with two reports or more; `reports` are all reports, among which statements are
    looked for, and copies of what is not held; `load` gives the report of an id.
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
    keys: dict[str, Mapping[int, int]] = {}
    for report in reports:
        keys[report] = utterance_keys(listen(report))
        if report not in member:
            families.extend(_credited(load(report)))
    pairs = _pairs(keys, member)
    heard = (utterances(listen(one), listen(other)) for one, other in pairs)
    return Lineage(families=tuple(families), utterances=tuple(filter(None, heard)), claims=tuple(claims))


def _credited(alone: Recorded) -> Iterator[Family]:
    """A report without kin as a family of one, where it credits an agency by name whose own report is not held."""
    found = family([alone.reading])
    if found.outside is not None and found.outside.agency and found.outside.outlet != UNNAMED:
        yield found


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
