"""The rules by which relative places are worded, as patterns over masked sentences.

::

    place    = length , [ away ] , [ wind ] , [ away ] , from , name        "some 15 miles from Dorno"
             | travel , [ wind ] , from , name                              "a two-hour drive from Dorno"
             | wind , "of" , name                                           "north of Dorno"
             | near , name | outside , name                                 "just outside Dorno"
             | [ wind ] , edge , "of" , name | name , "'s" , edge           "on the northern outskirts of Dorno"
             | [ midway ] , "between" , name , "and" , name                 "between Dorno and Lukava"
             | road , from , name , "to" , name                             "on the road from Dorno to Lukava"
             | [ length , from ] , border , "with" , name , [ "and" , name ] | name , "border"
             | length , "inside" , name                                     "10 miles inside Dornland"
             | [ length ] , "off" , coast , "of" , name                     "off the coast of Dornland"
             | wind , bank , "of" , name                                    "the west bank of the Dorn"
             | [ length ] , "upstream" , "of" , name
             | wind , [ part , "of" ] , name ;                              "the eastern region of Dornland"

A name may have an article, an adjective or a kind of place before it ("the besieged city of Dorno").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.lexicon.lists import words
from recount.model import RelativeKind
from recount.resolve.relative.lengths import length_pattern, travel_pattern
from recount.resolve.relative.masks import NAME, QUANTITY
from recount.resolve.relative.vocabulary import ADJECTIVE, NOUN, SHORT, alternatives, hours, listed, units, winds

_OPENS = rf"[\w{NAME}{QUANTITY}]"  # what no rule begins after
_A, _B = rf"(?P<a>{NAME}+)", rf"(?P<b>{NAME}+)"
_FIRST = rf"(?P<a>{NAME}(?<!{_OPENS}{NAME}){NAME}*)"  # a rule's first words: a search goes from mark to mark
_OWNS = r"(?:['’]s?)?"
_Sign = Literal[
    "counted", "off", "between", "winds", "borders", "streams", "midway", "roads",
    "edges", "banks", "outside", "near", "towards", "lands", "parts",
]  # fmt: skip


class Rule(Struct, frozen=True):
    """A way of wording a relative place: its pattern, and the sign (`signs`) and mark without which it never holds."""

    kind: RelativeKind
    sign: _Sign
    pattern: re.Pattern[str]
    mark: str


@cache
def signs() -> Mapping[str, frozenset[str]]:
    """Words of a sentence in lower case that show which rules may hold in it: in most sentences none does.

    >>> sorted(name for name, own in signs().items() if own & set("fighting on the outskirts of dorno".split()))
    ['edges']
    """
    lists = ("borders", "streams", "midway", "roads", "edges", "banks", "near", "towards", "lands", "parts")
    found = {name: frozenset(_telling(phrase) for phrase in listed(name)) for name in lists}
    measures = {word for unit in (*units(), *hours()) for word in unit.split()}
    halves = {re.findall(r"[a-z]+", name)[-1] for name in listed("midway")}
    written = {
        "counted": frozenset(measures),
        "off": frozenset({"off"}),
        "outside": frozenset({"outside"}),
        "between": frozenset({"between"}),
        "winds": frozenset((*(wind for wind in winds() if len(wind) > 3), *listed("middles"))),
        "midway": frozenset(halves),
    }
    return {**found, **written}


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, the most telling first: a name goes to the first that takes it."""
    return tuple(
        Rule(
            kind,
            sign,
            re.compile(pattern if pattern.startswith(_FIRST) else rf"(?<!{_OPENS})(?:{pattern})"),
            QUANTITY if pattern.startswith((length_pattern(), travel_pattern())) else NAME,
        )
        for kind, sign, pattern in _written()
    )


