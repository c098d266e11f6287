"""What is fuzzed: each reader, and the reading of claims from text, with what must hold of whatever comes out.

A target takes any bytes. It raises where a reader raises, where words quoted do not stand in their report, or where
one input takes longer than its length allows.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir

from recount.claims import find_both
from recount.claims.quantities import quantities_of
from recount.errors import InputError
from recount.language.tokens import tokenise
from recount.ledger import bodies, evidence
from recount.model import Reading, Recorded, Rejected
from recount.reports import Item, Limits, items, read_item, read_text
from recount.reports.decoding import decoded
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.resolve import resolve_claims, resolve_statements
from recount.series import read_series

LIMITS = Limits(max_bytes=1_000_000)
_SECONDS, _SECONDS_A_BYTE = 4.0, 1e-3  # of one processor, generous: a busy machine must not look like a slow rule
_GIVEN = Details()


class Slow(Exception):  # noqa: N818 - what is found wrong, as an assertion is
    """An input took longer than its length allows."""


def check_reading(reading: Reading) -> None:
    """Raise where passages do not cover the text in order, or the report cannot be written into a ledger."""
    text, at = reading.report.text, 0
    for passage in reading.passages:
        assert at <= passage.span.start < passage.span.end <= len(text), passage
        assert not text[at : passage.span.start].strip(), "words between two passages"
        at = passage.span.end
    assert not text[at:].strip(), "words after the last passage"


def check_claims(reading: Reading) -> Recorded:
    """The claims of a reading; raises where one of its quotations does not stand where it says."""
    claims, statements = find_both(reading)
    found = Recorded(
        reading=reading, claims=resolve_claims(reading, claims), statements=resolve_statements(reading, statements)
    )
    fault = evidence.recorded_fault(found)
    assert fault is None, fault
    for resolved in found.claims:
        quantity = resolved.claim.quantity
        assert reading.report.text[quantity.start : quantity.end] == quantity.exact
    return found


def check(outcome: Reading | Rejected) -> None:
    """Raise where an outcome breaks a rule, or is nothing that a ledger can hold."""
    if isinstance(outcome, Rejected):
        assert outcome.where
        assert outcome.detail
        bodies.of_outcome(outcome)
        return
    check_reading(outcome)
    bodies.of_outcome(Recorded(reading=outcome, claims=()))


def _items_of(form: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        for outcome in read_item(Item(where="fuzzed", data=data, given=_GIVEN, form=form), LIMITS):  # type: ignore[arg-type]
            check(outcome)

    return read


def _files(suffix: str) -> Callable[[bytes], None]:
    """Reads a file of that name, as a folder's files are read."""
    path = Path(gettempdir()) / f"fuzzed-{os.getpid()}{suffix}"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        try:
            for item in items([str(path)], _GIVEN, LIMITS):
                for outcome in (item,) if isinstance(item, Rejected) else read_item(item, LIMITS):
                    check(outcome)
        finally:
            path.unlink()

    return read


def _decode(data: bytes) -> None:
    with suppress(Refused):
        text = decoded(data)
        assert "\r" not in text


def _claims(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    reading = read_text(text)
    check_reading(reading)
    assert reading.report.text == text
    bodies.of_outcome(check_claims(reading))


def _quantities(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    at = 0
    for one in quantities_of(text, tokenise(text)):
        assert at <= one.start < one.end <= len(text)
        at = one.end


def _page(data: bytes) -> None:
    """A page with its claims: what pages make of text is read as well."""
    for outcome in read_item(Item(where="fuzzed", data=data, given=_GIVEN, form="page"), LIMITS):
        check(outcome)
        if isinstance(outcome, Reading):
            check_claims(outcome)


def _series(kind: str) -> Callable[[bytes], None]:
    path = Path(gettempdir()) / f"fuzzed-{os.getpid()}-{kind}.csv"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        try:
            with suppress(InputError):
                for outcome in read_series(str(path), kind, limits=LIMITS):
                    fault = evidence.recorded_fault(outcome) if isinstance(outcome, Recorded) else None
                    assert fault is None, fault
                    bodies.of_outcome(outcome)
        finally:
            path.unlink()

    return read


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "page": _page,
    "feed": _items_of("feed"),
    "row": _items_of("row"),
    "text": _items_of("text"),
    "file": _files(""),
    "gzip": _files(".html.gz"),
    "jsonl": _files(".jsonl"),
    "zip": _files(".zip"),
    "warc": _files(".warc"),
    "mbox": _files(".mbox"),
    "pdf": _files(".pdf"),
    "telegram": _files(".json"),
    "decoding": _decode,
    "quantities": _quantities,
    "claims": _claims,
    "series": _series("general-staff-personnel"),
    "events": _series("ucdp-events"),
}


def run(name: str, data: bytes) -> float:
    """Give a target some bytes; the seconds of one processor that it took.

    Raises whatever it raises, and `Slow`.
    """
    started = time.process_time()
    TARGETS[name](data)
    taken = time.process_time() - started
    if taken > _SECONDS + len(data) * _SECONDS_A_BYTE:
        raise Slow(f"{taken:.1f} s for {len(data):,} bytes")
    return taken
