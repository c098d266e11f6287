"""Entries and the chain of hashes that ties each to all before it; nothing here reads or writes.

The hash of an entry is the SHA-256 of the canonical JSON of all its other fields but `body`, for which `digest` (the
SHA-256 of the body) stands: so the chain can be checked, or handed out, without the texts.

Source: Haber and Stornetta, "How to time-stamp a digital document", Journal of Cryptology 3 (1991).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

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
    """What is to be said in an entry: which record (`key`) of which kind, for which report, and its canonical JSON."""

    kind: Kind
    key: str
    report: str | None
    body: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the body."""
        return wire.digest(self.body.encode())


class Entry(Struct, frozen=True, kw_only=True):
    """One entry as it stands in the ledger; every field is kept as written, so that a changed byte shows.

    `at` is ISO 8601 in UTC with microseconds; `prev` is the hash of the entry before.
    """

    seq: int
    kind: str
    key: str
    report: str | None
    body: str
    digest: str
    at: str
    who: str
    software: str
    prev: str
    hash: str

    @property
    def body_bytes(self) -> bytes:
        """The body as it stands in the file, even where its bytes are not UTF-8 any more."""
        return self.body.encode("utf-8", "surrogateescape")


def chain_hash(entry: Entry) -> str:
    """The hash that an entry should bear.

    Raises `UnicodeEncodeError` where a field is not text any more.
    """
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__ if name not in ("body", "hash")}
    return wire.digest(wire.canonical(fields))


def link(draft: Draft, head: Head, *, at: datetime, who: str, software: str) -> Entry:
    """The entry that says what the draft says, next after `head`.

    >>> moment = datetime(2024, 5, 1, 12, tzinfo=UTC)
    >>> draft = Draft(kind="run", key="run:1", report=None, body="{}")
    >>> entry = link(draft, GENESIS, at=moment, who="ana", software="recount 1")
    >>> entry.seq, entry.at, entry.prev == GENESIS.hash, entry.hash == chain_hash(entry)
    (1, '2024-05-01T12:00:00.000000Z', True, True)
    """
    bare = Entry(
        seq=head.seq + 1,
        kind=draft.kind,
        key=draft.key,
        report=draft.report,
        body=draft.body,
        digest=draft.digest,
        at=stamp(at),
        who=who,
        software=software,
        prev=head.hash,
        hash="",
    )
    return structs.replace(bare, hash=chain_hash(bare))


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
