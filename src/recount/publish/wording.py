"""Figures, stances, dates and names in words: the same in the terminal, in the exports and on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import UNSET, Struct

from recount.model import Credit, Grounds, LinkKind, Modality, Operator, RelationKind, Reliability, Standpoint, Subject
from recount.publish.rows import ClaimRow, PlaceRow, TimeRow

# Own names of months: those of `calendar` and `strftime` change with the locale, and output must not.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The shapes stay apart without colour: filled, half filled, crossed.
_MARKS: dict[Modality, str] = {"asserted": "●", "possible": "◐", "denied": "✕"}
_LOWER: dict[Operator, str] = {"more_than": "> "}
_UPPER: dict[Operator, str] = {"fewer_than": "< "}
_SPACE = re.compile(r"\s+")
_MILES, _KILOMETRES = re.compile(r"\bmiles?\b"), re.compile(r"(?:\b|\d)(?:km|kilomet\w+)\b")
_MILE_KM = 1.609344
_ACRONYMS = frozenset({"un", "ngo", "pkk"})
_SMALL = frozenset({"in", "of", "the", "and", "for", "on"})
_LETTERS = re.compile(r"[^\W\d_]+")
RELATION_MARKS: Mapping[RelationKind, str] = {
    "differ": "≠",
    "deny": "✕",
    "admit": "†",
    "agree": "=",
    "overlap": "∩",
    "same statement": "❝",
    "supersedes": "↻",
    "subset": "⊂",
    "copies": "←",
}
"""The mark of each kind of relation, in the order in which people look for them."""
REVIEW_MARKS: Mapping[Standpoint, str] = {"accepted": "✓", "rejected": "⊘", "disputed": "⇄", "original rejected": "⊘"}
RELIABILITY: Mapping[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability unknown",
}
"""What the letters of reliability mean (NATO STANAG 2511)."""
LINK_MARKS: Mapping[LinkKind, str] = {
    "reprint": "=",
    "edited copy": "≈",
    "update": "↻",
    "shared passage": "∩",
    "rewrite": "~",
    "quotes the same statement": "❝",
}


_PRECISIONS: Mapping[int, str] = {
    1: "the place itself",
    2: "somewhere near",
    3: "a district",
    4: "a province",
    5: "a line or an area",
    6: "a country",
    7: "international waters",
}


class Stance(Struct, frozen=True):
    """How a claim stands: a mark whose shape shows the modality, and the same in words."""

    mark: str
    words: str


def figure(low: int | None, high: int | None, operator: Operator, approx: bool) -> str:
    """A count's bounds, with open ends drawn; an em dash where the words give no number.

    >>> figure(18900, None, "at_least", False), figure(150, 300, "between", False), figure(None, None, "vague", False)
    ('≥ 18,900', '150–300', '—')
    >>> figure(5000, None, "more_than", False), figure(None, 40, "at_most", False), figure(20, 20, "about", True)
    ('> 5,000', '≤ 40', '≈ 20')
    """
    nearly = "≈ " if approx else ""
    if low is not None and high is not None:
        return nearly + (f"{low:,}" if low == high else f"{low:,}–{high:,}")
    if low is not None:
        return nearly + _LOWER.get(operator, "≥ ") + f"{low:,}"
    if high is not None:
        return nearly + _UPPER.get(operator, "≤ ") + f"{high:,}"
    return "—"


def figure_of(row: ClaimRow) -> str:
    """The bounds of a row's count, as `figure` draws them."""
    return figure(row.low, row.high, row.operator, row.approx)


def quote(row: ClaimRow) -> str:
    """The words of the count, in quotation marks; nothing where they are the figure itself."""
    return "" if row.quantity.exact == figure_of(row) else f"“{row.quantity.exact}”"


def printed_on(row: ClaimRow) -> str:
    """The page of a printed document that a claim stands on, in words; empty for what has no pages."""
    return "" if row.page is UNSET else f"page {row.page}"


