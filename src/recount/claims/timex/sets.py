"""Times that come again: ``every Friday``, ``daily``, ``three times a week``."""

from __future__ import annotations

from recount.claims.timex.figures import Hit
from recount.claims.timex.meanings import Often
from recount.claims.timex.numbers import amount
from recount.claims.timex.pieces import Pieces
from recount.claims.timex.vocabulary import listed, times, unit_words

_LENGTHS = {
    "TS": "PT1S", "TM": "PT1M", "TH": "PT1H", "D": "P1D", "W": "P1W", "FN": "P2W", "M": "P1M", "Q": "P1Q", "Y": "P1Y",
    "DE": "P10Y", "CE": "P100Y", "WE": "XXXX-WXX-WE", "NI": "XXXX-XX-XXTNI", "MO": "XXXX-XX-XXTMO",
    "AF": "XXXX-XX-XXTAF", "EV": "XXXX-XX-XXTEV",
}  # fmt: skip
_TIMES = listed("times")


def every(p: Pieces, at: int) -> Hit | None:
    """``every = ( "every" | "each" ) , [ "other" | amount ] , ( unit | weekday | month | season ) , [ part ] ;``.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> [every(pieces_of(text), 0)[1].value for text in ("every Friday", "each July", "every two weeks")]
    ['XXXX-WXX-5', 'XXXX-07', 'P2W']
    """
    if p.words[at] not in {"every", "each"}:
        return None
    place, known = at + 1, times()
    word = p.words[place]
    if word in {"other", "single"}:
        unit = unit_words().get(p.words[place + 1])
        value = _LENGTHS.get(unit or "")
        if value is None:
            return None
        return place + 2, Often(value.replace("1", "2") if word == "other" else value)
    if word in known.weekdays:
        part = known.parts.get(p.words[place + 1])
        return place + 1 + (part is not None), Often(_weekly(known.weekdays[word], part))
    if word in known.months:
        return place + 1, Often(f"XXXX-{known.months[word]:02d}")
    if word in known.seasons:
        return place + 1, Often(f"XXXX-{known.seasons[word]}")
    if (unit := unit_words().get(word)) is not None:
        return (place + 1, Often(_LENGTHS[unit])) if unit in _LENGTHS and p.words[place + 1] != "of" else None
    counted = amount(p, place)
    unit = unit_words().get(p.words[counted[0]]) if counted is not None else None
    if (
        counted is None
        or unit is None
        or unit not in _LENGTHS
        or counted[1] is None
        or not _LENGTHS[unit].startswith("P")
    ):
        return None
    return counted[0] + 1, Often(_LENGTHS[unit].replace("1", f"{counted[1]:g}", 1))


def _weekly(day: int, part: str | None) -> str:
    return f"XXXX-WXX-{day}" + (f"T{part}" if part else "")


def often(p: Pieces, at: int) -> Hit | None:
    """``often = "daily" | "weekly" | … | plural weekday , [ part ] | weekday , plural part ;``."""
    word, known = p.words[at], times()
    if word in known.often:
        return at + 1, Often(known.often[word])
    if word.endswith("days") and word[:-1] in known.weekdays:
        part = known.parts.get(p.words[at + 1])
        return at + 1 + (part is not None), Often(_weekly(known.weekdays[word[:-1]], part))
    if word in known.weekdays and p.words[at + 1].endswith("s") and p.words[at + 1] in known.parts:
        return at + 2, Often(_weekly(known.weekdays[word], known.parts[p.words[at + 1]]))
    return None


def rate(p: Pieces, at: int) -> Hit | None:
    """``rate = ( "a" | "an" | "per" ) , unit ;``, after how often: ``three times a day``."""
    if p.words[at] not in {"a", "an", "per"} or p.words[at + 1] not in times().units:
        return None
    unit = times().units[p.words[at + 1]]
    if unit not in _LENGTHS or unit in {"TS", "NI", "MO", "AF", "EV", "WE"}:
        return None
    if p.words[at - 1] not in _TIMES or p.words[at + 2] in times().sides or p.words[at + 2] in {"from", "-", "or"}:
        return None
    return at + 2, Often(_LENGTHS[unit])
