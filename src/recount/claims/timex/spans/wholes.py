"""Whole stretches by their names: a quarter, a decade, a year, a unit in some direction or that of writing."""

from __future__ import annotations

from msgspec import structs

from recount.claims.timex.dates import month_name, season
from recount.claims.timex.meanings import Amount, Century, Dated, Decade, Length, Near
from recount.claims.timex.nearby import pointed
from recount.claims.timex.numbers import amount, whole
from recount.claims.timex.periods import century, decade, quarter
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.spans.days import year_number
from recount.claims.timex.spans.forms import AfterNext, Form, InWeek
from recount.claims.timex.spans.vocabulary import listed
from recount.claims.timex.vocabulary import times, unit_words

Read = tuple[int, Form]

WHOLES = frozenset({"D", "W", "WE", "M", "Q", "Y", "FN", "DE"})


def owner(p: Pieces, at: int) -> Read | None:
    """A stretch that may own a part: a month, a year, a pointed or plain unit."""
    month = times().months.get(p.words[at])
    if month is not None:
        last = (month_name(p, at, loose=True) or (at + 1, month))[0]
        year = year_number(p, last + (p.words[last] in {",", "of"}))
        return (last, Dated(month=month)) if year is None else (year[0], Dated(month=month, year=year[1]))
    return quarter_of(p, at) or pointed_stretch(p, at) or the_unit(p, at) or year_of(p, at)


def quarter_of(p: Pieces, at: int) -> Read | None:
    """``[ year ] , ( "Q" | "H" ) , figure , [ [ "of" ] , year ] | ordinal , "quarter" , [ of year ]``."""
    led = year_number(p, at) if p.words[at].isdecimal() else None
    place = at if led is None else led[0] + (p.words[led[0]] == "-")
    letter = p.words[place]
    if (
        letter in {"q", "h"}
        and p.words[place + 1].isdecimal()
        and p.touching(place + 1)
        and len(p.words[place + 1]) == 1
    ):
        number = int(p.words[place + 1])
        if not 1 <= number <= (4 if letter == "q" else 2):
            return None
        dated = Dated(quarter=number) if letter == "q" else Dated(half=number)
        last = place + 2 + (p.words[place + 2] in {"-", "of"})
        year = led if led is not None else year_number(p, last) if p.words[last].isdecimal() else None
        return (place + 2, dated) if year is None else (max(place + 2, year[0]), structs.replace(dated, year=year[1]))
    article = p.words[at] == "the"
    found = quarter(p, at + article)
    if found is not None and p.words[at + article] in {"last", "final", "latter"} and found[0] == at + article + 2:
        return None
    if found is None or not (isinstance(found[1], Dated) or not article):
        return None
    spelt = year_number(p, found[0] - 2) if p.words[found[0] - 1] == "thousand" else None
    if spelt is not None and isinstance(found[1], Dated):
        return spelt[0], structs.replace(found[1], year=spelt[1])
    if p.words[found[0] : found[0] + 3] == ["of", "the", "year"]:
        return found[0] + 3, found[1]
    return found


