"""A report to its moments: every stretch of words that says when, the days it means, and what part it plays."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from recount.claims.cues import find_cues
from recount.claims.timex.tenses import told_ahead
from recount.language.tokens import Token, tokenise
from recount.lexicon.eras import lands_in, strife, war_of
from recount.lexicon.lists import words
from recount.model import Claim, Mention, Passage, Reading
from recount.resolve.days import Days, after, interval

Part = Literal["said", "since", "until", "began", "opens", "outbreak", "dateline"]

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SINCE = re.compile(r"since\b", re.IGNORECASE)
_RUNNING = re.compile(
    r"(?:during|throughout)\s+the\b|.*(?:-(?:day|week|month|year|decade)|\bof\s+(?:the\s+)?(?:\w+\s+)?)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:as\s+of|by|until|up\s+to)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:broke\s+out|began|begun|started|erupted|launched|invaded|start(?:ed)?\s+of)\b[^.;,]{0,40}$")
_SAME = re.compile(r"\b(?:same|that|this)\s+(?:time\s+)?period\b|^since\s+then\b", re.IGNORECASE)
_OUTBREAK = re.compile(rf"\b(?:began|begun|broke\s+out|start(?:ed)?|erupted|launched|invaded|{strife()})\b")
_STAMP = re.compile(r"(?:on\s+)?(?:[A-Z][a-z]+\.?\s+\d{1,2},?|\d{1,2}\s+[A-Z][a-z]+\.?)\s+\d{4}$")
_ISSUED = re.compile(
    r"\b(?:was|were|been)\s+(?:reported|announced|released|published)\s+(?:on\s+)?$"
    r"|\b(?:statement|report|figures?|tally|count|video|toll)\b,?"
    r"[^.;,]{0,40}\s(?:issued|released|published|posted|given|aired|dated)\b[^.;,]{0,40}$"
    r"|\bin\s+(?:an?|its|his|her|their|the)\s+(?:\w+\s+)?"
    r"(?:statement|speech|briefing|interview|address|letter|report|communiqu[eé]|conference|bulletin)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_WRONG = 3
_ROUGHLY = 0.3


class Moment(Struct, frozen=True):
    """Words that say when: the days they mean, the passage they stand in, and the parts they play there.

    `said`: when a statement was made. `since`: a stretch still running when told. `until`: up to when it was counted.
    `outbreak`: since fighting began. `began`: when it broke out. `opens`: first in its sentence. `dateline`: when the
    report was written.
    """

    mention: Mention
    days: Days
    passage: int
    parts: frozenset[Part]


class Clock(Struct, frozen=True):
    """A report's day, its body's passages, its moments in order, and the words that show its war.

    `tokens` are those of each passage that counts or says when; of the others there are none.
    """

    anchor: date | None
    passages: tuple[Passage, ...]
    tokens: tuple[tuple[Token, ...], ...]
    moments: tuple[Moment, ...]
    lands: tuple[str, ...]

    def words_at(self, text: str, passage: int) -> str:
        """The words of a passage."""
        return self.passages[passage].span.of(text)

    def passage_at(self, start: int) -> int:
        """The number of the passage in which an offset lies."""
        return bisect_right(self.passages, start, key=lambda passage: passage.span.start) - 1

    def war_began(self, text: str, day: date | None) -> date | None:
        """The day on which the war began that a sentence speaks of, else the report, running on `day`."""
        if day is None:
            return None
        war = war_of((*lands_in(text), *self.lands), day)
        return war.began if war is not None else None


def clock(reading: Reading, claims: Sequence[Claim]) -> Clock:
    """The moments of a report, in order, with their days."""
    text = reading.report.text
    passages = tuple(passage for passage in reading.passages if passage.kind != "furniture")
    mentions = {one.start: one for claim in claims for one in (*claim.times, *((claim.said,) if claim.said else ()))}
    lands = lands_in(text)
    bare = Clock(_anchor(reading, passages), passages, (), (), lands)
    telling = {bare.passage_at(start) for start in (*mentions, *(claim.quantity.start for claim in claims))}
    tokens = tuple(
        tuple(tokenise(text, passage.span.start, passage.span.end)) if at in telling else ()
        for at, passage in enumerate(passages)
    )
    bare = structs.replace(bare, tokens=tokens)
    found: list[Moment] = []
    for _, mention in sorted(mentions.items()):
        moment = _moment(text, bare, mention, found)
        if moment is not None:
            found.append(moment)
    return structs.replace(bare, moments=tuple(found))


def beside(tokens: Sequence[Token], mention: Mention) -> tuple[Sequence[Token], Sequence[Token]]:
    """The tokens that stand before and after words.

    >>> before, following = beside(tokenise("Twelve died on Monday in Irpin"), Mention("on Monday", 12, 21))
    >>> [token.text for token in before], [token.text for token in following]
    (['Twelve', 'died'], ['in', 'Irpin'])
    """
    first = bisect_right(tokens, mention.start, key=lambda token: token.end)
    last = bisect_left(tokens, mention.end, key=lambda token: token.start)
    return tokens[:first], tokens[last:]


def _anchor(reading: Reading, passages: Sequence[Passage]) -> date | None:
    """The day the report was written: as published, or as its dateline says where that is missing or plainly wrong."""
    published = reading.report.published_on
    text = reading.report.text
    for passage in passages[:6]:
        if passage.kind == "dateline":
            words_ = passage.span.of(text)
            if published is None and not _YEAR.search(words_):
                continue
            days = interval(words_, published or date(2100, 12, 31))
            if days is not None and days[0] == days[1]:
                day = days[0] if published is None else _nearest(days[0], published)
                return day if published is None or abs((day - published).days) > _WRONG else published
    return published


def _nearest(day: date, published: date) -> date:
    """That day of the year nearest to publication."""
    years = [day.replace(year=year) for year in (day.year, day.year + 1) if (day.month, day.day) != (2, 29)]
    return min(years, key=lambda one: abs((one - published).days), default=day)


def _moment(text: str, bare: Clock, mention: Mention, told: Sequence[Moment]) -> Moment | None:
    """The moment that words are, after those told before; None where nothing dates them."""
    at = bare.passage_at(mention.start)
    passage = bare.passages[at]
    parts = _parts(text, passage, mention, bare.tokens[at])
    days = _days(text, bare, mention, passage, told)
    if days is None:
        return None
    if days[0] != days[1] and (
        _SINCE.match(mention.exact) or (days[1] == bare.anchor and _RUNNING.match(mention.exact))
    ):
        parts |= {"since"}
    return Moment(mention, days, at, parts)


def _days(text: str, bare: Clock, mention: Mention, passage: Passage, told: Sequence[Moment]) -> Days | None:
    """The days that words mean, by the calendar, by what was told before, or by the war they speak of."""
    exact, anchor = mention.exact, bare.anchor
    if _SAME.search(exact):
        return _same(exact, anchor, told)
    single = (one for one in reversed(told) if one.days[0] == one.days[1] and "since" not in one.parts)
    earlier = next(single, None)
    strays = exact.lower().endswith(("after", "before")) and not (
        earlier is not None and passage.span.contains(earlier.mention.span)
    )
    if earlier is not None and not strays and (counted := after(exact, earlier.days[0])) is not None:
        return counted
    if anchor is None:
        days = interval(exact, date(2100, 12, 31)) if _YEAR.search(exact) else None
        return days if days is not None and days[1] < date(2100, 12, 31) else None
    ahead = told_ahead(text, passage.span.start, passage.span.end, (mention.start, mention.end))
    days = interval(exact, anchor, bare.lands, ahead=ahead)
    if (days is None and _SINCE.match(exact)) or _RUNNING.match(exact):
        began = bare.war_began(passage.span.of(text), anchor)
        if began is not None and (days is None or abs((began - days[0]).days) <= (days[1] - days[0]).days * _ROUGHLY):
            return began, anchor
    return days


def _same(exact: str, anchor: date | None, told: Sequence[Moment]) -> Days | None:
    """The stretch told before; "since then" runs on from it."""
    if not told:
        return None
    if exact.lower().startswith("since"):
        return (told[-1].days[0], anchor) if anchor is not None and told[-1].days[0] <= anchor else None
    return next((one.days for one in reversed(told) if one.days[0] != one.days[1]), told[-1].days)


def _parts(text: str, passage: Passage, mention: Mention, tokens: Sequence[Token]) -> frozenset[Part]:
    """The parts that words for when play, by what stands around them in their sentence."""
    found: set[Part] = set()
    start = passage.span.start
    if passage.kind == "dateline" or (
        _STAMP.match(mention.exact) and re.match(r"\)|\s+[–—-]|\s+\d+:\d\d|\s*$", text[mention.end : mention.end + 8])
    ):
        found.add("dateline")
    if _SINCE.match(mention.exact) and _OUTBREAK.search(mention.exact):
        found.add("outbreak")
    if mention.start - start <= 2:
        found.add("opens")
    if _UNTIL.match(mention.exact):
        found.add("until")
    if _BEGAN.search(text[start : mention.start]):
        found.add("began")
    if _ISSUED.search(text, start, mention.start) or _stated(tokens, mention):
        found.add("said")
    return frozenset(found)


def _stated(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether words say when a statement was made: they stand by a cue, with at most its venue between."""
    before, following = beside(tokens, mention)
    cues = [cue for cue in find_cues(before) if cue.form == "finite"]
    if cues:
        between = before[cues[-1].last :]
        if cues[-1].lemma == "put" or all(
            token.text[0].isupper() or token.lower in words("stance", "venues") or token.text == ","
            for token in between
        ):
            return "that" not in {token.lower for token in between}
    inverted = [token.text for token in following[:1]] == [","] and [token.text for token in before[-1:]] != [","]
    if inverted:
        return False  # "killed on Saturday, said the mayor"
    return any(cue.first <= 1 and cue.form == "finite" for cue in find_cues(following[:3]))
