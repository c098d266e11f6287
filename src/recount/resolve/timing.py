"""How likely the moments of a report are the days of a claim: what speaks for and against each.

Every moment, the war so far, the day of the statement and "not stated" are candidates; each has traits, each trait a
weight (``lexicon/timing.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from recount.claims.harms import find_harms
from recount.language.tokens import Token
from recount.lexicon.eras import lands_in
from recount.lexicon.lists import words
from recount.model import Claim, Effect, Mention, Reading
from recount.resolve.days import Days
from recount.resolve.moments import Clock, Moment, beside, clock

Figure = tuple[Effect, int | None, int | None] | None
Kind = Literal["words", "war", "statement", "unstated"]

_APART = re.compile(r"[,;]\s+(?:while|but|as|and|after|when|which)\b|;")
_SIZES = ("day", "week", "month", "long")
_REACH = 40
_STANDING = frozenset({"affected", "displaced"})


class Candidate(Struct, frozen=True):
    """Days that may be a claim's, the words for them, why, and the traits that speak for and against."""

    kind: Kind
    days: Days | None
    mention: Mention | None
    traits: Mapping[str, float]

    @property
    def meaning(self) -> str:
        """The days meant; empty where none are."""
        return "" if self.days is None else f"{self.days[0]}..{self.days[1]}"


class Event(Struct, frozen=True):
    """A claim in its report: its passage, the day of its statement, the war it speaks of, and what its passage says.

    `stated_on` is the day of the statement by its grammar, `said_on` the day by which its time is weighed: words that
    open a sentence ("On Monday the mayor said 12 had died") say when it was stated, but may mean the harm as well.
    `again` is whether that passage goes on about an event told before; `content` its words that tell events apart.
    `dated` is whether the passage says when anything happened; `latest` and `following` are the nearest moments of
    events before and after it, `nearest` that of its own passage, which is the `sole` one or not.
    """

    claim: Claim
    passage: int
    said_on: date | None
    stated_on: date | None
    said: bool
    war_began: date | None
    again: bool
    content: frozenset[str]
    dated: bool
    latest: Moment | None
    following: Moment | None
    nearest: Moment | None
    sole: bool


class Scene(Struct, frozen=True):
    """A report's text, its moments, its claims in their passages, and what each passage speaks of.

    `harmed` are the passages with claims, `harms` the effects named beside each moment (by its start), `often` how many
    moments mean the same days, `counted` the passages that state a figure.
    """

    text: str
    told: Clock
    events: tuple[Event, ...]
    content: tuple[frozenset[str], ...]
    harmed: frozenset[int]
    harms: Mapping[int, frozenset[Effect]]
    often: Mapping[Days, int]
    counted: Mapping[Figure, frozenset[int]]


def scene_of(reading: Reading, claims: Sequence[Claim]) -> Scene:
    """The claims of a report in their passages."""
    told = clock(reading, claims)
    text = reading.report.text
    content = tuple(_content(tokens) for tokens in told.tokens)
    harmed = {told.passage_at(claim.quantity.start) for claim in claims}
    again = frozenset(at for at in harmed if _again(told.tokens[at]))
    moments = _Moments.of(told)
    events = tuple(_event(text, told, claim, content, again, moments) for claim in claims)
    counted: dict[Figure, set[int]] = {}
    for event in events:
        if (figure := _figure(event.claim)) is not None:
            counted.setdefault(figure, set()).add(event.passage)
    return Scene(
        text=text,
        told=told,
        events=events,
        content=content,
        harmed=frozenset(harmed),
        harms={one.mention.start: _harms_by(told.tokens[one.passage], one.mention) for one in told.moments},
        counted={figure: frozenset(where) for figure, where in counted.items()},
        often=Counter(one.days for one in told.moments if "dateline" not in one.parts),
    )


class _Moments(Struct, frozen=True):
    """A report's moments by their passages, and those of events (of no statement or dateline) in order."""

    within: Mapping[int, Sequence[Moment]]
    of_events: Sequence[Moment]

    @classmethod
    def of(cls, told: Clock) -> _Moments:
        within: dict[int, list[Moment]] = {}
        for one in told.moments:
            within.setdefault(one.passage, []).append(one)
        return cls(within, [one for one in told.moments if not one.parts & {"said", "dateline"}])


