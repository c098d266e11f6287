"""What two reports quote to the quotations that are one statement: in the same words, cut, or worded anew.

Newsrooms translate and smooth what they quote, so that a statement is told by its telling words, their order and who
says it; a phrase that many say ("war crimes", a proverb) tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from math import sqrt
from typing import Literal

from msgspec import Struct

from recount.lexicon.lists import words
from recount.resolve.origins.claims.assignment import assigned
from recount.resolve.origins.statements.gist import Gist, Sharing, gist, in_order, longest_run, weighed, weight_shared
from recount.resolve.origins.statements.quotations import Quotation
from recount.resolve.origins.statements.voices import Likeness, Voice, likeness

How = Literal["verbatim", "cut", "reworded", "reported"]

_LEAST = 0.5
_OFTEN = 64
_TELLING = 2.5  # the weight of two and a half plain words: under it, words tell nothing of whose they are
_REWORDED = 3.5  # the same where they are worded anew, sharing no long run of words
_STRONG, _WHOLE = 5.0, 0.8  # so much of it, all but whole, outweighs whom the two name
_CLOSE = 0.6  # a run of so much of the lesser is the same wording, smoothed
_REMEMBERED = 1 << 14  # pairs of voices
_DAYS, _RUN = 3, 8  # quoted again after more days than this, it must run so many words
# The weight at which it is certain; more where the speakers may not be one. Set on `utterances.toml` of the tests.
_FULL = {"verbatim": 4.0, "cut": 4.0, "reworded": 5.5, "reported": 6.0}
_CLOSER, _STRANGERS, _OPEN = 1.5, 1.0, 0.8


class Requote(Struct, frozen=True):
    """One statement as two reports quote it; `how` is what became of the words, `score` how sure it is (0-1)."""

    left: Quotation
    right: Quotation
    how: How
    score: float


class Filed(Struct, frozen=True):
    """What a report quotes, with the places of each telling word in quotation marks: the numbers of the quotations that
    have it, what it weighs there and how often it stands there."""

    quotations: tuple[Quotation, ...]
    marked: Mapping[str, Sequence[tuple[int, float, int]]]


def filed(quotations: Sequence[Quotation]) -> Filed:
    """Quotations by their telling words, so that those of two reports meet without comparing all with all."""
    marked: dict[str, list[tuple[int, float, int]]] = {}
    for number, one in enumerate(quotations):
        if one.spans:
            for told, often in one.gist.counted.items():
                marked.setdefault(told, []).append((number, one.gist.worth[told], often))
    return Filed(tuple(quotations), marked)


def requotes(left: Filed, right: Filed, *, days_apart: int | None) -> tuple[Requote, ...]:
    """The statements that stand in both, one to one, in order of the left report.

    `days_apart` is how far apart the reports were published (None: not known): what is quoted again days later must
    stand in the same words.
    """
    found: dict[tuple[int, int], Requote] = {}
    for row, column in _sharing(left, right):
        one = _requote(left.quotations[row], right.quotations[column], days_apart)
        if one is not None:
            found[row, column] = one
    if not found:
        return ()
    scores = [[0.0] * len(right.quotations) for _ in left.quotations]
    for (row, column), one in found.items():
        scores[row][column] = one.score
    return tuple(found[pair] for pair in assigned(scores, _LEAST))


def _sharing(left: Filed, right: Filed) -> Iterator[tuple[int, int]]:
    """The quotations that share telling words enough, two at least, by number: most pairs do not, and are done.

    One of the two must stand in quotation marks. A word is looked for in the first `_OFTEN` such quotations that have
    it, so that repetition costs no more.
    """
    shared: dict[tuple[int, int], float] = {}
    several: set[tuple[int, int]] = set()
    met = chain(
        _met(left, right.marked), (((row, at), weight) for (at, row), weight in _met(right, left.marked, plain=True))
    )
    for pair, weight in met:
        if pair in shared:
            several.add(pair)
            shared[pair] += weight
        else:
            shared[pair] = weight
    yield from (pair for pair in sorted(several) if shared[pair] >= _TELLING)


def _met(
    one: Filed, marked: Mapping[str, Sequence[tuple[int, float, int]]], *, plain: bool = False
) -> Iterator[tuple[tuple[int, int], float]]:
    """Each telling word of a report that stands in a quotation of another's in marks: their numbers, its weight.

    With `plain` of those that stand in no marks themselves.
    """
    for number, each in enumerate(one.quotations):
        if plain and each.spans:
            continue
        for told, worth in each.gist.worth.items():
            if told in marked:
                often = each.gist.counted[told]
                for other, theirs, repeated in marked[told][:_OFTEN]:
                    yield (number, other), min(worth, theirs) * min(often, repeated)


def _requote(left: Quotation, right: Quotation, days_apart: int | None) -> Requote | None:
    """Two quotations as one statement, None where they are not; what costs most is looked at last."""
    reported = not (left.spans and right.spans) and left.gist.folded != right.gist.folded
    weight = weight_shared(left.gist, right.gist)
    if reported and (weight < _REWORDED or (days_apart is not None and days_apart > _DAYS)):
        return None
    voices = _likeness(left.speaker, right.speaker) if left.speaker and right.speaker else "open"
    if voices != "same" and weight < _REWORDED:
        return None
    shared = weighed(left.gist, right.gist)
    if voices == "different" and (shared.weight < _STRONG or shared.contained < _WHOLE or _named(left, right)):
        return None
    size = min(len(left.gist.folded), len(right.gist.folded))
    run = 0 if reported else longest_run(left.gist.folded, right.gist.folded)
    how = _how(left, right, run)
    if how in {"verbatim", "cut"} and _is_saying(left, right):
        return None
    loose = reported or (how == "reworded" and run < _CLOSE * size)
    if loose and (shared.weight < _REWORDED or _figures_differ(left, right)):
        return None
    if days_apart is not None and days_apart > _DAYS and (how not in {"verbatim", "cut"} or run < _RUN):
        return None
    kept = 1.0 if how in {"verbatim", "cut"} else _kept(left.gist, right.gist, shared)
    score = _score(shared.weight, how, run / size if size else 0.0, kept, same=voices == "same")
    return Requote(left, right, how, score) if score >= _LEAST else None


@lru_cache(_REMEMBERED)
def _likeness(left: Voice, right: Voice) -> Likeness:
    return likeness(left, right)


def _named(left: Quotation, right: Quotation) -> bool:
    """Whether both speakers are persons by name: who else speaks a report may leave less plain."""
    return all(each.speaker is not None and each.speaker.person is not None for each in (left, right))


def _figures_differ(left: Quotation, right: Quotation) -> bool:
    """Whether both name figures and none is in both: "seven drones" and "nine drones" are two statements."""
    one, other = ({stem for stem in each.gist.stems if stem[0].isdigit()} for each in (left, right))
    return bool(one and other and not one & other)


def _how(left: Quotation, right: Quotation, run: int) -> How:
    """What became of the words: the lesser stands whole in the other, or it is worded anew."""
    one, other = left.gist.folded, right.gist.folded
    if one == other:
        return "verbatim"
    if not (left.spans and right.spans):
        return "reported"
    return "cut" if run == min(len(one), len(other)) else "reworded"


def _kept(left: Gist, right: Gist, shared: Sharing) -> float:
    """How much of what words tell is still there where they are worded anew, 0-1."""
    return sqrt(shared.contained) * (0.7 + 0.3 * in_order(left, right)) * min(1.0, 0.75 + shared.alike)


def _score(weight: float, how: How, closeness: float, kept: float, *, same: bool) -> float:
    """How sure it is that two quotations are one statement: what they share, beside what the lesser says in all.

    The longer they run in the same words, as a share of the lesser (`closeness`), the less telling these need be.
    """
    full = _FULL[how] - (_CLOSER * closeness if how == "reworded" else 0.0) + (0.0 if same else _STRANGERS)
    return round(sqrt(min(1.0, weight / full)) * kept * (1.0 if same else _OPEN), 3)


def _is_saying(left: Quotation, right: Quotation) -> bool:
    """Whether the words are a proverb or a phrase that anybody may use."""
    lesser = min(left.gist.folded, right.gist.folded, key=len)
    told = f" {' '.join(lesser)} "
    return any(told in saying or (saying in told and len(told) < 2 * len(saying)) for saying in _sayings())


@cache
def _sayings() -> tuple[str, ...]:
    return tuple(f" {' '.join(gist(one).folded)} " for one in sorted(words("worn", "sayings")))
