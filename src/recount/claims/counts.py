"""Tokens to counts: a small grammar of quantity, one rule a function.

::

    count    = zero | bounded | vague | weight | article ;
    bounded  = [ before ] , ( range | amount ) , [ after ] ;
    range    = "between" amount "and" amount | "from" amount "to" amount | amount ( "-" | "to" | "or" ) amount ;
    amount   = ( half | number , { scale } | [ "a" ] scale ) , [ "and a half" , [ scale ] ] ;
    half     = [ "a" ] , "half" , [ "a" ] , scale ;
    number   = digits | words ;

Words of each kind are data (``lexicon/counts.toml``). Refused are numbers that count no people: ages, dates, money,
distances, percentages, ordinals, calibres, and numbers that are part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import get_args

from msgspec import Struct

from recount.claims.amounts import Amount, amount, opens_amount, words_of
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Operator, Quantity

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_DAY = re.compile(r"(?:[12]?\d|3[01])$")
_DASHES = frozenset("-–—")
_BOUNDS = ("at_least", "more_than", "at_most", "fewer_than", "about")
_RANGES = frozenset({"between", "from"})


class Count(Struct, frozen=True):
    """A count and the tokens it covers, `first` to `last` (exclusive); `form` says which rule of the grammar it is."""

    quantity: Quantity
    first: int
    last: int
    form: str


def find_counts(text: str, tokens: Sequence[Token]) -> list[Count]:
    """All counts among the tokens of one sentence, left to right, none overlapping another.

    >>> from recount.language.tokens import tokenise
    >>> text = "Between 150 and 300 bodies, at least 12 of them children, on 7 April"
    >>> [(count.quantity.exact, count.quantity.low, count.quantity.high) for count in find_counts(text, tokenise(text))]
    [('Between 150 and 300', 150, 300), ('at least 12', 12, None)]
    """
    counts: list[Count] = []
    at = 0
    while at < len(tokens):
        found = _count(text, tokens, at) if _opens(tokens[at]) else None
        if found is None:
            at += 1
            continue
        doubled = found.form == "vague" and counts and counts[-1].last == found.first
        if found.form != "refused" and not doubled:
            counts.append(found)
        at = max(found.last, at + 1)
    return counts


def _count(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``count = zero | bounded | vague | weight | article``."""
    found = _zero(text, tokens, at) or _bounded(text, tokens, at) or _vague(text, tokens, at)
    return found or _weight(text, tokens, at) or _article(text, tokens, at)


def _opens(token: Token) -> bool:
    """Whether any rule can begin with a token; most words of a sentence open none."""
    return token.lower in _openers() or opens_amount(token)


@cache
def _openers() -> frozenset[str]:
    """The words that a rule can begin with, besides amounts."""
    lists = [(name, "words") for name in ("zero", "vague", "weights", "articles")]
    bounds = [("bounds_before", kind, "words") for kind in _BOUNDS]
    return frozenset({*_RANGES, *(first for path in (*lists, *bounds) for first in _phrases(*path))})