def era(p: Pieces, at: int) -> Read | None:
    """A decade or century: ``1990s``, ``the nineties``, ``15th century``."""
    if p.words[at].isdecimal() and p.words[at + 1] == "s" and p.words[at].endswith("0") and len(p.words[at]) in {2, 4}:
        year = int(p.words[at])
        return at + 2, Decade(year // 10 if year > 99 else 190 + year // 10, known=year > 99)
    found = decade(p, at) or century(p, at)
    return found if found is not None and isinstance(found[1], Decade | Century) else None


def pointed_stretch(p: Pieces, at: int) -> Read | None:
    """A unit, month, season or amount in some direction; of a weekday and a feast there are rules elsewhere."""
    if p.words[at + 1 : at + 3] in (["working", "week"], ["calendar", "year"]):
        inner = pointed(Pieces(p.text, [*p.words[: at + 1], *p.words[at + 2 :]], p.starts, p.ends, p.count), at)
        return None if inner is None else (inner[0] + 1, inner[1])
    if p.words[at] == "last" and at and (p.words[at - 1] in times().tenses.ahead or p.words[at - 1] in {"t", "not"}):
        return None
    found = pointed(p, at)
    if found is None:
        return None
    last, meaning = found
    if isinstance(meaning, Near) and meaning.unit == "W":
        return _weekday_of(p, last, meaning) or found
    if isinstance(meaning, Length) and meaning.plus is None and meaning.amount.count is not None:
        more = _more(p, last)
        return found if more is None else (more[0], structs.replace(meaning, plus=more[1]))
    return found


def _more(p: Pieces, at: int) -> tuple[int, Amount] | None:
    """``"and" , amount , unit``."""
    counted = amount(p, at + 1) if p.words[at] == "and" else None
    if counted is not None and p.words[counted[0] + 1] in {"ago", "and"}:
        return None
    unit = None if counted is None else unit_words().get(p.words[counted[0]])
    if counted is None or unit is None or counted[1] is None:
        return None
    return counted[0] + 1, Amount(counted[1], unit)


def _weekday_of(p: Pieces, at: int, week: Near) -> Read | None:
    """``week , [ "on" | "-" ] , weekday``: ``next week on Tuesday``."""
    place = at + (p.words[at] in {"on", "-", ","})
    weekday = times().weekdays.get(p.words[place])
    return None if weekday is None else (place + 1, InWeek(weekday, week))


def several(p: Pieces, at: int) -> Read | None:
    """``number , way , unit``: ``5 upcoming years``."""
    counted = whole(p, at)
    if counted is None:
        return None
    way = times().ways.get(p.words[counted[0]])
    unit = unit_words().get(p.words[counted[0] + 1])
    if (
        way not in {"last", "next", "before", "after"}
        or way is None
        or unit is None
        or p.words[counted[0] + 1] in times().units
    ):
        return None
    return counted[0] + 2, Length(Amount(counted[1], unit), way)


def the_unit(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , unit``: the one in which it was written; a weekend also without its article."""
    article = p.words[at] == "the"
    unit = times().units.get(p.words[at + article])
    if unit == "WE" and p.words[at + article] == "weekend":
        return at + 1 + article, Near("WE", "the", article=True)
    if not article or unit is None or unit not in WHOLES | {"TH"} or p.words[at + 2] in {"-", "'s"}:
        return None
    beyond = ["after", "next"], ["after", "the", "next"]
    if unit in WHOLES and any(p.words[at + 2 : at + 2 + len(words)] == words for words in beyond):
        return at + 4 + (p.words[at + 3] == "the"), AfterNext(unit)
    return at + 2, Near(unit, "the", article=True)


def season_of(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , season , [ "of" , year ]``; "fall" and "spring" need their year, being verbs too."""
    place = at + (p.words[at] == "the")
    code = times().seasons.get(p.words[place])
    spelt = year_number(p, place + 2) if p.words[place + 1] == "of" else None
    if code is not None and spelt is not None:
        return spelt[0], Dated(season=code, year=spelt[1])
    if code is None or p.words[place] in {"fall", "spring"} or place > at:
        return None
    return season(p, at)


def year_of(p: Pieces, at: int) -> Read | None:
    """``[ "the" ] , [ "calendar" ] , "year" , year | "CY" , year | year``: a bare one only where it counts nothing."""
    place = at + (p.words[at] == "the")
    place += p.words[place] == "calendar"
    if p.words[place] in {"year", "cy"}:
        place += 1
        short = p.words[place].isdecimal() and p.touching(place) and p.words[place - 1] == "cy"
        year = year_number(p, place, short=short)
        return None if year is None else (year[0], Dated(year=year[1]))
    if not p.words[at].isdecimal():
        spelt = year_number(p, at)
        return None if spelt is None or _counts(p, spelt[0]) else (spelt[0], Dated(year=spelt[1]))
    year = year_number(p, at)
    if year is None or _counts(p, year[0]) or (at and _is_joined(p, at)):
        return None
    return year[0], Dated(year=year[1])


def _counts(p: Pieces, at: int) -> bool:
    """Whether figures before this piece count something or go on as a longer number."""
    word = p.words[at]
    return word in listed("counted") or (
        p.touching(at)
        and (word in {"/", ":"} or (word in {"-", "."} and p.words[at + 1][:1].isdecimal() and not _goes_to(p, at)))
    )


def _goes_to(p: Pieces, at: int) -> bool:
    """Whether a hyphen leads on to another year, and that to nothing: ``2014-2018``."""
    after = p.words[at + 1]
    return (
        p.words[at] == "-"
        and len(after) == 4
        and after.isdecimal()
        and not (p.words[at + 2] == "-" and p.touching(at + 2))
    )


def _is_joined(p: Pieces, at: int) -> bool:
    """Whether figures go on from what stands before them: a telephone number, a code, a sum."""
    return (
        p.touching(at)
        and p.words[at - 1] not in {"(", "'", '"', "=", "~"}
        and not p.words[at - 1].isalpha()
        and not (
            p.words[at - 1] == "-"
            and p.words[at - 2].isdecimal()
            and len(p.words[at - 2]) == 4
            and not (p.touching(at - 2) and at > 2)
        )
    )
