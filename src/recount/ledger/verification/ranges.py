"""A stretch of a ledger checked by itself: it begins from the hash of the entry before, so many can go at once."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import Final

from msgspec import Struct

from recount.errors import LedgerDamagedError
from recount.ledger import database
from recount.ledger.database import Database
from recount.ledger.entries import Head, link_fault
from recount.ledger.verification.chain import entry_of, follows
from recount.ledger.verification.content import Content, Part, Said
from recount.ledger.verification.findings import Finding
from recount.ledger.verification.lookup import Lookup

_RESTORE: Final = "restore the ledger from a copy made before this entry was changed, and add what came after it again"
_RESTORE_FILE: Final = "restore the file from a copy; entries that still read can be exported first"
LEAST: Final = -(2**62)
"""Before the number of any entry."""


class Range(Struct, frozen=True, kw_only=True):
    """What a check of a stretch of a ledger found: how many entries of which kind, its last entry, what is wrong.

    `breaks` are breaks of the chain, `faults` what does not hold together in an entry, `parts` claims to look at.
    `head` is None where the stretch holds no entry.
    """

    counts: dict[str, int]
    head: Head | None
    breaks: tuple[Finding, ...]
    faults: tuple[Finding, ...]
    parts: tuple[Part, ...]


def check(store: Database, after: int, until: int) -> Range:
    """Check the entries with numbers above `after`, up to `until`."""
    counts: Counter[str] = Counter()
    breaks: list[Finding] = []
    seq, prev = after, b""
    with closing(Lookup(store, after, until)) as lookup:
        content = Content(store, lookup)
        try:
            head = database.head(store, after)
            seq, prev = head.seq, _bytes(head.hash)
            for row in store.stored(after, until):
                if follows(row, seq, prev):
                    seq, kind, key, report, _, _, _, _, _, prev, body = row
                    said = Said(seq, kind.decode(), key.decode(), None if report is None else report.decode(), body)
                    content.check(said)
                else:
                    entry = entry_of(row, store.name)
                    said = Said(entry.seq, entry.kind, entry.key, entry.report, entry.body_bytes)
                    if wrong := link_fault(entry, Head(seq, _text(prev))):
                        content.leave()
                        breaks.append(_of_entry(said, wrong, _RESTORE))
                    else:
                        content.check(said)
                    seq, prev = entry.seq, _bytes(entry.hash)
                counts[said.kind] += 1
        except LedgerDamagedError as error:
            breaks.append(of_file(f"it cannot be read past entry {max(seq, 0)}: {error}"))
        content.leave()
    return Range(
        counts=dict(counts),
        head=Head(seq, _text(prev)) if counts else None,
        breaks=tuple(breaks),
        faults=tuple(_of_entry(*fault) for fault in sorted(content.faults)),
        parts=tuple(sorted(content.parts, key=lambda part: part.seq)),
    )


def of_file(wrong: str) -> Finding:
    """What is wrong with the file as such."""
    return Finding(seq=None, kind=None, key=None, wrong=wrong, remedy=_RESTORE_FILE)


def _of_entry(said: Said, wrong: str, remedy: str) -> Finding:
    return Finding(seq=said.seq, kind=said.kind, key=said.key, wrong=wrong, remedy=remedy)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
