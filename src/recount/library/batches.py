"""Reports read from Python, keeping nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Unpack, overload

from msgspec import Struct

from recount.config import Settings, settle
from recount.errors import ChoiceError
from recount.language.analysis import Backend
from recount.language.backends import backend
from recount.ledger.selecting import wants
from recount.library.claims import Claims
from recount.library.wanted import Wanted, day, selection
from recount.model import Reading, Recorded, Rejected, Selection
from recount.pipeline import journey, record
from recount.publish.notebook import batch_html
from recount.publish.rows import ClaimRow, report_row
from recount.publish.statements import StatementRow, stated_row
from recount.publish.wording import count
from recount.reports import Details, Limits, read_html, read_text
from recount.resolve.gazetteer import Gazetteer


class Batch(Struct, frozen=True):
    """What was read at once: reports with their claims and statements, and the inputs that could not be read."""

    recorded: tuple[Recorded, ...]
    rejected: tuple[Rejected, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The reports as read, with their passages."""
        return tuple(each.reading for each in self.recorded)

    @property
    def outcomes(self) -> tuple[Recorded | Rejected, ...]:
        """What was recorded, then what was rejected."""
        return self.recorded + self.rejected

    def claims(self, **wanted: Unpack[Wanted]) -> Claims:
        """The claims wanted by the fields of `recount.model.Selection`, in the order of their reports; all by default.

        Raises `ChoiceError` where a field is unknown, or a value is none that it can have.
        """
        asked = selection(wanted)
        return Claims(row for each in self.recorded for row in _chosen(each, asked))

    def statements(self) -> tuple[StatementRow, ...]:
        """What is stated without a figure: denied, admitted, alleged, asked for and done."""
        return tuple(row for each in self.recorded for row in stated_row(each).statements)

    def __repr__(self) -> str:
        return f"<{self._told()}>"

    def _repr_html_(self) -> str:
        return batch_html(self._told(), self.claims(), self.rejected)

    def _told(self) -> str:
        claims = sum(len(each.claims) for each in self.recorded)
        read = f"{count(len(self.recorded), 'report')} with {count(claims, 'claim')}"
        return f"{read}, {len(self.rejected):,} rejected"


@overload
def read(*inputs: str | PathLike[str], published_on: date | str | None = None) -> Batch: ...


@overload
def read(
    *,
    text: str,
    published_on: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Batch: ...


@overload
def read(
    *,
    html: str | bytes,
    published_on: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Batch: ...


def read(
    *inputs: str | PathLike[str],
    text: str | None = None,
    html: str | bytes | None = None,
    published_on: date | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Batch:
    """Read reports and give their claims and statements, keeping nothing; nothing is fetched.

    `inputs` are files, folders and globs; or give one report that is in hand, as `text` or as the `html` of a page,
    with what is known of it. `published_on` is taken for the day of every report, whatever it says itself. What cannot
    be read is in `Batch.rejected`. The language model and the places are those of the settings in the working
    directory, as for the command line.

    Raises `ChoiceError` where there is nothing to read, or two kinds of it at once.

    >>> batch = read(
    ...     text="At least 12 people were killed in Kharkiv on Monday, the mayor said.", published_on="2022-04-06"
    ... )
    >>> batch
    <1 report with 1 claim, 0 rejected>
    >>> claim = batch.claims(effect="killed")[0]
    >>> claim.low, claim.high, claim.source.exact, str(claim.time.first)
    (12, None, 'mayor', '2022-04-04')
    """
    if sum((bool(inputs), text is not None, html is not None)) != 1:
        raise ChoiceError("give either files and folders to read, or text=…, or html=…")
    if inputs and (url or publisher or title):
        raise ChoiceError("url, publisher and title are of one report, given as text=… or html=…: leave them out")
    chosen = settings()
    limits, on = Limits(max_bytes=chosen.max_bytes), day(published_on)
    gazetteer = Gazetteer.for_ledger(chosen.ledger)
    if inputs:
        return gathered(
            journey(names(inputs), limits=limits, backend=listener(chosen), published_on=on, gazetteer=gazetteer)
        )
    if html is not None:
        given = Details(
            url=url, publisher=publisher, title=title, published_on=on, published_from=None if on is None else "given"
        )
        found = read_html(html, limits=limits, given=given)
    else:
        found = read_text(text or "", url=url, publisher=publisher, title=title, published_on=on)
    return gathered(record([found], listener(chosen), gazetteer))


def _chosen(recorded: Recorded, asked: Selection) -> Iterator[ClaimRow]:
    """The rows of the claims of a report that a selection wants."""
    report = recorded.reading.report
    fit = {each.claim.id for each in recorded.claims if wants(asked, each, report.published_on)}
    return (row for row in report_row(recorded.reading, recorded.claims).claims if row.id in fit)


def settings(ledger: str | None = None) -> Settings:
    """The settings of the working directory, with the ledger at a path in place of theirs (None: theirs)."""
    return settle(Path.cwd(), os.environ, {"ledger": ledger}).settings


def listener(chosen: Settings) -> Backend:
    """The language model that these settings name, loaded."""
    return backend(chosen.language_backend, chosen.language_threads)


def names(inputs: Iterable[str | PathLike[str]]) -> tuple[str, ...]:
    """Paths as inputs are named."""
    return tuple(os.fspath(each) for each in inputs)


def gathered(outcomes: Iterable[Recorded | Rejected]) -> Batch:
    """Outcomes as a batch."""
    recorded: list[Recorded] = []
    rejected: list[Rejected] = []
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        else:
            recorded.append(outcome)
    return Batch(tuple(recorded), tuple(rejected))
