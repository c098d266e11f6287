"""A whole ledger as text that any tool reads and any ledger takes in again: canonical JSON Lines.

The first line tells the format, and how many entries follow up to which hash. Then comes an entry a line, its body as
JSON inside it, byte for byte as the ledger holds it, so that its digest can be checked from the line alone. The dump of
a ledger that was loaded from a dump is that dump. What lies outside the chain (how to reach those who replied, what
claims are looked up by) is in no dump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec import Struct

from recount import wire
from recount.errors import InputError, LedgerDamagedError, LedgerError
from recount.ledger import sql
from recount.ledger.contents import Contents
from recount.ledger.database import Stored
from recount.ledger.entries import GENESIS, Entry, Head, link_fault
from recount.ledger.store import Ledger
from recount.ledger.verification.chain import entry_of, follows, stored

FORMAT: Final = "recount ledger dump"
VERSION: Final = 1
_AT_ONCE: Final = 2000


class Heading(Struct, frozen=True, kw_only=True):
    """The first line of a dump: its format, how many entries follow, and the hash of the last."""

    format: str
    version: int
    entries: int
    head: str


class Line(Struct, frozen=True, kw_only=True):
    """An entry as a line of a dump: the fields of `recount.ledger.Entry`, the body as JSON."""

    seq: int
    kind: str
    key: str
    report: str | None
    body: msgspec.Raw
    digest: str
    at: str
    who: str
    software: str
    prev: str
    hash: str


class Loaded(Struct, frozen=True, kw_only=True):
    """What loading a dump did: how many of its entries were new to the ledger, how many it held; where it now ends."""

    new: int
    known: int
    head: Head


def dump(contents: Contents) -> Iterator[bytes]:
    """The lines of the dump of a ledger, as of any of its entries; entries that others add meanwhile are not in it.

    Raises `LedgerDamagedError` at the first entry that does not follow from those before it.
    """
    with contents.database.snapshot():
        head = contents.head()
        heading = Heading(format=FORMAT, version=VERSION, entries=head.seq, head=head.hash)
        yield wire.canonical(heading) + b"\n"
        last = GENESIS
        for row in contents.database.stored(0, head.seq):
            last = _next(row, last, contents.database.name)
            yield wire.canonical(_line(row)) + b"\n"
        if last != head:
            raise LedgerDamagedError(f"{contents.database.name}: entries after {last.seq} are missing")


def _next(row: Stored, last: Head, name: str) -> Head:
    if not follows(row, last.seq, last.hash.encode()):
        entry = entry_of(row, name)
        if wrong := link_fault(entry, last):
            raise LedgerDamagedError(f"{name}: entry {entry.seq} ({entry.kind} {entry.key}): {wrong}")
        return Head(entry.seq, entry.hash)
    return Head(row[0], row[9].decode())


def _line(row: Stored) -> Line:
    seq, kind, key, report, digest, at, who, software, prev, own, body = row
    return Line(
        seq=seq,
        kind=kind.decode(),
        key=key.decode(),
        report=None if report is None else report.decode(),
        body=msgspec.Raw(body),
        digest=digest.decode(),
        at=at.decode(),
        who=who.decode(),
        software=software.decode(),
        prev=prev.decode(),
        hash=own.decode(),
    )


def load(ledger: Ledger, lines: Iterable[bytes], name: str) -> Loaded:
    """Take into a ledger, which is empty or holds the first entries of a dump, the rest of them as they are.

    `name` is what to call the dump in messages. What one report brought comes into the ledger whole or not at all;
    after an error, what came before it stays, and loading again goes on from there.

    Raises `InputError` with the number of the line that is no entry, or no entry after the one before it; `LedgerError`
    where the ledger holds another entry than the dump, and adds nothing.
    """
    numbered = enumerate(lines, 1)
    heading = _heading(next(numbered, (1, b""))[1], name)
    held = ledger.head()
    known = min(held.seq, heading.entries)
    entries = _entries(numbered, heading, name)
    hashes = ledger.database.stream(sql.HASHES, known)
    for (seq, own), entry in zip(hashes, _first(known, entries), strict=False):
        if (seq, own) != (entry.seq, entry.hash):
            raise LedgerError(
                f"{ledger.database.name} holds another entry {seq} than {name} ({entry.kind} {entry.key}, added "
                f"{entry.at} by {entry.who}): from there on they are two ledgers; load the dump into a new one"
            )
    new = 0
    for batch in _batches(entries):
        ledger.adopt(batch)
        new += len(batch)
    return Loaded(new=new, known=known, head=ledger.head())


def _first(count: int, entries: Iterator[Entry]) -> Iterator[Entry]:
    for _ in range(count):
        yield next(entries)


def _heading(line: bytes, name: str) -> Heading:
    try:
        heading = wire.decode(line, Heading)
    except msgspec.MsgspecError as error:
        raise InputError(f"{name}:1: this is no dump of a ledger: `recount ledger dump` writes one") from error
    if heading.format != FORMAT:
        raise InputError(f"{name}:1: this is no dump of a ledger: `recount ledger dump` writes one")
    if heading.version != VERSION:
        raise InputError(f"{name}:1: version {heading.version} of the dump's format is not known: use a newer recount")
    return heading


def _entries(numbered: Iterator[tuple[int, bytes]], heading: Heading, name: str) -> Iterator[Entry]:
    """The entries of the lines, each checked to follow from the one before, to the last that the heading tells."""
    last = GENESIS
    for number, line in numbered:
        try:
            entry = _entry(wire.decode(line, Line))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise InputError(f"{name}:{number}: this line is no entry ({error}): get the dump again") from error
        if not follows(stored(entry), last.seq, last.hash.encode()) and (wrong := link_fault(entry, last)):
            raise InputError(f"{name}:{number}: entry {entry.seq} ({entry.kind} {entry.key}): {wrong}")
        last = Head(entry.seq, entry.hash)
        yield entry
    if (last.seq, last.hash) != (heading.entries, heading.head):
        raise InputError(
            f"{name} ends at entry {last.seq} and should end at entry {heading.entries} ({heading.head[:16]}): "
            "get the rest of it, and load it again"
        )


def _entry(line: Line) -> Entry:
    return Entry(
        seq=line.seq,
        kind=line.kind,
        key=line.key,
        report=line.report,
        digest=line.digest,
        at=line.at,
        who=line.who,
        software=line.software,
        prev=line.prev,
        hash=line.hash,
        body=bytes(line.body).decode(),
    )


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """The entries in batches that hold all that was added about a report together, and each report once."""
    batch: list[Entry] = []
    reports: set[str | None] = set()
    for entry in entries:
        last = batch[-1].report if batch else None
        if (
            batch
            and (entry.report is None or entry.report != last)
            and (len(batch) >= _AT_ONCE or entry.report in reports)
        ):
            yield batch
            batch, reports = [], set()
        batch.append(entry)
        if entry.report is not None:
            reports.add(entry.report)
    if batch:
        yield batch
