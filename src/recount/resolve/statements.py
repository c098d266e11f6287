"""Statements to decisions: who speaks or acts, for which side, upon whom, and when; each statement once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import (
    Accusation,
    Action,
    Appeal,
    Denial,
    Interval,
    Mention,
    Reading,
    Report,
    Resolution,
    ResolvedStatement,
    Source,
    Speaker,
    Statement,
)
from recount.resolve.days import interval, timex_value
from recount.resolve.names import bodies_named
from recount.resolve.repeats import each_once
from recount.resolve.sides import sides_in
from recount.resolve.speakers import speaker

_NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:of\s+)?[A-Z][\w’'.-]*)*")
_LANDS = frozenset({"nation", "country", "republic"})
_PERSONS = frozenset({"he", "she"})
_AROUND, _REACH = 70, 4000


class _Voice(Struct, frozen=True):
    """Somebody who speaks or acts, and who spoke before."""

    source: Source | None
    speakers: tuple[Source, ...]


def resolve_statements(reading: Reading, statements: Sequence[Statement]) -> tuple[ResolvedStatement, ...]:
    """The statements of a reading with what was decided about each, in the same order; repeats told as one."""
    return each_once([_resolved(reading.report, statement) for statement in statements])


def _resolved(report: Report, statement: Statement) -> ResolvedStatement:
    if isinstance(statement, Action):
        source, reporter, times = statement.actor, statement.source, statement.times
    else:
        source, reporter, times = statement.source, None, (statement.said,) if statement.said else ()
    agent = _agent(report, statement, source)
    return ResolvedStatement(
        statement=statement,
        agent=agent,
        party=_party(report, source, agent),
        recipient=_recipient(report, _other(statement)),
        reporter=speaker(report, _Voice(reporter, statement.speakers)),
        time=_time(report.published_on, times),
    )


def _other(statement: Statement) -> Mention | None:
    """The words for who is accused, asked or acted upon."""
    match statement:
        case Accusation():
            return statement.accused
        case Appeal():
            return statement.asked
        case Action():
            return statement.recipient
        case _:
            return None


def _agent(report: Report, statement: Statement, source: Source | None) -> Resolution[Speaker]:
    """Who speaks or acts: "the nation" is the state named last, and he who denies is of the side denied for."""
    if source is None:
        return Resolution(value=None, method="unnamed", confidence=1.0)
    word = source.mention.exact.lower()
    if word.split()[-1] in _LANDS and not list(sides_in(source.mention.exact)):
        land = _land_before(report.text, source.mention.start)
        if land is not None:
            return Resolution(value=land, method="land named before", confidence=0.6)
    if isinstance(statement, Denial) and word in _PERSONS:
        accused = set(sides_in(statement.content.exact))
        for one in statement.speakers:
            if accused & set(sides_in(one.mention.exact)):
                found = speaker(report, _Voice(one, statement.speakers))
                return Resolution(value=found.value, method="denied by the side denied for", confidence=0.6)
    found = speaker(report, _Voice(source, statement.speakers))
    if found.value is not None and found.value.name.lower() in words("predicates", "bodies"):
        body = Speaker(name=source.mention.exact, kind=source.kind, mention=source.mention)
        return Resolution(value=body, method="named", confidence=0.9)  # "General" in its name is no rank
    return found


def _land_before(text: str, before: int) -> Speaker | None:
    """The state that a text names last before a place, as one that speaks."""
    for match in reversed(list(_NAME.finditer(text, max(0, before - _REACH), before))):
        name = re.sub(r"(?:['’]s|[.])$", "", match.group())
        nation = nation_of().get(name)
        if nation is not None and name in (*nation.names, *nation.metonyms):
            mention = Mention.at(text, match.start(), match.start() + len(name))
            return Speaker(name=nation.name, kind="government", mention=mention)
    return None


def _party(report: Report, source: Source | None, agent: Resolution[Speaker]) -> Resolution[str]:
    """The side of an agent: named in the words of the source, in its resolved name, or beside that name."""
    if source is None:
        return Resolution(value=None, method="unnamed", confidence=1.0)
    speaker_ = agent.value
    places = [source.mention.exact]
    if speaker_ is not None:
        places += [speaker_.name, *_titles(report.text, speaker_.name)]
    for at, phrase in enumerate(places):
        named = next(sides_in(phrase), None)
        if named is not None:
            return Resolution(value=named, method="worded" if at == 0 else "named", confidence=0.9 if at == 0 else 0.7)
    return Resolution(value=None, method="unstated", confidence=0.6)


def _titles(text: str, name: str) -> list[str]:
    """The words before and after every full name of a person that may say whose office it is."""
    if " " not in name:
        return []
    found: list[str] = []
    for match in re.finditer(re.escape(name), text):
        before = re.split(r"[.,;:“”\n]", text[max(0, match.start() - _AROUND) : match.start()])[-1]
        after = re.match(r",\s*([^.;:“”\n]{3,70}?),", text[match.end() : match.end() + _AROUND])
        title = " ".join(before.split()[-5:])
        if title and title.split()[-1].lower() in words("speakers", "roles") | words("speakers", "titles"):
            found.append(title)
        if after is not None:
            found.append(after[1])
    return found


def _recipient(report: Report, mention: Mention | None) -> Resolution[str]:
    """The side that the words for a recipient name, of "the Council" its full name; None where they name none."""
    if mention is None:
        return Resolution(value=None, method="unstated", confidence=0.6)
    named = next(sides_in(mention.exact), None)
    if named is not None:
        return Resolution(value=named, method="worded", confidence=0.9)
    if " " not in mention.exact and mention.exact.lower() in words("predicates", "bodies"):
        full = [one for one in bodies_named(report.text, mention.exact.lower(), bare=False) if one.end <= mention.start]
        if full:
            return Resolution(value=full[-1].exact, method="fuller name", confidence=0.7)
    return Resolution(value=None, method="unnamed", confidence=0.6)


def _time(published: date | None, times: Sequence[Mention]) -> Resolution[Interval]:
    """When something was stated or done, by the words for it; None where they give no day."""
    for mention in times:
        if published is None or mention.exact.lower().startswith("since"):
            continue
        days = interval(mention.exact, published)
        if days is not None:
            value = timex_value(mention.exact, days, published)
            found = Interval(first=days[0], last=days[1], mention=mention, value=value)
            return Resolution(value=found, method="worded", confidence=0.7)
    return Resolution(value=None, method="unstated", confidence=0.6)
