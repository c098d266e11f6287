"""A report as the scene of its claims: its places in order, and for each claim what its sentence asks of them."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Claim, Reading
from recount.resolve.nesting import WIDTH, held, shares
from recount.resolve.toponyms import Candidate, candidates, countries
from recount.resolve.wording import kind_of

FINE = frozenset({"site", "town"})
_REFINED_WITHIN, _TOLD, _LARGE = 5, 3, 1.0
_RUNNING = re.compile(r"\b(?:since|wars?|conflict|years|decades|uprising|campaign|total of|insurgency|toll)\b")
_SIZES = {"dozens": 30, "hundreds": 300, "thousands": 3_000, "tens": 30_000, "millions": 3_000_000}


class Scene(Struct, frozen=True):
    """The places of a report, in order; its sentences with their starts and paragraphs; its countries by weight.

    `lead` is the number of the first sentence below the headlines, `first` the first town or site of the main country,
    `main` the country that most candidates are in, `eventful` the sentences that tell of violence, `harmed` those that
    count people harmed. `told` and `located` say how often each place is named and located; `content` holds the words
    of each sentence that tell events apart. `titled` and `led` are the places that lie in one that the title, the lead
    names; `shares` and `harmed_shares` say how large a part of the located places each country has, in the whole report
    and in sentences that count people harmed.
    """

    candidates: tuple[Candidate, ...]
    starts: tuple[int, ...]
    sentences: tuple[str, ...]
    paragraphs: tuple[int, ...]
    countries: Mapping[str, int]
    title: str
    lead: int
    first: Candidate | None
    main: str | None
    eventful: frozenset[int]
    harmed: frozenset[int]
    told: Mapping[str, int]
    located: Mapping[str, int]
    content: tuple[frozenset[str], ...]
    fine: frozenset[str]
    titled: frozenset[str]
    led: frozenset[str]
    shares: Mapping[str, float]
    harmed_shares: Mapping[str, float]


class Question(Struct, frozen=True):
    """A claim whose place is asked, with what its sentence shows.

    `echoes` are the sentences where the same figure stands, `latest` and `following` the nearest sentences that locate
    something, `size` how far the figure exceeds what one event in one town brings (in powers of ten), `refined` the
    finer place that tells a wide one of this sentence more exactly, `nation` the victims' country, `pointed` the kinds
    of place it points at (``the hotel``), `placeless` whether it names no place, `latest_own` whether it locates
    something itself, `leanings` how strongly the harm was heard to be at each place, by where that begins.
    """

    claim: Claim
    sentence: int
    echoes: frozenset[int]
    latest: int
    following: int
    latest_fine: Candidate | None
    size: float
    refined: Candidate | None
    nation: str | None
    pointed: frozenset[str]
    placeless: bool
    latest_own: bool
    leanings: Mapping[int, float]


def scene_of(reading: Reading, claims: Sequence[Claim]) -> Scene:
    """The scene of a reading's claims, whose mentions of places it looks up once."""
    text = reading.report.text
    passages = [passage for passage in reading.passages if passage.kind != "furniture"]
    starts = tuple(passage.span.start for passage in passages)
    named = [
        mention for _, mention in sorted({mention.start: mention for one in claims for mention in one.places}.items())
    ]
    numbers = [bisect_right(starts, mention.start) - 1 for mention in named]
    furniture = [passage.span for passage in reading.passages if passage.kind == "furniture"]
    found = candidates(text, named, numbers, starts, furniture)
    codes = [one.country for one in found if one.country is not None]
    main = max(codes, key=codes.count, default=None)
    sentences = tuple(passage.span.of(text) for passage in passages)
    headlines = [at for at, passage in enumerate(passages) if passage.kind == "headline"]
    title = " ".join([reading.report.title or "", *(sentences[at] for at in headlines)])
    lead = sum(passage.kind in {"headline", "dateline"} for passage in passages[:3])
    harmed = frozenset(bisect_right(starts, claim.quantity.start) - 1 for claim in claims)
    return Scene(
        candidates=found,
        starts=starts,
        sentences=sentences,
        paragraphs=tuple(passage.paragraph for passage in passages),
        countries=countries(mention.exact for mention in named),
        title=title,
        lead=lead,
        first=next((one for one in found if one.scale in FINE and one.located and one.country == main), None),
        main=main,
        eventful=frozenset(at for at, said in enumerate(sentences) if _eventful(said)),
        harmed=harmed,
        told=Counter(one.meaning for one in found),
        located=Counter(one.meaning for one in found if one.located),
        content=tuple(_content(said) for said in sentences),
        fine=frozenset(one.meaning for one in found if one.located and one.scale in FINE),
        titled=held(text, found, [one for one in found if one.name in title]),
        led=held(text, found, [one for one in found if one.sentence <= lead]),
        shares=shares(found),
        harmed_shares=shares(one for one in found if one.sentence in harmed),
    )


