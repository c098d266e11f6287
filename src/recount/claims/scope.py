"""A linked count to its scope: one incident, a stated period or a running total."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def scope(tokens: Sequence[Token], link: Link, times: Sequence[Mention]) -> Scope:
    """Whether the figure is of one event, of a stated stretch, or a running total.

    Each trait of the sentence speaks for one of them and against the others; the weights were fitted (multinomial
    logit) on annotated reports and rounded.
    """
    found = traits(tokens, link, times)
    totals = {
        scope_: sum(weights.get(trait, 0.0) * value for trait, value in found.items())
        for scope_, weights in WEIGHTS.items()
    }
    return max(totals, key=lambda scope_: totals[scope_])


def traits(tokens: Sequence[Token], link: Link, times: Sequence[Mention]) -> dict[str, float]:
    """What a sentence shows of the stretch over which a figure was counted; a trait not shown is left out."""
    near = {token.lower for token in tokens}
    here = [" ".join(mention.exact.lower().split()) for mention in times]
    value = link.count.quantity.low or link.count.quantity.high or 0
    forms = link.harm.forms if link.harm is not None else frozenset()
    clause = tokens[
        max(0, min(link.count.first, link.harm.first if link.harm else link.count.first) - 6) : max(
            link.count.last, link.harm.last if link.harm else 0
        )
        + 6
    ]
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
        "since": float(any(time.startswith("since") for time in here)),
        "during strife": float(any(set(time.split()) & words("stance", "strife") for time in here)),
        "periods": float(any(set(time.split()) & words("stance", "periods") for time in here)),
        "recent": float(any(re.search(r"\b(?:past|last|recent|this|next|previous|24-hour)\b", time) for time in here)),
        "day": float(any(re.search(_DAY, time) for time in here)),
        "month": float(any(re.search(_MONTH, time) and not re.search(_DAY, time) for time in here)),
        "no time": float(not here),
        "held": float(bool(near & {"hostage", "hostages", "prisoners", "captive", "held", "prisoner", "captivity"})),
        "year": float(any(re.search(_YEAR, time) and not re.search(_DAY, time) for time in here)),
        "this": float(any(re.search(r"\bthis\b|\bso\s+far\b|\bto\s+date\b", time) for time in here)),
        "last": float(any(re.search(r"\blast\s+(?:year|month|week)\b", time) for time in here)),
        "hours": float(any(re.search(r"\bhours?\b|\bday\b", time) for time in here)),
        "range": float(any(re.search(r"\b(?:between|from|to|and|until|through)\b|[-–]", time) for time in here)),
        "since date": float(any(re.search(r"since\b.*\d", time) for time in here)),
        "since strife": float(any(re.search(_OUTBREAK, time) for time in here)),
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
