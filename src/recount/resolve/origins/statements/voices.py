"""Who speaks in one report beside who speaks in another: the same, perhaps the same, or somebody else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from msgspec import Struct

from recount.claims.phrases import singular
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Resolution, Source, SourceKind, Speaker
from recount.resolve.gazetteer.folding import fold
from recount.resolve.names import person_in
from recount.resolve.origins.statements.gist import stem

Likeness = Literal["same", "open", "different"]

_WORD = re.compile(r"[\w’'.-]*\w")
_SPELT_ALIKE, _FIRST_ALIKE, _WORDED_ALIKE = 0.75, 0.45, 0.9
_SHORTEST = 3


class Voice(Struct, frozen=True, dict=True):
    """Who is said to state something: the name as resolved (None: not known who), the words, kind and side."""

    name: str | None
    wording: str
    kind: SourceKind
    side: str | None = None

    @cached_property
    def person(self) -> str | None:
        """The name of a person, where it is one."""
        found = person_in(self.name) if self.name else None
        return found.group() if found else None

    @property
    def told(self) -> str:
        """The words that say most of who it is: of a pronoun the name."""
        lost = self.name is not None and self.wording.lower() in words("grammar", "pronouns")
        return self.name if lost and self.name else self.wording


def voice_of(source: Source | None, who: Resolution[Speaker], side: Resolution[str] | None = None) -> Voice | None:
    """The voice of a source as worded and as resolved; None where nobody is named."""
    if source is None:
        return None
    known = who.value
    return Voice(
        name=known.name if known else None,
        wording=source.mention.exact,
        kind=known.kind if known else source.kind,
        side=side.value if side else None,
    )


def likeness(left: Voice, right: Voice) -> Likeness:
    """Whether two voices are one.

    Persons are told by their last names, however spelt; bodies by the words of their names, the side for its people.
    Words that name nobody ("officials", "a resident") may be anybody of their kind.

    >>> mayor = Voice("Ana Ruiz", "the mayor, Ana Ruiz", "government")
    >>> [likeness(mayor, Voice(name, name, kind)) for name, kind in (
    ...     ("Ruiz", "other"), ("mayor of Bor", "government"), ("officials", "government"), ("Ivo Kral", "government"))]
    ['same', 'same', 'open', 'different']
    """
    if left.name is None or right.name is None:
        return "open"
    if fold(left.name) == fold(right.name) or _much_alike(left.told, right.told):
        return "same"
    if left.person and right.person:
        return "same" if _same_person(left.person, right.person) else "different"
    if left.side and right.side and left.side != right.side:
        return "different"
    if left.person or right.person:
        return _person_and_office(left, right)
    return _bodies(left, right)


def is_somebody(voice: Voice) -> bool:
    """Whether a voice is one that can be told again in another report: a person or a body by name or office.

    >>> [is_somebody(Voice(name, name, "other")) for name in ("Ana Ruiz", "residents", "a doctor", "health ministry")]
    [True, False, False, True]
    """
    if voice.name is None:
        return False
    said = _WORD.findall(voice.name)
    if voice.person or voice.side or any(word[0].isupper() and not _is_noun(word) for word in said):
        return True
    said = [word.lower() for word in said]
    return len(said) > 1 and bool(set(said) & (words("speakers", "bodies") - words("voices", "vague")))


def _is_noun(word: str) -> bool:
    """Whether a word that opens a sentence is one for people of some kind: ``Residents``, ``Police``."""
    lower = word.lower()
    return lower in words("voices", "vague") or singular(lower) in words("groups", "civilians", "combatants", "unknown")


def _same_person(left: str, right: str) -> bool:
    """Whether two names of persons are one: last names spelt alike, first names not at odds."""
    one, other = fold(left).split(), fold(right).split()
    if not spelt_alike(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0] or set(one[:-1]) & set(other[:-1]):
        return True
    return one[-1] != other[-1] and _ratio(one[0], other[0]) >= _FIRST_ALIKE  # both names came through another alphabet


def spelt_alike(one: str, other: str) -> bool:
    """Whether two folded spellings may be one name from another alphabet.

    >>> spelt_alike("boichenko", "boychenko"), spelt_alike("hrynko", "grynko"), spelt_alike("kamal", "jamal")
    (True, True, False)
    """
    if one == other:
        return True
    opening = one[:1] == other[:1] or " ".join(sorted((one[:1], other[:1]))) in words("voices", "respelt")
    return min(len(one), len(other)) > _SHORTEST and opening and _ratio(one, other) >= _SPELT_ALIKE


def _ratio(one: str, other: str) -> float:
    """How much of two words is the same letters in the same order, 0-1; the same for either order."""
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _much_alike(one: str, other: str) -> bool:
    """Whether two wordings differ by no more than the spelling of names."""
    return _ratio(fold(one), fold(other)) >= _WORDED_ALIKE


def _person_and_office(left: Voice, right: Voice) -> Likeness:
    """A person beside words for an office or a body: the same where the words of the other name him or that office."""
    person, other = (left, right) if left.person else (right, left)
    if fold(person.person or "").split()[-1] in fold(other.name or "").split():
        return "same"
    title = set(_said(person.wording)) - set(_said(person.person or ""))
    office = set(_said(other.name or ""))
    if office and office <= title and not _vague(other):
        return "same"  # whom he speaks for
    heads = {stem(word) for word in words("speakers", "roles") if " " not in word}
    if title & office & heads:
        return "same"
    held, named = title & heads, office & heads
    if held and named and not _vague(other):
        return "different"  # a mayor is no governor
    return "open" if _kinds_meet(left, right) else "different"


def _bodies(left: Voice, right: Voice) -> Likeness:
    """Two bodies or descriptions: the words of one all in the other, or one the other's initials."""
    one, other = set(_said(left.name or "")), set(_said(right.name or ""))
    if not one or not other:
        return "open"
    if one == other or _spells(left.name or "", right.name or "") or _spells(right.name or "", left.name or ""):
        return "same"
    lesser, whose = (one, left) if one < other else (other, right)
    nations = {nation.name for nation in nation_of().values()}
    if (one < other or other < one) and lesser - nations and not _vague(whose):
        return "same"
    if (
        left.side
        and left.side == right.side
        and left.kind == right.kind != "other"
        and not (_vague(left) or _vague(right))
    ):
        return "same" if left.kind in {"military", "armed_group", "police"} else "open"
    return "open" if _kinds_meet(left, right) else "different"


