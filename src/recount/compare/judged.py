"""Claims as people judge them: corrected where nobody disagrees, set aside where they are rejected.

A judgement moves no words and no ids. A claim is *set aside* where somebody rejects it and nobody accepts it; a copy
goes with its original, unless somebody accepts the copy. A field is *corrected* where all who correct it agree; where
they do not, it stays as read with the fields that depend on it (`recount.resolve.corrections.TOGETHER`), and the
disagreement is told.

The same for every order of the claims and of the judgements; of several judgements of one matter by one person the last
counts.

Source: Every Casualty Worldwide, Standards for Casualty Recording (2016): where sources or recorders disagree, say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from msgspec import Struct

from recount.compare.subjects import folded
from recount.errors import EvidenceError
from recount.model import (
    Assessment,
    ClaimLink,
    Corrected,
    Correction,
    Disagreement,
    Grading,
    Judged,
    Lineage,
    Merge,
    Position,
    Rating,
    Reply,
    ResolvedClaim,
    Review,
    Split,
    Standpoint,
)
from recount.model.descent import carried
from recount.resolve.corrections import TOGETHER, Corrections, corrected

_SHORT: Final = 12
_ALONE: Final = Lineage()
Value = str | int | float | None


class Assessed(Struct, frozen=True, kw_only=True):
    """Claims with their corrections applied, in the order given; which of them are set aside, and what is judged.

    `assessments` are those of claims that anybody judged or answered, by claim; `disagreements` those about these
    claims and about sources.
    """

    claims: tuple[ResolvedClaim, ...]
    set_aside: frozenset[str]
    assessments: tuple[Assessment, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def standing(self) -> tuple[ResolvedClaim, ...]:
        """The claims that are not set aside."""
        return tuple(each for each in self.claims if each.claim.id not in self.set_aside)


class _Agreed(Struct, frozen=True):
    """What all who correct a field agree on."""

    field: Corrected
    value: Value
    who: tuple[str, ...]


def judged(claims: Iterable[ResolvedClaim], judgements: Iterable[Judged], lineage: Lineage = _ALONE) -> Assessed:
    """The claims as people judge them; `lineage` tells which are copies.

    >>> judged([], []).claims
    ()
    """
    last = latest(judgements)
    of_claim: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in last:
        if isinstance(each.judgement, (Review, Correction, Reply)):
            of_claim[each.judgement.claim].append(each)
    aside = set_aside(last, lineage.claims)
    made = [_assessed(claim, of_claim.get(claim.claim.id, ()), claim.claim.id in aside) for claim in claims]
    here = frozenset(claim.claim.id for claim, _, _ in made)
    about = [one for one in disagreements(last) if not one.claims or here.intersection(one.claims)]
    unfit = [one for _, _, found in made for one in found]
    return Assessed(
        claims=tuple(claim for claim, _, _ in made),
        set_aside=aside & here,
        assessments=tuple(sorted((one for _, one, _ in made if one is not None), key=lambda one: one.claim)),
        disagreements=tuple(sorted({*about, *unfit}, key=_order)),
    )


def latest(judgements: Iterable[Judged]) -> tuple[Judged, ...]:
    """Of each person's judgements of one matter the last, in the order they were made."""
    matters = {(each.who, *_matter(each)): each for each in sorted(judgements, key=lambda each: (each.seq, each.id))}
    return tuple(sorted(matters.values(), key=lambda each: (each.seq, each.id)))


def set_aside(judgements: Iterable[Judged], links: Iterable[ClaimLink] = ()) -> frozenset[str]:
    """The ids of the claims that somebody rejects and nobody accepts, and of their copies that nobody accepts.

    `links` tell which claims are copies; one that gives a newer figure is a claim of its own.
    """
    standpoints = _standpoints(latest(judgements))
    copies = [link for link in carried(links).values() if not link.revises and link.copy not in standpoints]
    found: set[str] = set()
    gone = {claim for claim, standpoint in standpoints.items() if standpoint == "rejected"}
    while gone:
        found |= gone
        gone = {link.copy for link in copies if link.original in gone} - found
    return frozenset(found)


def disagreements(judgements: Iterable[Judged]) -> tuple[Disagreement, ...]:
    """What people judge differently, by matter, claims and source."""
    last = latest(judgements)
    return tuple(sorted((*_at_odds(last), *_parted(last)), key=_order))


def _order(one: Disagreement) -> tuple[str, tuple[str, ...], str, tuple[str, ...]]:
    return one.matter, one.claims, one.source or "", tuple(position.what for position in one.positions)


def _matter(judged: Judged) -> tuple[str, ...]:
    """What a judgement is about, alike for all who judge the same."""
    match judged.judgement:
        case Review(claim=claim):
            return "verdict", claim
        case Correction(claim=claim, field=field):
            return field, claim
        case Rating(source=source):
            return "reliability", folded(source)
        case Grading(claim=claim):
            return "grade", claim
        case Merge(claims=claims):
            return "merge", *sorted(claims)
        case Split(claims=claims):
            return "split", *sorted(claims)
        case Reply():
            return "reply", judged.id


def _standpoints(judgements: Iterable[Judged]) -> Mapping[str, Standpoint]:
    """How reviewers see each claim that any of them accepts or rejects."""
    verdicts: defaultdict[str, set[str]] = defaultdict(set)
    for each in judgements:
        if isinstance(each.judgement, Review) and each.judgement.verdict != "undecided":
            verdicts[each.judgement.claim].add(each.judgement.verdict)
    return {
        claim: "disputed" if len(given) > 1 else "accepted" if "accept" in given else "rejected"
        for claim, given in verdicts.items()
    }


