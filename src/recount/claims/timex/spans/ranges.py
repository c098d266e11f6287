"""Ranges and what is open at a side: ``from Monday to Friday``, ``since late July``, ``for 3 days from today``."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.figures import written
from recount.claims.timex.hours import Hour, hour, part
from recount.claims.timex.meanings import Dated, Named, Near, Step, Vague
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.clocked import clocked, hours, lasting
from recount.claims.timex.spans.days import day_number, named, year_number
from recount.claims.timex.spans.forms import Around, At, Away, Between, Bound, Form, InWeek, Lasting, OfMonth
from recount.claims.timex.spans.periods import period, portioned
from recount.claims.timex.spans.points import amounts, away, day, sevens
from recount.claims.timex.spans.vocabulary import phrase_at, side_of
from recount.claims.timex.spans.wholes import Read, owner
from recount.claims.timex.vocabulary import times


def whole(p: Pieces, at: int) -> Read | None:
    """One day, stretch or moment: what a range may begin or end with."""
    rules = (clocked, written, named, day, portioned, period, away, sevens, _now)
    return max((found for rule in rules if (found := rule(p, at)) is not None), key=lambda one: one[0], default=None)


def _now(p: Pieces, at: int) -> Read | None:
    """``now``, ``date`` in "to date"."""
    if p.words[at : at + 2] == ["current", "date"]:
        return at + 2, Step("D", 0, forward=True, origin="written")
    found = phrase_at(p, at, "short", "now")
    return None if found is None else (found[0], Vague("PRESENT_REF"))


def to_date(p: Pieces, at: int) -> Read | None:
    """``( "to" | "till" ) , "date"``: up to the day of writing."""
    if p.words[at] not in {"to", "till"} or p.words[at + 1] != "date" or p.words[at - 1] in {"up", "equals", "-"}:
        return None
    return at + 2, Bound("before", Step("D", 0, forward=True, origin="written"))


def between(p: Pieces, at: int, here: Read | None) -> Read | None:
    """``between = [ "from" ] , whole , ( "to" | … ) , whole | "between" , whole , "and" , whole | days of a month ;``.

    `here` is the whole that stands at the piece, if one does.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> found = between(pieces_of("from April to June in 2017"), 0, None)[1]
    >>> found.begin.year, found.end.year
    (2017, 2017)
    """
    in_week = _in_week(p, at)
    if in_week is not None:
        return in_week
    lead = phrase_at(p, at, "ranges", "begin")
    places = [at] if lead is None else [lead[0], at]
    for place in places:
        is_between = place > at and p.words[at] == "between"
        found = _days_of_month(p, place, is_between)
        if found is None:
            found = _wholes(p, place, here if place == at else whole(p, place), is_between)
        if found is not None:
            return found
    return None


def _in_week(p: Pieces, at: int) -> Read | None:
    """``week , ( "from" | "between" ) , weekday , joiner , weekday``: ``next week between Wednesday and Friday``."""
    week = owner(p, at) if p.words[at] in times().ways else None
    if (
        week is None
        or not isinstance(week[1], Near)
        or week[1].unit != "W"
        or p.words[week[0]] not in {"from", "between"}
    ):
        return None
    first = times().weekdays.get(p.words[week[0] + 1])
    join = _join(p, week[0] + 2, p.words[week[0]] == "between")
    second = None if join is None else times().weekdays.get(p.words[join])
    if first is None or second is None or join is None:
        return None
    return join + 1, Between(InWeek(first, week[1]), InWeek(second, week[1]))


def _wholes(p: Pieces, at: int, first: Read | None, is_between: bool) -> Read | None:
    if first is None and p.words[at - 1] in {"from", "between"}:
        first = hour(p, at)
    if first is None:
        return None
    join = _join(p, first[0], is_between)
    if join is None:
        return None
    second = whole(p, join)
    if second is None and p.words[join] == "date":
        second = join + 1, Step("D", 0, forward=True, origin="written")
    if second is None and (isinstance(first[1], Vague | At) or first[1] is None):
        second = hour(p, join, "led")
    if second is not None and isinstance(second[1], Dated) and second[1].year is None and p.words[second[0]] == ",":
        year = year_number(p, second[0] + 1) if p.words[second[0] + 1].isdecimal() else None
        if year is not None:
            second = year[0], structs.replace(second[1], year=year[1])
    if second is None and isinstance(first[1], Dated) and first[1].day is not None:
        number = day_number(p, join + (p.words[join] == "the"))
        if number is not None and not p.words[number[0]].startswith("%"):
            return _with_year(p, number[0], first[1], Dated(month=first[1].month, day=number[1]))
    if second is None or not _alike(first[1], second[1]):
        return None
    return second[0], Between(*_shared(first[1], second[1]))


def _with_year(p: Pieces, at: int, first: Dated, second: Dated) -> Read:
    """``November 18-19, 2015``."""
    year = year_number(p, at + (p.words[at] == ","))
    if second.day is not None and first.day is not None and second.day < first.day:
        second = structs.replace(second, month=(first.month or 0) % 12 + 1)
    if year is None:
        return at, Between(first, second)
    return year[0], Between(structs.replace(first, year=year[1]), structs.replace(second, year=year[1]))


def _join(p: Pieces, at: int, is_between: bool) -> int | None:
    joined = (phrase_at(p, at, "ranges", "between") if is_between else None) or phrase_at(p, at, "ranges", "join")
    if joined is None:
        return None
    return joined[0] + (p.words[joined[0]] in {"the"} and day(p, joined[0]) is None and portioned(p, joined[0]) is None)


def _alike(first: Form, second: Form) -> bool:
    """Whether two forms can be the ends of one stretch."""
    if isinstance(first, Hour) or isinstance(second, Hour):
        return isinstance(first, At | Vague) or isinstance(second, At | Vague)
    timed = isinstance(first, At) != isinstance(second, At)
    return not timed or isinstance(first, Vague) or isinstance(second, Vague)


def _shared(first: Form, second: Form) -> tuple[Form, Form]:
    """The ends of a range, where the first takes its year from the second: ``26 June to 28 June in 2020``."""
    inner = first.dated if isinstance(first, Named) else first
    if (
        isinstance(inner, Dated)
        and isinstance(second, Dated)
        and inner is first
        and second.year is not None
        and inner.year is None
    ):
        if inner.month is None and inner.weekday is None:
            return first, second
        later = (inner.month or 0, inner.day or 0) > (second.month or 0, second.day or 31)
        return structs.replace(inner, year=second.year - later), second
    return first, second


def _days_of_month(p: Pieces, at: int, is_between: bool) -> Read | None:
    """``day , joiner , [ "the" ] , day , [ "of" ] , month``: ``3 and 12 of September``, ``4-23 in next month``."""
    first = day_number(p, at + (p.words[at] == "the"))
    join = None if first is None else _join(p, first[0], is_between)
    if first is None or join is None:
        return None
    place = join + (p.words[join] == "the")
    dated = named(p, place)
    if dated is not None and isinstance(dated[1], Dated) and dated[1].day is not None and dated[1].month is not None:
        if p.words[place] in times().months and p.words[at - 1] not in {"from", "between"}:
            return None
        same = structs.replace(dated[1], day=first[1])
        if first[1] > dated[1].day:
            same = structs.replace(same, month=None)
        return dated[0], Between(same, dated[1])
    second = day_number(p, place)
    if second is None:
        return None
    month = owner(p, second[0] + (p.words[second[0]] in {"of", "in"}))
    if month is None or isinstance(month[1], Dated) or not hasattr(month[1], "unit") or month[1].unit != "M":
        return None
    return month[0], Between(OfMonth(first[1], month[1]), OfMonth(second[1], month[1]))


def bound(p: Pieces, at: int, here: Read | None) -> Read | None:
    """``bound = side , [ "around" ] , ( whole | hour | part ) | whole , tail ;``: ``2018 or later``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> bound(pieces_of("as early as 7:00 am"), 0, None)[1].side
    'since'
    """
    side = phrase_at(p, at, "sides")
    if side is not None:
        place = side[0] + (p.words[side[0]] in {"around", "about"})
        found = whole(p, place) or hour(p, place, "led") or (part(p, place) if p.words[at] != "from" else None)
        if found is None or (p.words[at] in {"from", "past"} and len(p.words[at : side[0]]) == 1):
            return None
        if p.words[at] in {"by", "until", "till"} and isinstance(found[1], Vague):
            return None
        told: Form = Around(found[1]) if place > side[0] else found[1]
        return found[0], Bound(side_of(side[1]), told)
    first = here or hour(p, at)
    tail = None if first is None else phrase_at(p, first[0], "tails")
    if (
        first is None
        or tail is None
        or (p.words[tail[0] - 1] in {"after", "before"} and p.words[tail[0]][:1].isalnum())
    ):
        return None
    return tail[0], Bound(side_of(tail[1]), first[1])


def long(p: Pieces, at: int) -> Read | None:
    """``long = "within" , amounts | [ "for" ] , amounts , ( "from" | "starting" ) , whole | compared ;``."""
    if p.words[at] == "within":
        place = at + 1 + (p.words[at + 1] in {"the"})
        place += p.words[place] in {"next", "coming"}
        beside = away(p, place)
        if beside is not None and isinstance(beside[1], Away) and beside[1].of is not None and place == at + 1:
            ends = (beside[1].of, beside[1]) if beside[1].forward else (beside[1], beside[1].of)
            return beside[0], Between(*ends)
        inside = amounts(p, place)
        return None if inside is None else (inside[0], Lasting(inside[1]))
    led = p.words[at] == "for"
    more = {("more", "than"): True, ("less", "than"): False}.get(tuple(p.words[at : at + 2]))  # type: ignore[arg-type]
    if more is not None:
        return _compared(p, at + 2, more=more)
    counted = amounts(p, at + led)
    if counted is None:
        return None
    place = counted[0] + (p.words[counted[0]] == ",")
    if p.words[place] == "starting":
        place += 1 + (p.words[place + 1] in {"on", "from"})
    elif led and p.words[place] == "from":
        place += 1
    else:
        return None
    begin = whole(p, place)
    if begin is None or (isinstance(begin[1], Step) and begin[1].unit != "D"):
        return None
    return begin[0], Lasting(counted[1], begin[1])


def _compared(p: Pieces, at: int, *, more: bool) -> Read | None:
    """``( "more than" | "less than" ) , amounts , ( "before" | "after" ) , day``."""
    found = away(p, at)
    if found is None or not isinstance(found[1], Away) or found[1].of is None:
        return None
    if more:
        return found[0], Bound("after" if found[1].forward else "before", found[1])
    ends = (found[1].of, found[1]) if found[1].forward else (found[1], found[1].of)
    return found[0], Between(*ends)


__all__ = ["between", "bound", "hours", "lasting", "long", "to_date", "whole"]
