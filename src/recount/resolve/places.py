"""The words that may say where to the place of a claim: near the count, fine rather than wide, in the report's country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Claim, Mention, Place, Reading, Resolution
from recount.resolve.gazetteer import Entry, country_centre, lookup

_FINENESS = {"site": 3.0, "town": 3.0, "admin1": 1.5, "region": 1.2, "country": 0.0, "sea": 0.5, "continent": -3.0}
_PRECISION = {"site": 1, "town": 1, "admin1": 4, "region": 4, "country": 6, "sea": 7, "continent": None}
_DISTANCE = {0: 10.0, -1: 7.0, -2: 6.0, -3: 5.0, 1: 6.0, 2: 4.5}
_FAR = 3.5
_LEAD = 2.5
_UNLIKELY = 4.0


class Candidate(Struct, frozen=True):
    """A mention that may be the place of a claim, with what the gazetteer makes of it."""

    mention: Mention
    name: str
    entry: Entry | None
    kind: str
    sentence: int
    cue: float


class Setting(Struct, frozen=True):
    """What a report's places have in common: every candidate by the start of its mention, and the countries by weight."""

    candidates: Mapping[int, Candidate]
    countries: Mapping[str, float]
    starts: tuple[int, ...]


def setting(reading: Reading, claims: Sequence[Claim]) -> Setting:
    """The places of a report, looked up once."""
    text = reading.report.text
    starts = tuple(passage.span.start for passage in reading.passages if passage.kind != "furniture")
    mentions = {mention.start: mention for claim in claims for mention in claim.places}
    counted: Counter[str] = Counter()
    for mention in mentions.values():
        for code in _codes(mention.exact):
            counted[code] += 1.0
    candidates = {}
    for start, mention in sorted(mentions.items()):
        sentence = sum(1 for first in starts if first <= start) - 1
        candidate = _candidate(text, mention, sentence, counted)
        if candidate is not None:
            candidates[start] = candidate
    return Setting(candidates, counted, starts)


def place(claim: Claim, scene: Setting) -> Resolution[Place]:
    """Where the harm of a claim happened: the best of the report's places, or unresolved."""
    sentence = sum(1 for first in scene.starts if first <= claim.quantity.start) - 1
    scored = sorted(
        (
            (_score(candidate, claim, sentence, scene), -index, candidate)
            for index, mention in enumerate(claim.places)
            if (candidate := scene.candidates.get(mention.start)) is not None
        ),
        key=lambda item: (-item[0], -item[1]),
    )
    if not scored:
        return Resolution(value=None, method="unstated", confidence=0.5)
    best = scored[0][2]
    confidence = 0.9 if best.sentence == sentence else 0.6
    names = tuple(dict.fromkeys(candidate.name for _, _, candidate in scored[:5]))
    return Resolution(value=_place(best, scene), method="nearest", confidence=confidence, candidates=names)


def _codes(exact: str) -> list[str]:
    """The countries that a mention speaks of, by name or demonym."""
    bare = _bare(exact)
    nation = nation_of().get(bare)
    if nation is not None:
        return [nation.code]
    entries = lookup(bare)
    if entries and entries[0].country and (len(entries) == 1 or entries[0].population >= 10**6):
        return [entries[0].country]
    return []


def _bare(exact: str) -> str:
    """A mention without compass words, kinds of place and possessives."""
    tokens = exact.replace("’", "'").removesuffix("'s").split()
    while len(tokens) > 1 and tokens[0].lower() in words("toponyms", "directions"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].lower() in words("toponyms", "kinds"):
        tokens = tokens[:-1]
    return " ".join(tokens)


