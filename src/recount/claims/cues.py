"""Tokens to cues: the words by which a report says that somebody states something, and the act they name.

A verb reports by itself ("said"), with a figure for its object ("put the toll at", "counted 40 dead") or with a
particle ("spoke of"). A participle with its agent ("reported by police"), a preposition ("according to") and a noun
("claims that", "by police count") report as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.claims.harms import harm_words
from recount.language.tokens import Token
from recount.lexicon import load
from recount.lexicon.lists import words
from recount.model import Act

CueForm = Literal["finite", "gerund", "participle", "preposition", "noun", "mark"]
Needs = Literal["count", "figure", "statement"]
_REACH = 9
_OWNER = 6
_OBJECT = 3
_UNDONE = frozenset({"would", "will", "could", "may", "might"})
_CITING = frozenset({"citing", "quoting"})
_LETTERS = re.compile(r"[a-z]+")
_GERUND_AFTER = frozenset({",", "and", "as", "by", "(", "—", "–", "--", "statement", "while", "when", "without"})


class Cue(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that report a statement, the act, and how they take their source.

    `counts` is whether they report by their object alone ("listed 40 dead"), so that they need somebody who can speak;
    `negated` whether the statement is not made ("declined to confirm", "did not deny"); `opens` is the first token of
    the verb with its auxiliaries ("was forced to admit"), before which a source ends.
    """

    act: Act
    form: CueForm
    first: int
    last: int
    lemma: str
    counts: bool = False
    negated: bool = False
    opening: int | None = None

    @property
    def opens(self) -> int:
        """The first token of the verb with its auxiliaries."""
        return self.first if self.opening is None else self.opening