def stance_of(row: ClaimRow) -> Stance:
    """The row's act and modality: ``says``, ``says, as possible``, ``denies``; ``states`` where no cue says how."""
    act: str = row.act or "states"
    if row.modality == "possible":
        act = f"{act}, as possible"
    elif row.modality == "denied" and row.act != "denies":
        act = f"{act}, denied"
    return Stance(_MARKS[row.modality], act)


def judged(row: ClaimRow) -> tuple[str, ...]:
    """What people judge of a claim: how they see it, what they corrected, how many replied; each with its mark."""
    told = [f"{REVIEW_MARKS[row.review]} {row.review}"] if row.review else []
    if row.corrected:
        told.append(f"✎ {listed(row.corrected)} corrected")
    if row.disputed:
        told.append(f"⇄ {listed(row.disputed)} disputed")
    if row.replies:
        told.append(f"❝ {row.replies:,} {'reply' if row.replies == 1 else 'replies'}")
    return tuple(told)


def listed(names: Sequence[str]) -> str:
    """Names of fields as people read them, in a row.

    >>> listed(["low", "high", "source_kind"])
    'low, high, source kind'
    """
    return ", ".join(label(name) for name in names)


def who(row: ClaimRow) -> str:
    """Who states the claim, by name; else the publisher, which names no source."""
    if row.source:
        return row.source.name
    return f"{row.publisher} (unattributed)" if row.publisher else "unattributed"


def label(name: str) -> str:
    """A record's value as a word for people.

    >>> label("armed_group"), label("un"), label("comment_form")
    ('armed group', 'UN', 'comment form')
    """
    return name.upper() if name in _ACRONYMS else name.replace("_", " ")


def war(name: str) -> str:
    """The name of a war with its capitals, which the lexicon leaves to whoever shows it.

    >>> war("war in ukraine"), war("iran-iraq war"), war("the troubles"), war("pkk insurgency")
    ('War in Ukraine', 'Iran-Iraq War', 'The Troubles', 'PKK Insurgency')
    """
    told = _LETTERS.sub(lambda found: _capital(found[0]), name)
    return told[:1].upper() + told[1:]


def _capital(word: str) -> str:
    if word in _ACRONYMS:
        return word.upper()
    return word if word in _SMALL else word[:1].upper() + word[1:]


def victims_of(row: ClaimRow) -> str:
    """Who was harmed: the words, then the party and the group where they say more than the words do."""
    if row.victims is None:
        return ""
    words = row.victims.exact or ""
    more = [row.victims.party or "", row.victims.group if row.victims.group not in ("unknown", words) else ""]
    extra = ", ".join(part for part in more if part)
    return f"{words} ({extra})" if words and extra else words or extra


def headline(row: ClaimRow) -> str:
    """What a claim counts: the figure (the words where it has none), the harm, whom, and where."""
    number = f"“{row.quantity.exact}”" if row.vague else figure_of(row)
    victims = victims_of(row)
    parts = f"{number} {row.effect}", "" if victims == row.effect else victims, place_of(row)
    return ", ".join(part for part in parts if part)


def place_of(row: ClaimRow) -> str:
    """The place as named, with its country's code where that is known, and the words that tell it by another.

    Where those say how far and the map has both, how far that is: "Borodyanka, UA — some 15 miles from Bucha (14.5 by
    the map)", in the unit of the words. That it is in a part of a country says little beside a name.
    """
    place = row.place
    if place is None:
        return ""
    name = f"{called(place)}, {place.country}" if place.country else called(place)
    told = place.relative
    if told is None or place.derived or told.kind == "part":
        return name
    measured = "" if told.measured_km is None else f" ({_measured(told.wording.exact, told.measured_km)} by the map)"
    return f"{name} — {_SPACE.sub(' ', told.wording.exact)}{measured}"


def called(place: PlaceRow) -> str:
    """The name of a place; the words that tell it by another where it has none: "20 km north of Kyiv"."""
    if place.derived and place.relative is not None:
        return _SPACE.sub(" ", place.relative.wording.exact)
    return place.name


