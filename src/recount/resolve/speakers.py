"""A source as worded to who it is: pronouns to the last fitting speaker, short names to the fullest in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from recount.claims.kinds import known_kind
from recount.lexicon.lists import words
from recount.model import Mention, Report, Resolution, Source, SourceKind, Speaker
from recount.resolve.names import (
    acronym_spelt,
    bodies_named,
    fuller_name,
    holders_of,
    introduced,
    is_edge,
    person_in,
    standing,
    unlike,
)

_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself", "i"})
_PLURAL = frozenset({"they", "them", "we"})
_THING = frozenset({"it", "who", "which", "that", "what"})
_SHE, _HE = frozenset({"she", "her", "herself"}), frozenset({"he", "him", "himself"})
_ARTICLE = re.compile(r"\b(the|its|their|his|her|an?)\s+$", re.IGNORECASE)
_REACH = 90
_REMEMBERED = 256  # names, each with the text it stands in: those of one report
_TITLE, _SENTENCE, _OPENING = 24, 400, 4
_DESCRIPTION = 6


class Spoken(Protocol):
    """A claim or statement: who is said to state it, and who spoke before, the last first."""

    @property
    def source(self) -> Source | None:
        """Who is said to state it."""

    @property
    def speakers(self) -> tuple[Source, ...]:
        """Who spoke before."""


def speaker(report: Report, claim: Spoken) -> Resolution[Speaker]:
    """Who states a claim.

    A pronoun goes to the last speaker of the report that fits its number and nature, a description ("the official", "a
    spokeswoman") to whom the report names in that role; where none fits, or several do, it stays unresolved and the
    candidates are named; a description that nobody in the report answers to stays as worded.
    """
    source = claim.source
    if source is None:
        return Resolution(value=None, method="unattributed", confidence=1.0)
    word = source.mention.exact.lower()
    if word in _PERSON | _PLURAL | _THING:
        return _pronoun(report, claim, word)
    if (named := _described(report, claim, source)) is not None:
        return Resolution(value=named, method="description", confidence=0.7)
    if rivals := _rivals(report, source):
        return Resolution(value=None, method="description", confidence=0.0, candidates=rivals)
    return Resolution(value=_named(report, claim, source), method="named", confidence=0.9)


def _pronoun(report: Report, claim: Spoken, word: str) -> Resolution[Speaker]:
    """Whom a pronoun means: the last speaker that it fits, else the only person introduced in its paragraph.

    "It" and "they" at the end of a sentence mean a body that the sentence itself speaks of. Whom the paragraph
    introduces after that speaker, as the subject of a sentence, may be meant as well, so that the pronoun stays open.
    """
    fitting = [one for one in claim.speakers if _fits(one, word) and not _counted(one.mention.exact)]
    if word in _THING | _PLURAL and claim.source is not None:
        opens = _sentence_start(report.text, claim.source.mention.start)
        fitting.sort(key=lambda one: one.mention.start < opens)
    names = tuple(dict.fromkeys(one.mention.exact for one in fitting))
    near = _introduced_near(report, claim, word) if word in _PERSON - {"i"} else ()
    newer = [one for one in near if fitting and _after(report.text, one, fitting[0])]
    if newer:
        names = tuple(dict.fromkeys((*names[:1], *(one.exact for one in newer))))
        return Resolution(value=None, method="pronoun", confidence=0.0, candidates=names)
    if fitting:
        antecedent = _described(report, claim, fitting[0]) or _named(report, claim, fitting[0])
        return Resolution(value=antecedent, method="pronoun", confidence=0.6, candidates=names)
    if len(near) == 1:
        kind = _kind_of_name(report.text, near[0].exact) or "other"
        value = Speaker(name=_clean(near[0].exact), kind=kind, mention=near[0])
        return Resolution(value=value, method="introduced", confidence=0.5, candidates=(near[0].exact,))
    return Resolution(value=None, method="pronoun", confidence=0.0, candidates=tuple(one.exact for one in near))


def _counted(exact: str) -> bool:
    """Whether words count people rather than name a speaker: ``a total of 24 fighters``."""
    return any(word[0].isdigit() or word in words("statements", "quantities") for word in exact.lower().split()[:4])


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence around a place begins, roughly: after the last full stop or break before it."""
    stops = [match.end() for match in re.finditer(r"[.!?][”\"']?\s+|\n", text[max(0, at - _SENTENCE) : at])]
    return max(0, at - _SENTENCE) + stops[-1] if stops else max(0, at - _SENTENCE)


def _after(text: str, person: Mention, spoke: Source) -> bool:
    """Whether a sentence opens with a person after somebody else spoke: ``Her brother, Ivo Kral,``."""
    opening = text[_sentence_start(text, person.start) : person.start].split()
    named = person_in(spoke.mention.exact)
    same = named is not None and named.group() in (person.exact, person.exact.split()[-1])
    return person.start >= spoke.mention.end and len(opening) <= _OPENING and not same


def _introduced_near(report: Report, claim: Spoken, word: str) -> tuple[Mention, ...]:
    """The persons whom the paragraph introduces before a pronoun that can mean them, each once."""
    at = claim.source.mention.start if claim.source else 0
    start = report.text.rfind("\n\n", 0, at) + 1
    found: dict[str, Mention] = {}
    for one in introduced(report.text[start:at]):
        around = report.text[max(start, start + one.start - _TITLE) : start + one.end + _TITLE]
        if not _of_other_sex(around, word):
            found.setdefault(one.exact, Mention.at(report.text, start + one.start, start + one.end))
    return tuple(found.values())


def _of_other_sex(description: str, word: str) -> bool:
    """Whether words describe a man where the pronoun is a woman's, or a woman where it is a man's."""
    said = set(re.findall(r"[a-z-]+", description.lower()))
    men, women = bool(said & words("speakers", "men")), bool(said & words("speakers", "women"))
    return (word in _SHE and men and not women) or (word in _HE and women and not men)


def _rivals(report: Report, source: Source) -> tuple[str, ...]:
    """The several persons whom the report names in the role by which a source is described ("the mayor")."""
    exact, head = source.mention.exact, _head(source.mention.exact)
    if person_in(exact) is not None or " " in exact or head not in words("speakers", "roles"):
        return ()
    if not report.text[: source.mention.start].lower().endswith("the "):
        return ()
    holders = holders_of(report.text, head)
    names = dict.fromkeys(mention.exact for mention in holders if mention.end <= source.mention.start)
    return tuple(names) if len(names) > 1 else ()


def _fits(source: Source, word: str) -> bool:
    """Whether a speaker can be "he", "they" or "it"."""
    exact = source.mention.exact
    head = _head(exact)
    plural = (
        head.endswith("s") and not person_in(exact) and head not in words("speakers", "bodies")
    ) or " and " in exact
    plural = (plural and known_kind(exact) not in {"un", "ngo"}) or head in words("speakers", "plurals")
    person = person_in(exact) is not None or head in words("speakers", "roles")
    if word in _PERSON:
        return (
            not plural
            and not _of_other_sex(exact, word)
            and (person or source.kind in {"other", "witness"})
            and head not in words("statements", "documents")
        )
    if word in _PLURAL:
        return plural or (head in words("speakers", "bodies") and not person)
    return not person and (not plural or head == "police")


def _head(exact: str) -> str:
    """The head noun of a source: its last word before ``of``, ``for`` or a comma."""
    phrase = re.split(r"\s+(?:of|for|in|at|from|on|with)\s+|,", exact, maxsplit=1)[0]
    return phrase.split()[-1].lower() if phrase.split() else ""


def _described(report: Report, claim: Spoken, source: Source) -> Speaker | None:
    """Whom the report names in the role, or as the body, by which a source is described."""
    exact, head = source.mention.exact, _head(source.mention.exact)
    if person_in(exact) is not None or len(exact.split()) > _DESCRIPTION:
        return None
    article = _ARTICLE.search(report.text[max(0, source.mention.start - 6) : source.mention.start])
    definite = not re.match(r"(?:an?|one|another|some)\s", exact, re.IGNORECASE) and (
        article is None or article[1].lower() == "the"
    )
    if head in words("statements", "documents"):
        if known_kind(exact) not in {None, "media", "other"}:
            return None  # "a military statement" says whose it is
        named = any(word[:1].isupper() for word in exact.split()[1:]) or (
            exact.lower() == "reports" and article is None
        )
        return None if named else _author(report, claim, source)
    if head in words("speakers", "roles"):
        return _holder(report, claim, source, _office(exact, head), definite=definite)
    if definite and " " not in exact and (earlier := _earlier(report, claim, source, head)) is not None:
        return earlier
    if head in words("speakers", "bodies") - words("speakers", "generic") and (exact.islower() or " " not in exact):
        return _body(report, source, head) if definite else None
    return None


def _office(exact: str, head: str) -> str:
    """The role with the rank that makes it another: ``deputy governor``."""
    before = exact.lower().split(head)[0].split()
    return f"{before[-1]} {head}" if before and before[-1] in words("speakers", "ranks") else head


def _author(report: Report, claim: Spoken, source: Source) -> Speaker | None:
    """Who issued a statement or report: the last speaker before it that is a body or a person of one."""
    for one in claim.speakers:
        if one.mention.start < source.mention.start and known_kind(one.mention.exact) not in {None, "witness", "other"}:
            if _head(one.mention.exact) in words("statements", "documents"):
                continue
            return _named(report, claim, one)
    return None


def _holder(report: Report, claim: Spoken, source: Source, head: str, *, definite: bool) -> Speaker | None:
    """The person the report names with that role: for "the mayor" the last before, for "a mayor" the only one after."""
    holders = holders_of(report.text, head)
    if _joint(report.text, source, holders):
        return None
    found = _meant(claim, source, holders, definite=definite)
    if found is not None and not unlike(source.mention.exact, _around(report.text, found, source)):
        kind = _narrowest(
            _strong_kind(source.mention.exact),
            _kind_of_name(report.text, found.exact),
            known_kind(source.mention.exact),
        )
        return Speaker(name=_clean(found.exact), kind=kind or "government", mention=found)
    return _earlier(report, claim, source, head) if definite else None


def _around(text: str, found: Mention, source: Source) -> str:
    """What stands around a name, without the description that may mean it."""
    first, last = max(0, found.start - _REACH), found.end + _REACH
    if found.end <= source.mention.start:
        return text[first : min(last, source.mention.start)]
    return text[max(first, source.mention.end) if found.start >= source.mention.end else first : last]


def _joint(text: str, source: Source, holders: Sequence[Mention]) -> bool:
    """Whether one sentence names the last two holders ("the mayor of Bor met the mayor of Irpin"): neither is meant."""
    before = [mention for mention in holders if mention.end <= source.mention.start]
    if len(before) < 2 or before[-1].exact == before[-2].exact:
        return False
    return not re.search(r"[.!?]\s|\n", text[before[-2].end : before[-1].start])


def _meant(claim: Spoken, source: Source, holders: Sequence[Mention], *, definite: bool) -> Mention | None:
    """Which holder of a role a description means: the only one, else the last before if he was the last to speak."""
    before = [mention for mention in holders if mention.end <= source.mention.start]
    after = [mention for mention in holders if mention.start >= source.mention.end]
    if len({mention.exact for mention in holders}) <= 1:
        return before[-1] if definite and before else after[0] if after else None
    spoke = claim.speakers[0].mention.exact if claim.speakers else ""
    last = {mention.exact: mention for mention in before if mention.exact.split()[-1] in spoke}
    return next(iter(last.values())) if definite and len(last) == 1 else None


def _earlier(report: Report, claim: Spoken, source: Source, head: str) -> Speaker | None:
    """The last speaker before a description with the same noun and more words."""
    for one in claim.speakers:
        other = one.mention.exact
        longer = len(other) > len(source.mention.exact) and one.mention.start < source.mention.start
        if source.mention.exact[0].isupper() and other.split()[-1].islower():
            continue  # "Amnesty" is no "Amnesty researcher"
        if _office(other, head) != _office(source.mention.exact, head) or unlike(source.mention.exact, other):
            continue  # a deputy governor is no governor, a Russian spokesman no Ukrainian one
        if longer and re.search(rf"\b(?i:{re.escape(head)})(?=$|,|\s+(?:of|for|in|at|from|on)\b|\s+[A-Z])", other):
            return _named(report, claim, one)
    return None


def _body(report: Report, source: Source, head: str) -> Speaker | None:
    """The body the report names with that noun: the last before ("the ministry"), else the only one with a name."""
    exact, bare = source.mention.exact, " " not in source.mention.exact
    found = [
        mention
        for mention in bodies_named(report.text, head, bare=bare)
        if not bare or mention.end <= source.mention.start
    ]
    own = known_kind(exact.lower())
    fitting = [
        mention for mention in found if known_kind(mention.exact) == own or (bare and own in {None, "government"})
    ]
    if not fitting or (not bare and len({_clean(mention.exact) for mention in fitting}) > 1):
        return None
    last = fitting[-1]
    kind = known_kind(last.exact) or known_kind(last.exact.lower()) or source.kind
    return Speaker(name=_clean(last.exact), kind=kind, mention=source.mention if bare else last)


def _named(report: Report, claim: Spoken, source: Source) -> Speaker:
    """A source under the fullest form of its name that the report has, with the kind that the form shows."""
    mention = source.mention
    person = person_in(mention.exact)
    if person is None:
        name = acronym_spelt(report.text, mention.exact) or mention.exact
        kind = known_kind(mention.exact) or known_kind(name) or _kind_around(report.text, mention)
        return Speaker(name=_clean(name), kind=kind or source.kind, mention=mention)
    inner = Mention.at(report.text, mention.start + person.start(), mention.start + person.end())
    full = fuller_name(report.text, inner)
    before = report.text[max(0, full.start - _REACH) : full.start].split()
    title = _around_name(mention.exact, person) or (
        before[-1] if before and before[-1] in words("speakers", "roles") else ""
    )
    kind = _strong_kind(title) or _kind_of_name(report.text, full.exact) or known_kind(title)
    kind = _kind_spoken_for(claim, title, kind) or ("government" if len(full.exact.split()) > 1 else "other")
    return Speaker(name=_clean(full.exact), kind=kind, mention=mention if " " in inner.exact else full)


def _around_name(exact: str, person: re.Match[str]) -> str:
    """What a source says of a person besides the name."""
    return f"{exact[: person.start()].strip(' ,')} {exact[person.end() :].strip(' ,')}".strip()


def _clean(exact: str) -> str:
    """A name without its article and possessive."""
    return re.sub(r"^(?:the|an?|its|their|his|her)\s+|['’]s$", "", " ".join(exact.split()), flags=re.IGNORECASE)


def _strong_kind(description: str) -> SourceKind | None:
    """The kind a description shows by more than a weak word such as "spokesman", the narrowest of its parts."""
    parts = [
        " ".join(word for word in part.split() if word.lower() not in words("speakers", "weak"))
        for part in description.split(",")
    ]
    shown = [kind for part in parts if part and (kind := known_kind(part)) is not None]
    return _narrowest(*shown)


def _narrowest(*shown: SourceKind | None) -> SourceKind | None:
    """The first kind that says more than "government", else the first."""
    kinds = [kind for kind in shown if kind is not None]
    return next((kind for kind in kinds if kind != "government"), kinds[0] if kinds else None)


def _kind_spoken_for(claim: Spoken, title: str, kind: SourceKind | None) -> SourceKind | None:
    """The kind of a person whose title is weak: that of the body, or of the same spokesman, that spoke before."""
    last = title.lower().replace("’", "'").split()
    if (
        kind not in {None, "government"}
        or not last
        or _strong_kind(title.replace("'s", "").replace("’s", "")) is not None
    ):
        return kind
    for one in claim.speakers:
        other = one.mention.exact.lower().split()
        if one.kind in {"un", "ngo", "medical", "police", "military", "armed_group"} and (
            last[-1] in other or "'s" in " ".join(last)
        ):
            return one.kind
    return kind


@lru_cache(_REMEMBERED)
def _kind_of_name(text: str, name: str) -> SourceKind | None:
    """The kind that a title or apposition shows, wherever the name or its last word stands, the narrowest first."""
    last = name.split()[-1]
    places = [one for one in standing(text, name, last) if one.exact == name or is_edge(text, one.start)]
    shown = [kind for mention in places if (kind := _kind_around(text, mention)) is not None]
    return _narrowest(*shown)


def _kind_around(text: str, mention: Mention) -> SourceKind | None:
    """The kind that the apposition after a name, or the title before it, shows."""
    after = re.match(
        r"(?:,\s+(?:who (?:is|was) )?|\s+(?:is|was)\s+(?:the|an?)\s+)"
        r"(?!said|told|adding|saying|citing|according)([^,.;]{3,90})",
        text[mention.end : mention.end + _REACH],
    )
    if after is not None and (kind := _strong_kind(after[1]) or known_kind(after[1])) is not None:
        return kind
    before = re.search(r"([\w’' -]{3,60}?)(,?)\s*$", text[max(0, mention.start - 60) : mention.start])
    if before is None or not before[1].split():
        return None
    title = " ".join(before[1].split()[-6:])
    last = title.split()[-1].lower()
    if (
        last in words("speakers", "roles")
        or (not before[2] and last in words("speakers", "titles"))
        or (before[2] and _head(title) in words("speakers", "roles"))
    ):
        return _strong_kind(title) or known_kind(title)
    return None
