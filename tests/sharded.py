"""What tests of shards share: inputs made of texts, shards of them made here, and what a ledger of them says."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from builders import run
from recount.config import Settings
from recount.ledger import open_ledger
from recount.model import Recorded, Rejected
from recount.shards.importing import Imported, import_shards
from recount.shards.making import Plan, make_all, reader_of
from recount.shards.markers import Done
from recount.shards.sharing import Shard
from recount.workers.choosing import equipment_of, readers

STUB = Settings(processes=0, language_backend="stub_backend:StubBackend")


def rows(path: Path, texts: Iterable[str]) -> Path:
    """A file of reports, a text each; one that is empty cannot be read."""
    path.write_text("".join(json.dumps({"text": text, "publisher": "The Post"}) + "\n" for text in texts))
    return path


def told(number: int) -> str:
    return f"At least {number + 2} civilians were killed in Riverton on Monday, the mayor said."


def unwatched(outcomes: Iterable[Recorded | Rejected], _: str) -> Iterator[Recorded | Rejected]:
    return iter(outcomes)


def made(plan: Plan, *shards: Shard) -> dict[Shard, bool]:
    """Make these shards of a plan (none: all); whether each was done before."""
    with readers(STUB) as reading:
        by = reader_of(plan, equipment_of(STUB), reading.model)
        found = make_all(plan, shards or Shard.all(plan.of), by, reading, unwatched)
        return {done.shard: before for done, before in found}


def imported(folder: Path, ledger: Path | str) -> Imported:
    with open_ledger(ledger, who="ana") as opened:
        return import_shards(folder, opened, unwatched)


def added(inputs: Path, ledger: Path | str) -> None:
    with open_ledger(ledger, who="ana") as opened, readers(STUB) as reading:
        opened.add(run(), reading.read_inputs((str(inputs),)))


def said(ledger: Path | str) -> set[tuple[str, str, str]]:
    """What a ledger says of what was read, whoever read it and in which order: kind, key and digest of each entry."""
    with open_ledger(ledger, create=False) as opened:
        entries = [(each.kind, each.key, each.digest) for each in opened.entries() if each.kind not in ("run", "link")]
    assert len(entries) == len(set(entries)), "something was written twice"
    return set(entries)


def total(done: Iterable[Done]) -> tuple[int, int, int]:
    """Items, reports and rejected of shards, added up."""
    counts = [each.counts for each in done]
    return sum(one.items for one in counts), sum(one.reports for one in counts), sum(one.rejected for one in counts)


@contextmanager
def room(most: int) -> Iterator[None]:
    """No file may grow past so many bytes meanwhile, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
