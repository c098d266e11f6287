"""Two reports to the statement that both quote and both may have heard: an utterance, which makes neither a copy.

It shows in quotations of one speaker (`requotes`), and without quotation marks where one
speaker gives one figure of one thing on one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from math import prod

from msgspec import Struct

from recount.model import Link, Parallel, Recorded, Resolution, ResolvedClaim, Signal
from recount.resolve.origins.statements.gist import PLAIN, Gist
from recount.resolve.origins.statements.quotations import sayings
from recount.resolve.origins.statements.requotes import Filed, Requote, filed, requotes
from recount.resolve.origins.statements.voices import is_somebody, likeness, voice_of

MEETING = 3
"""How much the keys that two reports share must weigh for them to be compared."""

_LEAST = 0.61
_SMALL = 10
_FIGURE, _SMALL_FIGURE = 0.7, 0.5
_NEAR = 2
_METHOD = "a statement that both may have heard"


class Heard(Struct, frozen=True):
    """A report with what is said in it."""

    recorded: Recorded
    sayings: Filed

    @property
    def id(self) -> str:
        """The report's id."""
        return self.recorded.reading.report.id


def hear(recorded: Recorded) -> Heard:
    """A report with what is said in it, which is looked for once."""
    return Heard(recorded, filed(sayings(recorded.reading)))


def utterances(left: Heard, right: Heard) -> Link | None:
    """The link between two reports that quote the same statement, None where they do not; the same for either order.

    Its parallels are the sentences that tell the statement, in order of the left report. Neither report came first by
    it.
    """
    one, other = sorted((left, right), key=lambda each: each.id)
    quoted = requotes(one.sayings, other.sayings, days_apart=_days_apart(one.recorded, other.recorded))
    figures = tuple(_same_figures(one.recorded, other.recorded))
    parallels = [Parallel(each.left.evidence, each.right.evidence) for each in quoted]
    parallels += [Parallel(ours.claim.evidence, theirs.claim.evidence) for ours, theirs, _ in figures]
    sure = 1 - prod(1 - score for score in (*(each.score for each in quoted), *(score for *_, score in figures)))
    if sure < _LEAST or one.id == other.id:
        return None
    return Link(
        kind="quotes the same statement",
        left=one.id,
        right=other.id,
        score=round(sure, 3),
        first=Resolution(value=None, method=_METHOD, confidence=0.0),
        signals=tuple(_signals(quoted, figures)),
        parallels=tuple(sorted(set(parallels), key=lambda each: (each.left.start, each.right.start))),
    )


def utterance_keys(heard: Heard) -> Mapping[int, int]:
    """What to file a report under, so that reports with a statement in common meet without comparing all with all.

    Each key has a weight; reports that `utterances` links share keys of `MEETING` and more as a rule: two telling words
    near each other in what somebody says weigh 1, a figure said on a day weighs enough alone.
    """
    spoken = chain.from_iterable(_near_pairs(saying.gist) for saying in heard.sayings.quotations)
    figures = (_figure_key(each) for each in heard.recorded.claims if _is_telling(each))
    return dict.fromkeys(spoken, 1) | dict.fromkeys(figures, MEETING)


def _near_pairs(told: Gist) -> Iterator[int]:
    """A key for every two telling words of a statement that are next to each other, or have one between them.

    Two names make none: reports of one war name the same people and places.
    """
    telling = [(stem, weight) for stem, weight in zip(told.stems, told.weights, strict=True) if weight >= PLAIN]
    for apart in range(1, _NEAR + 1):
        for (one, weighs), (other, beside) in zip(telling, telling[apart:], strict=False):
            if one != other and PLAIN in (weighs, beside):
                yield _key(*sorted((one, other)))


def _figure_key(resolved: ResolvedClaim) -> int:
    quantity = resolved.claim.quantity
    figure = f"{quantity.low} {quantity.high} {quantity.operator}"
    return _key(figure, resolved.claim.effect, str(resolved.resolutions.said_on))


def _key(*parts: str) -> int:
    """A number of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest(), "big")


def _is_telling(resolved: ResolvedClaim) -> bool:
    """Whether a figure is one that a speaker who can be told again gives on a known day; "a" and "dozens" are none."""
    quantity, decided = resolved.claim.quantity, resolved.resolutions
    if quantity.vague or quantity.high == 1 or decided.said_on is None:
        return False
    who = voice_of(resolved.claim.source, decided.source, decided.speaker_party)
    return who is not None and is_somebody(who)


def _days_apart(left: Recorded, right: Recorded) -> int | None:
    one, other = left.reading.report.published_on, right.reading.report.published_on
    return None if one is None or other is None else abs((one - other).days)


def _signals(
    quoted: Sequence[Requote], figures: Sequence[tuple[ResolvedClaim, ResolvedClaim, float]]
) -> Iterator[Signal]:
    if quoted:
        best = max(quoted, key=lambda each: (each.score, each.left.words))
        speaker = best.left.speaker or best.right.speaker
        told = f"{best.how}, of {speaker.name or speaker.wording}" if speaker else best.how
        yield Signal("quotations", best.score, f"{len(quoted)}: {told}")
    if figures:
        claim, _, score = max(figures, key=lambda each: (each[2], each[0].claim.id))
        source = claim.resolutions.source.value
        yield Signal(
            "claims", score, f"{len(figures)}: “{claim.claim.quantity.exact}”, {source.name if source else ''}"
        )


def _same_figures(left: Recorded, right: Recorded) -> Iterator[tuple[ResolvedClaim, ResolvedClaim, float]]:
    """The claims of two reports that are one figure of one speaker on one day, each in one pair."""
    taken: set[str] = set()
    for one in left.claims:
        for other in right.claims:
            if other.claim.id not in taken and (score := _one_statement(one, other)):
                taken.add(other.claim.id)
                yield one, other, score
                break


def _one_statement(one: ResolvedClaim, other: ResolvedClaim) -> float:
    """How sure it is that two claims are one statement; 0 where they cannot be."""
    ours, theirs = one.claim.quantity, other.claim.quantity
    if (ours.low, ours.high, ours.operator) != (theirs.low, theirs.high, theirs.operator):
        return 0.0
    if one.claim.effect != other.claim.effect or (one.claim.modality, other.claim.modality).count("denied") == 1:
        return 0.0
    if one.resolutions.said_on != other.resolutions.said_on or not _places_meet(one, other):
        return 0.0
    if not (_is_telling(one) and _is_telling(other)):
        return 0.0
    who = voice_of(one.claim.source, one.resolutions.source, one.resolutions.speaker_party)
    whom = voice_of(other.claim.source, other.resolutions.source, other.resolutions.speaker_party)
    if who is None or whom is None or likeness(who, whom) != "same":
        return 0.0
    return _SMALL_FIGURE if (ours.low or ours.high or 0) < _SMALL else _FIGURE


def _places_meet(one: ResolvedClaim, other: ResolvedClaim) -> bool:
    """Whether where two claims count does not keep them apart: no place known, or one country."""
    here, there = one.resolutions.place.value, other.resolutions.place.value
    return here is None or there is None or not here.country or not there.country or here.country == there.country
