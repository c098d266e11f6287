"""The way of a page from its bytes to entries of a ledger that are on the disk: whole, and stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Final, TypeVar

from recount.bench.corpus import page
from recount.bench.speed.measured import Measured, Pages
from recount.claims.assemble import claims_in
from recount.claims.context import sentences_of
from recount.claims.relevance import of_conflict
from recount.claims.statements import find_statements
from recount.language.analysis import Analysis, Backend
from recount.language.backends import backend
from recount.ledger import Ledger, open_ledger
from recount.ledger.origins import keep
from recount.model import Claim, Reading, Recorded, Run, Span, Statement
from recount.pipeline import SOFTWARE, record
from recount.reports import Item, Limits, read_item
from recount.reports.decoding import decoded
from recount.reports.dom import parsed, pieces
from recount.reports.maintext import own_pieces
from recount.reports.metadata import described
from recount.reports.nesting import refuse_tangled
from recount.reports.pages import reading_of_pieces
from recount.reports.reading import Details
from recount.resolve import resolve_claims, resolve_statements
from recount.resolve.gazetteer import using
from recount.wire import digest
from recount.workers.memory import settle

T = TypeVar("T")

STAGES: Final = (
    "decoding", "nesting check", "parsing", "metadata", "main text", "passages", "triage", "tokens, counts", "model",
    "claims, statements", "speakers, places, times", "ledger", "origins",
)  # fmt: skip
_LIMITS = Limits()


def items(pages: Pages) -> list[Item]:
    """Pages as they come from files: bytes, with nothing known of them."""
    feed, first, count = pages
    return [
        Item(where=f"{feed}-{number}.html", data=page(feed, number).encode(), given=Details(), form="page")
        for number in range(first, first + count)
    ]


def whole(pages: Pages, name: str) -> Measured:
    """The time from the bytes of pages to entries on the disk, their copies traced, as ``recount add`` takes them."""
    listening, given = backend(name), items(pages)
    settle()
    with ledger_for() as ledger:
        began = process_time()
        readings = (reading for item in given for reading in read_item(item, _LIMITS))
        added = ledger.add(run_of(), record(readings, listening))
        keep(ledger)
        took = process_time() - began
    return Measured(took, len(given), f"{added.claims_new} claims, {added.statements_new} statements")


def staged(pages: Pages, name: str) -> tuple[tuple[str, Measured], ...]:
    """The time that each of `STAGES` takes for pages, all of which go through one before the next begins.

    The triage, which counting does too, is run by itself as well and taken from that; of the claims, what the model
    takes is taken.
    """
    listening, given = _Clocked(backend(name)), items(pages)
    clock = dict.fromkeys(STAGES, 0.0)
    settle()
    texts = _timed(clock, "decoding", (lambda item: decoded(item.data)), given)
    _timed(clock, "nesting check", (lambda text: refuse_tangled(text, _LIMITS)), texts)
    roots = _timed(clock, "parsing", parsed, texts)
    shown = _timed(clock, "parsing", pieces, roots)
    details = _timed(clock, "metadata", (lambda root, own: described(root, own, None)), roots, shown)
    own = _timed(clock, "main text", own_pieces, roots, texts, shown)
    digests = [digest(item.data) for item in given]
    readings = _timed(clock, "passages", reading_of_pieces, shown, own, details, digests)
    _timed(clock, "triage", (lambda reading: of_conflict(reading.report)), readings)
    split = _timed(clock, "tokens, counts", sentences_of, readings)
    clock["tokens, counts"] -= clock["triage"]
    claims = _timed(clock, "claims, statements", (lambda one, own: claims_in(one, own, listening)), readings, split)
    statements = _timed(clock, "claims, statements", find_statements, readings, split, claims)
    clock["model"] = listening.seconds
    clock["claims, statements"] -= listening.seconds
    resolved = _timed(clock, "speakers, places, times", _resolved, readings, claims, statements)
    with ledger_for() as ledger:
        _timed(clock, "ledger", (lambda outcomes: ledger.add(run_of(), outcomes)), [resolved])
        _timed(clock, "origins", keep, [ledger])
    return tuple((stage, Measured(clock[stage], len(given))) for stage in STAGES)


def _timed(clock: dict[str, float], stage: str, work: Callable[..., T], *given: Sequence[Any]) -> list[T]:
    """What `work` makes of each of the things given; the time it takes is added to that of the stage."""
    began = process_time()
    made = [work(*each) for each in zip(*given, strict=True)]
    clock[stage] += process_time() - began
    return made


def _resolved(reading: Reading, claims: Sequence[Claim], statements: Sequence[Statement]) -> Recorded:
    with using(None):
        return Recorded(
            reading=reading, claims=resolve_claims(reading, claims), statements=resolve_statements(reading, statements)
        )


def run_of() -> Run:
    """A run that reads invented pages."""
    return Run(software=SOFTWARE, started_at=datetime.now(UTC), inputs=("invented pages",))


@contextmanager
def ledger_for() -> Iterator[Ledger]:
    """A new ledger, which is deleted afterwards."""
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/bench.ledger") as ledger:
        yield ledger


class _Clocked:
    """A backend with the processor seconds it has taken."""

    def __init__(self, reader: Backend) -> None:
        self._reader = reader
        self.name = reader.name
        self.seconds = 0.0

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """What the backend says, the time it takes added up."""
        began = process_time()
        found = self._reader.analyse(text, sentences)
        self.seconds += process_time() - began
        return found
