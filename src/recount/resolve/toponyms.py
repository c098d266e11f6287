"""Which mentions of a report name places, what the gazetteer has for them, and which country they are in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from string import ascii_lowercase
from typing import Literal

from msgspec import Struct, structs

from recount.claims.kinds import known_kind
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, nations, party_of
from recount.model import Mention, Span
from recount.resolve.gazetteer import Entry, distance_km, fold, lookup
from recount.resolve.geoparsing import Toponym, located
from recount.resolve.relative import Named, Told, told, told_of
from recount.resolve.wording import Kind, Role, Wording, bare, worded

Scale = Literal["site", "town", "admin1", "region", "country", "sea", "continent", "people"]

_COMPOUND = re.compile(r"-[a-z]+(?:ed|led|held|born|run|language|based|style)$")
_PLAIN = 0.9
_TOWN, _KNOWN_BY_OTHER_NAMES, _WELL_KNOWN, _METROPOLIS = 5_000, 50_000, 200_000, 10**6
_DISCS = 1.3  # how much further than their discs a region and a country that it spans may lie apart
_SMALL = ascii_lowercase.encode()
_SETTLED: frozenset[Role] = frozenset({"within", "offset", "away"})


class Candidate(Struct, frozen=True, dict=True):
    """A mention that may name a place.

    `name` is the name without compass words and kinds, `entry` what the gazetteer has for it, `scale` how wide it is
    (``people`` where only an adjective names the country), `role` what the preposition before makes of it, `sentence`
    the number of its sentence, `traits` what else its words show, `told` how the report tells it by another place.
    """

    mention: Mention
    name: str
    entry: Entry | None
    scale: Scale
    country: str | None
    role: Role
    sentence: int
    traits: frozenset[str]
    told: Told | None = None

    @cached_property
    def meaning(self) -> str:
        """The place meant, however it is spelt or worded: "Kharkov" and "Kharkiv", "Malian" and "Mali"."""
        return self.entry.name if self.entry is not None and self.scale != "region" else self.name

    @cached_property
    def located(self) -> bool:
        """Whether the words put something there: a preposition of place, or the kind of place beside the name."""
        said = self.role in {"within", "upon"} or "named" in self.traits or self.scale == "site"
        suffixed = self.scale == "town" and "suffixed" in self.traits
        return (said or suffixed) and self.role != "office" and self.scale != "people" and "actor" not in self.traits


class _Report(Struct, frozen=True):
    """What the whole report shows of names: its countries by weight, words of persons' names, and places it words.

    `capitals` is whether it is written in capitals throughout, so that they say nothing of a name.
    """

    counted: Mapping[str, int]
    people: frozenset[str]
    known: frozenset[str] = frozenset()
    capitals: bool = False

    def hosts(self) -> list[str]:
        """The countries that the report speaks of, the most told first."""
        return sorted(self.counted, key=lambda code: -self.counted[code])

    def host(self, besides: str | None = None) -> str | None:
        """The country the report speaks of most, but for one: an embassy is not in the country it is of."""
        codes = [code for code in self.counted if code != besides]
        return max(codes, key=lambda code: self.counted[code], default=None)


def candidates(
    text: str,
    mentions: Sequence[Mention],
    sentences: Sequence[int],
    starts: Sequence[int],
    furniture: Sequence[Span] = (),
) -> tuple[Candidate, ...]:
    """The mentions that may name places, in order; `sentences` numbers their sentences, `starts` is where they begin.

    `furniture` is what of the text is not the report's own.

    A name that the gazetteer lacks is taken where the report words it as a place, there and wherever else it stands.

    >>> text = "Six died in Dorno, the governor said. Dorno lies in Ukraine."
    >>> spans = [Mention.at(text, 12, 17), Mention.at(text, 38, 43), Mention.at(text, 52, 59)]
    >>> [(one.name, one.scale, one.country) for one in candidates(text, spans, [0, 1, 1], [0, 38])]
    [('Dorno', 'town', 'UA'), ('Dorno', 'town', 'UA'), ('Ukraine', 'country', 'UA')]
    """
    wordings = [worded(text, mention, starts[max(at, 0)]) for mention, at in zip(mentions, sentences, strict=True)]
    for at in range(1, len(mentions)):
        if text[mentions[at - 1].end : mentions[at].start].strip() in {"and", "or"}:
            wordings[at] = Wording(wordings[at - 1].role, wordings[at].named, wordings[at].traits)
    people = frozenset(
        word
        for mention, wording in zip(mentions, wordings, strict=True)
        if wording.role in {"none", "upon", "office"} and wording.named is None and _person(mention.exact)
        for word in mention.exact.split()[-2:]
    )
    report = _Report(countries(mention.exact for mention in mentions), people, capitals=_in_capitals(text))
    meant = _meant(text, mentions)
    rows = list(zip(mentions, sentences, wordings, meant, strict=True))
    first = [_candidate(*row, report) for row in rows]
    known = frozenset(
        one.name
        for one in first
        if one is not None and one.entry is None and (one.role == "within" or one.traits & {"named", "suffixed"})
    )
    if known:
        report = structs.replace(report, known=known)
        first = [one or _candidate(*row, report) for one, row in zip(first, rows, strict=True)]
    found = [one for one in first if one is not None]
    # What is no candidate for the place of a harm may still tell where that is: "20 km north of the Dorno police post".
    names = {one.mention.start: Named(one.mention, one.entry) for one in meant if one is not None}
    names |= {one.mention.start: Named(one.mention, one.entry) for one in found}
    by_start = told(text, [names[start] for start in sorted(names)], starts, report.hosts(), furniture)
    return _told(found, by_start)


def _told(found: Sequence[Candidate], by_start: Mapping[int, Told]) -> tuple[Candidate, ...]:
    """The candidates with how the report tells them by other places; one of several of a name is taken that fits.

    A place that only tells where another lies is none: Bucha in "Borodyanka, some 15 miles from Bucha".
    """
    named = {one.mention.start for one in found}
    aside = {
        anchor.mention.start
        for start, by in by_start.items()
        for anchor in by.relative.anchors
        if anchor.mention is not None and start in named - {anchor.mention.start}
    }
    taken = [(one, told_of(one.mention, by_start)) for one in found if one.mention.start not in aside]
    return tuple(one if by is None else _retold(one, by) for one, by in taken)


def _retold(one: Candidate, by: Told) -> Candidate:
    """A candidate by the words that tell it: the place of its name that fits them, which may be in another country."""
    if by.spot is not None and one.entry is None:
        return structs.replace(one, told=by, country=by.country or one.country)
    if by.entry is None or by.entry == one.entry:
        return structs.replace(one, told=by)
    return structs.replace(one, told=by, entry=by.entry, country=by.entry.country)


def _meant(text: str, mentions: Sequence[Mention]) -> list[Toponym | None]:
    """Each mention as the report as a whole speaks for it, None where it is plainly of no place."""
    asked = [mention for mention in mentions if not _no_place(mention.exact, bare(mention.exact)[0])]
    found = {toponym.mention.start: toponym for toponym in located(text, asked)}
    return [found.get(mention.start) for mention in mentions]


def _in_capitals(text: str) -> bool:
    """Whether most letters of a text are capitals."""
    plain = text.encode("ascii", "ignore")
    if 2 * (len(plain) - len(plain.translate(None, _SMALL))) >= len(text):
        return False  # as news mostly is: half of all that it has are small letters
    return 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def countries(names: Iterable[str]) -> Counter[str]:
    """How often each country is spoken of, by name, demonym or a well-known town.

    >>> countries(["Kharkiv", "Ukrainian", "Mali"]).most_common()
    [('UA', 2), ('ML', 1)]
    """
    counted: Counter[str] = Counter()
    for exact in names:
        name, _ = bare(exact)
        nation = nation_of().get(name)
        entries = lookup(name) if nation is None else ()
        least = _WELL_KNOWN if len(entries) == 1 else _METROPOLIS
        if nation is not None:
            counted[nation.code] += 1
        elif entries and entries[0].country and entries[0].population >= least:
            counted[entries[0].country] += 1
    return counted


def _person(exact: str) -> bool:
    """Whether a mention of several words looks like a person: no place by any of its readings."""
    tokens = exact.split()
    name, kind = bare(exact)
    return (
        1 < len(tokens) < 7
        and not {"of", "and"} & set(tokens)
        and kind is None
        and not lookup(exact)
        and not lookup(name)
    )


def _candidate(
    mention: Mention, sentence: int, wording: Wording, meant: Toponym | None, report: _Report
) -> Candidate | None:
    """What a mention is as a place: known to the gazetteer, or plainly worded as one; None where it is neither.

    `meant` is the mention as the whole report speaks for it.
    """
    exact = mention.exact
    name, kind = bare(exact)
    nation = nation_of().get(name)
    if _no_place(exact, name) or "dateline" in wording.traits:
        return None
    people = nation is not None and exact in nation.demonyms
    whole = lookup(exact) if not people and (exact[0].isupper() or nation is None) else ()
    entries = whole if name == exact else (*whole, *lookup(name))
    entry = _pick(_weighed(entries, meant), name, report.counted, town="settlements" in {kind, wording.named})
    traits = set(wording.traits)
    if kind is not None:
        traits.add("suffixed")
    if wording.named is not None:
        traits.add("named")
    scale: Scale
    if entry is None and nation is not None and name not in nation.metonyms and kind != "sites":
        entry, scale = next(one for one in lookup(nation.name) if one.kind == "country"), "people"
    elif nation is None and meant is not None and meant.kind == "demonym" and kind is None:
        entry, scale = meant.entry, "people"  # "Kurdish", "European": people of no one state
    else:
        if kind == "sites" and not whole and (nation is not None or _astray(entry, report)):
            entry = None
        scale = _scale(entry, exact, kind or wording.named, whole=bool(whole) and wording.named is None)
    if entry is None and not _placed(exact, name, kind, wording, report):
        return None
    if entry is not None and entry.kind == "town":
        seen = _town_traits(name, entry, wording, kind, meant, report)
        if seen is None:
            return None
        traits |= seen
    besides = nation.code if nation else None
    if entry is None:
        country = _near(meant, besides, report) or report.host(besides)
    else:
        country = entry.country or _spanned(entry, report)
    return Candidate(mention, name, entry, scale, country, wording.role, sentence, frozenset(traits))


def _spanned(region: Entry, report: _Report) -> str | None:
    """The country that a report speaks of most among those that a region without one of its own reaches: Kashmir."""
    if region.kind != "region":
        return None
    return next((code for code in report.hosts() if _reaches(region, code)), None)


def _reaches(region: Entry, code: str) -> bool:
    """Whether a region and a country reach one another, as far as discs tell."""
    name = next((nation.name for nation in nations() if nation.code == code), "")
    state = next((one for one in lookup(name) if one.kind == "country"), None)
    if state is None:
        return False
    return distance_km(region, state) < _DISCS * ((region.radius_km or 0.0) + (state.radius_km or 0.0))


def _near(meant: Toponym | None, besides: str | None, report: _Report) -> str | None:
    """The country of what a name without an entry lies in or beside, but for one, if the report speaks of it."""
    country = meant.near.country if meant is not None and meant.near is not None else None
    return country if country in report.counted and country != besides else None


def _astray(entry: Entry | None, report: _Report) -> bool:
    """Whether a site would be named after a small town in a country that the report is not about."""
    return entry is not None and entry.population < _WELL_KNOWN and entry.country != report.host()


def _no_place(exact: str, name: str) -> bool:
    """Whether a name is plainly of something else: an institution, a party, a ship, an adjective, a headline."""
    listed = {name.lower(), exact.lower()} & words("toponyms", "elsewhere")
    side = name in party_of() and all(entry.kind == "town" for entry in lookup(name))
    return (
        bool(listed)
        or side
        or exact.count(" ") > 5
        or exact.startswith(("USS ", "HMS "))
        or bool(_COMPOUND.search(name))
    )


def _placed(exact: str, name: str, kind: Kind | None, wording: Wording, report: _Report) -> bool:
    """Whether a name that the gazetteer lacks is plainly worded as a place."""
    if (name.isupper() and not report.capitals) or (kind is None and known_kind(exact) is not None):
        return False
    if name in report.known:
        return True
    tokens = exact.split()
    if kind is not None or wording.named is not None:
        return tokens[0].lower() not in words("toponyms", "offices")
    if set(tokens) & report.people or len(tokens) > 3:
        return False
    return wording.role in {"within", "offset"} or (wording.role == "away" and len(tokens) == 1)


def _town_traits(
    name: str, entry: Entry, wording: Wording, kind: Kind | None, meant: Toponym | None, report: _Report
) -> frozenset[str] | None:
    """What is to be said of a town of the gazetteer: capital, government, obscure; None where a person is meant."""
    settled = wording.role in _SETTLED or wording.named is not None or kind is not None
    obscure = entry.population < _WELL_KNOWN and not settled
    plain = meant is not None and meant.entry == entry and meant.confidence >= _PLAIN
    foreign = report.counted.get(entry.country or "", 0) < 2 and not plain
    if (name in report.people and not settled) or (obscure and foreign and wording.role == "none"):
        return None
    capital = name in nation_of()
    traits = {"obscure": obscure, "capital": capital, "government": capital and not settled}
    return frozenset(trait for trait, holds in traits.items() if holds)


def _scale(entry: Entry | None, exact: str, kind: Kind | None, *, whole: bool) -> Scale:
    """How wide a place is: by the word for its kind, else by the gazetteer; "northern" makes a country a region."""
    if not whole and kind == "sites":
        return "site"
    if not whole and kind == "divisions" and (entry is None or entry.kind == "town"):
        return "admin1"
    if entry is None:
        return "town"
    if entry.kind == "country" and not whole and exact.split()[0].lower() in words("toponyms", "directions"):
        return "region"
    return "admin1" if entry.kind == "district" else entry.kind


def _noted(town: Entry, named: str) -> bool:
    """Whether a town is large enough to be meant by that name in a report that does not speak of its country."""
    return town.population >= (_TOWN if fold(named) == fold(town.name) else _KNOWN_BY_OTHER_NAMES)


def _weighed(entries: Sequence[Entry], meant: Toponym | None) -> Sequence[Entry]:
    """The entries of a name, those that the whole report speaks for first; no town where it speaks for none."""
    if meant is None:
        return entries
    if meant.entry is None and meant.candidates:
        return [one for one in entries if one.kind not in {"town", "district"}]
    return [
        *(one for one in meant.candidates if one in entries),
        *(one for one in entries if one not in meant.candidates),
    ]


def _pick(entries: Sequence[Entry], named: str, counted: Mapping[str, int], *, town: bool) -> Entry | None:
    """The entry meant: the first, or the first town where a town is asked for.

    A village, or a small town by another name, is meant only where the report speaks of its country.
    """
    towns = [one for one in entries if one.kind == "town" and (_noted(one, named) or counted.get(one.country or ""))]
    wide = [one for one in entries if one.kind != "town"]
    if town and towns:
        return towns[0]
    return next((one for one in entries if one in towns or one in wide), None)
