"""The words that may say where to the place of a claim: near the count, fine rather than wide, in the report's country."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Claim, Mention, Place, Reading, Resolution
from recount.resolve.gazetteer import Entry, country_centre, lookup

_PRECISION = {"site": 1, "town": 1, "admin1": 4, "region": 4, "country": 6, "sea": 7, "continent": None}
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "on", "over"})
_OFF = frozenset({"from", "leaving", "off"})
_TOWARDS = frozenset({"to", "into", "towards", "toward", "against", "with", "entered"})
_AGENCY = re.compile(r"[^.\n]{0,40}?\((?:AP|Reuters|AFP|CNN|UPI|Xinhua)\)|\s*(?:--|—|–|_)\s|,?[^.\n]{0,25}\s-\s")


_ENOUGH, _PLAIN, _EVENT = 0.8, 2.0, 3
_WEIGHTS = {
    "located": 2.0, "named": 1.0, "suffixed": 0.7, "of": 0.5, "towards": 0.3, "possessive": -1.0, "dateline": -4.0,
    "appended": -1.0, "is_site": 2.5, "is_town": 2.0, "is_admin1": 1.2, "is_region": 1.0, "is_country": 0.0,
    "is_sea": 0.3, "is_continent": -2.0, "demonym": -2.5, "unknown": 0.5, "obscure": -3.0, "foreign": -1.5, "capital": -1.5,
}  # fmt: skip


class Candidate(Struct, frozen=True):
    """A mention that may be a place, what the gazetteer makes of it, its sentence, and what its words alone show."""

    mention: Mention
    name: str
    entry: Entry | None
    sentence: int
    traits: dict[str, float]


class Setting(Struct, frozen=True):
    """A report's candidates by the start of their mention, its countries by weight, and where its sentences start."""

    candidates: Mapping[int, Candidate]
    countries: Mapping[str, float]
    starts: tuple[int, ...]


def setting(reading: Reading, claims: Sequence[Claim]) -> Setting:
    """The places of a report, looked up once."""
    starts = tuple(passage.span.start for passage in reading.passages if passage.kind != "furniture")
    mentions = {mention.start: mention for claim in claims for mention in claim.places}
    counted: Counter[str] = Counter()
    for mention in mentions.values():
        counted.update(_codes(mention.exact))
    candidates = {}
    for start, mention in sorted(mentions.items()):
        found = _candidate(reading.report.text, mention, bisect_right(starts, start) - 1, counted)
        if found is not None:
            candidates[start] = found
    return Setting(candidates, counted, starts)


def places(claims: Sequence[Claim], scene: Setting) -> tuple[Resolution[Place], ...]:
    """Where the harm of each claim happened.

    A place in the claim's own sentence comes first; a claim without one shares the place of the event around it: that of
    the claim before, of the sentences beside it, of the report's lead; a running total falls back on the country at war.
    """
    sentences = [bisect_right(scene.starts, claim.quantity.start) - 1 for claim in claims]
    own = [_own(claim, sentence, scene) for claim, sentence in zip(claims, sentences, strict=True)]
    return tuple(_decide(at, claims, sentences, own, scene) for at in range(len(claims)))


def _own(claim: Claim, sentence: int, scene: Setting) -> Candidate | None:
    """The likeliest place in the claim's own sentence."""
    here = [(_fit(one, claim), one) for one in scene.candidates.values() if one.sentence == sentence]
    best = max(here, key=lambda item: (item[0], -item[1].mention.start), default=None)
    return best[1] if best is not None and best[0] >= _ENOUGH else None


