"""People harmed, mention by mention, to the distinct harms of incidents of terror, as MUC-4 counts them.

MUC-4 asks for incidents of terror and political violence: harm to soldiers and guerrillas, totals of a period,
accidents and common crime are none. Each harm is one fact, however often it is told: names by name, counts by figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from recount.claims.persons import Person
from recount.lexicon.lists import words
from recount.lexicon.peoples import people_names

_MANY = 200
_FEW = 12
_BEFORE, _AFTER = 90, 110
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_WORD = re.compile(r"[^\W_]+")
_SHORT, _SURE = 3, 5


class Fact(Struct, frozen=True):
    """One distinct harm: death or injury of so many people; `vague` where it gives no number."""

    effect: Literal["DEATH", "INJURY"]
    low: int | None
    high: int | None
    vague: bool


def facts(persons: Iterable[Person], text: str, year: int | None) -> tuple[Fact, ...]:
    """The distinct harms of incidents among the people harmed in a report published in a year.

    >>> from recount.model import Span
    >>> text = "Ana Ruiz was killed. Ruiz was a judge. Two soldiers were killed."
    >>> told = dict(effect="killed", group="unknown", sentence=Span(0, 20))
    >>> named = [Person(kind="named", name=it, words="", head="ruiz", start=0, **told) for it in ("ana ruiz", "ruiz")]
    >>> soldiers = Person(kind="counted", low=2, high=2, words="soldiers", head="soldier", start=39, **told)
    >>> facts([*named, soldiers], text, 1989)
    (Fact(effect='DEATH', low=1, high=1, vague=False),)
    """
    own = [person for person in persons if _counts(person)]
    named = _by_name([person for person in own if person.kind == "named"])
    distinct = [*named, *_by_figure(own, named), *_by_noun(own, named)]
    ones = Counter(_effect(person) for person in distinct if person.kind in {"named", "single"})
    lowered = text.lower()
    kept = (person for person in distinct if _of_incident(person, lowered, year, ones[_effect(person)]))
    return tuple(Fact(_effect(person), person.low, person.high, _vague(person)) for person in kept)


def _effect(person: Person) -> Literal["DEATH", "INJURY"]:
    return "INJURY" if person.effect == "injured" else "DEATH"


def _vague(person: Person) -> bool:
    return person.vague or (person.low is None and person.high is None)


def _number(person: Person) -> int:
    return person.low or person.high or 0


def _counts(person: Person) -> bool:
    """Whether a mention is of death or injury of people who do not bear arms."""
    if person.effect == "casualties" or (person.effect == "bodies" and person.kind != "named") or person.high == 0:
        return False
    said = set(_WORD.findall(person.words)) | {person.head}
    if person.kind == "named":
        soldier = said & (words("incidents", "armed") | words("incidents", "ranks"))
        return _is_name(person.name or "") and (not soldier or bool(said & words("incidents", "civil")))
    return not said & words("incidents", "armed") or person.head in words("incidents", "guards")


def _is_name(name: str) -> bool:
    return len(name) > _SHORT and not {name.title(), name.title().rstrip("s")} & people_names()


def _by_name(named: Sequence[Person]) -> list[Person]:
    """One person a name; a name is another's if every word of the shorter one is in the longer one."""
    found: list[tuple[str, set[str], Person]] = []
    for person in named:
        parts = {part for part in _WORD.findall(person.name or "") if len(part) >= _SHORT}
        parts -= words("grammar", "particles") | {"san", "santa"}
        same = next((own for effect, own, _ in found if effect == _effect(person) and _same(own, parts)), None)
        if same is None:
            found.append((_effect(person), parts, person))
        else:
            same |= parts
    return [person for _, _, person in found]


def _same(left: set[str], right: set[str]) -> bool:
    short, long = sorted((left, right), key=len)
    return bool(short) and all(any(_alike(one, other) for other in long) for one in short)


def _alike(one: str, other: str) -> bool:
    """Whether two words of names are one: equal, or long and begun alike, as in transliterations."""
    return one == other or (min(len(one), len(other)) > _SURE and one[:_SURE] == other[:_SURE])


