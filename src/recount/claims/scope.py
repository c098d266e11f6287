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
_WEIGHTS: dict[Scope, dict[str, float]] = {
    "incident": {},
    "period": {
        "bias": -1.2, "day": -1.9, "during strife": -0.3, "effect captured": -0.4, "effect casualties": -0.5,
        "effect destroyed": 0.2, "effect injured": 0.6, "effect killed": -0.3, "effect missing": -0.7, "held": -0.4,
        "month": 0.3, "no time": -1.1, "perfect": 1.6, "periods": 0.3, "recent": 0.7, "size": 1.4, "strife": -0.6,
        "strikes": -0.8, "toll": -1.1, "totals": 0.8, "vague": 0.3, "vague hundreds": 0.6, "was": -0.3,
    },
    "total": {
        "are": 0.6, "bias": -1.5, "day": -1.0, "during strife": 0.2, "effect affected": 0.4, "effect bodies": -0.2,
        "effect captured": -0.8, "effect casualties": -0.4, "effect destroyed": 1.0, "effect injured": -0.3,
        "effect killed": -0.6, "effect missing": -0.8, "held": 0.7, "month": -0.3, "no time": -0.4,
        "past perfect": 0.7, "perfect": 1.4, "periods": -0.4, "recent": -0.7, "since": 1.1, "size": 4.0,
        "strife": 0.3, "strikes": -0.7, "toll": -1.3, "totals": 1.3, "vague": 0.3, "vague hundreds": 1.4,
        "was": -0.7, "weak": 0.9,
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
        for scope_, weights in _WEIGHTS.items()
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
        f"effect {link.effect}": 1.0,
    }
    return {trait: value_ for trait, value_ in shown.items() if value_}