@cache
def _phrases(*path: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one list by their first word, longest first, each as its tokens."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words_of(*path), key=lambda phrase: -len(phrase.split())):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _match(tokens: Sequence[Token], at: int, *path: str) -> int:
    """How many tokens the longest phrase of a list covers here; 0 where none stands."""
    if at >= len(tokens):
        return 0
    for phrase in _phrases(*path).get(tokens[at].lower, ()):
        if len(phrase) <= len(tokens) - at and all(tokens[at + i].lower == word for i, word in enumerate(phrase)):
            return len(phrase)
    return 0


def _quantity(
    text: str, tokens: Sequence[Token], first: int, last: int, operator: Operator, bounds: tuple[int | None, int | None]
) -> Quantity:
    start, end = tokens[first].start, tokens[last - 1].end
    low, high = bounds
    return Quantity(
        exact=text[start:end], start=start, end=end, low=low, high=high, operator=operator, approx=operator == "about"
    )


def _zero(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``zero = "no" | "no one" | "none" | "not a single" …``."""
    length = _match(tokens, at, "zero", "words")
    if not length or _match(tokens, at, "bounds_before", "at_least", "words") > length:
        return None
    if any(_match(tokens, at, "bounds_before", kind, "words") > length for kind in ("at_most", "fewer_than")):
        return None
    following = tokens[at + length].lower if at + length < len(tokens) else ""
    if tokens[at].lower == "no" and following in words_of("negated", "words"):
        return None
    return Count(_quantity(text, tokens, at, at + length, "exact", (0, 0)), at, at + length, "zero")


def _bounded(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``bounded = [ before ] , ( range | amount ) , [ after ]``."""
    begin, before = at, None
    for kind in _BOUNDS:
        length = _match(tokens, begin, "bounds_before", kind, "words")
        if length > at - begin:
            before, at = kind, begin + length
    if before is not None:
        at += _match(tokens, at, "bounds_before", "about", "words")  # "at least some 40"
    spread = _range(tokens, at)
    if spread is not None:
        low, high, last = spread
        if low <= high:
            form = "refused" if _refused(tokens, begin, last, high) else "number"
            return Count(_quantity(text, tokens, begin, last, "between", (low, high)), begin, last, form)
    single = amount(tokens, at)
    if single is None:
        return None
    if (ratio := _ratio(tokens, single)) is not None:
        share = _quantity(text, tokens, begin, ratio, "exact", (single.value, single.value))
        return Count(share, begin, ratio, "refused")
    return _one_amount(text, tokens, begin, before, single)


def _ratio(tokens: Sequence[Token], single: Amount) -> int | None:
    """``ratio = "one" "in" amount``: the token after it, where that is a share (``one in three families``)."""
    if single.value != 1 or single.last >= len(tokens) or tokens[single.last].lower != "in":
        return None
    of = amount(tokens, single.last + 1)
    if of is None or of.value > 100:
        return None
    measured = of.last < len(tokens) and tokens[of.last].lower in words_of("measures", "words")
    return None if measured else of.last


def _one_amount(text: str, tokens: Sequence[Token], begin: int, before: str | None, single: Amount) -> Count | None:
    """A count of a single amount, with the bound before or after it."""
    last, value = single.last, single.value
    operator = before or "exact"
    for kind in ("at_least", "at_most", "about"):
        length = _match(tokens, last, "bounds_after", kind, "words")
        if length and before is None:
            operator, last = kind, last + length
            break
    if _refused(tokens, begin, last, value) or not single.whole:
        return Count(_quantity(text, tokens, begin, last, "exact", (value, value)), begin, last, "refused")
    quantity = _quantity(text, tokens, begin, last, _operator(operator), _limits(operator, value))
    return Count(quantity, begin, last, "number")


def _operator(kind: str) -> Operator:
    return next((operator for operator in get_args(Operator) if operator == kind), "exact")


def _limits(operator: str, value: int) -> tuple[int | None, int | None]:
    """The bounds that an operator puts on a value."""
    if operator in {"at_least", "more_than"}:
        return value, None
    if operator in {"at_most", "fewer_than"}:
        return None, value
    return value, value


def _range(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """``range = "between" amount "and" amount | [ "from" ] amount ( "-" | "to" | "or" ) amount``: low, high, last."""
    lead = tokens[at].lower if at < len(tokens) else ""
    links = {"and"} if lead == "between" else {"to", "or", "-", "–", "—"}
    if _changes(tokens, at if lead == "from" else at - 1):
        return None
    left = amount(tokens, at + 1 if lead in _RANGES else at)
    if left is None or left.last >= len(tokens) or tokens[left.last].lower not in links:
        return None
    if tokens[left.last].lower in _DASHES and tokens[left.last].start != tokens[left.last - 1].end and lead != "from":
        return None
    right = amount(tokens, left.last + 1)
    if right is None or (left.exact_words and not right.exact_words and lead != "between"):
        return None
    if tokens[left.last].lower == "or" and not left.value < right.value <= 2 * left.value + 1:
        return None  # "two or three", not "killed one or wounded 40"
    low, high = left.value, right.value
    if right.scale > 1 and left.scale == 1 and low < high // right.scale + 1:
        low *= right.scale  # "between 2 and 3 million"
    return low, high, right.last


def _changes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure's change opens at this "from" (``the toll rose from 5 to 12``), which states two figures."""
    if at < 1 or tokens[at].lower != "from":
        return False
    return any(token.lower in words_of("changes", "words") for token in tokens[max(0, at - 4) : at])


def _vague(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``vague = "dozens" | "several" | "hundreds of thousands" | …``; "a few" but no amount after it."""
    length = _match(tokens, at, "vague", "words")
    if not length:
        return None
    last = at + length
    if tokens[last - 1].lower == "of" and tokens[at].lower in {"a", "an"}:
        last -= 1
    quantity = _quantity(text, tokens, at, last, "vague", (None, None))
    return Count(quantity, at, last, "vague")


def _weight(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``weight = "heavy" | "significant" | …`` before losses or casualties."""
    if not _match(tokens, at, "weights", "words"):
        return None
    nouns = words_of("weighed", "words")
    ahead = at + 1
    while ahead < min(at + 4, len(tokens)) and tokens[ahead].lower not in nouns:
        if not (tokens[ahead].lower.isalpha() or tokens[ahead].lower in words("grammar", "quotes") | {",", "’"}):
            return None
        ahead += 1
    if ahead >= min(at + 4, len(tokens)):
        return None
    return Count(_quantity(text, tokens, at, at + 1, "vague", (None, None)), at, at + 1, "weight")


def _article(text: str, tokens: Sequence[Token], at: int) -> Count | None:
    """``article = "a" | "an" | "another"``: one, where the noun after it is of a person harmed."""
    if not _match(tokens, at, "articles", "words") or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].lower in words_of("uncounting", "words") or amount(tokens, at + 1) is not None:
        return None
    return Count(_quantity(text, tokens, at, at + 1, "exact", (1, 1)), at, at + 1, "article")


def _refused(tokens: Sequence[Token], first: int, last: int, value: int) -> bool:
    """Whether the number counts something else than people or things harmed."""
    before = tokens[first - 1].lower if first else ""
    after = tokens[last].lower if last < len(tokens) else ""
    number = tokens[last - 1]
    joined = last < len(tokens) and tokens[last].start == number.end
    if before in words_of("money", "words") or tokens[first].lower in words_of("money", "words"):
        return True
    if after in words_of("measures", "words") and not (after == "-" and not joined):
        return True
    if joined and after[:1].isalpha():
        return True  # 12th, 155mm
    if first and tokens[first - 1].end == tokens[first].start and (before in _DASHES or before[-1:].isalpha()):
        return True  # T-72, MH17
    return _is_date(tokens, first, last, value, before, after) or _is_label(tokens, first, last, before, after)


def _is_date(tokens: Sequence[Token], first: int, last: int, value: int, before: str, after: str) -> bool:
    """Whether the number is a year, a day of a month or a time of day."""
    written, months = tokens[last - 1].text, words_of("months", "words")
    if (
        _YEAR.match(written)
        and last - first == 1
        and (before in words_of("date_leads", "words") | months | {",", "("} or _bare_year(after))
    ):
        return True
    years = tokens[last - 3 : last : 2] if last - first > 2 else ()
    if years and all(_YEAR.match(year.text) for year in years) and _bare_year(after):
        return True  # "from 1975 to 1990"
    plain = before.rstrip(".")
    month_before = plain in months or (plain == "" and first > 1 and tokens[first - 2].lower in months)
    if before == "." and first > 1 and tokens[first - 2].lower in months:
        month_before = True
    if (
        _YEAR.match(written)
        and last - first == 1
        and before in {"the", "his", "its", "their", "a", "year", "fiscal", "'s"}
    ):
        return True
    if _DAY.match(written) and (month_before or (after.rstrip(".") in months and tokens[last].text[0].isupper())):
        return True
    clock = first > 0 and before in {":", "/"} and tokens[first - 1].end == tokens[first].start
    return (clock or after in {":", "/"}) and value < 2100 and bool(_DAY.match(written) or value < 60)


def _bare_year(after: str) -> bool:
    return after in {"", ".", ",", ")", "and", "to", "-", "–", "when", "'s"}


def _is_label(tokens: Sequence[Token], first: int, last: int, before: str, after: str) -> bool:
    """Whether the number is an age between commas, or a name's label (``Flight 752``)."""
    if before in words_of("named_by_number", "words") and tokens[last - 1].text[0].isdigit():
        return True
    single = last - first == 1 and tokens[first].text.isdigit() and len(tokens[first].text) <= 2
    if single and before == "," and after in {",", ".", ";"} and first > 1:
        return tokens[first - 2].text[:1].isupper()  # "Olena, 32,"
    return before == "." and first > 1 and tokens[first - 2].lower in {"no", "nos"}