class _Act(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    verbs: tuple[str, ...]
    counts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    phrasal: tuple[str, ...] = ()


class _Verb(Struct, frozen=True):
    """A form of a reporting verb: with what particle it reports, and what kind of object it needs to do so."""

    act: Act
    lemma: str
    form: Literal["base", "third", "gerund", "past", "participle"]
    needs: Needs | None
    particle: tuple[str, ...]


@cache
def _verbs() -> Mapping[str, tuple[_Verb, ...]]:
    found: dict[str, list[_Verb]] = {}
    for act, entry in load("cues", Mapping[Act, _Act]).items():
        needing: dict[str, Needs] = {
            **dict.fromkeys(entry.counts, "count"),
            **dict.fromkeys(entry.figures, "figure"),
            **dict.fromkeys(entry.statements, "statement"),
        }
        for line in (*entry.phrasal, *needing, *entry.verbs):
            needs = needing.get(line)
            forms, _, particle = line.partition(" + ")
            base, third, gerund, past, *participle = forms.split()
            for form, word in (
                ("base", base),
                ("third", third),
                ("gerund", gerund),
                ("past", past),
                ("participle", (participle or [past])[0]),
            ):
                verb = _Verb(act, base, form, needs, tuple(particle.split()))  # type: ignore[arg-type]
                if verb not in found.setdefault(word, []):
                    found[word].append(verb)
    return {word: tuple(verbs) for word, verbs in found.items()}


def may_cue(text: str) -> bool:
    """Whether a sentence has a word that a cue can begin with; where it has none, `find_cues` finds nothing in it.

    >>> may_cue("Police said 12 died."), may_cue("The bridge is closed.")
    (True, False)
    """
    return not _openers().isdisjoint(_LETTERS.findall(text.lower()))


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens of one sentence, left to right.

    >>> from recount.language.tokens import tokenise
    >>> [(cue.act, cue.form) for cue in find_cues(tokenise("Police said 12 died, according to the agency"))]
    [('says', 'finite'), ('says', 'preposition')]
    >>> [(cue.act, cue.form) for cue in find_cues(tokenise("The 12 deaths were confirmed by police"))]
    [('confirms', 'participle')]
    """
    cues: list[Cue] = []
    openers = _openers()
    for at, token in enumerate(tokens):
        if token.lower not in openers or (cues and at < cues[-1].last):
            continue
        verbal = next(
            (cue for verb in _verbs().get(token.lower, ()) if (cue := _verbal(tokens, at, verb)) is not None), None
        )
        cue = _preposition(tokens, at) or verbal or _noun(tokens, at)
        if cue is not None and not (cues and token.lower in words("statements", "nouns") and _answers(cues[-1], cue)):
            cues.append(cue)
    return cues


@cache
def _openers() -> frozenset[str]:
    """The words that a cue can begin with."""
    return words("statements", "nouns", "figures") | _CITING | {"according", "words", *_verbs()}


def _answers(verb: Cue, noun: Cue) -> bool:
    """Whether a verb has the reports for its object, so that its subject speaks: ``denied press reports that``."""
    reach = _REACH if verb.act == "denies" else _OBJECT
    return verb.act in {"denies", "confirms", "admits"} and noun.first - verb.last <= reach


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _preposition(tokens: Sequence[Token], at: int) -> Cue | None:
    """``according to``, ``in the words of``, ``citing``."""
    word = tokens[at].lower
    if word == "according" and _word(tokens, at + 1) == "to":
        return Cue("says", "preposition", at, at + 2, "according to")
    if word == "words" and at > 1 and [_word(tokens, at - 2), _word(tokens, at - 1)] == ["in", "the"]:
        return Cue("says", "preposition", at - 2, at + 2, "in the words of") if _word(tokens, at + 1) == "of" else None
    if word in _CITING:
        return Cue("says", "preposition", at, at + 1, word)
    if word in {"quoted", "cited", "quotes", "cites"} and _word(tokens, at - 1) == "which":
        return Cue("says", "preposition", at, at + 1, "citing")
    return None


def _noun(tokens: Sequence[Token], at: int) -> Cue | None:
    """A noun that says a statement was made: ``reports that``, ``by police count``."""
    word = tokens[at].lower
    if (
        word in words("statements", "nouns")
        and _word(tokens, at + 1) == "that"
        and _word(tokens, at - 1) not in {"no", "not", "any"}
    ):
        return Cue("claims" if word.startswith(("claim", "allegation")) else "says", "noun", at, at + 1, word)
    if word in words("statements", "figures") and _word(tokens, at + 1) in {",", ".", ""}:
        opening = next((k for k in range(at - 1, max(-1, at - 8), -1) if tokens[k].lower == "by"), None)
        if opening is not None and 1 < at - opening < _OWNER:
            return Cue("says", "noun", at, at + 1, "count")
    return None


def _verbal(tokens: Sequence[Token], at: int, verb: _Verb) -> Cue | None:
    """The cue that a verb's form makes here, if it reports."""
    last = at + 1 + len(verb.particle)
    if tuple(token.lower for token in tokens[at + 1 : last]) != verb.particle:
        return None
    if verb.needs == "statement" and not _has_statement(tokens, last):
        stated = any(token.lower in words("statements", "nouns") for token in tokens[:at])
        return _by_agent(tokens, at, verb) if stated else None
    if verb.needs in {"count", "figure"} and not _has_figure(tokens, last, verb):
        return _by_agent(tokens, at, verb) if _has_figure(tokens[:at], max(0, at - _REACH), verb) else None
    if verb.form == "gerund":
        before = _word(tokens, at - 1)
        opens = before in _GERUND_AFTER or before in words("grammar", "adverbs", "times")
        return Cue(verb.act, "gerund", at, last, verb.lemma) if opens and not verb.needs else None
    opening, negated = _verb_group(tokens, at)
    infinitive = verb.form == "base" and opening < at and _word(tokens, at - 1) == "to"
    perfect = (
        opening < at and verb.form in {"past", "participle"} and _word(tokens, opening) in words("grammar", "have")
    )
    if (not (infinitive or perfect) and _is_noun(tokens, at, verb)) or _is_idiom(tokens, at, verb):
        return None
    before = _first_before(tokens, at)
    if before in words("statements", "copulas"):
        return _by_agent(tokens, at, verb)
    perfect = perfect or before in {"has", "have", "had", "having", "'ve"}
    if verb.form in {"past", "participle"} and not perfect:
        if _by_agent(tokens, at, verb) is not None:
            return _by_agent(tokens, at, verb)
        if _is_passive(tokens, at, verb):
            return None
    if (
        verb.form == "participle"
        and not perfect
        and verb.lemma in {"give", "speak", "write", "go", "show"}
        and _verbs_past(tokens[at].lower)
    ):
        return None
    counts = verb.needs in {"count", "figure"}
    negated = negated or (verb.act == "confirms" and verb.form == "base" and _word(tokens, opening) in _UNDONE)
    return Cue(verb.act, "finite", at, last, verb.lemma, counts, negated, opening)


def _verb_group(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where a verb with its auxiliaries begins (``was forced to admit``), and whether it is negated."""
    first, negated = at, False
    if _word(tokens, at - 1) == "to":
        control = _word(tokens, at - 2)
        if control in words("statements", "refusals", "controls"):
            first, negated = at - 2, control in words("statements", "refusals")
        if _word(tokens, first - 1) in {"went", "go", "goes", "gone"} and control == "on":
            first -= 1
    while first > 0:
        word = _word(tokens, first - 1)
        contracted = word == "t" and _word(tokens, first - 2) == "'"
        if contracted or word in words("statements", "negations"):
            first, negated = first - (3 if contracted else 1), True
        elif word in _auxiliaries():
            first, negated = first - 1, negated or word == "cannot"
        else:
            return first, negated
    return first, negated


@cache
def _auxiliaries() -> frozenset[str]:
    """The words that may stand between a source and its verb."""
    return (words("grammar", "auxiliaries") - {"'s", "lay", "lie", "get", "got", "gets"}) | {"cannot", "since"}


def _has_statement(tokens: Sequence[Token], at: int) -> bool:
    """Whether the object that begins here is a statement or figure: ``rejected the claim``, ``dismissed as false``."""
    wanted = words("statements", "nouns", "figures") | {"suggestion", "suggestions", "that"}
    for position in range(at, min(len(tokens), at + _REACH)):
        word = tokens[position].lower
        if word in {".", ";", ",", "after", "when", "while", "because"}:
            return False
        if word in wanted:
            return True
    return False


def _verbs_past(word: str) -> bool:
    """Whether this form is a participle only (``given``, not ``said``)."""
    return all(verb.form != "past" for verb in _verbs()[word])


def _first_before(tokens: Sequence[Token], at: int) -> str:
    """The last word before a verb that is no adverb."""
    position = at - 1
    while position >= 0 and (is_adverb(tokens[position]) or tokens[position].lower in {"earlier", "first"}):
        position -= 1
    return _word(tokens, position)


def is_adverb(token: Token) -> bool:
    """Whether a token can stand between a source and its cue: a known adverb, or one by its ending."""
    word = token.lower
    by_ending = word.endswith("ly") and token.text.islower() and word not in words("statements", "ly_nouns")
    return by_ending or word in {"well", "even"} or word in words("grammar", "adverbs")


def _has_figure(tokens: Sequence[Token], at: int, verb: _Verb) -> bool:
    """Whether the object that begins here is a figure: a word for a toll, or, if a count will do, a number."""
    for position in range(at, min(len(tokens), at + _REACH)):
        word = tokens[position].lower
        if word in {".", ";", "that"}:
            return False
        if word in words("statements", "figures"):
            return True
        if verb.needs == "count" and (word[:1].isdigit() or word in words("statements", "quantities") | harm_words()):
            return True
    return False


def _by_agent(tokens: Sequence[Token], at: int, verb: _Verb) -> Cue | None:
    """``reported by the ministry``, ``published on Monday by the army``: the agent is the source."""
    if verb.form not in {"past", "participle"} or verb.lemma in {"say", "tell", "add", "claim"}:
        return None
    for position in range(at + 1, min(len(tokens) - 1, at + 5)):
        word = tokens[position].lower
        if word == "by" and not tokens[position + 1].lower.endswith("ing"):
            return Cue(verb.act, "participle", at, position + 1, verb.lemma)
        timed = word in {"on", "in", "to", "as", "earlier", "late"} or word in words("grammar", "times")
        if not timed and not word.isdigit():
            return None
    return None


def _is_noun(tokens: Sequence[Token], at: int, verb: _Verb) -> bool:
    """Whether the word here is a noun or adjective of the same form (``the reports``, ``a reported 40``)."""
    before, after = _word(tokens, at - 1), _word(tokens, at + 1)
    if before in _nominal_leads():
        return not (before == "'s" and verb.form == "past")
    homographs = words("statements", "nouns", "homographs")
    if verb.form not in {"base", "third"} or tokens[at].lower not in homographs:
        return False
    if (before in _verbs() and before not in homographs) or (after in _verbs() and after not in homographs):
        return True  # "verify reports that", "reports said"
    if _word(tokens, at + 2) == "by" and after.endswith(("ed", "en")):
        return True  # "a police report seen by"
    if tokens[at].text[:1].isupper() and at and tokens[at - 1].text[-1:].isalnum():
        return True
    if tokens[at].lower in words("statements", "homographs") and not verb.needs and not _opens_clause(after):
        return True
    if verb.form == "base":
        return not (before.endswith("s") or before in {"they", "we", "i", "also", "police"})
    closes = after in {",", ".", "", '"', "”", "''"} and not tokens[at - 1].text[:1].isupper()
    return before.endswith("s") or not before[:1].isalnum() or closes or after in {"of", "from", "in", "by"}


@cache
def _nominal_leads() -> frozenset[str]:
    """The words after which a form stands as a noun or adjective."""
    leads = words("grammar", "determiners", "prepositions") - {"up"}
    return leads | {"a", "an", "no", "of", "some", "many", "'s"}


def _opens_clause(word: str) -> bool:
    """Whether a word can open what is stated."""
    opens = word in {"that", "a", "an", ",", "“", '"', "``", ":"} or word[:1].isdigit()
    return opens or word in words("grammar", "determiners", "pronouns")


def _is_idiom(tokens: Sequence[Token], at: int, verb: _Verb) -> bool:
    """Whether verb and object say something else: ``claimed 12 lives``, ``claimed responsibility``, ``, say,``."""
    ahead = [token.lower for token in tokens[at + 1 : at + 9]]
    if verb.lemma == "claim" and ({"lives", "life"} & set(ahead) or ahead[:1] == ["by"]):
        return True
    if verb.lemma == "claim" and ahead[:1] and ahead[0] in {"responsibility", "credit"}:
        return not (ahead[1:2] == ["for"] and ahead[2:3] and ahead[2] in harm_words() and ahead[2].endswith("ing"))
    if verb.lemma == "say" and verb.form == "base" and ahead[:1] == [","]:
        return _word(tokens, at - 1) == ","
    return verb.lemma in {"accuse", "blame"} and ahead[:1] != [] and ahead[0] in {"of", "for"}


def _is_passive(tokens: Sequence[Token], at: int, verb: _Verb) -> bool:
    """Whether a past form without an auxiliary is passive: ``believed to be``, ``12 people reported killed``."""
    after = _word(tokens, at + 1)
    if after == "to" and verb.lemma not in {"claim", "admit", "confess", "purport"}:
        return verb.form != "base"
    if verb.lemma in {"report", "believe", "fear", "confirm", "presume"}:
        return after in harm_words() | {"dead", "missing", "injured", "hurt"}
    return False
