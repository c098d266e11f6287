"""A ledger to what one exchange format asks of it."""

from __future__ import annotations

from msgspec import structs

from recount.amending import feed
from recount.ledger import Contents
from recount.ledger.provenance import report_runs
from recount.model import EVERYTHING, Selection
from recount.pipeline import SOFTWARE, added_up, estimated, told_as_of, view
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.view import View


def exported(contents: Contents, form: FormatName, selection: Selection = EVERYTHING) -> View:
    """The view of a ledger that holds what the writer of a format needs of the claims wanted.

    `recount.publish.exports.WRITERS` has the writer.
    """
    chosen = WRITERS[form]
    if "feed" in chosen.needs:
        return _feed(contents, selection)
    if chosen.convention is not None:
        return _told(estimated(contents, chosen.convention, selection), contents, form)
    return _told(view(contents, "Claims", selection), contents, form)


def completed(shown: View, contents: Contents, form: FormatName) -> View:
    """The same as `exported` where every claim is wanted, from a view of all that the ledger holds: compared once, it
    does for every format.
    """
    chosen = WRITERS[form]
    if "feed" in chosen.needs:
        return _feed(contents, EVERYTHING)
    added = shown if chosen.convention is None else added_up(shown, contents, chosen.convention)
    return _told(added, contents, form)


def _feed(contents: Contents, selection: Selection) -> View:
    return View(
        title="Corrections and deletions",
        software=SOFTWARE,
        ledger_head=contents.head().hash,
        as_of=told_as_of(contents),
        feed=feed(contents, selection),
    )


def _told(shown: View, contents: Contents, form: FormatName) -> View:
    """The view with statements and runs, where the format needs them."""
    chosen = WRITERS[form]
    if "statements" in chosen.needs:
        stated = tuple(each for one in shown.readings for each in contents.statements(one.report.id))
        shown = structs.replace(shown, statements=stated)
    if "runs" in chosen.needs:
        read = {each.report.id for each in shown.readings}
        shown = structs.replace(shown, runs=tuple(each for each in report_runs(contents) if each.report in read))
    return shown