def _decide(
    at: int, claims: Sequence[Claim], sentences: Sequence[int], own: Sequence[Candidate | None], scene: Setting
) -> Resolution[Place]:
    """The place of one claim, from the nearest of its own sentence, its neighbours, the lead and the whole report."""
    claim, sentence = claims[at], sentences[at]
    steps: list[tuple[str, float, Candidate | None]] = [
        ("sentence", 0.9, own[at]),
        ("claim before", 0.7, _shared(at, sentences, own, range(at - 1, -1, -1), _EVENT)),
        ("sentence beside", 0.6, _beside(claim, sentence, scene)),
        ("lead", 0.6, _best(claim, scene, lambda one: one.sentence <= 1)),
        ("claim after", 0.5, _shared(at, sentences, own, range(at + 1, len(claims)), 10**6)),
        ("report", 0.3, _best(claim, scene, lambda _: True)),
    ]
    if claim.scope == "total" and own[at] is None:
        steps.insert(1, ("country at war", 0.5, _at_war(sentence, scene)))
    names = tuple(dict.fromkeys(one.name for _, _, one in steps if one is not None))
    for method, confidence, found in steps:
        if found is not None:
            return Resolution(value=_place(found, scene), method=method, confidence=confidence, candidates=names)
    return Resolution(value=None, method="unstated", confidence=0.5)


def _shared(
    at: int, sentences: Sequence[int], own: Sequence[Candidate | None], others: Iterable[int], reach: int
) -> Candidate | None:
    """The place of the nearest other claim that has one, no more than `reach` sentences off."""
    for other in others:
        if abs(sentences[other] - sentences[at]) > reach:
            return None
        if own[other] is not None:
            return own[other]
    return None


def _beside(claim: Claim, sentence: int, scene: Setting) -> Candidate | None:
    """A place plainly located in the sentences just before or after."""
    for near in (sentence - 1, sentence + 1, sentence - 2, sentence + 2):
        found = _best(claim, scene, lambda one, near=near: one.sentence == near)  # type: ignore[misc]
        if found is not None:
            return found
    return None


def _best(claim: Claim, scene: Setting, wanted: Callable[[Candidate], bool]) -> Candidate | None:
    """The best located candidate of those wanted."""
    fits = [(_fit(one, claim, own=False), one) for one in scene.candidates.values() if wanted(one)]
    best = max(fits, key=lambda item: (item[0], -item[1].mention.start), default=None)
    return best[1] if best is not None and best[0] >= _PLAIN else None


def _at_war(sentence: int, scene: Setting) -> Candidate | None:
    """The mention, nearest before a sentence, of the country the report speaks of most."""
    code = max(scene.countries, key=lambda one: (scene.countries[one], one), default=None)
    named = [one for one in scene.candidates.values() if one.entry is not None and one.entry.country == code and "is_country" in one.traits]
    return min(named, key=lambda one: (one.sentence > sentence, abs(one.sentence - sentence)), default=None)


def _fit(candidate: Candidate, claim: Claim, *, own: bool = True) -> float:
    """How likely a candidate is the place of harm of a claim in its sentence, or in another."""
    score = sum(_WEIGHTS.get(trait, 0.0) * value for trait, value in candidate.traits.items())
    span = candidate.mention
    if claim.effect == "displaced":
        score += 1.5 * candidate.traits["off"] - 2.0 * candidate.traits["towards"]
    if not own:
        return score
    gap = span.start - claim.quantity.end
    score += 0.4 * (gap >= 0) - 0.6 * min(abs(gap), 250) / 100
    if claim.cue is not None and 0 <= span.start - claim.cue.end <= 40 and span.start > claim.quantity.end:
        score -= 2.0
    for mention, weight in ((claim.source and claim.source.mention, 1.5), (claim.victims and claim.victims.mention, 1.5)):
        if mention is not None and span.start < mention.end and mention.start < span.end:
            score -= weight
    return score


def bare(exact: str) -> str:
    """A mention without compass words, kinds of place and possessives.

    >>> bare("northern Mandera County")
    'Mandera'
    """
    tokens = exact.replace("’", "'").removesuffix("'s").split()
    while len(tokens) > 1 and tokens[0].lower() in words("toponyms", "directions"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].lower() in words("toponyms", "kinds"):
        tokens = tokens[:-1]
    return " ".join(tokens)