def questions(claims: Sequence[Claim], scene: Scene) -> list[Question]:
    """What is asked of the places for each claim, in order."""
    sentences = [bisect_right(scene.starts, claim.quantity.start) - 1 for claim in claims]
    placed = sorted({one.sentence for one in scene.candidates if one.located})
    asked = []
    for claim, sentence in zip(claims, sentences, strict=True):
        said = scene.sentences[sentence].lower()
        here = [one for one in scene.candidates if one.sentence == sentence]
        size = _size(claim)
        running = size > _LARGE or claim.scope == "total" or _RUNNING.search(said) is not None
        told = figure(claim)
        asked.append(
            Question(
                claim=claim,
                sentence=sentence,
                echoes=frozenset(
                    at
                    for other, at in zip(claims, sentences, strict=True)
                    if told and figure(other) == told and at != sentence
                ),
                latest=max((at for at in placed if at < sentence), default=-1),
                following=min((at for at in placed if at > sentence), default=-1),
                latest_fine=max(
                    (one for one in scene.candidates if one.located and one.scale in FINE and one.sentence < sentence),
                    key=lambda one: one.mention.start,
                    default=None,
                ),
                size=size,
                refined=None if running else _refined(sentence, here, scene),
                nation=_nation(claim),
                pointed=_pointed(said),
                placeless=all(one.scale == "people" for one in here),
                latest_own=any(one.located for one in here),
                leanings={one.start: lean for one, lean in zip(claim.places, claim.leanings, strict=False)},
            )
        )
    return asked


def figure(claim: Claim) -> tuple[int, int | None, str] | None:
    """The figure of a claim, by which it is known again; None where it is too small or vague to tell claims apart.

    A report that says "147 dead" twice speaks of one event.
    """
    low = claim.quantity.low
    return (low, claim.quantity.high, claim.effect) if low is not None and low >= _TOLD else None


def _refined(sentence: int, here: Sequence[Candidate], scene: Scene) -> Candidate | None:
    """The first town or site of the same country in the next sentences, where this sentence has only a wider place."""
    people = [one for one in here if one.scale == "people" and "actor" not in one.traits]
    base = min([one for one in here if one.located] or people[:1], key=lambda one: WIDTH[one.scale], default=None)
    if base is None or base.scale in FINE:
        return None
    later = (one for one in scene.candidates if sentence < one.sentence <= sentence + _REFINED_WITHIN)
    finer = (one for one in later if one.located and one.scale in FINE and one.role != "offset")
    return next((one for one in finer if one.country == base.country), None)


def _size(claim: Claim) -> float:
    """By how many powers of ten a figure exceeds what one event in one town brings: 1,000 displaced, 30 harmed."""
    vague = _SIZES.get(claim.quantity.exact.lower().split()[0], 3)
    count = claim.quantity.low or claim.quantity.high or vague
    return max(0.0, math.log10(count) - (3.0 if claim.effect in {"displaced", "affected"} else 1.5))


def _nation(claim: Claim) -> str | None:
    """The country whose people the victims are, where the words for them say so."""
    said = claim.victims.mention.exact if claim.victims is not None and claim.victims.mention is not None else ""
    return next((nation_of()[word].code for word in re.findall(r"[\w.]+", said) if word in nation_of()), None)


def _pointed(said: str) -> frozenset[str]:
    """The kinds of place that a sentence points at without naming them.

    >>> sorted(_pointed("gunmen seized a luxury hotel near the market"))
    ['hotel', 'market']
    """
    tokens = re.findall(r"[\w-]+", said)
    leads = {"a", "an", "the", "this", "that", "its"}
    pointed = frozenset(
        token for at, token in enumerate(tokens) if kind_of(token) and leads & set(tokens[max(at - 3, 0) : at])
    )
    return pointed | ({"capital"} if "the capital" in said else set())


def _content(said: str) -> frozenset[str]:
    """The words of a sentence that tell one event from another: long ones."""
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]{5,}", said.lower()))


def _eventful(said: str) -> bool:
    """Whether a sentence tells of violence."""
    return not words("toponyms", "events").isdisjoint(re.findall(r"[a-z-]+", said.lower()))