def _event(
    text: str,
    told: Clock,
    claim: Claim,
    content: Sequence[frozenset[str]],
    again: frozenset[int],
    moments: _Moments,
) -> Event:
    """The claim, its passage, and the day of its statement: as its words or its sentence's say, else the report's."""
    at = told.passage_at(claim.quantity.start)
    here = moments.within.get(at, ())
    own = [one for one in here if "since" not in one.parts]
    said = (
        [one for one in own if one.mention == claim.said]
        or [one for one in own if "said" in one.parts]
        or [one for one in own if claim.scope == "total" and _opens_statement(claim, one)]
    )
    stated = said or [one for one in own if _opens_statement(claim, one)]
    day = said[0].days[1] if said else told.anchor
    began = told.war_began(told.words_at(text, at), day)
    first = bisect_left(moments.of_events, at, key=lambda one: one.passage)
    last = bisect_right(moments.of_events, at, key=lambda one: one.passage)
    own_times = [one for one in here if "said" not in one.parts]
    return Event(
        claim=claim,
        passage=at,
        said_on=day,
        stated_on=stated[0].days[1] if stated else told.anchor,
        said=bool(said),
        war_began=began,
        again=at in again,
        content=content[at],
        dated=first < last,
        latest=moments.of_events[first - 1] if first else None,
        following=moments.of_events[last] if last < len(moments.of_events) else None,
        nearest=min(own_times, key=lambda one: _gap(one, claim), default=None),
        sole=len(own_times) == 1,
    )


def _again(tokens: Sequence[Token]) -> bool:
    """Whether a sentence goes on about the event told before: "that attack", "the same raid"."""
    events = words("stance", "strikes") | words("stance", "strife")
    pairs = pairwise(token.lower for token in tokens)
    return any(first in {"that", "this", "same"} and second in events for first, second in pairs)


def _opens_statement(claim: Claim, moment: Moment) -> bool:
    """Whether words for when open a sentence with its cue before the count: "On Monday the mayor said 12 had died"."""
    return (
        "opens" in moment.parts
        and "hour" not in moment.mention.exact
        and claim.cue is not None
        and moment.mention.end <= claim.cue.start < claim.quantity.start
    )


def _content(tokens: Sequence[Token]) -> frozenset[str]:
    """The words of a passage that tell one event from another: long ones that are neither grammar nor venue."""
    grammar = words("stance", "venues") | words("grammar", "prepositions") | words("grammar", "pronouns")
    return frozenset({token.lower.rstrip("s") for token in tokens if len(token.text) > 4} - grammar)


def candidates(scene: Scene, at: int) -> list[Candidate]:
    """Every time that a claim may have, with its traits."""
    event, told = scene.events[at], scene.told
    claim = event.claim
    found = [_worded(scene, event, one) for one in told.moments if one.mention != claim.said and _in_reach(event, one)]
    situation = {
        claim.scope: 1.0,
        "standing": float(claim.effect == "affected"),
        "fled": float(claim.effect == "displaced"),
        "bodies": float(claim.effect == "bodies"),
        "held": float(claim.effect in {"captured", "missing"}),
        "dated report": float(any(not one.parts & {"said", "since", "dateline"} for one in told.moments)),
        "own said": float(event.said),
        "undated": float(told.anchor is None),
        "own dated": float(event.dated),
        "earlier dated": float(event.latest is not None),
        "paragraph dated": float(event.latest is not None and _together(told, event, event.latest)),
        "large": min(len(str(claim.quantity.low or claim.quantity.high or 0)), 6) / 6,
        "attributed": float(claim.source is not None),
        "lead": float(event.passage <= 1),
    }
    said_on, began = event.said_on, event.war_began
    if said_on is not None and began is not None:
        found.append(
            Candidate("war", (began, said_on), None, _of("war", situation) | _shown(scene, event, said_on - began))
        )
    if said_on is not None:
        found.append(Candidate("statement", (said_on, said_on), None, _of("statement", situation)))
    found.append(Candidate("unstated", None, None, _of("unstated", situation)))
    return found


