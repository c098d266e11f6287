"""Times of day: clock times, and parts of a day named with it."""

from __future__ import annotations

import re

from recount.claims.timex.dates import Hit, date
from recount.claims.timex.meanings import Clock, Dated, DayPart, Named, Step
from recount.claims.timex.nearby import day_word, pointed
from recount.claims.timex.numbers import whole
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import times

_HALF_DAY = re.compile(r"([ap])\.? ?m\.?$")
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)(?::(\d\d))?$")
_DAYS = (Dated, Named, Step)


def day(p: Pieces, at: int) -> Hit | None:
    """``day = date | day word | way , weekday ;``: what may follow or lead a time of day."""
    found = day_word(p, at) or pointed(p, at) or date(p, at)
    if found is None or not isinstance(found[1], _DAYS):
        return None
    dated = found[1].dated if isinstance(found[1], Named) else found[1]
    whole_day = isinstance(dated, Step) or dated.weekday is not None or dated.day is not None
    return found if whole_day else None


def clock(p: Pieces, at: int) -> Hit | None:
    """``clock = hour , [ ":" , minute ] , ( "a.m." | "o'clock" | "GMT" | … ) , [ zone ] , [ [ "on" ] , day ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> clock(pieces_of("5:30 p.m. EST Friday"), 0)[1].time
    '17:30'
    """
    read = _hour(p, at)
    if read is None:
        return None
    last, hour, minute, second = read
    zone, marked = "", False
    half = _HALF_DAY.match(p.words[last])
    if half is not None:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
        last, marked = last + 1, True
    elif p.words[last] in {"o'clock", "hrs", "hours"} and (p.words[last] == "o'clock" or ":" in p.words[at]):
        last, marked = last + 1, True
    elif p.words[last : last + 2] == ["in", "the"] and p.words[last + 2] in times().parts:
        part = times().parts[p.words[last + 2]]
        hour = hour + 12 if part in {"AF", "EV"} and hour < 12 else hour
        last, marked = last + 3, True
    if p.words[last] in {"in", "at"} and p.words[last + 1] == "the" and p.words[last + 2] in times().parts and marked:
        last += 3
    if p.words[last] in {"local", "moscow", "eastern"} and p.words[last + 1] == "time":
        last, marked = last + 2, True
    opened = p.words[last] == "(" and p.words[last + 1] in times().zones
    if p.words[last + opened] in times().zones:
        zone, marked = times().zones[p.words[last + opened]], True
        last += 1 + opened + (opened and p.words[last + 2] == ")")
    if not marked and ":" not in p.words[at]:
        return None
    if hour > 24 or minute > 59:
        return None
    return _on_day(p, last, Clock(f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else ""), zone))


def _hour(p: Pieces, at: int) -> tuple[int, int, int, int] | None:
    """``hour = figures , [ ":" , figures ] | four figures | number ;``: the piece after it, hour, minute, second."""
    word = p.words[at]
    matched = _TIME.match(word)
    if matched is not None:
        return at + 1, int(matched[1]), int(matched[2]), int(matched[3] or 0)
    if word.isdecimal() and len(word) == 4 and p.words[at + 1] in {"gmt", "utc", "hrs", "hours"}:
        return at + 1, int(word[:2]), int(word[2:]), 0
    if word.isdecimal() and len(word) <= 2:
        return at + 1, int(word), 0, 0
    counted = whole(p, at)
    if counted is None or counted[0] != at + 1 or counted[1] != int(counted[1]) or not 0 < counted[1] <= 12:
        return None
    return at + 1, int(counted[1]), 0, 0


def _on_day(p: Pieces, at: int, read: Clock) -> Hit:
    """A time of day with the day that follows it, if one does."""
    place = at + (p.words[at] in {",", "on", "of"})
    following = day(p, place)
    if following is None:
        return at, read
    return following[0], Clock(read.time, read.zone, following[1])


def named_hour(p: Pieces, at: int) -> Hit | None:
    """``named hour = ( "noon" | "midday" | "midnight" ) , [ "on" ] , [ day ] ;``."""
    hour = times().hours.get(p.words[at])
    return None if hour is None else _on_day(p, at + 1, Clock(f"{hour:02d}:00" if hour < 24 else "24:00"))


def day_part(p: Pieces, at: int) -> Hit | None:
    """``day part = day , part | [ "the" ] , part , [ "hours" ] , "of" , day | [ "the" ] , part ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> day_part(pieces_of("Friday night"), 0)[1].part
    'NI'
    """
    if p.words[at] == "overnight" and (following := day(p, at + 1)) is not None:
        return following[0], DayPart("NI", following[1])
    led = day(p, at)
    if led is not None:
        part = _part(p, led[0])
        if part is not None:
            return part[0], DayPart(part[1], led[1])
        if p.words[led[0]] in times().hours and p.words[led[0]] != "noontime":
            return led[0] + 1, Clock(f"{times().hours[p.words[led[0]]]:02d}:00", "", led[1])
        if p.words[led[0]] == "at" and (hour := clock(p, led[0] + 1)) is not None and isinstance(hour[1], Clock):
            return (hour[0], Clock(hour[1].time, hour[1].zone, led[1])) if hour[1].of is None else None
        return None
    place = at + (p.words[at] == "the")
    part = _part(p, place)
    if part is None:
        return None
    last = part[0] + (p.words[part[0]] == "hours")
    following = day(p, last + (p.words[last] in {"of", "on"}))
    if following is not None and (p.words[last] in {"of", "on"} or isinstance(following[1], Step)):
        return following[0], DayPart(part[1], following[1])
    return (last, DayPart(part[1])) if place > at or p.words[at] == "mid" else None


def _part(p: Pieces, at: int) -> tuple[int, str] | None:
    """``part = [ "early" | "late" | "mid" , "-" ] , ( "morning" | "night" | … ) ;``."""
    last = at + (p.words[at] in {"early", "late", "mid"})
    last += p.words[last] == "-" and last > at
    part = times().parts.get(p.words[last])
    return None if part is None or p.words[last].endswith("s") else (last + 1, part)
