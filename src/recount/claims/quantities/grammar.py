"""Tokens to quantities: a written grammar, one rule a function.

::

    quantity = zero | bounded | both | vague | weight | article ;
    bounded  = [ before ] , ( both bounds | range | change | measured ) , [ after ] ;
    measured = [ currency ] , ( number | ratio | part ) , [ unit ] ;

`numbers` reads the numbers, `bounds` and `ranges` what bounds them, `units` and `labels` what they measure. Everything
that is a number is found, with what it measures; claims take what counts people or things, so that ages, dates,
money, distances, percentages and numbers in names are refused by the same rules that read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct, structs

from recount.claims.quantities.bounds import Bound, after, before, bound_openers, or_equal
from recount.claims.quantities.cardinals import Number, article_words, number_words
from recount.claims.quantities.disguise import Seen, seen
from recount.claims.quantities.fractions import ratio
from recount.claims.quantities.measures import Measure, measured
from recount.claims.quantities.numbers import number, opens_number
from recount.claims.quantities.numerals import Value, opens_numeral, whole
from recount.claims.quantities.pieces import pieces_of
from recount.claims.quantities.ranges import LEADS, Change, Range, both_bounds, change, end_of, range_from, range_of
from recount.claims.quantities.units import unit
from recount.claims.quantities.vocabulary import matched, numerals, phrases, touching, word_at, words_of
from recount.language.tokens import Token, tokenise
from recount.lexicon.lists import words
from recount.model import Operator

Form = Literal["number", "range", "change", "both", "zero", "vague", "weight", "article"]


class Quantified(Struct, frozen=True):
    """A quantity: its tokens, `first` to `last` (exclusive), the numbers named, its rule and what it measures.

    `approx` is whether the words say "about", of a range too. Of a change, `low` is the figure before and `high` the
    one after, and `parts` are the two. `first` and `last` are None where the quantity begins or ends inside a token.
    """

    start: int
    end: int
    first: int | None
    last: int | None
    low: Value | None
    high: Value | None
    operator: Operator
    form: Form
    measure: Measure
    parts: tuple[Quantified, ...] = ()
    approx: bool = False


class _Found(Struct, frozen=True):
    """A quantity in pieces; `after` is where reading goes on, `covers` the piece before the noun it counts."""

    first: int
    last: int
    low: Value | None
    high: Value | None
    operator: Operator
    form: Form
    measure: Measure
    after: int
    parts: tuple[_Found, ...] = ()
    approx: bool = False
    covers: int | None = None


_Rule = Callable[[str, Sequence[Token], int], _Found | None]


def quantities_of(text: str, tokens: Sequence[Token]) -> list[Quantified]:
    """All quantities among the tokens of one sentence, left to right, none overlapping another.

    >>> from recount.language.tokens import tokenise
    >>> text = "Between 150 and 300 bodies, at least 12 of them children, 4 km off, on 7 April"
    >>> for found in quantities_of(text, tokenise(text)):
    ...     print(text[found.start : found.end], found.low, found.high, found.operator, found.measure)
    Between 150 and 300 150 300 between count
    at least 12 12 None at_least count
    4 4 4 exact measure
    7 7 7 exact date
    """
    as_seen = seen(text, tokens[0].start, tokens[-1].end) if tokens else None
    if as_seen is not None:
        return list(_unhidden(as_seen, tokens))
    cut = pieces_of(text, tokens)
    return [_placed(found, cut.pieces, cut.border) for found in _all(text, cut.pieces)]


def _unhidden(sentence: Seen, tokens: Sequence[Token]) -> Iterator[Quantified]:
    """The quantities of a sentence as it is seen, each with its place in the text and among the tokens as they are."""
    first = {token.start: at for at, token in enumerate(tokens)}
    last = {token.end: at for at, token in enumerate(tokens, 1)}
    apparent = tokenise(sentence.text)

    def placed(one: Quantified) -> Quantified:
        start, end = sentence.places[one.start], sentence.places[one.end - 1] + 1
        covers = None if one.last is None else sentence.places[apparent[one.last - 1].end - 1] + 1
        return structs.replace(
            one,
            start=start,
            end=end,
            first=first.get(start),
            last=None if covers is None else last.get(covers),
            parts=tuple(map(placed, one.parts)),
        )

    yield from map(placed, quantities_of(sentence.text, apparent))


def _placed(found: _Found, pieces: Sequence[Token], border: Sequence[int | None]) -> Quantified:
    """A quantity with its place in the text and among the tokens."""
    return Quantified(
        start=pieces[found.first].start,
        end=pieces[found.last - 1].end,
        first=border[found.first],
        last=border[found.covers or found.last],
        low=found.low,
        high=found.high,
        operator=found.operator,
        form=found.form,
        measure=found.measure,
        parts=tuple(_placed(part, pieces, border) for part in found.parts),
        approx=found.approx or found.operator == "about",
    )


def _all(text: str, pieces: Sequence[Token]) -> Iterator[_Found]:
    """Every quantity, each read where the one before it ends; a vague word after a vague word says nothing more."""
    goes_on, previous, rules = 0, None, _rules()
    opening = [at for at, piece in enumerate(pieces) if piece.lower in rules or not "A" <= piece.text[0] <= "z"]
    for at in opening:
        found = None
        piece = pieces[at]
        if at >= goes_on and piece.lower in rules:
            found = next((found for rule in rules[piece.lower] if (found := rule(text, pieces, at)) is not None), None)
        elif at >= goes_on and opens_numeral(piece) and (piece.text[0] != "." or touching(pieces, at + 1)):
            found = _bounded(text, pieces, at)
        if found is None:
            continue
        doubled = found.form == "vague" and previous is not None and previous.last == found.first
        doubled = doubled and previous is not None and previous.measure == "count"
        if not doubled:
            yield found
            previous = found
        goes_on = max(found.after, at + 1)


@cache
def _rules() -> Mapping[str, tuple[_Rule, ...]]:
    """``quantity = zero | bounded | both | vague | weight | article ;``: the rules that each word can open, in order.

    Most words open none. Figures open ``bounded``.
    """
    numbers = {*LEADS, "-", "−", *words_of("money", "words"), *number_words()} - {"a", "an"}
    openers: tuple[tuple[_Rule, frozenset[str]], ...] = (
        (_zero, frozenset(phrases("zero"))),
        (_bounded, frozenset(numbers)),
        (_opened, bound_openers() - numbers - {"a", "an"}),
        (_led, frozenset({"a", "an"})),
        (_both, frozenset(phrases("both"))),
        (_vague, frozenset(phrases("vague"))),
        (_weight, frozenset(phrases("weights"))),
        (_article, frozenset(phrases("articles"))),
    )
    opening = frozenset().union(*(listed for _, listed in openers))
    return {word: tuple(rule for rule, listed in openers if word in listed) for word in opening}


def _opened(text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """A bounded number that the words of a bound open: ``in excess of 40``."""
    return _bounded(text, pieces, at) if before(pieces, at) is not None else None


def _led(text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """A bounded number that an article opens: ``a dozen``, ``an estimated 40``, ``a third of them``."""
    word = word_at(pieces, at + 1)
    return _bounded(text, pieces, at) if word in article_words() or before(pieces, at) is not None else None


def _zero(text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``zero = ( "no" | "no one" | "none" | "not a single" | … ) , [ "of" , [ "the" ] , number ] ;``."""
    length = matched(pieces, at, "zero")
    if not length:
        return None
    bound = before(pieces, at)
    if bound is not None and bound.last > at + length and bound.kind in {"at_least", "at_most", "fewer_than"}:
        return None
    if pieces[at].lower == "no" and word_at(pieces, at + length) in words_of("negated", "words"):
        return None
    last = at + length
    if word_at(pieces, last) == "of" and length == 1:
        place = last + 1 + (word_at(pieces, last + 1) in words("grammar", "determiners"))
        of = number(text, pieces, place)
        if of is not None and of.whole and unit(pieces, of.last) is None:
            last = of.last
    return _Found(at, last, 0, 0, "exact", "zero", "count", last)


