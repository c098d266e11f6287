"""Names of persons and bodies in a report: who holds a role, what an acronym stands for, the fullest form of a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from recount.claims.kinds import known_kind
from recount.language.casing import lowered
from recount.lexicon.lists import words
from recount.model import Mention

_WORD = r"(?:[A-Z][\w’'-]{1,40}|(?:al|el|abu|bin|de|van|von|da)[ -](?=[A-Z])[\w’'-]{1,40})"
_NAME = rf"{_WORD}(?:\s+(?:[A-Z]\.\s+)?{_WORD}){{0,3}}"
_PERSON = re.compile(rf"(?P<name>{_NAME})(?=,|$)")
_ANY = re.compile(r"(?s:.+)")
_FORENAMES = re.compile(rf"(?:{_WORD}\s+(?:[A-Z]\.\s+)?){{1,3}}\Z")
_LONGEST = 160  # code points of forenames and titles
_BESIDE = 500  # more code points than a name and the words between it and its role can have
_REMEMBERED = 64  # roles of which a report's holders are known: its claims ask for the same ones again and again
_LINKING = frozenset({"of", "for", "and", "the", "in", "on", "to", "al"})


def person_in(exact: str) -> re.Match[str] | None:
    """The name of a person in a source as worded, without titles; its span is the match's. None where there is none.

    >>> person_in("the mayor, Vadym Boichenko").group(), person_in("Gen. Ana Ruiz").group(), person_in("Home Ministry")
    ('Vadym Boichenko', 'Ana Ruiz', None)
    """
    for match in _PERSON.finditer(exact):
        inner = list(re.finditer(r"\S+", match.group()))
        titles = [
            at for at, word in enumerate(inner) if word.group().lower().strip(".,") in words("speakers", "titles")
        ]
        named = inner[titles[-1] + 1 :] if titles else inner
        if not named or any(
            word.group().lower() in words("speakers", "bodies") or word.group()[-2:] in {"'s", "’s"} for word in named
        ):
            continue
        first = match.start() + named[0].start()
        if re.search(r"\b(?:of|for|in|from|at|near|on)\s+(?:the\s+)?$", exact[:first]):
            continue
        trimmed = _ANY.match(exact, first, match.end())
        if trimmed is not None and known_kind(trimmed.group()) is None and not trimmed.group().isupper():
            return trimmed
    return None


def fuller_name(text: str, name: Mention) -> Mention:
    """The form of a person's name that says most: of a last name the commonest full one in the text."""
    if " " in name.exact:
        return name
    found: list[Mention] = []
    for last in standing(text, name.exact):
        before = _FORENAMES.search(text, max(0, last.start - _LONGEST), last.start)
        person = person_in(text[before.start() : last.end]) if before is not None else None
        if before is not None and person is not None and " " in person.group():
            found.append(Mention.at(text, before.start() + person.start(), before.start() + person.end()))
    if not found:
        return name
    often = Counter(mention.exact for mention in found).most_common(1)[0][0]
    return next(mention for mention in found if mention.exact == often)


def standing(text: str, *names: str) -> list[Mention]:
    """Every place where one of some names stands, the first of them that does, up to where a word ends; none overlap.

    No pattern is made of the names: news has more of them than patterns can be kept.

    >>> [mention.start for mention in standing("Ana Ruiz spoke; Ruiz left Ruizburg", "Ana Ruiz", "Ruiz")]
    [0, 16]
    """
    found: list[Mention] = []
    at = 0
    ahead = {name: text.find(name) for name in names if name}
    while ahead := {name: place for name, place in ahead.items() if place >= 0}:
        name = min(ahead, key=lambda one: ahead[one])
        start = ahead[name]
        if start >= at and is_edge(text, start + len(name)):
            found.append(Mention.at(text, start, start + len(name)))
            at = start + len(name)
        ahead[name] = text.find(name, start + 1)
    return found


def is_edge(text: str, at: int) -> bool:
    """Whether a word begins or ends at a place of a text."""
    return _in_word(text[at - 1 : at]) != _in_word(text[at : at + 1])


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def introduced(text: str) -> list[Mention]:
    """The persons whom a text introduces by an apposition, in order.

    >>> [mention.exact for mention in introduced("Ana Ruiz, a nurse, met her brother, Ivo Ruiz, in Bor.")]
    ['Ana Ruiz', 'Ivo Ruiz']
    """
    pattern = rf"(?:(?P<name>{_NAME}),\s+(?:an?|the|who|aged|\d+)\b|(?<=[a-z],\s)(?P<after>{_NAME}),)"
    found: list[Mention] = []
    for match in re.finditer(pattern, text):
        group = "name" if match["name"] else "after"
        person = person_in(match[group])
        if person is not None and " " in person.group():
            start = match.start(group) + person.start()
            found.append(Mention.at(text, start, start + len(person.group())))
    return found


@cache
def _shortened() -> dict[str, str]:
    """The abbreviation of each title that has one."""
    return {title: short for short, title in (pair.split() for pair in words("speakers", "abbreviated"))}