def _by_figure(own: Sequence[Person], named: Sequence[Person]) -> list[Person]:
    """One of each count: the same figure of one effect is one harm, and so is one person of one noun."""
    found: list[Person] = []
    seen: set[tuple[str, object]] = set()
    names = {_effect(person) for person in named}
    for person in own:
        if person.kind != "counted":
            continue
        one = 1 in {person.low, person.high}
        key = (_effect(person), f"one {person.head}" if one else _number(person) or "vague")
        told = one and _effect(person) in names and person.head in words("incidents", "anybody")
        if key in seen or told or (one and person.head == "victim"):
            continue
        seen.add(key)
        found.append(person)
    return found


def _by_noun(own: Sequence[Person], named: Sequence[Person]) -> list[Person]:
    """One of each noun that is told without a count, where no name or figure may be the same people."""
    return [*_singles(own, named), *_plurals(own)]


def _singles(own: Sequence[Person], named: Sequence[Person]) -> list[Person]:
    found: dict[tuple[str, str], Person] = {}
    counted = {(_effect(one), one.head) for one in own if one.kind == "counted" and 1 in {one.low, one.high}}
    known = {_effect(person) for person in named}
    singles = [one for one in own if one.kind == "single" and _is_person(one.head)]
    for person in sorted(singles, key=_is_definite):
        key = (_effect(person), person.head)
        told = _is_definite(person) and (_effect(person) in known | {effect for effect, _ in found})
        if key not in counted and not told:
            found.setdefault(key, person)
    return list(found.values())


def _is_definite(person: Person) -> bool:
    """Whether a noun speaks of someone told of before (``the judge``): no article counts it, and nobody owns it."""
    return person.scope is None and not set(person.words.split()) & words("incidents", "owners")


def _plurals(own: Sequence[Person]) -> list[Person]:
    found: dict[tuple[str, str], Person] = {}
    many = {_effect(one) for one in own if one.kind == "counted" and _number(one) > 1}
    for person in own:
        if person.kind == "several" and _effect(person) not in many and _is_person(person.head):
            found.setdefault((_effect(person), person.head), person)
    return list(found.values())


def _is_person(head: str) -> bool:
    known = ("combatants", "civilians", "unknown")
    return head in words("incidents", "people") or any(head in words("groups", name) for name in known)


def _of_incident(person: Person, text: str, year: int | None, ones: int) -> bool:
    """Whether a harm is of an incident, by what its sentence says and by what else is told of it."""
    number = _number(person)
    if person.unreal or (person.kind == "counted" and _vague(person)):
        return False
    if person.kind == "several" and person.group != "civilians" and person.head not in words("incidents", "people"):
        return False
    if number > 1 and not _is_incident_count(person, number, ones):
        return False
    sentence = " ".join(text[person.sentence.start : person.sentence.end].split())
    first, last = max(person.sentence.start, person.start - _BEFORE), min(person.sentence.end, person.start + _AFTER)
    near = " ".join(text[first:last].split())
    if person.kind != "named":
        old = year is not None and any(int(one) < year - 1 for one in _YEAR.findall(near))
        if old or _says(sentence, "misfortune"):
            return False
    if number != 1 and _says(near, "stretches"):
        return False
    if number > 1 and _says(near, "sides"):
        return False
    return person.group == "civilians" or not _says(sentence, "combat")


def _is_incident_count(person: Person, number: int, ones: int) -> bool:
    """Whether a count is of people, of one incident, and not of those whom the report tells one by one."""
    if number >= _MANY or person.scope == "total" or (number <= _FEW and ones >= number):
        return False
    if person.kind == "several":
        return True
    return _is_person(person.head) and person.head not in words("incidents", "deeds")


def _says(text: str, entry: str) -> bool:
    """Whether any word or phrase of a list stands in a text."""
    padded = f" {' '.join(_WORD.findall(text))} "
    return any(f" {phrase} " in padded for phrase in words("incidents", entry))
