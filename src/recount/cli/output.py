"""Records and tables to standard output, files to their place, progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click
import msgspec

from recount.cli.failure import Usage

if TYPE_CHECKING:
    from rich.console import RenderableType

    from recount.ledger import Verification
    from recount.ledger.seal import Seal
    from recount.model import Rejected
    from recount.publish.reviewed import Reviewed
    from recount.publish.view import View

T = TypeVar("T")
PATIENCE_S = 1.0


def print_json(record: object) -> None:
    """Print one record as one line of JSON."""
    click.echo(msgspec.json.encode(record))


def print_table(*tables: RenderableType, err: bool = False) -> None:
    """Print tables at the width of the terminal; colour only where it is one and NO_COLOR is not set.

    With `err`, to standard error, where standard output holds something for machines.
    """
    from rich.console import Console

    console = Console(file=sys.stderr if err else sys.stdout, highlight=False)
    for table in tables:
        console.print(table)


def print_view(shown: View, *tables: RenderableType) -> None:
    """Print tables of a view, under a line that tells as of when it is, where it is not as of now."""
    print_table(*as_of_line(shown.as_of), *tables)


def as_of_line(as_of: str | None) -> tuple[RenderableType, ...]:
    """The line that tells as of when something is, in the words of a view; none where it is as of now."""
    from rich.text import Text

    return () if as_of is None else (Text(f"As of {as_of}.", "bold"),)


@contextmanager
def written(path: str) -> Iterator[BinaryIO]:
    """A stream to the file at a path, which it takes the place of only when all is written; ``-`` is standard output.

    Raises `Usage` where the file cannot be made.
    """
    target = Path(path)
    if path == "-":
        yield sys.stdout.buffer
        return
    if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
        with _opened(target) as stream:
            yield stream
        return
    partial = target.with_name(f".{target.name}.partial")
    try:
        with _opened(partial) as stream:
            yield stream
        partial.replace(target)
    except OSError as error:
        raise Usage(f"{path} cannot be written: {error.strerror}; what was there before is as it was") from error
    finally:
        partial.unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise Usage(f"{path} cannot be written: {error.strerror}") from error


def print_reviewed(found: Reviewed, *, as_json: bool) -> None:
    """Print what people judge and what they disagree about, as a table or a record a line."""
    from recount.publish.judgements import reviewed_table

    if not as_json:
        print_table(reviewed_table(found))
        return
    for turn in found.turns:
        print_json({"judgement": turn})
    for disagreement in found.disagreements:
        print_json({"disagreement": disagreement})


def print_rejected(rejected: Sequence[Rejected], *, as_json: bool) -> None:
    """Print the inputs that could not be read, if any: as a table to standard error, or a record a line."""
    from recount.publish.table import rejected_table

    if as_json:
        for one in rejected:
            print_json({"rejected": one})
    elif rejected:
        print_table(rejected_table(rejected), err=True)


def verified(path: str, verification: Verification) -> str:
    """What a check of the ledger at a path found, in a line."""
    from recount.publish.wording import count

    if not verification.intact:
        return f"{path}: damaged; {count(len(verification.findings), 'finding')} in {verification.entries:,} entries"
    line = (
        f"{path}: intact; {count(verification.claims, 'claim')} quoted from {count(verification.reports, 'report')}, "
        f"{verification.entries:,} entries, head {verification.head.hash[:16]}"
    )
    further = (
        (verification.contradictions, "contradiction"),
        (verification.notes, "note"),
    )
    return "; ".join([line, *(count(len(found), name) for found, name in further if found)])


def agreed(path: str, seal: Seal) -> str:
    """That a ledger agrees with a seal, in a line."""
    from recount.ledger.signing import fingerprint

    by = "not signed" if seal.signature is None else f"signed by {fingerprint(seal.signature)}"
    return f"{path}: the ledger as of {seal.at:%d %B %Y}, entry {seal.entries:,}; {by}"


def watched(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The same items; past a second, with a progress bar where standard error is a terminal."""
    remaining = iter(items)
    done = 0
    if sys.stderr.isatty():
        started = monotonic()
        for item in remaining:
            yield item
            done += 1
            if monotonic() - started > PATIENCE_S:
                break
        from rich.console import Console
        from rich.progress import track

        remaining = iter(track(remaining, label, total, done, console=Console(stderr=True), transient=True))
    yield from remaining