def precision(told: int | None) -> str:
    """How exactly a place is known, by UCDP's where_prec.

    >>> precision(1), precision(4), precision(None)
    ('the place itself', 'a province', 'not known')
    """
    return _PRECISIONS.get(told or 0, "not known")


def km(distance: float) -> str:
    """A distance in whole kilometres, or in tenths below ten.

    >>> km(2333.0), km(7.52), km(4.0)
    ('2,333 km', '7.5 km', '4 km')
    """
    return f"{distance:,.0f} km" if distance >= 10 or distance == int(distance) else f"{distance:.1f} km"


def _measured(words: str, km: float) -> str:
    """A distance in miles where the words are in miles, else in kilometres.

    >>> _measured("some 15 miles from Dorno", 23.5), _measured("near Dorno", 23.5)
    ('14.6', '23.5 km')
    """
    if _MILES.search(words):
        return f"{km / _MILE_KM:.1f}"
    return f"{km:.1f}" if _KILOMETRES.search(words) else f"{km:.1f} km"


def day(on: date) -> str:
    """A date in words.

    >>> day(date(2022, 4, 7))
    '7 Apr 2022'
    """
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def as_of(entry: int | None, on: date | None) -> str | None:
    """As of when a ledger is read: up to which of its entries, and what was published by which day; None: as it stands.

    >>> as_of(120, None), as_of(None, date(2022, 4, 8)), as_of(None, None)
    ('entry 120', '8 Apr 2022, by date of publication', None)
    """
    until = f"entry {entry:,}" if entry is not None else None
    published = f"{day(on)}, by date of publication" if on is not None else None
    return " and ".join(filter(None, (until, published))) or None


def days(time: TimeRow | None) -> str:
    """An interval of days in words, shared parts once.

    >>> days(TimeRow(first=date(2022, 2, 24), last=date(2022, 4, 7), exact=None, start=None, end=None))
    '24 Feb – 7 Apr 2022'
    """
    if time is None:
        return ""
    first, last = time.first, time.last
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def stated_on(row: ClaimRow) -> date | None:
    """The day the claim was stated, else the day its report was published."""
    return row.said_on or row.published


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def relation_counts(kinds: Iterable[RelationKind]) -> str:
    """How many pairs differ, deny, agree, copy, in the order of `RELATION_MARKS`.

    >>> relation_counts(["copies", "agree", "agree"])
    '2 agree, 1 copy'
    """
    counts = Counter(kinds)
    return ", ".join(
        f"{counts[kind]:,} {'copy' if (kind, counts[kind]) == ('copies', 1) else kind}"
        for kind in RELATION_MARKS
        if counts[kind]
    )


def joined(subject: Subject) -> tuple[tuple[int, str], ...]:
    """Why claims are of a subject though told otherwise, each reason once with how many; copies aside."""
    counted = Counter(join.reason for join in subject.joins if join.by != "copy")
    return tuple((number, reason) for reason, number in counted.items())


def rests_on(grounds: Grounds) -> str:
    """How many reports, outlets and sources a subject rests on, and how many of the sources are independent.

    >>> rests_on(Grounds(subject="sub:1", reports=12, outlets=7, sources=(), independent=0))
    '12 reports, 7 outlets, no source'
    """
    told = [count(grounds.reports, "report")]
    if grounds.outlets:
        told.append(count(grounds.outlets, "outlet"))
    sources, independent = len(grounds.sources), grounds.independent
    if not sources:
        told.append("no source")
    elif sources == independent:
        told.append(count(sources, "independent source"))
    else:
        told.append(f"{count(sources, 'source')}, {independent} of them independent")
    return ", ".join(told)


def outside(credit: Credit) -> str:
    """Where copies come from whose original is not held."""
    return f"outside: {credit.outlet}, not held"


def visible(text: str) -> str:
    """The text with controls written out: those that steer a terminal, and those that reverse the order of letters.

    Source: Unicode categories Cc and Cf; the embeddings, overrides and isolates of UAX 9.

    >>> visible("1\\u202e2 \\x1b[31m")
    '1[U+202E]2 [U+001B][31m'
    """
    return _CONTROLS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
