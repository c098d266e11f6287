"""Quantities against the specifications of Microsoft Recognizers-Text and against phrases with their bounds.

A case of Recognizers is right where the numbers found are those it expects, each with its words and its value. Of
ranges the ends are compared, and of those open at one side whether the end itself is meant; recount keeps the words of
a bound, Recognizers a half-open interval.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from recount.claims.counts import find_counts
from recount.claims.quantities import Quantified, numbers_of, quantities_of, words_of
from recount.language.tokens import tokenise
from recount.model import Quantity

Found = tuple[int, int, Any]

_STRICT = {"more_than": "(", "at_least": "[", "fewer_than": ")", "at_most": "]"}


def numbers_in(text: str) -> Iterator[Found]:
    """The numbers of a text as its places and their worth."""
    for start, end, value in numbers_of(text, tokenise(text)):
        yield start, end, float(value)


def ranges_in(text: str) -> Iterator[Found]:
    """The bounded numbers and ranges of a text, each as its ends and, where one is open, how the other is closed."""
    for found in quantities_of(text, tokenise(text)):
        low, high = (None if value is None else float(value) for value in (found.low, found.high))
        begin = found.start + _about(text[found.start : found.end])
        if found.measure == "label":
            continue
        if found.form == "range" or (found.form == "change" and (low or 0) < (high or 0)):
            yield begin, found.end, (low, high, "")
        elif found.form == "number" and (found.operator in _STRICT or text[found.start].lower() == "e"):
            yield begin, found.end, (low, high, _STRICT.get(found.operator, ""))


def score_recognizers(gold: Path, only: str) -> dict[str, float]:
    """The share of right cases of a specification, of all and of those that every platform of Recognizers passes."""
    find = {"numbers": numbers_in, "ranges": ranges_in}[only]
    cases = json.loads(gold.read_text(encoding="utf-8-sig"))
    unmarked = [case for case in cases if not {"NotSupported", "NotSupportedByDesign"} & case.keys()]
    figures = {"all": sum(right(case, find) for case in cases) / len(cases)}
    return figures | ({"unmarked": sum(right(case, find) for case in unmarked) / len(unmarked)} if unmarked else {})


def score_phrases(gold: Path) -> dict[str, float]:
    """Of phrases with their bounds: how many facts have a quantity that says the same, and how many traps a count."""
    facts: list[bool] = []
    traps: list[bool] = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        counts = find_counts(text, tokenise(text))
        for fact in row["facts"]:
            if fact.get("kind") == "trap":
                traps.append(any(_overlap(fact, count.quantity) for count in counts))
            else:
                facts.append(any(_says(fact, found) for found in _figures(text) if _overlap(fact, found)))
    return {"facts": sum(facts), "traps": sum(traps)}


def _figures(text: str) -> Iterator[Quantified]:
    """The quantities of a text, each figure of a change by itself."""
    for found in quantities_of(text, tokenise(text)):
        yield from found.parts or (found,)


def _overlap(fact: dict[str, Any], found: Quantified | Quantity) -> bool:
    return fact["start"] < found.end and found.start < fact["end"]


def _says(fact: dict[str, Any], found: Quantified) -> bool:
    """Whether a quantity has the ends of a fact, or ends it accepts; a vague word stays a word, without ends."""
    if found.form == "vague":
        return fact["low"] is not None and fact["low"] != fact["high"]
    ends = [[fact["low"], fact["high"]], *fact.get("accept", [])]
    return any(_same(low, found.low) and _same(high, found.high) for low, high in ends)


def _about(words: str) -> int:
    """How long the words for "about" are that open a quantity, which Recognizers leaves out."""
    return next(
        (len(word) + 1 for word in words_of("bounds_before", "about", "words") if words.startswith(f"{word} ")), 0
    )


def right(case: dict[str, Any], find: Callable[[str], Iterator[Found]]) -> bool:
    """Whether exactly the expected results of a case are found; spaces at the edges of their words do not count."""
    text = case["Input"]
    wanted = [(result["Text"].lower().strip(), _value(result["Resolution"]["value"])) for result in case["Results"]]
    found = [(text[start:end].lower().strip(), value) for start, end, value in find(text)]
    return len(wanted) == len(found) and all(
        words == other and _same(value, worth) for (words, value), (other, worth) in zip(wanted, found, strict=True)
    )


def _value(written: str) -> Any:
    """A resolution: a number, or an interval as ``[20,30)``, in which nothing stands for no end."""
    interval = re.fullmatch(r"([\[(])(.*),(.*)([\])])", written)
    if interval is None:
        return float(written)
    low, high = (float(end) if end else None for end in interval.groups()[1:3])
    sign = "" if low is not None and high is not None else interval[1] if high is None else interval[4]
    return low, high, sign


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, tuple):
        return wanted[2] == found[2] and all(_same(*ends) for ends in zip(wanted[:2], found[:2], strict=True))
    if wanted is None or found is None:
        return wanted is found
    return math.isclose(wanted, float(found), rel_tol=1e-9)