def _written() -> tuple[tuple[RelativeKind, _Sign, str], ...]:
    a, b, c = (rf"\s+{_before(name)}(?P<{name}>{NAME}+)" for name in "abc")
    before_b = _before("b")
    way = rf"(?P<wind>{NOUN}|{SHORT}\b\.?)"
    leaving, stress, inner = alternatives("from"), alternatives("stresses"), alternatives("middles")
    bank = rf"(?:(?P<side>{ADJECTIVE}|{NOUN}|left|right)\s+)"
    further = rf"[\s,-]+(?:(?:further|farther|away)[\s,]+)?(?:to\s+the\s+)?{way}"
    away = rf"(?:[\s,]+{alternatives('away')})"
    measured = length_pattern()
    far = rf"{measured}{away}{{0,2}}(?:[\s,-]+(?:to\s+the\s+|due\s+)?{way})?{away}?"
    border, links = alternatives("borders"), alternatives("border_links")
    the = r"(?:(?:the|its|their|a|country['’]s|\w+ern|disputed|porous|common|international|land|shared|main)\s+){0,3}"
    of_border = rf"{the}{border}\s+{links}{a}{_OWNS}(?:\s*(?:and|with|to|[-–—/])\s*{before_b}{_B})?"
    own_border = rf"{the}{_A}(?:\s*(?:[-–—/]|and|to)\s*{_B})?{_OWNS}\s+(?:\w+ern\s+)?{border}(?:\s+with{c})?"
    at = r"(?:(?:near|at|on|along|by|astride|across|over|from|close\s+to|not\s+far\s+from|next\s+to)\s+)?"
    from_border = rf"{far}\s+{leaving}\s+"
    between = rf"between{a}{_OWNS}(?:\s*\([^)]*\))?,?\s+and{b}"
    to = rf"(?:\s+(?:to|and|with|towards?)|\s*[-–—/])\s*{before_b}{_B}"
    road, edge, part = alternatives("roads"), alternatives("edges"), alternatives("parts")
    side = rf"(?:(?P<side>{ADJECTIVE}|{NOUN}|central|left|right)\s+)"
    coast, at_sea = alternatives("coasts"), rf"(?:{far}\s+)?off\s+"
    return (
        ("border", "borders", from_border + own_border),
        ("border", "borders", from_border + of_border),
        ("inside", "counted", rf"{measured}{away}{{0,2}}\s+{alternatives('inward')}{a}"),
        ("coast", "off", rf"{at_sea}(?:the\s+)?{side}?{coast}\s+of{a}"),
        ("coast", "off", rf"{at_sea}{_before('a')}{_A}{_OWNS}(?:\s+{side}?{coast})?"),
        ("stream", "streams", rf"(?:{measured}\s+)?{alternatives('streams')}\s+(?:of|from){a}"),
        ("distance", "counted", rf"{far}\s+{leaving}{a}"),
        ("travel", "counted", rf"{travel_pattern()}{away}?(?:\s+(?:to\s+the\s+)?{way})?{away}?\s+{leaving}{a}"),
        ("midway", "midway", rf"{alternatives('midway')}\s+{between}"),
        ("midway", "midway", rf"{alternatives('midway')}\s+(?:along\s+(?:the\s+)?{road}\s+)?from{a}{to}"),
        ("border", "borders", at + own_border),
        ("border", "borders", at + of_border),
        ("between", "between", rf"(?:{road}\s+)?{between}"),
        ("between", "roads", rf"{road}\s+{alternatives('road_links')}{a}{_OWNS}{to}"),
        ("between", "roads", rf"{_FIRST}\s*(?:[-–—/]|to)\s*{_B}\s+(?:\w+\s+)?{road}"),
        ("edge", "edges", rf"{_FIRST}\s+suburb\s+of\s+(?P<subject>{NAME}+)"),
        ("edge", "edges", rf"(?:the\s+|a\s+|its\s+)?{side}?{edge}\s+(?:of|to){a}"),
        ("edge", "edges", rf"{_FIRST}['’]s?\s+{side}?{edge}"),
        ("edge", "edges", rf"{_FIRST}\s+{side}?(?:suburb|outskirts|suburbs)\b(?!\s+of\s+{NAME})"),
        (
            "bank",
            "banks",
            rf"(?:the\s+)?{bank}?{alternatives('banks')}\s+of{a}",
        ),
        ("part", "parts", rf"(?:the\s+)?(?:far\s+)?{side}{part}\s+of{a}"),
        ("part", "lands", rf"{alternatives('lands')}\s+of{a}"),
        ("part", "winds", rf"(?P<to>to\s+)?the\s+(?:{stress}\s+)?(?P<toward>{NOUN}|{inner})\s+of{a}"),
        ("part", "winds", rf"{_FIRST}['’]s?\s+(?:\w+\s+)?(?:{side}{part}|(?P<toward>{NOUN}))\b"),
        ("direction", "winds", rf"(?:to\s+the\s+|just\s+|due\s+|further\s+|immediately\s+)?{way}\s+(?:of|from){a}"),
        ("part", "winds", rf"(?:far\s+)?(?P<side>{ADJECTIVE}(?:most)?|{NOUN}|central)\s+(?:and\s+\w+\s+)?{_A}"),
        ("towards", "towards", rf"{alternatives('towards')}{a}"),
        ("edge", "outside", rf"{alternatives('outside')}{a}"),
        ("near", "near", rf"{alternatives('near')}{a}"),
        ("distance", "counted", rf"{measured}{further}\b(?!\s+(?:of|from)\b)"),
        ("distance", "counted", rf"{measured}\s+(?:away|distant)\b(?!\s+from\b)"),
    )


def _telling(phrase: str) -> str:
    """The word of a phrase that says most: its longest that is no preposition but the only one."""
    plain = [word for word in phrase.split() if word not in words("grammar", "prepositions", "determiners")]
    return max(reversed(plain or phrase.split()), key=len).partition("'")[0]


def _before(name: str) -> str:
    """The words that may stand between a preposition and a name: ``the besieged port city of``."""
    return rf"(?P<before_{name}>(?:[a-z][\w-]*,?\s+){{0,4}}?)"
