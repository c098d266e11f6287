"""Times of day alone, as precise as they are said: ``7:56:30 pm``, ``half past seven``, ``five-thirty``, ``noonish``.

A time from 1 to 12 without "a.m.", "p.m." or a part of the day stays open between the two halves of the day.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, structs

from recount.claims.quantities.vocabulary import numerals
from recount.claims.timex.numbers import whole
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import Mod, listed, times

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::(\d\d))?")
_HALF_DAY = re.compile(r"([ap])\.? ?m?\.?")
_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 24, 59
_FROM_NOON = {"AF", "EV", "NI"}

Sure = Literal["marked", "led", "bare"]


class Hour(Struct, frozen=True, tag=True):
    """A time of day; `either` where it may be of the first or the second half of the day."""

    hour: int
    minute: int | None = None
    second: int | None = None
    either: bool = False
    mod: Mod | None = None


class Part(Struct, frozen=True, tag=True):
    """A part of the day by its TIMEX3 code (MO, AF, EV, NI, DT, MI), or of that its beginning, middle or end."""

    code: str
    mod: Mod | None = None


def hour(p: Pieces, at: int, sure: Sure = "marked") -> tuple[int, Hour] | None:
    """``hour = [ part led ] , ( clock | past | spoken | named ) , [ half of day | "o'clock" | part ] ;``.

    `sure` is how much the words before it say: "marked" takes what is plainly a time, "led" (after "at", "from") also a
    number of hours or ``3.30``, "bare" (beside another time) any number up to 24.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> hour(pieces_of("20 minutes past eight in the evening"), 0)
    (7, Hour(hour=20, minute=20, second=None, either=False, mod=None))
    """
    led = _led_by_part(p, at)
    if led is not None:
        return led
    read = _named(p, at) or _past(p, at) or _clock(p, at, sure) or _spoken(p, at, sure)
    if read is None:
        return None
    last, said, marked = read
    last, said, closed = _half(p, last, said)
    if not (marked or closed or sure == "bare" or (sure == "led" and _ends(p, last))):
        return None
    if said.hour > _LAST_HOUR or (said.minute or 0) > _LAST_MINUTE or (said.second or 0) > _LAST_MINUTE:
        return None
    return last, said


def part(p: Pieces, at: int, *, led: bool = False) -> tuple[int, Part] | None:
    """``part = [ "early" | "late" , [ "in" ] ] , [ "the" ] , ( "morning" | "afternoon" | "evening" | "night" | … ) ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> part(pieces_of("later in the afternoon"), 0)
    (4, Part(code='AF', mod='END'))
    """
    last, known = at + (p.words[at] == "the" and p.words[at + 1] in listed("edges")), times()
    mod = known.portions.get(p.words[last]) if p.words[last] in listed("edges") else None
    last += mod is not None
    last += mod is not None and p.words[last] in {"-", "in"}
    last += p.words[last] == "the"
    code = known.parts.get(p.words[last])
    if code is None or p.words[at].startswith("mid") or (p.words[last + 1] == "of" and not led):
        return None
    last += 1 + (p.words[last + 1 : last + 3] == ["-", "time"]) * 2
    return last, Part(code, mod)


def _led_by_part(p: Pieces, at: int) -> tuple[int, Hour] | None:
    """``[ "in" ] , part , [ "at" ] , hour``: ``in the morning at 7``."""
    led = part(p, at + (p.words[at] == "in"))
    if led is None:
        return None
    told = p.words[led[0]] in {"at", "around", "by"}
    found = hour(p, led[0] + told, "led" if told else "marked")
    return None if found is None else (found[0], _of_part(found[1], led[1].code))


def _named(p: Pieces, at: int) -> tuple[int, Hour, bool] | None:
    """``[ "12" ] , ( "noon" | "midnight" | "mid night" ) | "noonish" | figures , "ish"``."""
    last = at + (p.words[at] in {"12", "twelve"} and p.words[at + 1] in times().hours)
    middle = _middle(p, at)
    if middle is not None:
        return middle
    known = times().hours.get(p.words[last].removesuffix("ish"))
    if known is not None:
        return last + 1, Hour(known % 24), True
    hyphen = p.words[at + 1] == "-"
    if p.words[at].isdecimal() and p.words[at + 1 + hyphen] == "ish" and p.touching(at + 1):
        return at + 2 + hyphen, Hour(int(p.words[at])), True
    return None


def _middle(p: Pieces, at: int) -> tuple[int, Hour, bool] | None:
    """``"mid" , [ "-" ] , ( "morning" | "day" | "afternoon" )``: 10, 12 and 14 o'clock."""
    if not p.words[at].startswith("mid"):
        return None
    joined = p.words[at].removeprefix("mid")
    place = at + (not joined) * (1 + (p.words[at + 1] == "-"))
    word = joined or p.words[place]
    hour_ = {"morning": 10, "day": _NOON, "afternoon": 14, "night": 0}.get(word)
    if hour_ is None or (joined and joined in {"day", "night"}):
        return None
    return place + 1, Hour(hour_), True


def _past(p: Pieces, at: int) -> tuple[int, Hour, bool] | None:
    """``( "half" | "quarter" | minutes ) , [ "min" | "minutes" ] , ( "past" | "to" ) , hour , [ "o'clock" ]``."""
    first = at + (p.words[at] == "a")
    minutes = {"half": (first + 1, 30), "quarter": (first + 1, 15)}.get(p.words[first]) or _number(p, at, 1, 59)
    if minutes is None:
        return None
    last = minutes[0] + (p.words[minutes[0]] in listed("minutes"))
    if p.words[last] not in {"past", "to"} or (
        p.words[last] == "to" and last == minutes[0] and p.words[at][0].isdecimal()
    ):
        return None
    to = p.words[last] == "to"
    full = _number(p, last + 1, 1, 24)
    if full is None or (to and last == minutes[0] and p.words[first] not in {"half", "quarter"}):
        return None
    hours = (full[1] - to) or _NOON
    return full[0], Hour(hours, 60 - minutes[1] if to else minutes[1], either=hours <= _NOON), True


