"""Spans of time against the specifications of Microsoft Recognizers-Text.

A case is right where the spans found are those it expects, each with its words, its type and a value among those given.
Recognizers leaves a leading article or preposition out of some spans and keeps it in others; the edges of words do not
count. Nor do the lengths that it writes as decimals: they are compared in seconds.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recount.bench.datetimes import SpanRow, predict

PLATFORMS = {"dotnet", "java", "javascript", "python"}

_EDGES = re.compile(r"^(?:(?:the|in|on|at|for)\s+)+|[\s.]+$")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(WE|BD|[YMWDHS])")
_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1, "WE": 2, "BD": 1}
_SECONDS = {"H": 3600, "M": 60, "S": 1}


def score_datetimes(gold: Path) -> dict[str, float]:
    """The share of right cases: of all, of those that some platform of Recognizers passes, of those that all pass."""
    cases = json.loads(gold.read_text(encoding="utf-8-sig"))
    right = [is_right(case, row.spans) for case, row in zip(cases, predict(gold), strict=True)]
    excused = [excused_platforms(case) for case in cases]
    supported = [one for one, marks in zip(right, excused, strict=True) if not marks >= PLATFORMS]
    unmarked = [one for one, marks in zip(right, excused, strict=True) if not marks]
    return {
        name: sum(of) / len(of) for name, of in (("all", right), ("supported", supported), ("unmarked", unmarked)) if of
    }


def excused_platforms(case: dict[str, Any]) -> set[str]:
    """The platforms on which Recognizers does not claim to pass a case."""
    marks = f"{case.get('NotSupported') or ''},{case.get('NotSupportedByDesign') or ''}"
    return {mark.strip().lower() for mark in marks.split(",")} - {""}


def is_right(case: dict[str, Any], found: tuple[SpanRow, ...]) -> bool:
    """Whether exactly the expected spans of a case are found."""
    text, wanted = case["Input"], case["Results"]
    return len(wanted) == len(found) and all(
        edged(result["Text"]) == edged(text[row.start : row.end]) and says(result, row)
        for result, row in zip(wanted, found, strict=True)
    )


def edged(words: str) -> str:
    return _EDGES.sub("", _EDGES.sub("", words.lower().strip()))


def says(result: dict[str, Any], row: SpanRow) -> bool:
    """Whether a span says what one of the values of a result does."""
    values = ((result.get("Resolution") or result.get("Value")) or {}).get("values") or []
    return any(_type(value) == _type({"type": row.type, "value": row.value}) and _same(value, row) for value in values)


def _type(value: dict[str, Any]) -> str:
    """A type; there an approximate day is a range of days, but with a single value."""
    kind = str(value["type"])
    return kind.removesuffix("range") if value.get("value") not in {None, "not resolved"} else kind


def _same(value: dict[str, Any], row: SpanRow) -> bool:
    if row.type == "set":
        return _set(value["timex"]) == _set(row.code or "")
    if row.type == "duration":
        return _seconds(row.code or "") == float(value["value"])
    if value.get("value") == "not resolved":
        return row.first is None and row.value is None and (row.code is None or row.code == value["timex"])
    if "value" in value:
        return bool(value["value"] == row.value)
    return (_end(value.get("start")), _end(value.get("end"))) == (_end(row.first), _end(row.last))


def _end(written: str | None) -> str | None:
    """An end; a night ends there a second before midnight."""
    if written is None or not written.endswith("23:59:59"):
        return written
    day = written.removesuffix("23:59:59").strip()
    return "00:00:00" if not day else f"{date.fromisoformat(day) + timedelta(1)} 00:00:00"


def _set(value: str) -> str:
    """A set's value; TIMEX3 writes sets of parts of days with the places of years, and quarters as Q."""
    plain = value.replace("XXXX-XX-XXT", "T").replace("P1Q", "P3M")
    return "P1WE" if plain == "XXXX-WXX-WE" else plain


def _seconds(value: str) -> float:
    """A length in seconds, a month being 30 days and a year 365."""
    dated, _, timed = value.removeprefix("P").partition("T")
    total = sum(float(count) * _DAYS[unit] * 86400 for count, unit in _LENGTH.findall(dated))
    return total + sum(float(count) * _SECONDS[unit] for count, unit in _LENGTH.findall(timed))
