"""A ledger opened from Python, to add to and to look at."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from recount import ledger as ledgers
from recount.config import Settings
from recount.errors import LedgerError
from recount.exporting import exported
from recount.ledger import Added, AsOf, Contents, open_ledger
from recount.ledger.origins import keep
from recount.library.batches import Batch, listener, names, settings
from recount.library.claims import Claims
from recount.library.estimates import Estimates
from recount.library.series import SeriesOverTime
from recount.library.subjects import Subjects, sides_of
from recount.library.wanted import Wanted, selection
from recount.model import ConventionName
from recount.pipeline import begun, estimated, explain, journey, listed, over_time, told_as_of, view
from recount.publish.explanation import ExplanationRow
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.rows import claim_rows
from recount.publish.series import told
from recount.publish.wording import count
from recount.reports import Limits, shown
from recount.resolve.gazetteer import Gazetteer


class Ledger:
    """A ledger as tables: its claims, its subjects side by side, its series and its estimates.

    `contents` is what they are made from: the ledger itself, to which `add` adds, or what it held as of some time. All
    that choose claims take the fields of `recount.model.Selection` by name, none of them to have all, and raise
    `ChoiceError` where a field is unknown or a value is none that it can have. Close it when done, or use it in a
    `with` statement.
    """

    def __init__(self, contents: Contents, chosen: Settings) -> None:
        self.contents = contents
        self.settings = chosen

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger, and of all that was opened from it by `as_of`."""
        self.contents.database.close()

    def __repr__(self) -> str:
        as_of = told_as_of(self.contents)
        reports = count(sum(1 for _ in self.contents.reports()), "report")
        return f"<ledger {self.contents.database.name}{f', as of {as_of}' if as_of else ''}: {reports}>"

    def as_of(self, when: AsOf) -> Ledger:
        """What was known then: up to an entry by its number, of what was published by a day, or entered by a time.

        Raises `ChoiceError` where there is no such entry.
        """
        return Ledger(self.contents.as_of(when), self.settings)

    def add(self, *inputs: str | PathLike[str] | Batch) -> Added:
        """Add what files, folders and globs say, or what was read from them, and trace which reports are copies.

        What could not be read is an entry too. Adding something twice changes nothing. Raises `LedgerError` where this
        is the ledger as of some time, or cannot be written.
        """
        if not isinstance(self.contents, ledgers.Ledger):
            raise LedgerError(f"{self!r} is as it was then, and nothing can be added to that: open the ledger itself")
        paths = names(each for each in inputs if not isinstance(each, Batch))
        read = [each for each in inputs if isinstance(each, Batch)]
        backend, gazetteer = listener(self.settings), Gazetteer.for_ledger(self.settings.ledger)
        limits = Limits(max_bytes=self.settings.max_bytes)
        outcomes = chain(
            chain.from_iterable(each.outcomes for each in read),
            journey(paths, limits=limits, backend=backend, gazetteer=gazetteer),
        )
        told_of = (*map(shown, paths), *(each.reading.report.id for batch in read for each in batch.recorded))
        added = self.contents.add(begun(told_of, backend.name, gazetteer), outcomes)
        keep(self.contents)
        return added

    def claims(self, **wanted: Unpack[Wanted]) -> Claims:
        """The claims wanted, as people corrected them: those of a report together, in the order of its text."""
        return Claims(claim_rows(listed(self.contents, selection(wanted))))

    def subjects(self, **wanted: Unpack[Wanted]) -> Subjects:
        """What the claims wanted are about, each subject with its claims side by side; the most told of first."""
        return Subjects(sides_of(view(self.contents, "Claims side by side", selection(wanted))))

    def series(self, **wanted: Unpack[Wanted]) -> SeriesOverTime:
        """What each source says of the subjects of the claims wanted from day to day."""
        return SeriesOverTime(told(over_time(self.contents, selection(wanted)).series))

    def estimates(self, convention: ConventionName = "ucdp", **wanted: Unpack[Wanted]) -> Estimates:
        """What the claims add up to by a convention, on each event that a claim wanted is about."""
        return Estimates(estimated(self.contents, convention, selection(wanted)).estimates)

    def export(self, form: FormatName, path: str | PathLike[str], **wanted: Unpack[Wanted]) -> None:
        """Write the claims wanted to a file, in an exchange format of ``docs/exports.md``.

        Raises `InvariantError` where what would be written breaks a rule of its format, `MissingExtraError` where the
        format needs a package that is not installed; then nothing is written.
        """
        written = BytesIO()
        WRITERS[form].write(exported(self.contents, form, selection(wanted)), written)
        Path(path).write_bytes(written.getbuffer())

    def explain(self, wanted: str) -> ExplanationRow:
        """Why a claim is as it is: by its id, the beginning of it, or its count in words.

        Raises `ChoiceError` where there is no such claim, or more than one.
        """
        return explain(self.contents, wanted)


def open(  # noqa: A001 - as in gzip and shelve
    ledger: str | PathLike[str] | None = None, *, create: bool = False, who: str | None = None
) -> Ledger:
    """Open the ledger at a path or, as ``postgresql://USER@HOST/DATABASE``, on a server; None: that of the settings.

    With `create`, make an empty one where there is none yet. `who` is written into each entry added.

    Raises `LedgerError` where there is no ledger and `create` is false, or something else; `LedgerBusyError` where it
    stays locked; `LedgerDamagedError` where it is malformed.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from recount.library import read
    >>> with TemporaryDirectory() as folder, open(Path(folder) / "war.ledger", create=True) as ledger:
    ...     added = ledger.add(read(text="Two people were killed in Kharkiv, the mayor said.", publisher="The Post"))
    ...     added.claims_new, ledger.claims(place="Kharkiv").to_json().count("clm:"), len(ledger.subjects())
    (1, 1, 1)
    """
    chosen = settings(None if ledger is None else fspath(ledger))
    return Ledger(open_ledger(chosen.ledger, create=create, who=who or chosen.who), chosen)
