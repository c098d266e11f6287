"""Two reports to the statement that both quote and both may have heard: an utterance, which makes neither a copy.

It shows in quotations of one speaker (`requotes`), and without quotation marks where one
speaker gives one figure of one thing on one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from math import prod

from msgspec import Struct

from recount.model import Effect, Evidence, Link, Operator, Parallel, Recorded, Resolution, ResolvedClaim, Signal
from recount.resolve.origins.statements.gist import PLAIN, Gist
from recount.resolve.origins.statements.quotations import Quotation, sayings
from recount.resolve.origins.statements.requotes import Filed, Requote, filed, requotes
from recount.resolve.origins.statements.voices import Voice, is_somebody, likeness, voice_of

MEETING = 3
"""How much the keys that two reports share must weigh for them to be compared."""

_LEAST = 0.61
_SMALL = 10
_FIGURE, _SMALL_FIGURE = 0.7, 0.5
_NEAR = 2
_METHOD = "a statement that both may have heard"


class Figure(Struct, frozen=True, kw_only=True):
    """A figure that a speaker who can be told again gives on a known day: the claim it is, and what sets it apart."""

    claim: str
    exact: str
    low: int | float | None
    high: int | float | None
    operator: Operator
    effect: Effect
    denied: bool
    said_on: date
    country: str | None
    voice: Voice
    evidence: Evidence


class Heard(Struct, frozen=True, dict=True):
    """What is said in a report: its id, the day it was published on, what it quotes, and the figures it gives."""

    id: str
    published_on: date | None
    sayings: tuple[Quotation, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def filed(self) -> Filed:
        """What it quotes by the telling words."""
        return filed(self.sayings)


def hear(recorded: Recorded) -> Heard:
    """What is said in a report."""
    report = recorded.reading.report
    figures = tuple(figure for each in recorded.claims if (figure := _figure(each)) is not None)
    return Heard(report.id, report.published_on, sayings(recorded.reading), figures)


def _figure(resolved: ResolvedClaim) -> Figure | None:
    """The figure that a claim is; None where nobody is known to say it, or when; "a" and "dozens" are none."""
    claim, decided = resolved.claim, resolved.resolutions
    if claim.quantity.vague or claim.quantity.high == 1 or decided.said_on is None:
        return None
    voice = voice_of(claim.source, decided.source, decided.speaker_party)
    if voice is None or not is_somebody(voice):
        return None
    place = decided.place.value
    return Figure(
        claim=claim.id,
        exact=claim.quantity.exact,
        low=claim.quantity.low,
        high=claim.quantity.high,
        operator=claim.quantity.operator,
        effect=claim.effect,
        denied=claim.modality == "denied",
        said_on=decided.said_on,
        country=place.country if place is not None else None,
        voice=voice,
        evidence=claim.evidence,
    )


def utterances(left: Heard, right: Heard) -> Link | None:
    """The link between two reports that quote the same statement, None where they do not; the same for either order.

    Its parallels are the sentences that tell the statement, in order of the left report. Neither report came first by
    it.
    """
    one, other = sorted((left, right), key=lambda each: each.id)
    quoted = requotes(one.filed, other.filed, days_apart=_days_apart(one, other))
    figures = tuple(_same_figures(one, other))
    parallels = [Parallel(each.left.evidence, each.right.evidence) for each in quoted]
    parallels += [Parallel(ours.evidence, theirs.evidence) for ours, theirs, _ in figures]
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
    spoken = chain.from_iterable(_near_pairs(saying.gist) for saying in heard.sayings)
    return dict.fromkeys(spoken, 1) | dict.fromkeys(map(_figure_key, heard.figures), MEETING)


def _near_pairs(told: Gist) -> Iterator[int]:
    """A key for every two telling words of a statement that are next to each other, or have one between them.

    Two names make none: reports of one war name the same people and places.
    """
    telling = [(stem, weight) for stem, weight in zip(told.stems, told.weights, strict=True) if weight >= PLAIN]
    for apart in range(1, _NEAR + 1):
        for (one, weighs), (other, beside) in zip(telling, telling[apart:], strict=False):
            if one != other and PLAIN in (weighs, beside):
                yield _key(*sorted((one, other)))


def _figure_key(figure: Figure) -> int:
    return _key(f"{figure.low} {figure.high} {figure.operator}", figure.effect, str(figure.said_on))


def _key(*parts: str) -> int:
    """A number of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest(), "big")


def _days_apart(left: Heard, right: Heard) -> int | None:
    one, other = left.published_on, right.published_on
    return None if one is None or other is None else abs((one - other).days)


def _signals(quoted: Sequence[Requote], figures: Sequence[tuple[Figure, Figure, float]]) -> Iterator[Signal]:
    if quoted:
        best = max(quoted, key=lambda each: (each.score, each.left.words))
        speaker = best.left.speaker or best.right.speaker
        told = f"{best.how}, of {speaker.name or speaker.wording}" if speaker else best.how
        yield Signal("quotations", best.score, f"{len(quoted)}: {told}")
    if figures:
        one, _, score = max(figures, key=lambda each: (each[2], each[0].claim))
        yield Signal("claims", score, f"{len(figures)}: “{one.exact}”, {one.voice.name or ''}")


def _same_figures(left: Heard, right: Heard) -> Iterator[tuple[Figure, Figure, float]]:
    """The claims of two reports that are one figure of one speaker on one day, each in one pair."""
    taken: set[str] = set()
    for one in left.figures:
        for other in right.figures:
            if other.claim not in taken and (score := _one_statement(one, other)):
                taken.add(other.claim)
                yield one, other, score
                break


def _one_statement(one: Figure, other: Figure) -> float:
    """How sure it is that two figures are one statement; 0 where they cannot be."""
    if (one.low, one.high, one.operator, one.effect) != (other.low, other.high, other.operator, other.effect):
        return 0.0
    if one.denied != other.denied or one.said_on != other.said_on:
        return 0.0
    if one.country and other.country and one.country != other.country:
        return 0.0
    if likeness(one.voice, other.voice) != "same":
        return 0.0
    return _SMALL_FIGURE if (one.low or one.high or 0) < _SMALL else _FIGURE
