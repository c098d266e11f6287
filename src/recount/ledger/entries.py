"""Entries and the chain of hashes that ties each to all before it; nothing here reads or writes.

The hash of an entry is the SHA-256 of the canonical JSON of all its other fields but `body`, for which `digest` (the
SHA-256 of the body) stands: so the chain can be checked, or handed out, without the texts.

Source: Haber and Stornetta, "How to time-stamp a digital document", Journal of Cryptology 3 (1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

import msgspec
from msgspec import Struct, structs

from recount import wire

Kind = Literal[
    "run", "report", "claim", "resolution", "statement", "rejected", "link", "judgement", "correction", "reply"
]


class Head(Struct, frozen=True):
    """Where a chain ends: the last entry's number and hash. Note it elsewhere to notice a ledger cut short."""

    seq: int
    hash: str


GENESIS = Head(0, "0" * 64)
"""The head of an empty ledger."""


class Draft(Struct, frozen=True, kw_only=True):
    """What is to be said in an entry: which record (`key`) of which kind, for which report, and its canonical JSON.

    `digest` is the SHA-256 of the body; `record` is what the body says, where that is at hand.
    """

    kind: Kind
    key: str
    report: str | None
    body: str
    digest: str = ""
    record: Struct | None = None

    def __post_init__(self) -> None:
        if not self.digest:
            structs.force_setattr(self, "digest", wire.digest(self.body.encode()))


class Entry(Struct, frozen=True, kw_only=True):
    """One entry as it stands in the ledger; every field is kept as written, so that a changed byte shows.

    `at` is ISO 8601 in UTC with microseconds; `prev` is the hash of the entry before.
    """

    seq: int
    kind: str
    key: str
    report: str | None
    digest: str
    at: str
    who: str
    software: str
    prev: str
    hash: str
    body: str

    @property
    def body_bytes(self) -> bytes:
        """The body as it stands in the file, even where its bytes are not UTF-8 any more."""
        return self.body.encode("utf-8", "surrogateescape")


class _Chained(Struct, frozen=True):
    """What the hash of an entry is taken over, in the order of canonical JSON."""

    at: str
    digest: str
    key: str
    kind: str
    prev: str
    report: str | None
    seq: int
    software: str
    who: str


def chain_hash(entry: Entry) -> str:
    """The hash that an entry should bear.

    Raises `UnicodeEncodeError` where a field is not text any more.
    """
    return _hash(
        _Chained(
            entry.at,
            entry.digest,
            entry.key,
            entry.kind,
            entry.prev,
            entry.report,
            entry.seq,
            entry.software,
            entry.who,
        )
    )


def _hash(chained: _Chained) -> str:
    return wire.digest(msgspec.json.encode(chained))


def link(draft: Draft, head: Head, *, at: datetime, who: str, software: str) -> Entry:
    """The entry that says what the draft says, next after `head`.

    >>> moment = datetime(2024, 5, 1, 12, tzinfo=UTC)
    >>> draft = Draft(kind="run", key="run:1", report=None, body="{}")
    >>> entry = link(draft, GENESIS, at=moment, who="ana", software="recount 1")
    >>> entry.seq, entry.at, entry.prev == GENESIS.hash, entry.hash == chain_hash(entry)
    (1, '2024-05-01T12:00:00.000000Z', True, True)
    """
    (entry,) = linked((draft,), head, at=at, who=who, software=software)
    return entry


def linked(drafts: Iterable[Draft], head: Head, *, at: datetime, who: str, software: str) -> Iterator[Entry]:
    """The entries that say what drafts say, one after another, the first next after `head`."""
    seq, prev, instant = head.seq, head.hash, stamp(at)
    for draft in drafts:
        seq += 1
        key, kind, report, digest = draft.key, draft.kind, draft.report, draft.digest
        hashed = _hash(_Chained(instant, digest, key, kind, prev, report, seq, software, who))
        yield Entry(
            seq=seq,
            kind=kind,
            key=key,
            report=report,
            digest=digest,
            at=instant,
            who=who,
            software=software,
            prev=prev,
            hash=hashed,
            body=draft.body,
        )
        prev = hashed


def stamp(at: datetime) -> str:
    """An instant as entries bear it: ISO 8601 in UTC with microseconds, so that the order of words is that of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link_fault(entry: Entry, head: Head) -> str | None:
    """What is wrong with an entry that should follow `head` (None: nothing): its number, its hashes, its digest."""
    if entry.seq != head.seq + 1:
        return f"entries {head.seq + 1} to {entry.seq - 1} are missing"
    if wire.digest(entry.body_bytes) != entry.digest:
        return "its body does not agree with its digest: one of the two was changed"
    try:
        expected = chain_hash(entry)
    except UnicodeEncodeError:
        return "one of its fields is not text any more"
    if entry.hash != expected:
        return "its fields do not agree with its hash: one of them was changed"
    if entry.prev != head.hash:
        return f"it does not follow from entry {head.seq}: that entry was changed after this one was added"
    return None
