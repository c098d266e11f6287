"""Days with their hours: ``tomorrow at 8``, ``9 a.m. on Tuesday``, ``Friday night``, ``Monday from 3 to 5``."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.hours import Hour, Part, hour, part
from recount.claims.timex.meanings import Dated, DayPart, Step
from recount.claims.timex.nearby import day_word, pointed
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.days import year_number
from recount.claims.timex.spans.forms import Around, At, Between, Bound, EndOf, Form, Lasting
from recount.claims.timex.spans.points import amounts, day
from recount.claims.timex.spans.vocabulary import listed, phrase_at, side_of
from recount.claims.timex.spans.wholes import Read
from recount.claims.timex.vocabulary import times

_NOON = 12


def hours(p: Pieces, at: int, *, sure: bool = False) -> Read | None:
    """``hours = [ "from" | "between" | "at" ] , hour , ( "to" | "-" | "and" | … ) , hour ;``: a stretch of the day.

    What says the half of the day of its end says it of its beginning: ``from 5 to 6 p.m.``. Where neither is marked and
    nothing leads them, both must look like clock times, unless `sure`, beside a day.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = hours(pieces_of("between 9:30 and 3 pm"), 0)[1]
    >>> found.begin.hour, found.end.hour
    (9, 15)
    """
    lead = phrase_at(p, at, "ranges", "begin") if p.words[at] in {"from", "between", "at"} else None
    place = at if lead is None else lead[0]
    between = lead is not None and p.words[at] == "between"
    first = hour(p, place, "bare")
    if first is None:
        return None
    join = phrase_at(p, first[0], "ranges", "between") if between else None
    join = join or phrase_at(p, first[0], "ranges", "join")
    if join is None:
        return None
    second = hour(p, join[0], "bare")
    if second is None or not _plain(
        p, place, first, second, led=lead is not None and p.words[at] in {"from", "between"}, sure=sure
    ):
        return None
    return second[0], Between(*_same_half(first[1], second[1]))


def _plain(p: Pieces, at: int, first: tuple[int, Hour], second: tuple[int, Hour], *, led: bool, sure: bool) -> bool:
    """Whether two numbers with a joiner are hours: one is marked, or both have minutes, or a day stands beside them."""
    if not first[1].either or not second[1].either or sure:
        return True
    minutes = first[1].minute is not None and second[1].minute is not None
    return (
        (minutes and (":" in p.words[at] or led))
        or p.words[second[0] - 1] in {"o'clock", "oclock"}
        or ((first[1].minute is not None or second[1].minute is not None) and led)
    )


def _same_half(first: Hour, second: Hour) -> tuple[Hour, Hour]:
    """Two hours of one stretch: the half of the day of one tells that of the other, the end after the beginning."""
    if first.either and not second.either:
        later = first.hour + _NOON if first.hour < _NOON else first.hour
        end = second.hour * 60 + (second.minute or 0)
        fits = second.hour >= _NOON and later * 60 + (first.minute or 0) < end
        return structs.replace(first, hour=later if fits else first.hour % 24, either=False), second
    if first.either and second.either and _minutes(second) <= _minutes(first) and second.hour < _NOON:
        return structs.replace(first, either=False), structs.replace(second, hour=second.hour + _NOON, either=False)
    if second.either and not first.either:
        later = second.hour + _NOON if second.hour < _NOON else second.hour
        begin = first.hour * 60 + (first.minute or 0)
        return first, structs.replace(
            second, hour=second.hour if second.hour * 60 + (second.minute or 0) > begin else later, either=False
        )
    return first, second


def _minutes(hour: Hour) -> int:
    return hour.hour * 60 + (hour.minute or 0)


def lasting(p: Pieces, at: int) -> Read | None:
    """``"from" , hour , "for" , amounts | "for" , amounts , "from" , hour``: ``from 10 a.m. for 3 hours``."""
    if p.words[at] == "from":
        begin = hour(p, at + 1, "bare")
        if begin is not None and p.words[begin[0]] == "for":
            long = amounts(p, begin[0] + 1)
            return None if long is None else (long[0], Lasting(long[1], begin[1]))
        return None
    if p.words[at] == "for" and (long := amounts(p, at + 1)) is not None and p.words[long[0]] == "from":
        begin = hour(p, long[0] + 1, "bare")
        return None if begin is None else (begin[0], Lasting(long[1], begin[1]))
    return None


def part_of_day(p: Pieces, at: int) -> Read | None:
    """``part of day = day part , [ day ] | "tonight" | ( "this" | "last" | "next" | "tomorrow" ) , part ;``."""
    mod = p.words[at] in times().lists["edges"]
    inner = pointed(p, at + mod) or day_word(p, at + mod)
    if inner is None or not isinstance(inner[1], DayPart):
        tonight = p.words[at] in {"tonite"}
        return (at + 1, At(Step("D", 0, forward=True, origin="written"), Part("NI"))) if tonight else None
    of = inner[1].of
    if of is None or p.words[at + mod] == "overnight":
        return None
    told: Part = Part(inner[1].part, ("END" if p.words[at].startswith("late") else "START") if mod else None)
    return inner[0], At(of, told)


def clocked(p: Pieces, at: int) -> Read | None:
    """``clocked = day , [ part ] , [ "at" | … ] , time | time , [ "on" | … ] , day , [ part ] | part , day ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = clocked(pieces_of("five-thirty tomorrow evening"), 0)[1]
    >>> found.time.hour, found.time.minute
    (17, 30)
    """
    rules = (_day_first, _time_first, _part_first, _end_of, part_of_day)
    return max((found for rule in rules if (found := rule(p, at)) is not None), key=lambda one: one[0], default=None)


def _end_of(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , "end of" , [ "the" ] , day | "end of day" | "eod"``."""
    short = phrase_at(p, at, "short", "end_of_day")
    if short is not None:
        return short[0], EndOf(Step("D", 0, forward=True, origin="written"))
    place = at + (p.words[at] == "the")
    if p.words[place : place + 2] != ["end", "of"]:
        return None
    found = day(p, place + 2 + (p.words[place + 2] == "the"))
    return None if found is None else (found[0], EndOf(found[1]))


