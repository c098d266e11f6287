"""Which rows of a ledger's claims a selection means, in SQL, and which index finds them.

Rows are in the order of the ledger: of reports by entry, of a report's claims by their place in its text. Where what is
wanted is rare, an index on what is rarest finds it; where it is frequent, going through the rows in their order soon
fills a page.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from recount.ledger.database import Database, Value
from recount.ledger.projection import STILL, fold
from recount.model import ResolvedClaim, Selection

Cursor = tuple[int, int]
"""After which row to go on: the entry of its reading, and its position in it."""

RARE: Final = 20_000
"""Up to how many rows an index is asked for what is rarest among what is wanted."""


class Condition(Struct, frozen=True):
    """Part of what is wanted: SQL with its values. `indexed` is the column of `claim` that it begins with."""

    text: str
    values: tuple[Value, ...]
    indexed: bool = False

    @property
    def unindexed(self) -> str:
        """The same, where the index shall not be used: neither database does past a sign."""
        return f"+{self.text}" if self.indexed else self.text


def conditions(wanted: Selection, until: int, published_until: date | None) -> tuple[Condition, ...]:
    """What a row must meet that a selection wants, as of entry number `until`, published up to `published_until`."""
    words = {
        "effect": wanted.effect,
        "victims": wanted.group,
        "source_kind": wanted.kind,
        "scope": wanted.scope,
        "act": wanted.act,
        "modality": wanted.modality,
    }
    days = (
        ("last >= ?", wanted.since),
        ("first <= ?", wanted.until),
        ("published >= ?", wanted.published_since),
        ("published <= ?", wanted.published_until),
        ("published <= ?", published_until),
    )
    found = [
        _named("facet", {f"{name} = ?": word for name, word in words.items()}),
        _named("source", {_HOLDS: _inside(wanted.source)}),
        _named("party", {_HOLDS: _inside(wanted.party)}),
        _named("place", {_HOLDS: _inside(wanted.place), "country = ?": wanted.country and wanted.country.upper()}),
        *(Condition(text, (day.isoformat(),)) for text, day in days if day is not None),
    ]
    if wanted.report is not None:
        of_report = "reading IN (SELECT seq FROM entry WHERE report = ? AND kind = 'report')"
        found.append(Condition(of_report, (wanted.report,)))
    if until < STILL:
        found.append(Condition("since <= ?", (until,)))
    found.append(Condition("until > ?", (min(until, STILL - 1),)))
    return tuple(condition for condition in found if condition is not None)


_HOLDS: Final = "folded LIKE ? ESCAPE '\\'"


def _inside(name: str | None) -> str | None:
    """The pattern of names that hold this one."""
    if name is None:
        return None
    folded = fold(name)
    for sign in "\\%_":
        folded = folded.replace(sign, f"\\{sign}")
    return f"%{folded}%"


def _named(table: str, wanted: dict[str, str | None]) -> Condition | None:
    """That a row's number in a table is of what is wanted there."""
    asked = {text: value for text, value in wanted.items() if value is not None}
    if not asked:
        return None
    text = f"{table} IN (SELECT id FROM {table} WHERE {' AND '.join(asked)})"
    return Condition(text, tuple(asked.values()), indexed=True)


def wants(wanted: Selection, resolved: ResolvedClaim, published_on: date | None) -> bool:
    """Whether a selection wants a claim that is not as the ledger's rows have it; they are asked by `conditions`.

    `published_on` is when its report was published.
    """
    claim, decided = resolved.claim, resolved.resolutions
    speaker, place, days = decided.source.value, decided.place.value, decided.time.value
    worded = claim.source
    words = (
        (wanted.effect, claim.effect),
        (wanted.group, claim.victims.group if claim.victims else None),
        (wanted.kind, speaker.kind if speaker else worded.kind if worded else None),
        (wanted.scope, claim.scope),
        (wanted.act, claim.act),
        (wanted.modality, claim.modality),
        (wanted.report, claim.report),
        (wanted.country and wanted.country.upper(), place.country if place else None),
    )
    sources = (speaker.name if speaker else "", worded.mention.exact if worded else "")
    return (
        all(asked in (None, found) for asked, found in words)
        and _held_in(wanted.source, *sources)
        and _held_in(wanted.party, decided.party.value or "")
        and _held_in(wanted.place, place.name if place else "")
        and _touches(wanted.since, wanted.until, (days.first, days.last) if days else None)
        and _touches(
            wanted.published_since, wanted.published_until, (published_on, published_on) if published_on else None
        )
    )


def _held_in(name: str | None, *names: str) -> bool:
    return name is None or any(fold(name) in fold(each) for each in names if each)


def _touches(since: date | None, until: date | None, days: tuple[date, date] | None) -> bool:
    if days is None:
        return since is None and until is None
    return (since is None or days[1] >= since) and (until is None or days[0] <= until)


def page(store: Database, wanted: tuple[Condition, ...], after: Cursor | None, limit: int) -> list[tuple[int, ...]]:
    """The next rows that meet conditions, as reading, position, and the entries of claim and decision."""
    rarest = _rarest(store, wanted)
    texts = [condition.text if condition is rarest else condition.unindexed for condition in wanted]
    values = [value for condition in wanted for value in condition.values]
    if after is not None:
        texts.append("(reading, position) > (?, ?)")
        values.extend(after)
    query = (
        f"SELECT reading, position, claim, resolution FROM claim WHERE {' AND '.join(texts)} "
        "ORDER BY reading, position LIMIT ?"
    )
    return [tuple(int(number or 0) for number in row) for row in store.rows(query, *values, limit)]


def count(store: Database, wanted: tuple[Condition, ...]) -> int:
    """How many rows meet conditions."""
    rarest = _rarest(store, wanted)
    texts = [condition.text if condition is rarest else condition.unindexed for condition in wanted]
    values = [value for condition in wanted for value in condition.values]
    ((found,),) = store.rows(f"SELECT count(*) FROM claim WHERE {' AND '.join(texts)}", *values)
    return int(found or 0)


def _rarest(store: Database, wanted: tuple[Condition, ...]) -> Condition | None:
    """Of what is wanted, the part that fewest rows meet, by an index; None where all are frequent."""
    found = [(_held(store, condition), condition) for condition in wanted if condition.indexed]
    few = [each for each in found if each[0] < RARE]
    return min(few, key=lambda each: each[0])[1] if few else None


def _held(store: Database, condition: Condition) -> int:
    """How many rows meet one condition, up to `RARE`."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM claim WHERE {condition.text} LIMIT {RARE}) held"
    ((held,),) = store.rows(query, *condition.values)
    return int(held or 0)
