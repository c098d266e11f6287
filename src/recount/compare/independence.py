"""How many independent sources stand behind what several claims are about.

Claims of one person or body rest on one *primary source*, however many outlets quote it; where nobody is named, the
outlet whose text it is states it on its own word. Who may be another ("Terekhov" beside "Ihor Terekhov", "officials"
beside the mayor) is not shown to be a second source, and counts as the same
(`recount.resolve.origins.statements.voices`). Copies add nothing: a claim comes from where its original does
(`recount.compare.provenance`).

Primary sources are independent where different outlets and different authors have them: as many as can each be given
an outlet of its own, both of those that heard them ("told AFP") and of those that wrote the text. Outlets that share an
author are one. What is not known is not taken to be different: reports without an outlet are one outlet's.

Source: Every Casualty Worldwide, Standards for Casualty Recording (2016): independence is another outlet, another
author and another primary source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from recount.compare.provenance import Provenance, Tracing, provenance, publisher
from recount.compare.subjects import folded, in_order_of_date
from recount.lexicon.outlets import outlet_of
from recount.model import Ground, Grounds, ResolvedClaim, Subject
from recount.resolve.origins.statements.voices import Voice, is_somebody, likeness

_ARTICLES = ("the ", "a ", "an ")
_REMEMBERED = 65536


class _Traced(Struct, frozen=True):
    """A claim, where it comes from, and the outlets, as they are compared: which heard it, and which wrote its text."""

    claim: ResolvedClaim
    came: Provenance
    heard: str
    wrote: str


def grounds(subject: Subject, claims: Iterable[ResolvedClaim], known: Tracing) -> Grounds:
    """What the claims of a subject rest on; `claims` may hold others too.

    Those that deny it stand behind nothing.
    """
    ids = frozenset(subject.claims)
    stated = in_order_of_date(each for each in claims if each.claim.id in ids and each.claim.modality != "denied")
    traced = tuple(_hands(stated, known))
    sources = tuple(_sources(traced))
    carriers = {each.claim.report: publisher(known.reports.get(each.claim.report)) for each in stated}
    return Grounds(
        subject=subject.id,
        reports=len(carriers),
        outlets=len({house(outlet) for outlet in carriers.values() if outlet}),
        sources=tuple(_ground(source, known) for source in sources),
        independent=min(
            _matched([sorted({each.heard for each in source}) for source in sources]),
            _matched([sorted({each.wrote for each in source}) for source in sources]),
        ),
    )


def _hands(claims: Sequence[ResolvedClaim], known: Tracing) -> Iterator[_Traced]:
    """Each claim with where it comes from; outlets that share an author are named alike."""
    came = [(each, provenance(each, known)) for each in claims]
    same: dict[str, str] = {}
    wrote: dict[str, str] = {}
    for _, one in sorted(came, key=lambda pair: (house(pair[1].text_of), pair[1].author or "")):
        outlet = _top(same, house(one.text_of))
        same[outlet] = _top(same, wrote.setdefault(one.author, outlet)) if one.author else outlet
    for each, one in came:
        yield _Traced(each, one, _top(same, house(one.outlet)), _top(same, house(one.text_of)))


def _top(same: Mapping[str, str], name: str) -> str:
    while same.get(name, name) != name:
        name = same[name]
    return name


def _sources(traced: Sequence[_Traced]) -> Iterator[tuple[_Traced, ...]]:
    """The claims of each primary source: named ones by their fullest name, then outlets on their own word."""
    by_voice: defaultdict[Voice, list[_Traced]] = defaultdict(list)
    own_word: defaultdict[str, list[_Traced]] = defaultdict(list)
    for each in traced:
        (own_word[each.heard] if each.came.voice is None else by_voice[each.came.voice]).append(each)
    fullest: dict[Voice, list[_Traced]] = {}
    for voice in sorted(by_voice, key=fullness):
        known = next((other for other in fullest if _may_be(voice, other)), None)
        fullest.setdefault(known or voice, []).extend(by_voice[voice])
    yield from (tuple(fullest[voice]) for voice in sorted(fullest, key=_spelling))
    yield from (tuple(own_word[outlet]) for outlet in sorted(own_word))


@lru_cache(_REMEMBERED)
def fullness(voice: Voice) -> tuple[bool, int, str, str]:
    """The order of voices: who can be told again in another report first, then by how many words their names have."""
    return not is_somebody(voice), -len((voice.name or "").split()), *_spelling(voice)


def _spelling(voice: Voice) -> tuple[str, str]:
    return _name(voice.name), repr(voice)


@lru_cache(_REMEMBERED)
def _may_be(voice: Voice, other: Voice) -> bool:
    """Whether nothing shows two voices to be two: words that name nobody may be anybody of their kind."""
    found = likeness(voice, other)
    return found == "same" or (found == "open" and not (is_somebody(voice) and is_somebody(other)))


@lru_cache(_REMEMBERED)
def house(outlet: str | None) -> str:
    """What to tell an outlet by: its usual name where it is a known one ("Agence France-Presse" is AFP).

    >>> house("Agence France-Presse") == house("AFP"), house("The Daily Lantern"), house(None)
    (True, 'daily lantern', '')
    """
    known = outlet_of(outlet)
    return _name(known.name if known else outlet)


def _name(name: str | None) -> str:
    plain = folded(name or "")
    return next((plain.removeprefix(article) for article in _ARTICLES if plain.startswith(article)), plain)


def _ground(source: Sequence[_Traced], known: Tracing) -> Ground:
    ordered = in_order_of_date(each.claim for each in source)
    voices = [each.came.voice for each in source if each.came.voice]
    carriers = (publisher(known.reports.get(each.claim.report)) for each in ordered)
    return Ground(
        source=min(voices, key=fullness).name if voices else None,
        claims=tuple(each.claim.id for each in ordered),
        heard_by=_once(each.came.outlet for each in source),
        outlets=_once(carriers),
    )


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names, each once, by what they are compared as."""
    found: dict[str, str] = {}
    for name in sorted(filter(None, names)):
        found.setdefault(house(name), name)
    return tuple(found[name] for name in sorted(found))


def _matched(choices: Sequence[Sequence[str]]) -> int:
    """How many can each be given one of its choices that no other has: the largest matching of a bipartite graph.

    Source: H. W. Kuhn, "The Hungarian Method for the Assignment Problem" (1955), by augmenting paths.

    >>> _matched([["a", "b"], ["a"], ["b"]])
    2
    >>> _matched([*([f"{one:04}", f"{one + 1:04}"] for one in range(2000)), ["0000"]])
    2001
    """
    holder: dict[str, int] = {}
    held: dict[int, str] = {}
    for one in range(len(choices)):
        asked: dict[str, int] = {}  # each choice looked at, and for whom
        waiting, free = [one], None
        while waiting and free is None:
            asking = waiting.pop()
            for choice in choices[asking]:
                if choice not in asked:
                    asked[choice] = asking
                    if choice not in holder:
                        free = choice
                        break
                    waiting.append(holder[choice])
        while free is not None:  # each on the way takes what it asked for, and leaves what it had to the one before
            holder[free], held[asked[free]], free = asked[free], free, held.get(asked[free])
    return len(holder)