def _number(p: Pieces, at: int, least: int, most: int) -> tuple[int, int] | None:
    """A whole number in figures or words within bounds."""
    read = whole(p, at)
    if read is None or read[1] != int(read[1]) or not least <= read[1] <= most:
        return None
    return read[0], int(read[1])


def _clock(p: Pieces, at: int, sure: Sure) -> tuple[int, Hour, bool] | None:
    """``figures , ( ":" | "." ) , figures , [ ":" , figures ] | four figures | figures``."""
    word = p.words[at]
    matched = _CLOCK.fullmatch(word)
    if matched is not None:
        hours, minute, second = (None if one is None else int(one) for one in matched.groups())
        if hours is None or hours > _LAST_HOUR or (":" not in word and sure == "marked" and not _is_half(p, at + 1)):
            return None
        return at + 1, Hour(hours, minute, second, either=0 < hours <= _NOON), ":" in word
    if not (word.isdecimal() and word.isascii()):
        return None
    if p.words[at + 1] == ":" and p.touching(at + 1) and len(p.words[at + 2]) == 2 and _is_half(p, at + 3):
        return at + 3, Hour(int(word), int(p.words[at + 2]), either=True), True  # "9:00a"
    if len(word) in {3, 4} and (
        _is_half(p, at + 1) or (sure == "bare" and (word[0] in "01" or p.words[at + 1] in times().zones))
    ):
        return at + 1, Hour(int(word[:-2]), int(word[-2:]), either=0 < int(word[:-2]) <= _NOON), False
    if len(word) > 2 or int(word) > _LAST_HOUR:
        return None
    last = at + 1 + (p.words[at + 1] == "." and p.touching(at + 1) and _is_half(p, at + 2))
    return last, Hour(int(word), either=0 < int(word) <= _NOON), False


def _spoken(p: Pieces, at: int, sure: Sure) -> tuple[int, Hour, bool] | None:
    """``number word , [ "-" ] , [ minutes ]``: ``seven``, ``three thirty``, ``six forty-three minutes``."""
    if not p.words[at].isalpha():
        return None
    word = _unit(p.words[at])
    if word is None:
        return None
    last = at + 1 + (p.words[at + 1] == "-")
    minute = _number(p, last, 10, 59) if p.words[last].isalpha() else None
    if minute is None:
        return at + 1, Hour(word, either=True), False
    last = minute[0] + (p.words[minute[0]] == "minutes")
    return last, Hour(word, minute[1], either=True), sure != "marked"


def _unit(word: str) -> int | None:
    value = numerals().units.get(word)
    return value if value is not None and 0 < value <= _NOON else None


def _is_half(p: Pieces, at: int) -> bool:
    return _half_of_day(p, at) is not None


def _half_of_day(p: Pieces, at: int) -> tuple[int, str] | None:
    """``"a.m." | "pm" | "a" | "p" (touching its figures) | "p . m ."``."""
    word = p.words[at]
    if word == "ampm":
        return at + 1, ""
    matched = _HALF_DAY.fullmatch(word)
    if matched is not None and ("m" in word or (p.touching(at) and p.words[at - 1][-1:].isdecimal())):
        last = at + 1
        return last, matched[1]
    spaced = [one for one in p.words[at : at + 4] if one != "."]
    if word in {"a", "p"} and spaced[1:2] == ["m"]:
        last = at + 2 + (p.words[at + 1] == ".")
        return last + (p.words[last] == "." and p.words[at + 1] == "."), word
    return None


def _half(p: Pieces, at: int, said: Hour) -> tuple[int, Hour, bool]:
    """What says in which half of the day a time lies, after it."""
    if p.words[at] == "ampm" and p.touching(at):
        return at + 1, said, True
    half = _half_of_day(p, at)
    if half is not None:
        hours = said.hour % _NOON + (_NOON if half[1] == "p" else 0) if said.hour <= _NOON else said.hour
        return half[0], structs.replace(said, hour=hours, either=False), True
    if p.words[at] in {"o'clock", "oclock"}:
        later = _half(p, at + 1, said)
        return later[0], later[1], True
    place = at + (p.words[at] in {"in", "at"})
    found = part(p, place) if place > at or p.words[at] in {"early", "late"} else None
    if found is not None:
        return found[0], _of_part(said, found[1].code), True
    return at, said, False


def _of_part(said: Hour, code: str) -> Hour:
    """A time within a part of the day."""
    hours = said.hour
    if said.either and code in _FROM_NOON and hours < _NOON and not (code == "NI" and hours < 6):
        hours += _NOON
    elif said.either and hours == _NOON and code in {"NI", "MO"}:
        hours = 0 if code == "NI" else _NOON
    return structs.replace(said, hour=hours, either=False)


def _ends(p: Pieces, at: int) -> bool:
    """Whether what follows a number does not make it count something else: ``at 6.45 percent``, ``at 5 people``."""
    word = p.words[at]
    counts = word.isalpha() and word not in listed("after_times") and not p.capital(at)
    return not counts and word not in {"%", "$", "/"}


__all__ = ["Hour", "Part", "Sure", "hour", "part"]
