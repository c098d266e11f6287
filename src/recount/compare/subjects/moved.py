"""What people judge of subjects: which they merge, and which claims they split off.

A split takes its claims, and the copies of these, into a subject of their own; claims that several splits name go with
those that the same splits name. A merge makes one subject of those that its claims are in. Where one person merges what
another splits, neither is followed; of one person's own the later one is. The order of judgements does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from recount import wire
from recount.compare.subjects.dates import in_order_of_date
from recount.compare.subjects.keys import Key
from recount.model import Join, Judged, Merge, ResolvedClaim, Split


class Cluster(Struct, frozen=True):
    """The claims of a subject to be, its id, what it is about, and why some of its claims belong to it."""

    id: str
    key: Key
    claims: tuple[ResolvedClaim, ...]
    joins: Mapping[str, Join]


def moved(found: Sequence[Cluster], judgements: Iterable[Judged], originals: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Subjects as people judge them; `originals` is what each copy goes back to."""
    merges, splits = _followed(judgements)
    if not merges and not splits:
        return tuple(found)
    return _merged(_split(found, splits, originals), merges)


def _followed(judgements: Iterable[Judged]) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """The merges and the splits that nothing contradicts, in the order they were made."""
    ordered = sorted(judgements, key=_made)
    merges = [each for each in ordered if isinstance(each.judgement, Merge)]
    splits = [each for each in ordered if isinstance(each.judgement, Split)]
    dropped: set[str] = set()
    for merge in merges:
        for split in splits:
            if _at_odds(merge, split):
                earlier = min(merge, split, key=_made)
                dropped.update({earlier.id} if merge.who == split.who else {merge.id, split.id})
    kept = [each for each in ordered if each.id not in dropped]
    return tuple(each for each in kept if each in merges), tuple(each for each in kept if each in splits)


def _made(judged: Judged) -> tuple[int, str]:
    return judged.seq, judged.id


def _at_odds(merge: Judged, split: Judged) -> bool:
    """Whether a split takes some of the claims of a merge, and leaves others."""
    together, apart = frozenset(_named(merge)), frozenset(_named(split))
    return bool(together & apart) and bool(together - apart)


def _named(judged: Judged) -> tuple[str, ...]:
    return judged.judgement.claims if isinstance(judged.judgement, (Merge, Split)) else ()


def _split(found: Sequence[Cluster], splits: Sequence[Judged], originals: Mapping[str, str]) -> list[Cluster]:
    """The claims that splits name apart from the subjects they were set in."""
    named: defaultdict[str, list[Judged]] = defaultdict(list)
    for split in splits:
        for claim in dict.fromkeys(_named(split)):
            named[claim].append(split)
    if not named:
        return list(found)
    kept: list[Cluster] = []
    taken: defaultdict[tuple[str, ...], list[tuple[ResolvedClaim, Key]]] = defaultdict(list)
    for cluster in found:
        left = []
        for each in cluster.claims:
            by = named.get(each.claim.id) or named.get(originals.get(each.claim.id, ""))
            if by:
                taken[tuple(judged.id for judged in by)].append((each, cluster.key))
            else:
                left.append(each)
        if left:
            kept.append(structs.replace(cluster, claims=tuple(left)))
    by_id = {judged.id: judged for judged in splits}
    for names, found_there in taken.items():
        claims = in_order_of_date(each for each, _ in found_there)
        keys = {each.claim.id: key for each, key in found_there}
        who = ", ".join(sorted({by_id[name].who for name in names}))
        apart = {
            each.claim.id: Join(claim=each.claim.id, by="judgement", reason=f"set apart by {who}") for each in claims
        }
        alike = sorted({tuple(sorted(_named(by_id[name]))) for name in names})
        kept.append(Cluster(wire.content_id("sub", alike), keys[claims[0].claim.id], claims, apart))
    return kept


def _merged(found: Sequence[Cluster], merges: Sequence[Judged]) -> tuple[Cluster, ...]:
    """The subjects that merges name as one; it keeps the id of that of the first claim that the first merge names."""
    home = {each.claim.id: number for number, cluster in enumerate(found) for each in cluster.claims}
    top = list(range(len(found)))
    by: dict[int, str] = {}

    def root(number: int) -> int:
        while top[number] != number:
            number = top[number]
        return number

    for merge in merges:
        homes = [root(home[claim]) for claim in _named(merge) if claim in home]
        for number in homes[1:]:
            if root(number) != root(homes[0]):
                top[root(number)] = root(homes[0])
        for number in homes:
            by.setdefault(number, merge.who)
    together: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(found)):
        together[root(number)].append(number)
    return tuple(_as_one(found, first, numbers, by) for first, numbers in together.items())


def _as_one(found: Sequence[Cluster], first: int, numbers: Sequence[int], by: Mapping[int, str]) -> Cluster:
    core = found[first]
    joins = dict(core.joins)
    claims = list(core.claims)
    for number in numbers:
        if number != first:
            claims.extend(found[number].claims)
            for each in found[number].claims:
                joins[each.claim.id] = Join(
                    claim=each.claim.id, by="judgement", reason=f"set here by {by.get(number, 'a reviewer')}"
                )
    return Cluster(core.id, core.key, tuple(claims), joins)