def _day_first(p: Pieces, at: int) -> Read | None:
    whole = part_of_day(p, at) or day(p, at)
    if whole is None:
        return None
    last, told = whole
    of, inside = (told.day, told.time) if isinstance(told, At) else (told, None)
    if inside is None:
        following = _part_after(p, last)
        if following is not None:
            last, inside = following[0], following[1]
    time = _time_after(p, last, inside)
    if time is not None:
        year = (
            year_number(p, time[0])
            if isinstance(of, Dated) and of.year is None and p.words[time[0]].isdecimal()
            else None
        )
        if year is not None and isinstance(of, Dated):
            return year[0], At(structs.replace(of, year=year[1]), time[1])
        return time[0], At(of, time[1])
    return None if inside is None else (last, At(of, inside))


def _part_after(p: Pieces, at: int) -> tuple[int, Part] | None:
    """``[ "in" , "the" ] , part`` after a day: ``tuesday in the morning``, ``mar 4 night``, ``today pm``."""
    if p.words[at] in {"am", "pm"}:
        return at + 1, Part("MO" if p.words[at] == "am" else "AF")
    place = at + (p.words[at] == "in")
    found = part(p, place)
    return None if found is None or p.words[found[0] - 1].endswith("s") else found


def _time_after(p: Pieces, at: int, inside: Form | None) -> Read | None:
    """A time after its day: an hour, a stretch of hours, or one open at a side."""
    link = phrase_at(p, at, "clock", "after_day")
    places = [at] if link is None else [at, link[0]]
    for place in places:
        found = hours(p, place, sure=True) or lasting(p, place) or _open(p, place)
        if found is not None:
            return found[0], _within(found[1], inside)
    for place in reversed(places):
        linked = place > at and p.words[place - 1] not in listed("weak_links")
        single = hour(p, place, "led" if linked else "marked") or _spoken_minutes(p, place)
        if single is not None:
            return single[0], _within(single[1], inside)
    return None


