"""A source as worded to who it is: pronouns to the last fitting speaker, short names to the fullest in the report."""

from __future__ import annotations

import re

from recount.claims.kinds import known_kind
from recount.lexicon.lists import words
from recount.model import Claim, Mention, Report, Resolution, Source, SourceKind, Speaker
from recount.resolve.names import acronym_spelt, fuller_name, holder_of, person_in, unlike

_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself", "i"})
_PLURAL = frozenset({"they", "them", "we"})
_THING = frozenset({"it", "who", "which", "that", "what"})
_ARTICLE = re.compile(r"\b(the|its|their|his|her|an?)\s+$", re.IGNORECASE)
_REACH = 90
_DESCRIPTION = 6


def speaker(report: Report, claim: Claim) -> Resolution[Speaker]:
    """Who states a claim.

    A pronoun goes to the last speaker of the report that fits its number and nature, a description ("the official", "a
    spokeswoman") to whom the report names in that role; where none fits, a pronoun stays unresolved and the candidates
    are named, a description stays as worded.
    """
    source = claim.source
    if source is None:
        return Resolution(value=None, method="unattributed", confidence=1.0)
    word = source.mention.exact.lower()
    if word in _PERSON | _PLURAL | _THING:
        return _pronoun(report, claim, word)
    if (named := _described(report, claim, source)) is not None:
        return Resolution(value=named, method="description", confidence=0.7)
    return Resolution(value=_named(report, source), method="named", confidence=0.9)


def _pronoun(report: Report, claim: Claim, word: str) -> Resolution[Speaker]:
    names = tuple(dict.fromkeys(one.mention.exact for one in claim.speakers))
    for one in claim.speakers:
        if _fits(one, word):
            antecedent = _described(report, claim, one) or _named(report, one)
            return Resolution(value=antecedent, method="pronoun", confidence=0.6, candidates=names)
    return Resolution(value=None, method="pronoun", confidence=0.0, candidates=names)


def _fits(source: Source, word: str) -> bool:
    """Whether a speaker can be "he", "they" or "it"."""
    exact = source.mention.exact
    head = _head(exact)
    plural = (head.endswith("s") and not person_in(exact) and head not in words("speakers", "bodies")) or " and " in exact
    plural = (plural and known_kind(exact) not in {"un", "ngo"}) or head in words("speakers", "plurals")
    person = person_in(exact) is not None or head in words("speakers", "roles")
    if word in _PERSON:
        return not plural and (person or source.kind in {"other", "witness"}) and head not in words("statements", "documents")
    if word in _PLURAL:
        return plural
    return not person and (not plural or head == "police")


def _head(exact: str) -> str:
    """The head noun of a source: its last word before ``of``, ``for`` or a comma."""
    phrase = re.split(r"\s+(?:of|for|in|at|from|on|with)\s+|,", exact, maxsplit=1)[0]
    return phrase.split()[-1].lower() if phrase.split() else ""


def _described(report: Report, claim: Claim, source: Source) -> Speaker | None:
    """Whom the report names in the role, or as the body, by which a source is described."""
    exact, head = source.mention.exact, _head(source.mention.exact)
    if person_in(exact) is not None or len(exact.split()) > _DESCRIPTION:
        return None
    article = _ARTICLE.search(report.text[max(0, source.mention.start - 6) : source.mention.start])
    definite = not re.match(r"(?:an?|one|another|some)\s", exact, re.IGNORECASE) and (article is None or article[1].lower() == "the")
    if head in words("statements", "documents"):
        named = any(word[:1].isupper() for word in exact.split()[1:]) or (exact.lower() == "reports" and article is None)
        return None if named else _author(report, claim, source)
    if head.rstrip("s") in words("speakers", "roles"):
        return _holder(report, claim, source, head, definite=definite)
    if head in words("speakers", "bodies") and exact.islower():
        return _body(report, claim, source, head) if definite else None
    return None


def _author(report: Report, claim: Claim, source: Source) -> Speaker | None:
    """Who issued a statement or report: the last speaker before it that is a body or a person of one."""
    for one in claim.speakers:
        if one.mention.start < source.mention.start and known_kind(one.mention.exact) not in {None, "witness", "other"}:
            if _head(one.mention.exact) in words("statements", "documents"):
                continue
            return _named(report, one)
    return None


