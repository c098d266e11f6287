"""Which subjects are parts of one event: one harm in one place at one time, to one side, the other, or civilians.

Subjects belong together when they count the same effect in the same place in the same war, and are incidents whose days
overlap or lie at most two days apart, periods of the same days, or running totals from the same day on. As with claims,
what is not known is not taken to be the same: subjects without a place, or of incidents without a day, stay with those
of their own report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from recount import wire
from recount.compare.subjects import TOLERANCE
from recount.model import Effect, Scope, Subject


class _Setting(Struct, frozen=True, kw_only=True):
    """What the subjects of one event have in common."""

    effect: Effect
    scope: Scope
    place: str | None
    country: str | None
    conflict: str | None
    within: str | None
    since: date | None = None
    until: date | None = None


class Event(Struct, frozen=True, kw_only=True):
    """One harm in one place at one time, with the subjects that count it, by label."""

    id: str
    label: str
    subjects: tuple[Subject, ...]

    @property
    def effect(self) -> Effect:
        """The harm."""
        return self.subjects[0].effect

    @property
    def scope(self) -> Scope:
        """Whether it is an incident, a period or a running total."""
        return self.subjects[0].scope

    @property
    def conflict(self) -> str | None:
        """The war it belongs to, by its id."""
        return self.subjects[0].conflict

    @property
    def first(self) -> date | None:
        """The first day that it may have been on."""
        return min((each.first for each in self.subjects if each.first), default=None)

    @property
    def last(self) -> date | None:
        """The last day that it may have been on."""
        return max((each.last for each in self.subjects if each.last), default=None)


def find_events(subjects: Iterable[Subject], homes: Mapping[str, str]) -> tuple[Event, ...]:
    """Each event with its subjects, by label then id; `homes` is the report of each claim, by its id.

    >>> find_events((), {})
    ()
    """
    alike: defaultdict[_Setting, list[Subject]] = defaultdict(list)
    for each in subjects:
        alike[_setting(each, homes)].append(each)
    found = [_event(setting, part) for common, members in alike.items() for setting, part in _parted(common, members)]
    return tuple(sorted(found, key=lambda each: (each.label, each.id)))


def _setting(subject: Subject, homes: Mapping[str, str]) -> _Setting:
    placed = subject.spot is not None or subject.country is not None
    dated = subject.first is not None or subject.scope == "total"
    since = None if subject.scope == "incident" else subject.since
    until = subject.last if subject.scope == "period" else None
    return _Setting(
        effect=subject.effect,
        scope=subject.scope,
        place=subject.spot,
        country=subject.country,
        conflict=subject.conflict,
        within=None if placed and dated else min(homes[claim] for claim in subject.claims),
        since=since,
        until=until,
    )


def _parted(common: _Setting, members: Sequence[Subject]) -> Iterator[tuple[_Setting, list[Subject]]]:
    """The subjects of one setting; those of incidents parted where their days lie too far apart."""
    dated = [(each.first, each.last, each.id, each) for each in members if each.first and each.last]
    if common.scope != "incident" or not dated:
        yield common, list(members)
        return
    if undated := [each for each in members if not (each.first and each.last)]:
        yield common, undated
    event: list[Subject] = []
    reach = date.max
    since: date | None = None
    for first, last, _, each in sorted(dated, key=lambda one: one[:3]):
        if event and first - reach > TOLERANCE:
            yield structs.replace(common, since=since), event
            event, reach, since = [], date.max, None
        event.append(each)
        reach, since = min(reach, last), since or first
    yield structs.replace(common, since=since), event


def _event(setting: _Setting, subjects: Sequence[Subject]) -> Event:
    ordered = tuple(sorted(subjects, key=lambda each: (each.label, each.id)))
    label = ordered[0].label if len(ordered) == 1 else _label(setting, ordered)
    return Event(id=wire.content_id("evt", setting), label=label, subjects=ordered)


def _label(setting: _Setting, subjects: Sequence[Subject]) -> str:
    place = next((each.place for each in subjects if each.place), setting.country)
    harm = {"bodies": "bodies", "casualties": "casualties"}.get(setting.effect, f"people {setting.effect}")
    until = f"{setting.since} to {setting.until}"
    when = {"incident": setting.since, "period": until, "total": "running total"}.get(setting.scope)
    return ", ".join(str(part) for part in (harm, place, when) if part)
