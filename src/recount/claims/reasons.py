"""Decisions to reasons: of each field of a claim the rule that decided, the words it rests on, how sure it is.

The confidence of a rule is its share of right decisions on annotated reports (``lexicon/reliability.toml``); that of a
source which the language model heard state the count is the model's own probability, that of a scope its share in the
fitted model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.claims.chains import Chain
from recount.claims.clauses import Link
from recount.claims.context import Sentence
from recount.claims.grounds import of_effect, of_quantity
from recount.claims.hearing import Heard
from recount.claims.modality import Stance
from recount.claims.scope import Stretch
from recount.claims.victims import Whom
from recount.claims.voices import mention_of
from recount.lexicon import load
from recount.model import Field, Mention, Reason

_DRAWN, _BY, _SUREST = 0.9, 2, 0.99


class _Tally(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    rules: Mapping[Field, Mapping[str, tuple[int, int]]]


class Decided(Struct, frozen=True, kw_only=True):
    """All that was decided about a count by its own sentence and those near it."""

    link: Link
    whom: Whom
    stretch: Stretch
    chain: Chain
    firm: Stance
    heard: Heard | None


@cache
def _confidence() -> Mapping[tuple[str, str], float]:
    """How sure each rule of each field is: its share of right decisions, drawn towards 0.9 as if two more were made.

    None is surer than 0.99.
    """
    tally: _Tally = load("reliability", _Tally)
    return {
        (field, rule): min(_SUREST, (right + _DRAWN * _BY) / (made + _BY))
        for field, rules in tally.rules.items()
        for rule, (right, made) in rules.items()
    }


def reason(field: Field, rule: str, words: Mention | None = None, confidence: float | None = None) -> Reason:
    """The reason for a field, as sure as its rule has been, unless something surer or less sure was heard.

    >>> reason("source", "no attribution").confidence > 0.5
    True
    """
    if confidence is None:
        confidence = _confidence().get((field, rule.partition(":")[0].partition(",")[0]), _DRAWN)
    return Reason(field, rule, words, round(confidence, 2))


def with_reasons(reasons: Sequence[Reason], new: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons of a claim, each in the place of what was told of its field before; of other fields after them.

    >>> [one.rule for one in with_reasons([reason("act", "its cue")], [reason("act", "headline")])]
    ['headline']
    """
    by_field = {one.field: one for one in reasons}
    return tuple((by_field | {one.field: one for one in new}).values())


def reasons(text: str, sentence: Sentence, decided: Decided) -> tuple[Reason, ...]:
    """Why a claim has its quantity, effect, victims, source, act, modality and scope."""
    tokens, chain, whom, stretch = sentence.tokens, decided.chain, decided.whom, decided.stretch
    quantity = of_quantity(text, tokens, decided.link.count)
    effect = of_effect(text, tokens, sentence.links, decided.link)
    rule, sure = _source_rule(chain), None
    if decided.heard is not None:
        rule, sure = f"{rule}, {decided.heard.how}", decided.heard.share
    return (
        reason("quantity", quantity.rule, quantity.words),
        reason("effect", effect.rule, effect.words),
        reason("victims", whom.rule, mention_of(text, sentence, *whom.words) if whom.words else None),
        reason("source", rule, chain.cue, sure),
        reason("act", _act_rule(chain), chain.cue),
        reason("modality", decided.firm.rule, _firm_words(text, sentence, chain, decided.firm)),
        reason("scope", f"weighed: {', '.join(stretch.traits)}".removesuffix(": "), stretch.words, stretch.share),
    )


def _source_rule(chain: Chain) -> str:
    """The rule by which a chain names its source."""
    if chain.source is None:
        return "no attribution"
    if chain.carried:
        return "carried from the sentence before" if chain.before else "carried from the sentence after"
    cue = chain.stated[0].cue
    by_form = {"preposition": cue.lemma, "participle": "agent of its cue", "noun": "noun of saying", "mark": "headline"}
    if cue.form in by_form:
        return by_form[cue.form]
    if cue.form == "gerund":
        return "quoted as saying" if chain.holder.tokens[cue.first - 1].lower == "as" else "goes on saying"
    return "before its cue" if chain.source[0] < cue.first else "after its cue"


def _act_rule(chain: Chain) -> str:
    if chain.source is None:
        return "no attribution"
    return "its cue" if chain.stated[0].cue.form != "mark" else "headline"


def _firm_words(text: str, sentence: Sentence, chain: Chain, firm: Stance) -> Mention | None:
    """The words that a stance rests on: its own, those of the source, or the cue."""
    if firm.words is not None:
        return mention_of(text, sentence, *firm.words)
    if firm.rule == "unsure source" and chain.source is not None:
        return mention_of(text, chain.holder, *chain.source)
    return chain.cue if firm.rule.endswith("its cue") or firm.rule == "unsure cue" else None
