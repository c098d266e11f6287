"""A ledger to what one exchange format asks of it."""

from __future__ import annotations

from msgspec import structs

from recount.amending import feed
from recount.ledger import Contents
from recount.ledger.provenance import report_runs
from recount.model import EVERYTHING, Selection
from recount.pipeline import SOFTWARE, estimated, told_as_of, view
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.view import View


def exported(contents: Contents, form: FormatName, selection: Selection = EVERYTHING) -> View:
    """The view of a ledger that holds what the writer of a format needs of the claims wanted.

    `recount.publish.exports.WRITERS` has the writer.
    """
    chosen = WRITERS[form]
    if "feed" in chosen.needs:
        return View(
            title="Corrections and deletions",
            software=SOFTWARE,
            ledger_head=contents.head().hash,
            as_of=told_as_of(contents),
            feed=feed(contents, selection),
        )
    if chosen.convention is not None:
        shown = estimated(contents, chosen.convention, selection)
    else:
        shown = view(contents, "Claims", selection)
    if "statements" in chosen.needs:
        stated = tuple(each for one in shown.readings for each in contents.statements(one.report.id))
        shown = structs.replace(shown, statements=stated)
    if "runs" in chosen.needs:
        read = {each.report.id for each in shown.readings}
        shown = structs.replace(shown, runs=tuple(each for each in report_runs(contents) if each.report in read))
    return shown