@lru_cache(maxsize=256)
def _holding(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns by which a text names who holds a role: before the name, after it.

    Each looks ahead for the role before it looks back for a rank, since it is seldom there.
    """
    name, short = re.escape(role), _shortened().get(role)
    title = name + (rf"|{short}\." if short is not None else "")
    others = "".join(rf"(?<!\b{rank}[\s-])" for rank in sorted(words("speakers", "ranks") - set(role.split())))
    return (
        re.compile(
            rf"\b(?=(?i:{title}))(?i:{others}{title})(?:\s+(?:of|for|at|in)\s+[^,.;“\"]{{1,50}})?,?\s+(?P<name>{_NAME})"
        ),
        re.compile(
            rf"(?P<name>{_NAME}),\s+(?:who\s+(?:is|was)\s+)?[^,.;“\"]{{0,60}}\b(?=(?i:{name}))(?i:{others}{name})\b"
        ),
    )


@lru_cache(_REMEMBERED)
def holders_of(text: str, role: str) -> tuple[Mention, ...]:
    """The persons whom a text names with a role, in order; a deputy governor is no governor.

    >>> [mention.exact for mention in holders_of("Mayor Ana Ruiz fled. Ivo Kral, the mayor of Bor, stayed.", "mayor")]
    ['Ana Ruiz', 'Ivo Kral']
    """
    found: list[Mention] = []
    around = list(_around(lowered(text), role))
    for pattern in _holding(role):
        for match in (match for span in around for match in pattern.finditer(text, *span)):
            person = person_in(match["name"])
            if person is not None and " " in person.group():
                start = match.start("name") + person.start()
                found.append(Mention.at(text, start, match.start("name") + person.end()))
    return tuple(sorted(dict.fromkeys(found), key=lambda mention: mention.start))


def _around(small: str, role: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in small letters in which a name may stand by a role, none overlapping another."""
    forms = [role] + ([f"{_shortened()[role].lower()}."] if role in _shortened() else [])
    places = sorted(match.start() for form in forms for match in re.finditer(re.escape(form), small))
    first = last = -1
    for at in places:
        if first < 0 or at - _BESIDE > last:
            if first >= 0:
                yield first, last
            first = max(0, at - _BESIDE)
        last = min(len(small), at + _BESIDE)
    if first >= 0:
        yield first, last


def unlike(description: str, around: str) -> bool:
    """Whether a description names somebody the words around a name do not: ``Israeli spokesman`` of a Syrian one."""
    proper = re.findall(r"\b[A-Z][\w’'-]{2,}", description)
    return any(word[:4] not in around for word in proper)


def acronym_spelt(text: str, exact: str) -> str | None:
    """A source with its acronym spelt out as the text has it: ``IRA`` as ``Irish Republican Army``.

    >>> acronym_spelt("The Irish Republican Army struck. The IRA said so.", "IRA")
    'Irish Republican Army'
    """
    for short in re.findall(r"\b[A-Z]{3,6}\b", exact):
        for match in re.finditer(rf"\b{short[0]}\w*(?:\s+(?:[A-Z][\w’'-]{{0,40}}|of|for|and|the|on|in)){{1,7}}", text):
            taken: list[str] = []
            for word in match.group().split():
                taken.append(word)
                letters = "".join(part if part.isupper() else part[0] for part in taken if part not in _LINKING)
                if letters == short and len(taken) > 1:
                    return exact.replace(short, " ".join(taken))
    return None


def bodies_named(text: str, head: str, *, bare: bool) -> list[Mention]:
    """The bodies a text names with a noun, in order; of a bare noun also in lower case (``the defence ministry``).

    >>> text = "The Russian defence ministry spoke. The ministry is large."
    >>> [mention.exact for mention in bodies_named(text, "ministry", bare=True)]
    ['Russian defence ministry']
    """
    noun = re.escape(head)
    words_before = r"[A-Z][\w’'.-]{0,40}\s+(?:[\w’'-]{1,40}\s+){0,2}|(?:defence|defense|interior|health|foreign)\s+"
    before = rf"(?:{words_before})(?i:{noun})\b"
    after = rf"(?i:{noun})\s+(?i:of|for)\s+(?:(?i:the)\s+)?(?:(?:[A-Z][\w’'-]{{1,40}}|for|of|and)\s*){{1,6}}(?<=\w)"
    named = rf"(?:[A-Z][\w’'-]{{1,40}}\s+){{1,4}}{re.escape(head.title())}\b"
    found = [
        Mention.at(text, match.start(), match.end())
        for match in re.finditer(f"{before}|{after}" if bare else named, text)
    ]
    return [mention for mention in (_without_article(text, one) for one in found) if " " in mention.exact]


def _without_article(text: str, mention: Mention) -> Mention:
    article = re.match(r"(?:The|In|On|At|But|And|A|An)\s+", mention.exact)
    return Mention.at(text, mention.start + article.end(), mention.end) if article else mention