def _codes(exact: str) -> list[str]:
    """The countries that a mention speaks of, by name, demonym or a well-known town."""
    nation = nation_of().get(bare(exact))
    if nation is not None:
        return [nation.code]
    entries = lookup(bare(exact))
    if entries and entries[0].country and (len(entries) == 1 or entries[0].population >= 10**6):
        return [entries[0].country]
    return []


def _candidate(text: str, mention: Mention, sentence: int, counted: Mapping[str, float]) -> Candidate | None:
    """What a mention is as a place: known to the gazetteer, or plainly worded as one; None where it is neither."""
    exact = mention.exact
    window = text[max(0, mention.start - 32) : mention.start].lower().replace("the ", " ")
    lead = re.search(r"([\w’'-]+)[^\w.,;]*$", window)
    before = lead.group(1) if lead else ""
    last = exact.split()[-1]
    suffixed = last in words("toponyms", "kinds")
    capital = not suffixed and len(exact.split()) > 1 and last.lower() in words("toponyms", "kinds")
    named = before == "of" and re.search(r"(?:" + "|".join(words("toponyms", "towns")) + r")\s+of\s+$", window) is not None
    entry = _pick(lookup(exact) or lookup(bare(exact)), counted)
    traits = {"bias": 1.0, "named": float(named), "suffixed": float(suffixed or capital)}
    for kind, leads in (("located", _LOCATIVE), ("off", _OFF), ("towards", _TOWARDS), ("of", {"of"})):
        traits[kind] = float(before in leads)
    traits["possessive"] = float(text[mention.end : mention.end + 2] in {"'s", "’s"})
    traits["dateline"] = float(exact.isupper() and len(exact) > 2 and _AGENCY.match(text, mention.end) is not None)
    traits["appended"] = float(text[max(0, mention.start - 2) : mention.start] == ", ")
    if entry is None and (nation := nation_of().get(exact.removesuffix("'s"))) is not None and exact not in nation.metonyms:
        traits["demonym"] = 1.0
        entry = Entry(nation.name, "country", nation.code, None, None, 0)
        return Candidate(mention, nation.name, entry, sentence, traits)
    if entry is None and not (named or suffixed or capital or before in _LOCATIVE):
        return None
    traits[f"is_{entry.kind}" if entry else "unknown"] = 1.0
    if entry is not None and entry.kind == "town":
        traits["obscure"] = float(entry.population < 200_000 and before not in _LOCATIVE and not named)
        traits["foreign"] = float(counted.get(entry.country or "", 0.0) < 2.0)
        traits["capital"] = float(exact in (nation_of()[exact].metonyms if exact in nation_of() else ()))
    return Candidate(mention, exact, entry, sentence, traits)


def _pick(entries: Sequence[Entry], counted: Mapping[str, float]) -> Entry | None:
    """The entry meant: a country or region of that name, else the one in a country the report speaks of, else the largest."""
    if not entries:
        return None
    wide = [entry for entry in entries if entry.kind != "town"]
    if wide:
        return wide[0]
    return max(entries, key=lambda entry: (min(counted.get(entry.country or "", 0.0), 3.0), entry.population))


def _place(candidate: Candidate, scene: Setting) -> Place:
    """The record of a candidate; a place the gazetteer lacks takes the report's main country and no coordinates."""
    entry = candidate.entry
    if entry is None:
        country = max(scene.countries, key=lambda code: (scene.countries[code], code), default=None)
        return Place(name=candidate.name, mention=candidate.mention, country=country, lat=None, lon=None, precision=None)
    lat, lon = entry.lat, entry.lon
    if entry.kind == "country" and entry.country is not None:
        lat, lon = country_centre(entry.country) or (None, None)
    return Place(
        name=candidate.name, mention=candidate.mention, country=entry.country, lat=lat, lon=lon, precision=_PRECISION[entry.kind]
    )