def _holder(report: Report, claim: Claim, source: Source, head: str, *, definite: bool) -> Speaker | None:
    """The person the report names with that role: for "the mayor" the last before, for "a mayor" the only one after."""
    if head.endswith("s"):
        return None
    found = holder_of(report.text, head, source.mention.start, source.mention.end, definite=definite)
    if found is not None and not unlike(source.mention.exact, report.text[max(0, found.start - _REACH) : found.end + _REACH]):
        kind = _strong_kind(source.mention.exact) or _kind_of_name(report.text, found) or known_kind(source.mention.exact)
        return Speaker(name=_clean(found.exact), kind=kind or "government", mention=found)
    if definite:
        for one in claim.speakers:
            other = one.mention.exact
            if head in other.lower().split() and len(other) > len(source.mention.exact) and one.mention.start < source.mention.start:
                return _named(report, one)
    return None


def _body(report: Report, claim: Claim, source: Source, head: str) -> Speaker | None:
    """The body the report names with that noun: the last before ("the ministry"), else the only one with a name."""
    exact = source.mention.exact
    bare = exact.lower() == head
    for one in claim.speakers if bare else ():
        other = one.mention.exact
        if one.mention.start < source.mention.start and _head(other) == head and len(other) > len(exact):
            return _named(report, one)
    pattern = rf"(?:[\w’'.-]+\s+){{0,3}}[A-Z][\w’'.-]*\s+(?:[\w’'-]+\s+)?{re.escape(head)}\b" if bare else rf"(?:[A-Z][\w’'-]+\s+){{1,4}}{head.title()}\b"
    before = [Mention.at(report.text, match.start(), match.end()) for match in re.finditer(pattern, report.text)]
    if bare:
        before = [mention for mention in before if mention.end <= source.mention.start]
    fitting = [mention for mention in before if known_kind(mention.exact) == known_kind(exact) or bare]
    names = {_clean(mention.exact) for mention in fitting}
    if not fitting or (not bare and len(names) > 1):
        return None
    kind = known_kind(fitting[-1].exact) or source.kind
    mention = fitting[-1] if not bare else source.mention
    return Speaker(name=_clean(fitting[-1].exact), kind=kind, mention=mention)


def _named(report: Report, source: Source) -> Speaker:
    """A source under the fullest form of its name that the report has, with the kind that the form shows."""
    mention = source.mention
    person = person_in(mention.exact)
    if person is None:
        name = acronym_spelt(report.text, mention.exact) or mention.exact
        kind = known_kind(mention.exact) or known_kind(name) or _kind_around(report.text, mention)
        return Speaker(name=_clean(name), kind=kind or source.kind, mention=mention)
    inner = Mention.at(report.text, mention.start + person.start(), mention.start + person.end())
    full = fuller_name(report.text, inner)
    kind = _strong_kind(_around_name(mention.exact, person)) or _kind_of_name(report.text, full)
    kind = kind or known_kind(mention.exact) or ("government" if len(full.exact.split()) > 1 else "other")
    return Speaker(name=_clean(full.exact), kind=kind, mention=mention if " " in inner.exact else full)


def _around_name(exact: str, person: re.Match[str]) -> str:
    return f"{exact[: person.start()].strip(' ,')} {exact[person.end() :].strip(' ,')}".strip()


def _clean(exact: str) -> str:
    """A name without its article and possessive."""
    return re.sub(r"^(?:the|an?|its|their|his|her)\s+|['’]s$", "", " ".join(exact.split()), flags=re.IGNORECASE)


def _strong_kind(description: str) -> SourceKind | None:
    """The kind a description shows by more than a weak word such as "spokesman"."""
    strong = " ".join(word for word in description.split() if word.lower() not in words("speakers", "weak"))
    return known_kind(strong) if strong else None


def _kind_of_name(text: str, name: Mention) -> SourceKind | None:
    """The kind that a title or apposition shows, wherever the name or its last word stands, the strongest first."""
    last = re.escape(name.exact.split()[-1])
    places = [Mention.at(text, match.start(), match.end()) for match in re.finditer(rf"(?:{re.escape(name.exact)}|\b{last})\b", text)]
    shown = [kind for mention in places if (kind := _kind_around(text, mention)) is not None]
    return next((kind for kind in shown if kind != "government"), shown[0] if shown else None)


def _kind_around(text: str, mention: Mention) -> SourceKind | None:
    """The kind that the apposition after a name, or the title before it, shows."""
    after = re.match(r",\s+(?:who (?:is|was) )?([^,.;]{3,90})", text[mention.end : mention.end + _REACH])
    if after is not None and (kind := known_kind(after.group(1))) is not None:
        return kind
    before = re.search(r"([\w’' -]{3,60}?)\s*,?\s*$", text[max(0, mention.start - 60) : mention.start])
    return known_kind(before.group(1)) if before else None
