"""Single days, and moments so far from one: ``last Easter``, ``the 18th``, ``two weeks before Christmas``."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.feasts import feast
from recount.claims.timex.figures import pointed_figures, written
from recount.claims.timex.meanings import Amount, Dated, Feast, Named, Near, Step
from recount.claims.timex.nearby import day_word
from recount.claims.timex.numbers import amount, ordinal, whole
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.days import day_number, day_of_week, named, ordinal_day
from recount.claims.timex.spans.forms import Away, Coming, Form, InWeek, NthWeekday, OfMonth, Sevens
from recount.claims.timex.spans.vocabulary import listed, phrase_at, vocabulary
from recount.claims.timex.spans.wholes import Read, owner
from recount.claims.timex.vocabulary import times, unit_words

_WEEKS = 5
_ORDER = ("DE", "Y", "Q", "M", "FN", "W", "WE", "D", "TH", "TM", "TS")


def day(p: Pieces, at: int) -> Read | None:
    """``day = date | pointed day | feast | day word | [ "on" ] , "the" , ordinal | weekday of a week ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> day(pieces_of("on Monday of the following week"), 0)[1].weekday
    1
    """
    rules = (
        written,
        named,
        day_of_week,
        _pointed,
        _in_week,
        feast,
        _day_word,
        _numbered,
        _nearby,
        _figures,
        _of_this_month,
    )
    found = max(
        (one for rule in rules if (one := rule(p, at)) is not None and _is_day(one[1])),
        key=lambda one: one[0],
        default=None,
    )
    if found is not None and p.words[found[0]] == "(" and p.words[found[0] + 1] in times().weekdays:
        return found[0] + 2 + (p.words[found[0] + 2] == ")"), found[1]
    return found


def _is_day(form: Form) -> bool:
    dated = form.dated if isinstance(form, Named) else form
    return not isinstance(dated, Dated) or dated.day is not None or dated.weekday is not None


def _of_this_month(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , ( ordinal | "last" ) , weekday``: the one of this month; of others `periods` reads."""
    place = at + (p.words[at] == "the")
    counted = ordinal(p, place) if p.words[place] != "last" else None
    weekday = None if counted is None else times().weekdays.get(p.words[counted[0]])
    if counted is None or weekday is None or counted[1] > _WEEKS or p.words[at - 1] == "every":
        return None
    return counted[0] + 1, NthWeekday(counted[1], weekday, Near("M", "this"))


def _figures(p: Pieces, at: int) -> Read | None:
    """``"on" , figures , "." , figures``: ``on 5.12``."""
    return pointed_figures(p, at) if at and p.words[at - 1] == "on" and not p.words[at + 1].isalpha() else None


def _pointed(p: Pieces, at: int) -> Read | None:
    """``( "this" | "next" | "last" | … ) , ( weekday , [ date ] | date )``: ``next Monday``, ``this Friday 5/12``."""
    place, known = at, times()
    place += p.words[at] == "the"
    way = known.ways.get(p.words[place])
    if way is None:
        return None
    place += p.words[place] == "this" and p.words[place + 1] in {"past", "coming", "upcoming"}
    found = day_of_week(p, place + 1) or written(p, place + 1) or named(p, place + 1)
    if found is None or not isinstance(found[1], Dated):
        return None
    dated = found[1]
    if dated.weekday is None and dated.day is None:
        return None
    if dated.year is not None or p.words[place] == "past":
        return found[0], dated
    return found[0], Coming(dated) if p.words[place] in {"coming", "upcoming"} else Named(dated, way)


def _in_week(p: Pieces, at: int) -> Read | None:
    """``[ "on" ] , weekday , [ "of" ] , way , "week" | way , "week" , [ "on" ] , weekday``."""
    place = at + (p.words[at] == "on")
    weekday = times().weekdays.get(p.words[place])
    if weekday is None:
        led = owner(p, at)
        return led if led is not None and isinstance(led[1], InWeek) else None
    last = place + 1
    if p.words[last] == "of":
        week = owner(p, last + 1)
        if week is not None and isinstance(week[1], Near) and week[1].unit == "W":
            return week[0], InWeek(weekday, week[1])
        return None
    week = owner(p, last)
    if (
        week is not None
        and isinstance(week[1], Near)
        and week[1].unit == "W"
        and week[1].way != "the"
        and p.words[at] != "on"
    ):
        return week[0], InWeek(weekday, week[1])
    return None


