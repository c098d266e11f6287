"""A source as worded to who it is: pronouns to the last fitting speaker, short names to the fullest in the report."""

from __future__ import annotations

import re

from recount.claims.kinds import known_kind
from recount.model import Claim, Mention, Report, Resolution, Source, SourceKind, Speaker

_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "we", "i"})
_THING = frozenset({"it", "who", "which", "that"})
_DEFINITE = re.compile(r"(?:the\s+)?(?P<role>statement|report|official|officials|spokesman|spokeswoman|spokesperson|source|sources|agency|ministry|department|group|office|minister|president|mayor|governor|commander|army|military|police|document|study|website|newspaper)$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'.-]+(?:\s+(?:al-|bin\s|de\s|van\s|von\s)?[A-Z][\w’'-]+)*$")
_CONTEXT = 90


def speaker(report: Report, claim: Claim) -> Resolution[Speaker]:
    """Who states a claim.

    A pronoun goes to the last speaker of the report that fits its number and nature, a definite description ("the
    official") to the last that shares its words; where none fits, or the only one is a guess, it stays unresolved and the
    candidates are named.
    """
    source = claim.source
    if source is None:
        return Resolution(value=None, method="unattributed", confidence=1.0)
    word = source.mention.exact.lower()
    if word in _PERSON | _PLURAL | _THING:
        return _pronoun(report, claim, word)
    definite = _DEFINITE.match(source.mention.exact)
    if definite and (named := _sharing(claim, definite["role"].lower())) is not None:
        return Resolution(value=_named(report, named), method="description", confidence=0.7)
    return Resolution(value=_named(report, source), method="named", confidence=0.9)


def _pronoun(report: Report, claim: Claim, word: str) -> Resolution[Speaker]:
    names = tuple(dict.fromkeys(one.mention.exact for one in claim.speakers))
    for one in claim.speakers:
        if _fits(one, word):
            return Resolution(value=_named(report, one), method="pronoun", confidence=0.6, candidates=names)
    return Resolution(value=None, method="pronoun", confidence=0.0, candidates=names)


def _fits(source: Source, word: str) -> bool:
    """Whether a speaker can be "he", "they" or "it"."""
    exact = source.mention.exact
    last = exact.split()[-1].lower()
    group = source.kind in {"un", "ngo", "media"} or last in {"ministry", "army", "military", "police", "agency", "government", "office", "group", "department"}
    plural = last.endswith("s") and not _NAME.search(exact) or last in {"police", "people"} or " and " in exact
    if word in _PERSON or word == "i":
        return not plural and (not group or bool(re.search(r"\b(?:official|spokes\w+|chief|head|director|minister|commander)\b", exact, re.IGNORECASE)))
    if word in _PLURAL:
        return plural
    return not plural and (group or source.kind in {"armed_group", "military", "government"})


def _sharing(claim: Claim, role: str) -> Source | None:
    """The last speaker described with the same noun, fuller than the bare description; of a report, the last body."""
    for one in claim.speakers:
        lowered = one.mention.exact.lower()
        if role.rstrip("s") in lowered and len(lowered) > len(role) + 5:
            return one
    if role in {"statement", "report", "document", "study"}:
        return next((one for one in claim.speakers if one.kind in {"government", "un", "ngo", "military", "media"}), None)
    return None


def _named(report: Report, source: Source) -> Speaker:
    """A source under the fullest form of its name that the report has, with the kind that the form shows."""
    mention = source.mention
    name = _NAME.search(mention.exact)
    full, title = (name.group(), mention.exact[: name.start()]) if name else (mention.exact, "")
    fuller = _fuller(report.text, full) if name and len(full.split()) == 1 else None
    kind: SourceKind = known_kind(mention.exact) or _kind_around(report.text, fuller or mention) or (source.kind if source.kind != "other" else "government" if _is_person(full) else "other")
    del title
    exact = fuller.exact if fuller else mention.exact
    return Speaker(name=_clean(exact), kind=kind, mention=fuller or mention)


def _clean(exact: str) -> str:
    """A name without its article and possessive."""
    return re.sub(r"^(?:the|an?)\s+|['’]s$", "", " ".join(exact.split()), flags=re.IGNORECASE)


def _is_person(full: str) -> bool:
    return len(full.split()) in {2, 3}


def _fuller(text: str, name: str) -> Mention | None:
    """The longest capitalised name in the text that ends with this one (``Boichenko`` to ``Vadym Boichenko``)."""
    found = [
        Mention.at(text, match.start(), match.end())
        for match in re.finditer(rf"(?:[A-Z][\w’'-]+\s+){{1,2}}{re.escape(name)}\b", text)
        if not re.match(r"(?:The|In|On|At|But|And|Mr|Mrs|Ms|Dr|As|For|President|Gen|Minister)\b", match.group())
    ]
    return min(found, key=lambda mention: (-len(mention.exact.split()), mention.start), default=None)


def _kind_around(text: str, mention: Mention) -> SourceKind | None:
    """The kind that the apposition after a name, or the title before it, shows."""
    after = re.match(r",\s+([^,.;]{3,90})", text[mention.end : mention.end + _CONTEXT])
    if after is not None and (kind := known_kind(after.group(1))) is not None:
        return kind
    before = re.search(r"([\w’' -]{3,60}?)\s*,?\s*$", text[max(0, mention.start - 60) : mention.start])
    return known_kind(before.group(1)) if before else None