def _candidate(text: str, mention: Mention, sentence: int, counted: Mapping[str, float]) -> Candidate | None:
    """What a mention is as a place: known to the gazetteer, or plainly worded as one; None where it is neither."""
    exact = mention.exact
    lead = re.search(r"([\w’'-]+)\W*$", text[max(0, mention.start - 30) : mention.start].replace("the ", " "))
    before = lead.group(1).lower() if lead else ""
    located = before in words("toponyms", "leads")
    entry = _pick(lookup(exact) or lookup(_bare(exact)), counted)
    suffixed = exact.split()[-1].lower() in words("toponyms", "kinds") and exact.split()[-1][0].islower()
    named = before == "of" and bool(re.search(r"(?:" + "|".join(words("toponyms", "towns")) + r")\s+of\s+(?:the\s+)?$", text[max(0, mention.start - 30) : mention.start].lower()))
    cue = 2.0 if located else 0.0
    if text[mention.end : mention.end + 2] in {"'s", "’s"}:
        cue -= 1.0
    if re.match(r"[^.\n]{0,40}\((?:AP|Reuters|AFP|CNN|UPI|Xinhua)\)|\s*(?:--|—|–|_)", text[mention.end : mention.end + 60]) and exact.isupper():
        cue -= 3.0
    if entry is not None:
        if entry.kind == "town" and not located and not named and not suffixed and len(exact.split()) == 1 and entry.population < 200_000:
            cue -= 3.0
        return Candidate(mention, exact, entry, entry.kind, sentence, cue + named)
    nation = nation_of().get(exact)
    if nation is not None and exact not in nation.metonyms:
        country = Entry(nation.name, "country", nation.code, None, None, 0)
        return Candidate(mention, nation.name, country, "country", sentence, cue - 4.0)
    if named or suffixed:
        return Candidate(mention, exact, None, "town" if named else "site", sentence, cue + 1.0)
    if before in {"in", "at", "near", "outside", "around"} and exact[0].isupper() and not exact.isupper() and len(exact) > 3:
        return Candidate(mention, exact, None, "town", sentence, cue - 2.0)
    return None


def _pick(entries: Sequence[Entry], counted: Mapping[str, float]) -> Entry | None:
    """The entry meant: in a country the report speaks of, else the best known."""
    if not entries:
        return None
    wide = [entry for entry in entries if entry.kind != "town"]
    if wide:
        return wide[0]
    return max(entries, key=lambda entry: (min(counted.get(entry.country or "", 0.0), 3.0), entry.population))


def _score(candidate: Candidate, claim: Claim, sentence: int, scene: Setting) -> float:
    """How likely the candidate is where the claim's harm happened."""
    distance = candidate.sentence - sentence
    score = _DISTANCE.get(distance, _FAR) + _FINENESS[candidate.kind] + candidate.cue
    if candidate.sentence <= 1 and distance < 0:
        score += _LEAD
    if distance == 0:
        gap = candidate.mention.start - claim.quantity.end
        score -= 0.012 * (gap if gap >= 0 else -gap * 1.2)
    if claim.source is not None and claim.source.mention.start <= candidate.mention.start < claim.source.mention.end:
        score -= 2.5
    if claim.victims is not None and claim.victims.mention is not None and candidate.mention.start < claim.victims.mention.end and claim.victims.mention.start < candidate.mention.end:
        score -= 3.0
    code = candidate.entry.country if candidate.entry else None
    if code is not None and scene.countries:
        score += 1.5 * min(1.0, scene.countries.get(code, 0.0) / max(scene.countries.values()))
    if candidate.entry is not None and candidate.entry.kind == "town" and scene.countries.get(candidate.entry.country or "", 0.0) < 1.0:
        score -= _UNLIKELY
    return score


def _place(candidate: Candidate, scene: Setting) -> Place:
    entry = candidate.entry
    country = entry.country if entry else _main_country(scene)
    lat, lon, precision = (entry.lat, entry.lon, _PRECISION[entry.kind]) if entry else (None, None, None)
    if entry is not None and entry.kind == "country" and entry.country is not None:
        centre = country_centre(entry.country)
        lat, lon = centre or (None, None)
    return Place(name=candidate.name, mention=candidate.mention, country=country, lat=lat, lon=lon, precision=precision)


def _main_country(scene: Setting) -> str | None:
    return max(scene.countries, key=lambda code: (scene.countries[code], code), default=None)
