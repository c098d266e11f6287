"""The names that a report may tell a place by: those found in it, those that such words show, and "the capital"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from recount.claims.mentions import capitals, place_mentions
from recount.language.tokens import tokenise
from recount.lexicon.peoples import nation_of, nations
from recount.model import Mention
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.wording import bare

SMALL = frozenset({"site", "town", "district"})
_POINTED = re.compile(r"\b[Tt]he (?:(?P<capital>capital)|city|town|village)\b(?!,? (?:of )?[A-Z])(?!['’-])")


class Named(Struct, frozen=True):
    """A mention of a place and the entry taken for it, None where the gazetteer has none."""

    mention: Mention
    entry: Entry | None


class Pointer(Struct, frozen=True):
    """ "The city" as a mention, and the mention before that it points at (None of "the capital")."""

    named: Named
    at: Named | None


def pointing(exact: str) -> bool:
    """Whether a mention points at a place rather than names it: "the city", "the provincial capital", "there"."""
    return exact[:3].lower() == "the" and exact[1:].islower()


def countries(named: Sequence[Named]) -> list[str]:
    """The countries that the places of a report are in, the commonest first."""
    codes = [one.entry.country for one in named if one.entry is not None and one.entry.country is not None]
    return [code for code, _ in Counter(codes).most_common()]


def pointers(text: str, named: Sequence[Named], hosts: Sequence[str]) -> Iterator[Pointer]:
    """ "The capital" and "the city" with what they mean: the capital of the country spoken of, the last town."""
    capitals = _capitals()
    for match in _POINTED.finditer(text):
        if any(one.mention.start < match.end() and match.start() < one.mention.end for one in named):
            continue
        before = [one for one in reversed(named) if one.mention.end <= match.start() and one.entry is not None]
        mention = Mention.at(text, match.start(), match.end())
        if match["capital"]:
            spoken = (one.entry.country for one in before if one.entry is not None)
            code = next((country for country in spoken if country is not None), next(iter(hosts), None))
            entries = lookup(capitals[code]) if code in capitals else ()
            yield Pointer(Named(mention, next((entry for entry in entries if entry.country == code), None)), None)
        else:
            towns = [one for one in before if one.entry is not None and one.entry.kind == "town"]
            # "Lukava, 12 km from the town": one named in a sentence before, if any is.
            start = text.rfind(". ", 0, match.start())
            town = next((one for one in towns if one.mention.start < start), next(iter(towns), None))
            yield Pointer(Named(mention, town.entry if town is not None else None), town)


@cache
def _capitals() -> dict[str, str]:
    """The capitals of countries by their codes."""
    return {nation.code: nation.capital for nation in nations()}


def overlooked(text: str, named: Sequence[Named], start: int, end: int, hosts: Sequence[str]) -> Iterator[Named]:
    """Capitalised names of a sentence that are not among `named`, its own: towns of the countries of the report.

    Words such as "between … and …" show a place where little else does.
    """
    spans = [(one.mention.start, one.mention.end) for one in named]
    if all(any(first <= at < last for first, last in spans) for at in capitals(text, start, end)):
        return  # as in most sentences: whatever is named there is among them
    for mention in place_mentions(text, tokenise(text, start, end)):
        taken = any(one.mention.start < mention.end and mention.start < one.mention.end for one in named)
        if taken or mention.exact in nation_of():
            continue
        name, _ = bare(mention.exact)
        own = (entry for entry in lookup(name) if entry.country in hosts and entry.kind in SMALL)
        yield Named(mention, next(own, None))


def readings(anchor: Mention, holder: Named | None) -> Sequence[Entry]:
    """The places that an anchor's name may mean, the one taken for it first."""
    own = holder.entry if holder is not None else None
    name, _ = bare(anchor.exact)
    nation = nation_of().get(anchor.exact) or nation_of().get(name)
    entries = lookup(anchor.exact) or lookup(name)
    if nation is not None and name not in nation.metonyms and not any(entry.kind == "country" for entry in entries):
        entries = lookup(nation.name)
    if own is None:
        return entries
    if holder is not None and holder.mention.exact == anchor.exact:
        return (own, *(entry for entry in entries if entry != own))
    # The anchor is a part of the mention ("northern Mali"), whose entry need not be the anchor's.
    return sorted(entries, key=lambda entry: entry.country != own.country) or ((own,) if own.kind != "region" else ())


def whole(one: Named) -> bool:
    """Whether the gazetteer has the whole mention ("eastern Ukraine"), so that nothing need be derived."""
    return one.entry is not None and one.mention.exact[0].islower() and one.entry in lookup(one.mention.exact)
