"""A linked count to its scope: one incident, a stated period or a running total; and what spoke for it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from recount.claims.clauses import Link
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Mention, Scope

_MONTH = (
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|aug|sept?|oct|nov|dec)\b"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|overnight|tonight|ago)\b|"
    + _MONTH
    + r"\.?\s+\d{1,2}\b|\b\d{1,2}\s+"
    + _MONTH
)
_YEAR = r"\b(?:1[5-9]|20)\d\d\b"
_OUTBREAK = r"since\b.*\b(?:began|started|war|invasion|uprising|conflict|broke|erupted|launched|start|outbreak)\b"
# What words for a time show, in lower case.
_OF_TIMES: Mapping[str, Callable[[str], bool]] = {
    "since": lambda time: time.startswith("since"),
    "during strife": lambda time: bool(set(time.split()) & words("stance", "strife")),
    "periods": lambda time: bool(set(time.split()) & words("stance", "periods")),
    "recent": lambda time: bool(re.search(r"\b(?:past|last|recent|this|next|previous|24-hour)\b", time)),
    "day": lambda time: bool(re.search(_DAY, time)),
    "month": lambda time: bool(re.search(_MONTH, time) and not re.search(_DAY, time)),
    "year": lambda time: bool(re.search(_YEAR, time) and not re.search(_DAY, time)),
    "this": lambda time: bool(re.search(r"\bthis\b|\bso\s+far\b|\bto\s+date\b", time)),
    "last": lambda time: bool(re.search(r"\blast\s+(?:year|month|week)\b", time)),
    "hours": lambda time: bool(re.search(r"\bhours?\b|\bday\b", time)),
    "range": lambda time: bool(re.search(r"\b(?:between|from|to|and|until|through)\b|[-–]", time)),
    "since date": lambda time: bool(re.search(r"since\b.*\d", time)),
    "since strife": lambda time: bool(re.search(_OUTBREAK, time)),
}
_TOLD, _ROUND = 2, 6
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
WEIGHTS: dict[Scope, dict[str, float]] = {
    "incident": {},
    "period": {
        "are": -0.2, "bias": -1.3, "day": -1.5, "during strife": -0.5, "effect affected": -0.1, "effect bodies": -0.3,
        "effect captured": -0.3, "effect casualties": -0.4, "effect destroyed": 0.1, "effect displaced": 0.3,
        "effect injured": 0.3, "effect killed": -0.1, "effect missing": -0.6, "few": -0.6, "held": -0.4, "hours": 0.3,
        "hundreds": 0.3, "last": -0.1, "many strikes": 0.3, "month": -0.2, "no time": -1.9, "one": -0.4,
        "own harm": 0.1, "past perfect": 0.2, "perfect": 1.8, "periods": 0.6, "range": -0.2, "recent": 0.7,
        "since": 0.5, "since date": 0.3, "size": 1.6, "so far": -0.1, "strife": -0.7, "strikes": -1.2,
        "thousands": 0.2, "toll": -1.2, "totals": 0.8, "vague": 0.3, "vague hundreds": 0.7, "was": -0.4, "year": 0.1,
    },
    "total": {
        "are": 0.7, "at least": -0.1, "bias": -1.8, "day": -0.9, "during strife": 0.4, "effect affected": 0.8,
        "effect bodies": -0.2, "effect captured": -0.9, "effect casualties": -0.4, "effect destroyed": 0.9,
        "effect displaced": -0.3, "effect injured": -0.4, "effect killed": -0.6, "effect missing": -0.9, "few": -0.5,
        "held": 0.7, "hundreds": 0.3, "many strikes": -0.3, "month": -0.6, "no time": -0.4, "own harm": -0.9,
        "past perfect": 0.7, "perfect": 1.5, "periods": -0.5, "range": -0.1, "recent": -0.8, "since": 1.5,
        "since date": 0.2, "since strife": 0.3, "size": 4.3, "so far": 0.5, "strife": 0.6, "strikes": -0.4,
        "this": -0.1, "thousands": 0.8, "toll": -1.1, "totals": 1.3, "vague": 0.6, "vague hundreds": 1.7, "was": -0.8,
        "weak": 1.0, "year": -0.1,
    },
}  # fmt: skip


class Stretch(Struct, frozen=True):
    """A scope, the traits that spoke most for it, its share in the fitted model, and words for a time that show one.

    `traits` is empty where nothing but how common each scope is spoke for it; `words` are None where no such trait is
    one of words for a time.
    """

    scope: Scope
    traits: tuple[str, ...]
    share: float
    words: Mention | None


def scope(tokens: Sequence[Token], link: Link, times: Sequence[Mention]) -> Stretch:
    """Whether the figure is of one event, of a stated stretch, or a running total; and why.

    Each trait of the sentence speaks for one of them and against the others; the weights were fitted (multinomial
    logit) on annotated reports and rounded.
    """
    found = traits(tokens, link, times)
    totals = {
        scope_: sum(weights.get(trait, 0.0) * value for trait, value in found.items())
        for scope_, weights in WEIGHTS.items()
    }
    best, rival = sorted(totals, key=lambda scope_: -totals[scope_])[:2]
    told = _told(found, WEIGHTS[best], WEIGHTS[rival])
    share = 1 / sum(math.exp(total - totals[best]) for total in totals.values())
    tests = [_OF_TIMES[trait] for trait in told if trait in _OF_TIMES]
    words_ = next((time for holds in tests for time in times if holds(_plain(time))), None)
    return Stretch(best, told, round(share, 2), words_)


def _told(found: Mapping[str, float], best: Mapping[str, float], rival: Mapping[str, float]) -> tuple[str, ...]:
    """The traits that spoke most for a scope and against its rival, the weightiest first."""
    weights = {trait: value * (best.get(trait, 0.0) - rival.get(trait, 0.0)) for trait, value in found.items()}
    for_ = sorted((trait for trait in weights if weights[trait] > 0 and trait != "bias"), key=lambda one: -weights[one])
    return tuple(for_[:_TOLD])


def _plain(time: Mention) -> str:
    """The words for a time in lower case, with single spaces."""
    return " ".join(time.exact.lower().split())


def traits(tokens: Sequence[Token], link: Link, times: Sequence[Mention]) -> dict[str, float]:
    """What a sentence shows of the stretch over which a figure was counted; a trait not shown is left out."""
    near = {token.lower for token in tokens}
    here = [_plain(mention) for mention in times]
    timed = {trait: float(any(holds(time) for time in here)) for trait, holds in _OF_TIMES.items()}
    value = link.count.quantity.low or link.count.quantity.high or 0
    forms = link.harm.forms if link.harm is not None else frozenset()
    clause = _clause(tokens, link)
    verbs = {token.lower for token in clause}
    text = f" {' '.join(token.lower for token in tokens)} "
    shown = {
        "bias": 1.0,
        "size": min(len(str(value)), 6) / 6 if value else 0.0,
        "vague hundreds": float(
            link.count.quantity.vague
            and any(token.lower in words("stance", "masses") for token in tokens[link.count.first : link.count.last])
        ),
        "vague": float(link.count.quantity.vague),
        "perfect": float(bool(verbs & {"have", "has"})),
        "past perfect": float("had" in verbs),
        "are": float(bool(verbs & {"are", "is", "remain", "include"})),
        "was": float(bool(verbs & {"was", "were"})),
        "toll": float("toll" in forms or "toll" in near),
        "weak": float("weak" in forms),
        "totals": float(bool(near & words("stance", "totals"))),
        "strife": float(bool(near & words("stance", "strife"))),
        "strikes": float(bool(near & words("stance", "strikes"))),
        "since": timed["since"],
        "during strife": timed["during strife"],
        "periods": timed["periods"],
        "recent": timed["recent"],
        "day": timed["day"],
        "month": timed["month"],
        "no time": float(not here),
        "held": float(bool(near & {"hostage", "hostages", "prisoners", "captive", "held", "prisoner", "captivity"})),
        "year": timed["year"],
        "this": timed["this"],
        "last": timed["last"],
        "hours": timed["hours"],
        "range": timed["range"],
        "since date": timed["since date"],
        "since strife": timed["since strife"],
        "so far": float(any(f" {phrase} " in text for phrase in words("stance", "running"))),
        "rate": float(any(f" {phrase} " in text for phrase in words("stance", "rates"))),
        "many strikes": float(bool(near & words("stance", "series"))),
        "in strife": float(bool({token.lower for token in clause} & words("stance", "strife"))),
        "one": float(link.count.form == "article" or value == 1),
        "few": float(1 < value < _TEN),
        "hundreds": float(_HUNDRED <= value < _THOUSAND),
        "thousands": float(value >= _THOUSAND),
        "at least": float(link.count.quantity.operator in {"at_least", "more_than"}),
        "own harm": float(link.harm is not None),
        f"effect {link.effect}": 1.0,
    }
    return {trait: value_ for trait, value_ in shown.items() if value_}


def _clause(tokens: Sequence[Token], link: Link) -> Sequence[Token]:
    """The tokens from count to harm, with a few either side."""
    first, last = link.count.first, link.count.last
    if link.harm is not None:
        first, last = min(first, link.harm.first), max(last, link.harm.last)
    return tokens[max(0, first - _ROUND) : last + _ROUND]
