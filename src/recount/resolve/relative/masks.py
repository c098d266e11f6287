"""A sentence with its names and numbers hidden, so that the words around them can be matched by a written grammar.

Every letter of a name becomes one mark, every letter of a quantity another; all offsets stay as they were. What a
mention holds beside the name stays in sight: the compass word before it, a possessive, the word "border" after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from recount.claims.quantities import Quantified, quantities_of
from recount.language.casing import lowered
from recount.language.tokens import tokenise
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Mention
from recount.resolve.relative.vocabulary import NOUN, alternatives, hours, phrases_of, speeds, units

NAME, QUANTITY = "\ue000", "\ue001"
_BANK = re.compile(r"(?P<bank>\w+\s+bank\s+of\s+(?:the\s+)?)(?=\S)", re.IGNORECASE)
_WIND = re.compile(r"[NESW]{1,3}\.?\s+of\s")
_LEAD = re.compile(r"\S+\s+")
_TAILS = (re.compile(r"\s+(?:border|frontier|river)$", re.IGNORECASE), re.compile(r"['’]s?$", re.IGNORECASE))
_JOINED = re.compile(r"[^\W\d_][^\W\d_’']+(?=[-–—/][A-Z])")


class Masked(Struct, frozen=True):
    """A sentence in lower case, masked and as `said`; its names; its quantities; and where it starts in the report."""

    text: str
    said: str
    names: tuple[Mention, ...]
    quantities: tuple[Quantified, ...]
    start: int


def masked(text: str, mentions: Sequence[Mention], start: int, end: int, *, measured: bool) -> Masked:
    """The sentence of `text` from `start` to `end`, with those of the mentions in it hidden as names.

    Its quantities are hidden too where it is `measured`: where a distance may be told (`counted`).

    >>> text = "Dorno is 12 km from Lukava"
    >>> found = masked(text, [Mention.at(text, 0, 5), Mention.at(text, 20, 26)], 0, len(text), measured=True)
    >>> found.text.replace(NAME, "N").replace(QUANTITY, "Q")
    'NNNNN is QQ km from NNNNNN'
    """
    said = lowered(text[start:end])
    letters = list(said)
    names = tuple(name for one in mentions if start <= one.start < end for name in _names(text, one, end))
    quantities: tuple[Quantified, ...] = ()
    if measured:
        quantities = tuple(quantities_of(text, tokenise(text, start, end)))
    if quantities:
        names = tuple(
            name for name in names if not any(name.start < one.end and one.start < name.end for one in quantities)
        )
    hidden = [(QUANTITY, one.start - start, one.end - start) for one in quantities]
    hidden += [(NAME, one.start - start, one.end - start) for one in names]
    for mark, first, last in hidden:
        letters[first:last] = mark * (last - first)
    return Masked("".join(letters), said, names, quantities, start)


@cache
def counted() -> re.Pattern[str]:
    """A pattern without which no distance is told in a sentence in lower case: a unit, or the time of a way."""
    way = rf"(?:{phrases_of(tuple(speeds()))}|from|outside|{NOUN})\b"
    return re.compile(
        rf"(?<=[\d\s-]){phrases_of(tuple(units()))}\b"
        rf"|\b{phrases_of(tuple(hours()))}\b(?:['’]s?)?[\s-]+(?:\w+\s+){{0,2}}?{way}"
    )


def _names(text: str, mention: Mention, end: int) -> Iterator[Mention]:
    """The names in a mention: without a compass word before, and the two of "Syrian-Turkish border" apart."""
    first, last = mention.start, min(mention.end, end)
    if _WIND.match(text, first, end):
        return
    bank = _BANK.match(text, first, end)  # "the West Bank of the Dnipro" is no part of Palestine
    if bank is not None:
        first = bank.end("bank")
        if first >= last:
            return
    lead = _LEAD.match(text, first, last)
    if lead is not None and lead[0].strip().lower() in words("toponyms", "directions"):
        first = lead.end()
    for tail in _TAILS:
        cut = tail.search(text, first + 1, last)
        last = last if cut is None else cut.start()
    joined = _JOINED.match(text, first, last)
    halves = None if joined is None or text[first:last] in nation_of() else (joined[0], text[joined.end() + 1 : last])
    if joined is not None and halves is not None and _two(halves, text[last:end]):
        yield Mention.at(text, first, joined.end())
        first = joined.end() + 1
    if first < last:
        yield Mention.at(text, first, last)


def _two(halves: tuple[str, str], after: str) -> bool:
    """Whether the halves of a joined name are two: both of states, or with a way or border after them."""
    if all(half in nation_of() for half in halves):
        return True
    return re.match(rf"\s+(?:\w+\s+)?{alternatives('roads', 'borders')}\b", after, re.IGNORECASE) is not None