def _together(told: Clock, event: Event, moment: Moment) -> bool:
    """Whether a moment stands in the claim's paragraph."""
    return told.passages[moment.passage].paragraph == told.passages[event.passage].paragraph


def _figure(claim: Claim) -> Figure:
    """What makes two counts the same: effect and bounds; a vague count is like no other."""
    count = claim.quantity
    return None if count.vague else (claim.effect, count.low, count.high)


def _in_reach(event: Event, moment: Moment) -> bool:
    """Whether a moment may be of a claim's event: near it, in the lead, or the outbreak of a war."""
    return abs(moment.passage - event.passage) <= _REACH or moment.passage <= 1 or "outbreak" in moment.parts


def bonds(scene: Scene, at: int) -> dict[str, float]:
    """What speaks for a claim and the one before it being of the same days."""
    event, last = scene.events[at], scene.events[at - 1]
    one, other = event.claim, last.claim
    apart = event.passage - last.passage
    near = "sentence" if apart == 0 else "next" if apart == 1 else "near" if apart <= 3 else "far"
    together = scene.told.passages[event.passage].paragraph == scene.told.passages[last.passage].paragraph
    own = event.nearest is not None
    traits = {
        f"same, {near}": 1.0,
        "same, scope": float(one.scope == other.scope),
        "same, incidents": float(one.scope == other.scope == "incident"),
        "same, part": float(
            one.subset_of == other.id or (one.subset_of is not None and one.subset_of == other.subset_of)
        ),
        "same, paragraph": float(together and apart > 0),
        "same, dated": float(own and apart > 0),
        "same, undated": float(not own and apart > 0),
        "same, figure": float(_figure(one) is not None and _figure(one) == _figure(other)),
        "same, effect": float(one.effect == other.effect),
    }
    return {name: value for name, value in traits.items() if value}


def _shown(scene: Scene, event: Event, age: timedelta) -> dict[str, float]:
    """How plainly a claim speaks of the war that its report speaks of."""
    traits = {
        "named": float(bool(lands_in(scene.told.words_at(scene.text, event.passage)))),
        "much": min(len(scene.told.lands), 12) / 12,
        "age": min(age.days / 365, 10) / 10,
    }
    return {f"war, {trait}": value for trait, value in traits.items()} | {
        f"war, {trait}, {event.claim.scope}": value for trait, value in traits.items()
    }


def _of(kind: Kind, situation: Mapping[str, float]) -> dict[str, float]:
    return {kind: 1.0} | {f"{kind}, {trait}": value for trait, value in situation.items()}


def _worded(scene: Scene, event: Event, moment: Moment) -> Candidate:
    """A moment as the time of a claim, with what speaks for it."""
    claim, told = event.claim, scene.told
    apart = moment.passage != event.passage
    where = "elsewhere" if apart else "own"
    days, running = _so_far(event, moment)
    traits = _nature(told, moment, days, claim) | _nearness(scene.text, event, moment)
    traits[f"by harm {where}"] = float(claim.effect in scene.harms[moment.mention.start])
    traits["often"] = min(scene.often[moment.days] - 1, 3) / 3
    traits |= {f"{size} {where}, {claim.scope}": 1.0 for size in _SIZES if size in traits}
    traits[f"old {where}"] = traits["old"]
    traits |= {f"heard {hint.kind}": hint.strength for hint in claim.hints if hint.touches(moment.mention)}
    if running:
        traits |= {f"running {where}": 1.0, f"running {where}, {claim.scope}": 1.0}
    traits |= _kinship(scene, event, moment) if apart else _among(event, moment)
    return Candidate("words", days, moment.mention, traits)


def _so_far(event: Event, moment: Moment) -> tuple[Days, bool]:
    """A moment's days for a claim: a stretch still running ends with the statement, a count up to a day with that."""
    days, total = moment.days, event.claim.scope == "total"
    running = "since" in moment.parts or (total and ("began" in moment.parts or days == (event.war_began,) * 2))
    if running and event.said_on is not None and event.said_on >= days[0]:
        return (days[0], event.said_on), True
    if total and "until" in moment.parts and event.war_began is not None and event.war_began <= days[1]:
        return (event.war_began, days[1]), running
    return days, running


