"""Every quantity of gold texts, in NewsQuant's terms (Almasian and others 2023): values, bounds, ups and downs.

NewsQuant counts no years, days, times of day, ordinals or figures in names. A vague plural stands there for its scale
and ten times that; words without a scale (``several``), articles, ``no`` and ``both`` are no quantities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from recount.bench import gold_rows
from recount.claims.quantities import Quantified, Value, envelopes, quantities_of, words_of
from recount.language.tokens import Token, tokenise

Change = Literal["=", "~", "<", ">", "up", "down"]

_LEFT_OUT = frozenset({"age", "date", "label", "name"})
_FORMS = frozenset({"number", "range", "change"})
_MOVING = frozenset({"money", "percent", "measure"})
_BETWEEN = frozenset({"by", "another", "a", "only", "just", "further", "=", "of"})
_NEAR, _GAP = 4, 24
_SIGNS: dict[str, Change] = {
    "at_least": ">", "more_than": ">", "at_most": "<", "fewer_than": "<",
}  # fmt: skip


class GoldText(Struct, frozen=True):
    """A gold text, without its quantities."""

    doc_id: str
    text: str


class QuantityRow(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One quantity; `change` only where it is not what the operator says.

    `low` and `high` are without a sign, as NewsQuant's scorer compares them; `negative` keeps it.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    operator: str
    approx: bool
    vague: bool
    negative: bool = False
    change: Change | UnsetType = UNSET


class QuantitiesRow(Struct, frozen=True):
    """The quantities of a text."""

    doc_id: str
    quantities: tuple[QuantityRow, ...]


def predict(gold: Path) -> Iterator[QuantitiesRow]:
    """The quantities that recount finds in each text of a gold file."""
    for row in gold_rows(gold, GoldText):
        yield QuantitiesRow(row.doc_id, tuple(quantities(row.text)))


def quantities(text: str) -> Iterator[QuantityRow]:
    """The quantities of a text, in order.

    >>> for one in quantities("Shares fell 2.5% after about 40 of 1,200 jobs went in 2019"):
    ...     print(one.low, one.high, one.operator, one.change)
    2.5 2.5 exact down
    40 40 about UNSET
    1200 1200 exact UNSET
    """
    tokens = tokenise(text)
    previous: tuple[Quantified, Change | UnsetType] | None = None
    for found in quantities_of(text, tokens):
        low, high = _ends(text, found)
        if found.measure in _LEFT_OUT or (low is None and high is None) or _is_compound(text, found):
            continue
        change = _change(tokens, found)
        if change is UNSET and previous is not None and _converts(text, previous[0], found):
            change = previous[1]
        previous = found, _SIGNS.get(found.operator, change) if change is UNSET else change
        yield QuantityRow(
            start=found.start,
            end=found.end,
            low=_figure(low),
            high=_figure(high),
            operator=found.operator,
            approx=found.approx,
            vague=found.operator == "vague",
            negative=(low or 0) < 0,
            change=change,
        )


def _converts(text: str, whole: Quantified, found: Quantified) -> bool:
    """Whether a measure in brackets says the one before it again in other units: ``under 400 hp (298 kW)``."""
    between = text[whole.end : found.start]
    if not {whole.measure, found.measure} <= _MOVING | {"count"} or found.operator not in {"exact", "between"}:
        return False
    opened = "(" in between and ")" not in between
    return len(between) <= _GAP and ((opened and text[found.start - 1] in "($ ") or between.endswith("/ "))


def _ends(text: str, found: Quantified) -> tuple[Value | None, Value | None]:
    """The numbers of a quantity; of a vague plural those it is taken for; none of what NewsQuant does not count."""
    if found.form == "vague":
        return envelopes().get(text[found.start : found.end].lower(), (None, None))
    return (found.low, found.high) if found.form in _FORMS else (None, None)


def _figure(value: Value | None) -> float | None:
    if value is None or isinstance(value, int):
        return value if value is None else abs(value)
    return abs(float(value))


def _is_compound(text: str, found: Quantified) -> bool:
    """Whether a number word makes one word with a span of time, or "one" with any word: ``a two-month contract``."""
    if text[found.start].isdigit() or text[found.end : found.end + 1] != "-":
        return False
    return found.low == found.high == 1 or any(
        text.startswith(word, found.end + 1) for word in words_of("durations", "words")
    )


def _change(tokens: Sequence[Token], found: Quantified) -> Change | UnsetType:
    """What the words before a sum, a share or a measure say of it: that something rose or fell by it, not to it."""
    if found.form == "vague":
        return "="
    if found.form == "range" and found.approx:
        return "~"
    before = [] if found.first is None else [token.lower for token in tokens[max(0, found.first - _NEAR) : found.first]]
    if found.form == "change" or not (found.measure in _MOVING or before[-1:] == ["by"]) or _between(tokens, found):
        return UNSET
    if before[-1:] == ["by"]:
        before = [word for word in before if not word.isalpha() or word in _moves() | _BETWEEN]  # "grew sales by"
    for word in reversed(before):
        if word in words_of("rises", "words"):
            return "up"
        if word in words_of("falls", "words"):
            return "down"
        if word in words_of("averages", "words") and found.operator == "exact":
            return "~"
        if word not in _BETWEEN | words_of("money", "words") | words_of("codes", "words"):
            break
    return UNSET


def _between(tokens: Sequence[Token], found: Quantified) -> bool:
    """Whether the quantity is a range that says what a figure will reach: ``rise between 2% and 3%``."""
    return found.form == "range" and found.first is not None and tokens[found.first].lower == "between"


def _moves() -> frozenset[str]:
    return words_of("rises", "words") | words_of("falls", "words")