def _day_word(p: Pieces, at: int) -> Read | None:
    """``today``, ``tomorrow``, ``tmr``."""
    short = phrase_at(p, at, "short", "D", "tomorrow")
    if short is not None and p.words[at] not in {"the", "day", "of", "today"}:
        return short[0], Step("D", int(short[1] == "tomorrow"), forward=True, origin="written")
    found = day_word(p, at)
    if found is not None and isinstance(found[1], Step):
        return found
    return None


def _numbered(p: Pieces, at: int) -> Read | None:
    """``[ "on" ] , "the" , ordinal , [ [ "day" ] , "of" ] , [ month ]``: ``the 18th``, ``the 21st this month``."""
    place = at + (p.words[at] == "the")
    numbered = ordinal_day(p, place)
    if numbered is None and at and p.words[at - 1] == "on" and p.words[at].isdecimal() and _goes_with_time(p, at + 1):
        bare = day_number(p, at)
        return None if bare is None else (bare[0], Dated(day=bare[1]))
    if numbered is None and p.words[at] == "the" and p.words[at - 1] in {"on", "for"} and p.words[place].isdecimal():
        numbered = day_number(p, place)
    if numbered is None:
        return None
    last, number = numbered
    linked = p.words[last] == "day" and p.words[last + 1] in {"of", "in"}
    month = owner(p, last + 2 if linked else last + (p.words[last] in {"of", "in"}))
    if month is not None and isinstance(month[1], Near) and month[1].unit == "M":
        return month[0], OfMonth(number, month[1])
    if at and p.words[at - 1] in {"on", "for"} and not p.words[last].isalpha():
        return last, Dated(day=number)
    if p.words[at] == "the" and p.words[at - 1] in {"on", "of"} and not p.words[last].isalpha() and at:
        return last, Dated(day=number)
    if p.words[at] == "the" and p.words[at - 1] == "on" and p.words[last] in listed("after_days") and at:
        return last, Dated(day=number)
    return None


def _goes_with_time(p: Pieces, at: int) -> bool:
    """Whether a clock time follows a bare number after "on", which shows that it is a day."""
    return p.words[at] in {"at", ","} and p.words[at + 1][:1].isdecimal()


def _nearby(p: Pieces, at: int) -> Read | None:
    """``"the day" | "the day" , ( "before" | "after" ) | "the next day"``, with nothing that they would count from."""
    place = at + (p.words[at] == "the")
    if p.words[place : place + 2] in (["day", "before"], ["day", "after"]):
        beyond = _beyond(p, place)
        if beyond is not None:
            return beyond
    if p.words[at] != "the":
        return None
    words = p.words[at + 1 : at + 3]
    if words == ["day", "before"] or words == ["day", "after"]:
        if p.words[at + 3].isalpha() and p.words[at + 3] not in {"and", "in", "at", "on"}:
            return None
        return at + 3, Step("D", 1, forward=words[1] == "after", origin="told")
    if words in (["next", "day"], ["following", "day"]):
        return at + 3, Step("D", 1, forward=True, origin="told")
    if words[:1] == ["day"] and words[1:2] not in (["-"], ["of"], ["when"]):
        return at + 2, Step("D", 0, forward=True, origin="written")
    return None


def _beyond(p: Pieces, at: int) -> Read | None:
    """``"day" , ( "before" , "yesterday" | "after" , ( "tomorrow" | "today" … ) )``."""
    found = _day_word(p, at + 2)
    if found is None or not isinstance(found[1], Step):
        return None
    step, forward = found[1], p.words[at + 1] == "after"
    days = (step.count or 0) * (1 if step.forward else -1) + (1 if forward else -1)
    return found[0], Step("D", abs(days), forward=days >= 0, origin="written")


def amounts(p: Pieces, at: int) -> tuple[int, tuple[Amount, ...]] | None:
    """``amounts = amount , [ "business" ] , unit , { [ "and" ] , amount , unit } , [ "and" , [ "a" ] , "half" ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [one.unit for one in amounts(pieces_of("2 years 1 month 21 days"), 0)[1]]
    ['Y', 'M', 'D']
    """
    found: list[Amount] = []
    last = at
    while True:
        joined = bool(found) and p.words[last] in {"and", ","}
        one = _amount(p, last + joined)
        if one is None or (found and _ORDER.index(one[1].unit) <= _ORDER.index(found[-1].unit)):
            break
        last = one[0]
        found.append(one[1])
    return (last, tuple(found)) if found else None