def _kinship(scene: Scene, event: Event, moment: Moment) -> dict[str, float]:
    """What makes a moment of another sentence one of the claim's event."""
    passages = scene.told.passages
    together = passages[moment.passage].paragraph == passages[event.passage].paragraph
    return {
        "of a harm": float(moment.passage in scene.harmed),
        "of the same count": float(moment.passage in scene.counted.get(_figure(event.claim), ())),
        "like": min(3, len(event.content & scene.content[moment.passage])) / 3,
        "same paragraph": float(together),
        "frame": float(together and "opens" in moment.parts and moment.passage < event.passage),
        "that event": float(event.again and moment.passage == event.passage - 1),
        "undated elsewhere": float(scene.told.anchor is None),
        "paragraph before": float(together and moment.passage < event.passage),
        "latest": float(moment == event.latest),
        f"latest, {event.claim.scope}": float(moment == event.latest),
        "latest, nothing own": float(moment == event.latest and not event.dated),
        "following": float(moment == event.following),
    }


def _among(event: Event, moment: Moment) -> dict[str, float]:
    """How a moment of the claim's own sentence stands to the others there."""
    nearest = event.nearest == moment
    return {"own, nearest": float(nearest), "own, sole": float(event.sole and nearest)}


def _gap(moment: Moment, claim: Claim) -> int:
    """How far a moment stands from the count of a claim, in code points."""
    count, mention = claim.quantity, moment.mention
    return mention.start - count.end if mention.start >= count.end else count.start - mention.end


def _harms_by(tokens: Sequence[Token], mention: Mention) -> frozenset[Effect]:
    """The harms that stand by words for when: "abducted on Monday night", "Monday's killings"."""
    before, following = beside(tokens, mention)
    return frozenset(harm.effect for near in (before[-5:], following[:5]) for harm in find_harms(near))


def _nature(told: Clock, moment: Moment, days: Days, claim: Claim) -> dict[str, float]:
    """What a moment is in itself, and whether a claim of that scope takes such."""
    length = (days[1] - days[0]).days + 1
    size = "day" if length <= 2 else "week" if length <= 14 else "month" if length <= 31 else "long"
    past = (told.anchor - days[1]).days if told.anchor is not None else 400
    parts = moment.parts - ({"outbreak"} if claim.scope != "total" else set())
    traits = dict.fromkeys(parts, 1.0) | {"words": 1.0, f"words, {claim.scope}": 1.0}
    traits |= {
        size: 1.0,
        "ahead": float(past < 0),
        "ahead, forecast": float(past < 0 and claim.modality == "possible"),
        "old": min(max(past, 0), 365) / 365,
    }
    traits[f"words, {claim.effect}"] = float(claim.effect in _STANDING)
    return traits


def _nearness(text: str, event: Event, moment: Moment) -> dict[str, float]:
    """How near a moment stands to a claim: in its clause, its sentence, the sentences before or after."""
    apart = moment.passage - event.passage
    if apart:
        way = "before" if apart < 0 else "after"
        near = min(abs(apart), 10)
        return {
            way: 1.0,
            f"{way}, far": near / 10,
            f"{way}, next": float(near == 1),
            "lead": float(moment.passage <= 1),
        }
    count, mention = event.claim.quantity, moment.mention
    gap = _gap(moment, event.claim)
    between = text[count.end : mention.start] if mention.start >= count.end else text[mention.end : count.start]
    return {
        "own": 1.0,
        "own, gap": min(max(gap, 0), 200) / 100,
        "own, follows": float(mention.start >= count.end),
        "own, apart": float(len(_APART.findall(between))),
        "own, said": float("said" in moment.parts),
        "own, opens": float("opens" in moment.parts),
        "own, opens statement": float(_opens_statement(event.claim, moment)),
        "own, close": float(gap <= 25),
    }