def _bounded(text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``bounded = [ before ] , ( both bounds | range | change | measured ) , [ after ] ;``."""
    bound = before(pieces, at)
    place = at if bound is None else bound.last
    if word_at(pieces, place) in LEADS:
        spread = range_of(text, pieces, place)
        if spread is not None:
            return _ranged(pieces, at, spread, approx=bound is not None and bound.kind == "about")
        moved = change(text, pieces, at) if bound is None else None
        return None if moved is None else _changed(text, pieces, at, moved)
    left = end_of(text, pieces, place)
    if left is None:
        return None
    if bound is not None and (both := both_bounds(text, pieces, at)) is not None:
        return _ranged(pieces, at, both)
    spread = range_from(text, pieces, place, left)
    if spread is not None:
        return _ranged(pieces, at, spread, approx=bound is not None and bound.kind == "about")
    begin, single = left.first, left.number
    if bound is None and (_is_pronoun(pieces, at, single) or _is_half(pieces, at, single)):
        return None
    share = ratio(text, pieces, single)
    if share is not None:
        return _Found(at, share[1], share[0], share[0], "exact", "number", "share", share[1])
    return _one_number(text, pieces, at, begin, bound, single)


def _is_pronoun(pieces: Sequence[Token], at: int, single: Number) -> bool:
    """Whether "one" stands for a noun or for anybody: ``that one``, ``One has to ask``."""
    if single.value != 1 or pieces[at].lower != "one" or single.last != at + 1:
        return False
    following = word_at(pieces, at + 1)
    if word_at(pieces, at - 1) in words_of("pronominal", "words"):
        return not following[:1].isalpha() or following in _clausal()
    opens = at == 0 or not pieces[at - 1].text[-1].isalnum()
    return opens and following in {"has", "must", "can", "should", "might", "could", "cannot"}


def _is_half(pieces: Sequence[Token], at: int, single: Number) -> bool:
    """Whether "half" names one of two parts (``the second half``), or the first part of a word (``half-time``)."""
    if pieces[at].lower != "half" or single.last != at + 1:
        return False
    parted = word_at(pieces, at - 1) in words_of("pronominal", "words") | frozenset(numerals().ordinals)
    return parted or (word_at(pieces, at + 1) == "-" and touching(pieces, at + 1))


@cache
def _clausal() -> frozenset[str]:
    return frozenset().union(
        *(words("grammar", name) for name in ("prepositions", "pronouns", "conjunctions", "auxiliaries"))
    )


def _ranged(pieces: Sequence[Token], at: int, spread: Range, *, approx: bool = False) -> _Found:
    """A range, with what both its numbers measure."""
    measure, beyond = measured(pieces, at, spread.first, spread.last)
    if not (isinstance(spread.low, int) and isinstance(spread.high, int)) and measure == "count":
        measure = "measure"
    return _Found(at, spread.last, spread.low, spread.high, "between", "range", measure, beyond, approx=approx)


def _changed(text: str, pieces: Sequence[Token], at: int, moved: Change) -> _Found | None:
    """A figure before and after, and the two as quantities of their own."""
    parts = tuple(part for place in (moved.first, moved.second) if (part := _bounded(text, pieces, place)) is not None)
    if len(parts) < 2:
        return None
    measure = parts[-1].measure if parts[-1].measure != "count" else parts[0].measure
    return _Found(at, moved.last, moved.before, moved.after, "between", "change", measure, parts[-1].after, parts)


def _one_number(text: str, pieces: Sequence[Token], at: int, begin: int, bound: Bound | None, single: Number) -> _Found:
    """A single number, with the bound before or after it, and what it measures."""
    measure, beyond = measured(pieces, at, begin, single.last)
    last, value = single.last, single.value
    if isinstance(value, int) and value < 0 and measure == "count":
        measure = "measure"
    if measure == "count" and not isinstance(value, int):
        part = _part(text, pieces, single)
        if part is None:
            measure = "share" if single.spelt else "measure"
        else:
            value, last = part
            beyond = last
    operator: Operator = bound.kind if bound is not None else "exact"
    loose = bound is None or bound.kind in {"exact", "about"}
    closing = after(pieces, last) if loose or bound is None else or_equal(pieces, last, bound.kind)
    closing = None if closing is not None and closing.kind == operator else closing
    if closing is not None:
        operator, last = closing.kind, closing.last
        measure, beyond = ("count", last) if measure in {"compound", "name"} else (measure, max(beyond, last))
    low, high = _limits(operator, value)
    return _Found(at, last, low, high, operator, "number", measure, max(beyond, last))


def _part(text: str, pieces: Sequence[Token], share: Number) -> tuple[Value, int] | None:
    """``part = fraction , "of" , determiner , number ;``: two thirds of the 60 are 40, where that is a whole number."""
    if word_at(pieces, share.last) != "of" or word_at(pieces, share.last + 1) not in words("grammar", "determiners"):
        return None
    of = number(text, pieces, share.last + 2)
    if of is None or unit(pieces, of.last) is not None:
        return None
    value = whole(share.value * of.value)
    return (value, of.last) if isinstance(value, int) and value >= 0 else None


def _limits(operator: Operator, value: Value) -> tuple[Value | None, Value | None]:
    """The bounds that an operator puts on a value."""
    if operator in {"at_least", "more_than"}:
        return value, None
    if operator in {"at_most", "fewer_than"}:
        return None, value
    return value, value


def _both(_text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``both = "both" | "a couple" , [ "of" ] ;``: two."""
    length = matched(pieces, at, "both")
    if not length or matched(pieces, at, "vague") > length:
        return None
    return _Found(at, at + length, 2, 2, "exact", "both", "count", at + length)


def _vague(_text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``vague = "dozens" | "several" | "hundreds of thousands" | … ;``."""
    length = matched(pieces, at, "vague")
    if not length:
        return None
    last = at + length
    if pieces[last - 1].lower == "of" and pieces[at].lower in {"a", "an"}:
        last -= 1
    return _Found(at, last, None, None, "vague", "vague", "count", last)


def _weight(_text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``weight = "heavy" | "significant" | … ;``, at most three words before losses or casualties."""
    if not matched(pieces, at, "weights"):
        return None
    nouns = words_of("weighed", "words")
    for ahead in range(at + 1, min(at + 4, len(pieces))):
        word = pieces[ahead].lower
        if word in nouns:
            return _Found(at, at + 1, None, None, "vague", "weight", "count", at + 1)
        if not (word.isalpha() or word in words("grammar", "quotes") | {",", "’"}):
            return None
    return None


def _article(text: str, pieces: Sequence[Token], at: int) -> _Found | None:
    """``article = ( "a" | "an" | "another" ) , [ age ] ;``: one, where the noun after it is of a person harmed."""
    if not matched(pieces, at, "articles") or at + 1 >= len(pieces):
        return None
    if pieces[at + 1].lower in words_of("uncounting", "words"):
        return None
    covered = at + 1
    figure = number(text, pieces, at + 1) if opens_number(pieces[at + 1]) else None
    if figure is not None:
        age = matched(pieces, figure.last, "ages")
        described = word_at(pieces, at - 1) in words("grammar", "be") or "whose" in _words(pieces, figure.last, age + 3)
        if word_at(pieces, figure.last) != "-" or not (figure.spelt or age) or (age and described):
            return None
        covered = figure.last + age if age else covered
    return _Found(at, at + 1, 1, 1, "exact", "article", "count", at + 1, covers=covered)


def _words(pieces: Sequence[Token], at: int, length: int) -> list[str]:
    return [piece.lower for piece in pieces[at : at + length]]


def numbers_of(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Value]]:
    """Every number of a sentence by itself, whatever it measures, with its place: start, end, worth.

    >>> from recount.language.tokens import tokenise
    >>> text = "about 20 to 30 of the 1.5m"
    >>> [(start, end, str(worth)) for start, end, worth in numbers_of(text, tokenise(text))]
    [(6, 8, '20'), (12, 14, '30'), (22, 26, '1500000')]
    """
    pieces = pieces_of(text, tokens).pieces
    at = 0
    while at < len(pieces):
        found = number(text, pieces, at)
        if found is None or _is_pronoun(pieces, at, found):
            at += 1
            continue
        share = ratio(text, pieces, found)
        worth, last = share if share is not None else (found.value, found.last)
        if not (touching(pieces, last) and word_at(pieces, last)[:1].isalpha()):
            yield pieces[at].start, pieces[last - 1].end, worth
        at = last
