"""Invented reports without end, recorded as recount records them: always the same ones, to fill a ledger with.

Each is a sample report with the claims that recount finds in it, so that entries are of their usual size; its number
stands at the end of its text, and who says what of whom, where and when is drawn anew. Sources and places are used as
often as words are in a text.

Source: G. K. Zipf, Human Behavior and the Principle of Least Effort (1949).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from recount import samples, wire
from recount.language.backends import backend
from recount.model import (
    Claim,
    Effect,
    Passage,
    Recorded,
    Resolutions,
    ResolvedClaim,
    Span,
)
from recount.pipeline import journey
from recount.reports import Limits

_EFFECTS: Final[tuple[tuple[Effect, float], ...]] = (
    ("killed", 0.45), ("injured", 0.2), ("destroyed", 0.12), ("casualties", 0.08), ("displaced", 0.05),
    ("captured", 0.04), ("bodies", 0.03), ("affected", 0.02), ("missing", 0.01),
)  # fmt: skip
_SOURCES, _PLACES, _PARTIES = 5000, 3000, 40
_WORDED: Final = 100  # sources that go by the same words in some report
_COUNTRIES: Final = ("XA", "XB", "XC", "XD", "XE")
_FIRST: Final = date(2020, 1, 1)
_DAYS, _A_DAY = 1500, 80
_PARTY: Final = 0.7  # of claims, how many have a party drawn anew
_ONSETS: Final = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "st")
_VOWELS: Final = ("a", "e", "i", "o", "u", "ai", "ou")


class Cast(Struct, frozen=True):
    """The names in invented reports, those that stand there most often first."""

    sources: tuple[str, ...]
    places: tuple[str, ...]
    parties: tuple[str, ...]


def cast(seed: int = 1) -> Cast:
    """Who and what invented reports tell of; the same for the same seed.

    >>> [len(names) for names in (cast().sources, cast().places, cast().parties)]
    [5000, 3000, 40]
    """
    chance = Random(seed)
    return Cast(*(_names(chance, number) for number in (_SOURCES, _PLACES, _PARTIES)))


def recorded(seed: int = 1) -> Iterator[Recorded]:
    """Reports of about 300 words with about nine claims each; the same for the same seed."""
    read = journey([str(samples.folder())], limits=Limits(), backend=backend())
    models = [each for each in read if isinstance(each, Recorded) and each.claims]
    chance, named = Random(seed), cast(seed)
    for number in count():
        yield _another(models[number % len(models)], number, chance, named)


def _names(chance: Random, number: int) -> tuple[str, ...]:
    names: dict[str, None] = {}
    while len(names) < number:
        syllables = chance.choices(_ONSETS, k=3), chance.choices(_VOWELS, k=3)
        names["".join(onset + vowel for onset, vowel in zip(*syllables, strict=True)).title()] = None
    return tuple(names)


def _often(chance: Random, names: Sequence[str]) -> str:
    """One of the names, the first most often: the density of 1/rank."""
    return names[int(len(names) ** chance.random()) - 1]


def _another(model: Recorded, number: int, chance: Random, named: Cast) -> Recorded:
    """The model with its number at the end of its text, and other names, days and kinds of harm."""
    report = model.reading.report
    text = f"{report.text}\n\nNumber {number}."
    day = _FIRST + timedelta(days=min(number // _A_DAY % _DAYS + chance.randrange(20), _DAYS))
    report = replace(report, id=_id("rpt", number, 0), text=text, published_on=day, digest=wire.digest(text.encode()))
    last = Passage(kind="furniture", span=Span(len(text) - len(f"Number {number}."), len(text)), paragraph=10_000)
    reading = replace(model.reading, report=report, passages=(*model.reading.passages, last))
    ids = {each.claim.id: _id("clm", number, place) for place, each in enumerate(model.claims, 1)}
    effects, weights = zip(*_EFFECTS, strict=True)
    claims = []
    for each in model.claims:
        claim = replace(
            each.claim,
            id=ids[each.claim.id],
            report=report.id,
            effect=chance.choices(effects, weights)[0],
            subset_of=ids.get(each.claim.subset_of or ""),
            supersedes=ids.get(each.claim.supersedes or ""),
        )
        claims.append(ResolvedClaim(claim=claim, resolutions=_decided(each, claim, day, chance, named)))
    return Recorded(reading=reading, claims=tuple(claims))


def _decided(model: ResolvedClaim, claim: Claim, day: date, chance: Random, named: Cast) -> Resolutions:
    decided = model.resolutions
    source, place, time = decided.source, decided.place, decided.time
    if source.value is not None:
        worded = model.claim.source.mention.exact if model.claim.source is not None else ""
        some = crc32(worded.encode()) % (len(named.sources) // _WORDED)  # each words go with every so-manieth name
        name = _often(chance, named.sources[some :: len(named.sources) // _WORDED])
        source = replace(source, value=replace(source.value, name=name))
    if place.value is not None:
        name = _often(chance, named.places)
        country = _COUNTRIES[len(name) * ord(name[0]) % len(_COUNTRIES)]
        place = replace(place, value=replace(place.value, name=name, country=country))
    if time.value is not None:
        last = day - timedelta(days=chance.randrange(4))
        time = replace(time, value=replace(time.value, first=last - (time.value.last - time.value.first), last=last))
    party = replace(decided.party, value=_often(chance, named.parties)) if chance.random() < _PARTY else decided.party
    return replace(decided, claim=claim.id, source=source, place=place, time=time, party=party, said_on=day)


def _id(prefix: str, number: int, place: int) -> str:
    return f"{prefix}:{hashlib.sha256(f'{number} {place}'.encode()).hexdigest()[:32]}"