def _assessed(
    claim: ResolvedClaim, judgements: Sequence[Judged], aside: bool
) -> tuple[ResolvedClaim, Assessment | None, tuple[Disagreement, ...]]:
    """A claim with its corrections, what its judgements come to, and corrections that do not hold together."""
    name = claim.claim.id
    review = _standpoints(judgements).get(name, "original rejected" if aside else None)
    if not judgements and review is None:
        return claim, None, ()
    wanted = _wanted(each for each in judgements if isinstance(each.judgement, Correction))
    agreed = {
        field: _Agreed(field, *next(iter(values.items()))) for field, values in wanted.items() if len(values) == 1
    }
    disputed = {field for field, values in wanted.items() if len(values) > 1}
    unfit: list[Disagreement] = []
    applied: list[Corrected] = []
    for fields in TOGETHER:
        chosen = [agreed[field] for field in fields if field in agreed]
        if disputed.intersection(fields):
            disputed.update(one.field for one in chosen)
            continue
        if not chosen:
            continue
        who = ", ".join(sorted({each for one in chosen for each in one.who}))
        try:
            claim = corrected(claim, Corrections(values={one.field: one.value for one in chosen}, who=who))
        except EvidenceError as error:
            unfit.append(_unfit(name, chosen, str(error)))
            disputed.update(one.field for one in chosen)
        else:
            applied.extend(one.field for one in chosen)
    assessment = Assessment(
        claim=name,
        review=review,
        corrected=_in_order(applied),
        disputed=_in_order(disputed),
        replies=sum(isinstance(each.judgement, Reply) for each in judgements),
    )
    return claim, assessment, tuple(unfit)


def _in_order(fields: Iterable[Corrected]) -> tuple[Corrected, ...]:
    """Fields in the order of the codebook."""
    chosen = set(fields)
    return tuple(field for group in TOGETHER for field in group if field in chosen)


def _wanted(judgements: Iterable[Judged]) -> Mapping[Corrected, Mapping[Value, tuple[str, ...]]]:
    """The values that each field should have, with who says so."""
    found: defaultdict[Corrected, defaultdict[Value, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in judgements:
        if isinstance(each.judgement, Correction):
            found[each.judgement.field][each.judgement.value].add(each.who)
    return {field: {value: tuple(sorted(who)) for value, who in values.items()} for field, values in found.items()}


def _unfit(claim: str, chosen: Sequence[_Agreed], why: str) -> Disagreement:
    """Corrections of several fields that do not hold together, with one another or with what was read."""
    return Disagreement(
        matter=" and ".join(one.field for one in chosen),
        claims=(claim,),
        positions=tuple(Position(what=f"{one.field} {in_words(one.value)}", who=one.who) for one in chosen),
        reason=f"{why}; they stay as read",
    )


_REASONS: Mapping[str, str] = {
    "verdict": "some accept it and some reject it: it stays",
    "reliability": "rated differently",
    "grade": "graded differently",
}


def _at_odds(judgements: Iterable[Judged]) -> Iterator[Disagreement]:
    """Matters of which several people hold different things."""
    held: defaultdict[tuple[str, ...], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[tuple[str, ...], str] = {}
    for each in judgements:
        matter = _matter(each)
        position = _position(each)
        if position is not None:
            held[matter][position].add(each.who)
        if isinstance(each.judgement, Rating):
            names[matter] = min(each.judgement.source, names.get(matter, each.judgement.source))
    for matter, positions in held.items():
        sides = set(positions) - {"undecided"} if matter[0] == "verdict" else set(positions)
        if len(sides) > 1:
            yield Disagreement(
                matter=matter[0],
                claims=() if matter in names else matter[1:],
                positions=tuple(Position(what=what, who=tuple(sorted(positions[what]))) for what in sorted(positions)),
                reason=_REASONS.get(matter[0], "corrected differently: it stays as read"),
                source=names.get(matter),
            )


def _position(judged: Judged) -> str | None:
    """What a judgement holds of its matter, in words; None where others can only hold it too."""
    match judged.judgement:
        case Review(verdict=verdict):
            return verdict
        case Correction(value=value):
            return in_words(value)
        case Rating(reliability=reliability):
            return reliability
        case Grading(grade=grade):
            return grade
        case _:
            return None


def in_words(value: Value) -> str:
    """A corrected value in words.

    >>> in_words(None), in_words(18900), in_words("Mariupol")
    ('not stated', '18,900', 'Mariupol')
    """
    if value is None:
        return "not stated"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _parted(judgements: Sequence[Judged]) -> Iterator[Disagreement]:
    """Claims that one person merges and another splits."""
    merges: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    splits: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for each in judgements:
        if isinstance(each.judgement, Merge):
            merges[frozenset(each.judgement.claims)].add(each.who)
        elif isinstance(each.judgement, Split):
            splits[frozenset(each.judgement.claims)].add(each.who)
    for (together, some), (apart, others) in product(merges.items(), splits.items()):
        if together & apart and together - apart and len(some | others) > 1:
            yield Disagreement(
                matter="subject",
                claims=tuple(sorted(together | apart)),
                positions=(
                    Position(what=f"{_short(together)} are about one", who=tuple(sorted(some))),
                    Position(what=f"{_short(apart)} apart", who=tuple(sorted(others))),
                ),
                reason="merged by some and split by others",
            )


def _short(claims: Iterable[str]) -> str:
    return ", ".join(claim[:_SHORT] for claim in sorted(claims))
