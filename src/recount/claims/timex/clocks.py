"""Times of day: clock times, and parts of a day named with it."""

from __future__ import annotations

from functools import cache

from recount.claims.timex.dates import date
from recount.claims.timex.feasts import feast
from recount.claims.timex.figures import Hit
from recount.claims.timex.hours import Hour, hour
from recount.claims.timex.meanings import Clock, Dated, DayPart, Feast, Named, Step
from recount.claims.timex.nearby import day_word, pointed
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import times

_DAYS = (Dated, Named, Step, Feast)


def day(p: Pieces, at: int) -> Hit | None:
    """``day = date | feast | day word | way , weekday ;``: what may follow or lead a time of day."""
    found = day_word(p, at) or feast(p, at) or pointed(p, at) or date(p, at)
    if found is None or not isinstance(found[1], _DAYS):
        return None
    dated = found[1].dated if isinstance(found[1], Named) else found[1]
    whole_day = isinstance(dated, Step | Feast) or dated.weekday is not None or dated.day is not None
    return found if whole_day else None


def clock(p: Pieces, at: int) -> Hit | None:
    """``clock = hour , [ ":" , minute ] , ( "a.m." | "o'clock" | "GMT" | … ) , [ zone ] , [ [ "on" ] , day ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> clock(pieces_of("5:30 p.m. EST Friday"), 0)[1].time
    '17:30'
    """
    if p.words[at] in times().hours:
        return None
    plain = hour(p, at)
    read = plain if plain is not None or p.words[at + 1] not in _placing() else hour(p, at, "bare")
    if read is None or p.words[read[0] - 1] in {"a", "p", "ampm"}:
        return None
    last, said = read
    if (
        plain is not None
        and p.words[last : last + 2] in (["in", "the"], ["at", "the"])
        and p.words[last + 2] in times().parts
    ):
        last += 3
    zone, placed = "", False
    if p.words[last] in {"local", "moscow", "eastern"} and p.words[last + 1] == "time":
        last, placed = last + 2, True
    elif p.words[last] in {"hrs", "hours"} and said.minute is not None:
        last, placed = last + 1, True
    opened = p.words[last] == "(" and p.words[last + 1] in times().zones
    if p.words[last + opened] in times().zones:
        zone, placed = times().zones[p.words[last + opened]], True
        last += 1 + opened + (opened and p.words[last + 2] == ")")
    return _on_day(p, last, Clock(_time(said), zone)) if placed or plain is not None else None


@cache
def _placing() -> frozenset[str]:
    """What may follow a number that is a time only because of it: ``0600 GMT``, ``1400 hours``."""
    return frozenset({*times().zones, "(", "hrs", "hours", "local", "moscow", "eastern"})


def _time(said: Hour) -> str:
    """An hour as ISO 8601 writes it, with its minutes, and its seconds where there are any."""
    return f"{said.hour:02d}:{said.minute or 0:02d}" + (f":{said.second:02d}" if said.second else "")


def _on_day(p: Pieces, at: int, read: Clock) -> Hit:
    """A time of day with the day that follows it, if one does."""
    after = _elsewhere(p, at)
    place = after + (p.words[after] in {",", "on", "of"})
    following = day(p, place)
    if following is None:
        return at, read
    return at if after > at else following[0], Clock(read.time, read.zone, following[1])


def _elsewhere(p: Pieces, at: int) -> int:
    """``elsewhere = "(" , hour , zone , ")" ;``, the hour in another zone: what follows it."""
    read = hour(p, at + 1, "bare") if p.words[at] == "(" else None
    return read[0] + 2 if read is not None and p.words[read[0]] in times().zones and p.words[read[0] + 1] == ")" else at


def named_hour(p: Pieces, at: int) -> Hit | None:
    """``named hour = ( "noon" | "midday" | "midnight" ) , [ "on" ] , [ day ] ;``."""
    named = times().hours.get(p.words[at])
    if named is None or p.words[at - 1 if at else -1] == "high":
        return None
    return _on_day(p, at + 1, Clock(f"{named:02d}:00" if named < 24 else "24:00"))


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
        if p.words[led[0]] == "at" and (told := clock(p, led[0] + 1)) is not None and isinstance(told[1], Clock):
            return (told[0], Clock(told[1].time, told[1].zone, led[1])) if told[1].of is None else None
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
