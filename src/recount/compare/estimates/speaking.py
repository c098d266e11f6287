"""Whose word each claim is, so that a source counts once and its newer toll takes the place of its older one.

Stricter than what independence asks: there, a spokesman who may speak for a ministry is no second source; here, the
figure of the one is not the other's, and neither takes the other's place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from recount.compare.provenance import Tracing, provenance
from recount.model import Ground
from recount.resolve.origins.statements.voices import Voice, likeness


class Speaking(Struct, frozen=True):
    """One source: its number among those of an event, its fullest name, and all its names, or outlets."""

    number: int
    name: str | None
    names: tuple[str, ...]


def speaking(sources: Iterable[Ground], known: Tracing) -> Mapping[str, Speaking]:
    """Whose word each claim is, by the claim's id; `sources` are the primary sources of an event.

    >>> speaking((), Tracing(claims={}, reports={}, originals={}, families={}, branches={}))
    {}
    """
    found: dict[str, Speaking] = {}
    number = 0
    for source in sources:
        by_voice: defaultdict[Voice, list[str]] = defaultdict(list)
        own_word: list[str] = []
        for claim in source.claims:
            voice = provenance(known.claims[claim], known).voice
            (own_word if voice is None else by_voice[voice]).append(claim)
        for voices in _same(sorted(by_voice, key=repr)):
            names = sorted({each.name for each in voices if each.name}, key=lambda name: (-len(name.split()), name))
            one = Speaking(number, names[0] if names else None, tuple(names))
            found.update((claim, one) for each in voices for claim in by_voice[each])
            number += 1
        if own_word:
            one = Speaking(number, ", ".join(source.heard_by) or None, source.heard_by)
            found.update((claim, one) for claim in own_word)
            number += 1
    return found


def _same(voices: Sequence[Voice]) -> Iterator[tuple[Voice, ...]]:
    """Voices that are plainly one and of one side, by way of others too."""
    waiting = list(voices)
    while waiting:
        alike = [waiting.pop(0)]
        for one in alike:
            near = [other for other in waiting if one.side == other.side and likeness(one, other) == "same"]
            waiting = [other for other in waiting if other not in near]
            alike.extend(near)
        yield tuple(alike)