def _spoken_minutes(p: Pieces, at: int) -> tuple[int, Hour] | None:
    """``nine thirty`` after a day: two number words are a time."""
    found = hour(p, at, "led") if p.words[at].isalpha() else None
    return found if found is not None and found[1].minute is not None else None


def _open(p: Pieces, at: int) -> Read | None:
    """``( "after" | "before" | "by" | … ) , [ "around" ] , hour``."""
    side = phrase_at(p, at, "sides")
    if side is None:
        return None
    place = side[0] + (p.words[side[0]] in {"around", "about"})
    found = hour(p, place, "led")
    if found is None:
        return None
    told: Form = Around(found[1]) if place > side[0] else found[1]
    return found[0], Bound(side_of(side[1]), told)


def _within(told: Form, inside: Form | None) -> Form:
    """A time in a part of the day that says in which half it lies: ``tonight at 8``."""
    code = inside.code if isinstance(inside, Part) else None
    if code is None:
        return told
    if isinstance(told, Hour):
        return _of_part(told, code)
    if isinstance(told, Between) and isinstance(told.begin, Hour) and isinstance(told.end, Hour):
        return Between(_of_part(told.begin, code), _of_part(told.end, code))
    return told


def _of_part(told: Hour, code: str) -> Hour:
    late = code in {"AF", "EV"} or (code == "NI" and told.hour >= 6)
    plus = _NOON if told.either and late and told.hour < _NOON else 0
    return structs.replace(told, hour=told.hour + plus, either=False)


def _time_first(p: Pieces, at: int) -> Read | None:
    led = p.words[at] in {"at", "around", "from"}
    read: Read | None = hours(p, at, sure=True) or lasting(p, at)
    if read is None:
        if p.words[at] == "at" and hour(p, at + 1) is not None:
            return None  # which is read from the next piece on
        single = hour(p, at + led, "led" if led else "bare")
        read = single if single is not None else None
    if read is None:
        return None
    last, told = read
    link = phrase_at(p, last, "clock", "after_time")
    place = last if link is None else link[0]
    whole = part_of_day(p, place) or day(p, place)
    if whole is None:
        return None
    plain = isinstance(told, Hour) and last == at + 1 and p.words[at].isdecimal() and link is None
    if isinstance(whole[1], At):
        return None if plain else (whole[0], At(whole[1].day, _within(told, whole[1].time)))
    following = _part_after(p, whole[0])
    inside = None if following is None else following[1]
    if (
        isinstance(told, Hour)
        and told.either
        and not led
        and link is None
        and not (_marked(p, last) or told.minute is not None)
    ):
        return None
    if (
        isinstance(told, Hour)
        and not p.words[at].isalpha()
        and link is None
        and last == at + 1
        and p.words[at].isdecimal()
    ):
        return None
    if isinstance(told, Hour) and told.either and link is not None and p.words[last] == "of":
        return None
    return whole[0] if following is None else following[0], At(whole[1], _within(told, inside))


def _part_first(p: Pieces, at: int) -> Read | None:
    """``[ "in" ] , part , [ "of" | "on" | "," ] , day``: ``in the early morning on Tuesday``."""
    told = part(p, at + (p.words[at] == "in"), led=True)
    if told is None:
        return None
    place = told[0] + (p.words[told[0]] in {"of", "on", ","})
    whole = day(p, place)
    return None if whole is None or _is_told(whole[1]) else (whole[0], At(whole[1], told[1]))


def _is_told(form: Form) -> bool:
    """Whether a day is one only by pointing back: ``the day``."""
    return isinstance(form, Step) and form.origin == "told"


def _marked(p: Pieces, last: int) -> bool:
    """Whether the words of an hour show that it is one."""
    return p.words[last - 1] in {"o'clock", "oclock"}


__all__ = ["clocked", "hours", "lasting", "part_of_day"]