def _amount(p: Pieces, at: int) -> tuple[int, Amount] | None:
    counted = _count(p, at)
    if counted is None:
        return None
    last, count = counted
    last += p.words[last] == "-"
    if p.words[last] in {"business", "working"} and p.words[last + 1] in {"day", "days"}:
        return last + 2, Amount(count, "BD")
    unit = unit_words().get(p.words[last]) or _letters(p, last)
    if unit == "NI":
        unit = "D" if count == 1 or p.words[last].endswith("s") else None
    if unit not in _ORDER or unit is None or (p.words[last] == "second" and count == 1 and p.words[at] == "a"):
        return None
    last += 1
    share = (
        {"half": 0.5, "quarter": 0.25}.get(p.words[last + 1 + (p.words[last + 1] == "a")])
        if p.words[last] == "and"
        else None
    )
    if share is not None:
        return last + 2 + (p.words[last + 1] == "a"), Amount(count + share, unit)
    return last, Amount(count, unit)


def _letters(p: Pieces, at: int) -> str | None:
    """A unit by its letter, which must touch its figure: ``3h``; short names need not."""
    unit = vocabulary().letters.get(p.words[at])
    return unit if len(p.words[at]) > 1 or (p.touching(at) and not p.words[at + 1][:1].isalnum()) else None


def _count(p: Pieces, at: int) -> tuple[int, float] | None:
    """A number, ``half an``, ``one and a quarter``, or "a few", "several", "some", which are three."""
    if p.words[at : at + 2] in (["half", "an"], ["half", "a"]) or p.words[at] == "½":
        return at + 1 + (p.words[at] == "half"), 0.5
    if p.words[at : at + 3] in (["a", "half", "hour"],):
        return at + 2, 0.5
    counted = amount(p, at)
    if counted is None:
        return None
    last, count = counted
    if count is None:
        return last, 3
    share = (
        {"half": 0.5, "quarter": 0.25}.get(p.words[last + 1 + (p.words[last + 1] == "a")])
        if p.words[last] == "and"
        else None
    )
    if share is not None:
        return last + 2 + (p.words[last + 1] == "a"), count + share
    return last, count


def away(p: Pieces, at: int) -> Read | None:
    """``away = [ "in" ] , amounts , ( "ago" | "later" | "from now" | ( "from" | "before" | "after" ) , day ) ;``.

    With a weekday before or after it, the weekday of the week it leads to: ``Monday two weeks from now``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> away(pieces_of("two weeks before Christmas"), 0)[1].of.name
    'christmas'
    """
    weekday = times().weekdays.get(p.words[at])
    place = at + (weekday is not None)
    place += weekday is not None and p.words[place] == ","
    led = p.words[place] == "in"
    counted = amounts(p, place + led)
    fortnight = p.words[place + led : place + led + 2] == ["a", "fortnight"]
    if fortnight:
        counted = place + led + 2, (Amount(1, "FN"),)
    if counted is None:
        return None
    found = _side(p, counted[0], counted[1]) or ((counted[0], Away(counted[1], forward=True)) if led else None)
    if found is None or (led and found[1].of is not None and p.words[counted[0]] != "since"):
        return None
    if weekday is not None:
        return found[0], structs.replace(found[1], weekday=weekday)
    tail = times().weekdays.get(p.words[found[0] + 1]) if p.words[found[0]] == "on" else None
    return found if tail is None else (found[0] + 2, structs.replace(found[1], weekday=tail))


def sevens(p: Pieces, at: int) -> Read | None:
    """``number , weekday , ( "ago" | "later" | "from now" )``: ``two Sundays from now``."""
    counted = whole(p, at)
    if counted is None:
        return None
    weekday = times().weekdays.get(p.words[counted[0]].removesuffix("s")) or times().weekdays.get(p.words[counted[0]])
    last = counted[0] + 1
    if weekday is None or not (p.words[last] in {"ago", "later"} or p.words[last : last + 2] == ["from", "now"]):
        return None
    return last + 1 + (p.words[last] == "from"), Sevens(int(counted[1]), weekday, forward=p.words[last] != "ago")


def _side(p: Pieces, at: int, several: tuple[Amount, ...]) -> tuple[int, Away] | None:
    word = p.words[at]
    if word == "later" and p.words[at + 1] in {"this", "in"}:
        return None
    if word in {"ago", "later", "hence"}:
        return at + 1, Away(several, forward=word != "ago")
    if word not in {"from", "before", "after", "since"}:
        return None
    if p.words[at : at + 2] == ["from", "now"]:
        return at + 2, Away(several, forward=True)
    of: tuple[int, Form] | None = day(p, at + 1)
    if of is None and word == "since":
        of = owner(p, at + 1)
    if any(amount.unit in {"TH", "TM", "TS"} for amount in several):
        return None
    if of is None or not isinstance(of[1], Dated | Named | Step | Feast | InWeek | OfMonth):
        return None
    return of[0], Away(several, forward=word != "before", of=of[1])


__all__ = ["amounts", "away", "day", "sevens"]