def _said(name: str) -> list[str]:
    """The stems of a name that tell, a people's word as its state: ``Russia's defence ministry``."""
    found: list[str] = []
    closed = words("grammar", "prepositions", "determiners") | {"a", "an", "and", "of", "who", "was", "is"}
    for word in _WORD.findall(name):
        bare = re.sub(r"['’]s$", "", word)
        nation = nation_of().get(bare)
        if nation is not None:
            found.append(nation.name)
        elif bare.lower() not in closed and bare.lower() not in words("voices", "speaking_for"):
            found.append(_british(stem(bare.lower().rstrip("."))))
    return found


def _british(word: str) -> str:
    return word.replace("defens", "defenc").replace("ministr", "minist")


def _spells(short: str, full: str) -> bool:
    """Whether a name is the initials of another."""
    letters = "".join(word[0] for word in _WORD.findall(full) if word[0].isupper())
    return len(short) > 1 and short.replace(".", "").removesuffix("'s") == letters and len(letters) > 1


def _vague(voice: Voice) -> bool:
    """Whether the words of a voice are no more than words for people of its kind."""
    return (
        not {word.lower() for word in _WORD.findall(voice.name or "")}
        - words("voices", "vague")
        - words("grammar", "determiners")
    )


def _kinds_meet(left: Voice, right: Voice) -> bool:
    """Whether what two voices are does not keep them apart."""
    return left.kind == right.kind or "other" in (left.kind, right.kind)
