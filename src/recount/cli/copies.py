"""``recount copies``: where the reports of the ledger come from, and what copies changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recount.cli import options

if TYPE_CHECKING:
    from recount.ledger import AsOf
    from recount.model import Selection


@click.command("copies", short_help="Trace reports and claims to where they come from.")
@click.argument("wanted", required=False, metavar="[CLAIM_OR_REPORT]")
@click.option("--drift", is_flag=True, help="Show claims through their copies, a step a row.")
@click.option("--evidence", is_flag=True, help="Show the signs of each link and the passages on both sides.")
@options.ledger
@options.as_of
@options.selection
@options.as_json
def command(
    wanted: str | None,
    drift: bool,
    evidence: bool,
    ledger: str | None,
    as_of: AsOf | None,
    selection: Selection,
    as_json: bool,
) -> None:
    """Trace reports and claims to where they come from: each copy under what it was made from, with what it changed.

    CLAIM_OR_REPORT shows one claim through its copies, or the family of one report: it is an id, the beginning of one
    (clm:3f2a, rpt:9b), or the words of a count ("at least 12").

    With --json: a line {"family": ...} for each family, {"heard": ...} for each statement that several
    reports quote, {"course": ...} for each claim that was carried on; with --drift only the claims that a copy changed.
    """
    from recount.choosing import names_report
    from recount.cli.output import print_json, print_view
    from recount.pipeline import copies
    from recount.publish.copies.drift import drift_tables
    from recount.publish.copies.rows import course_rows, family_rows, heard_rows
    from recount.publish.copies.tree import copies_tree

    with options.reading(ledger, as_of) as opened:
        shown = copies(opened, selection, wanted)
        one_claim = wanted is not None and not names_report(opened, wanted)
    if not as_json:
        print_view(
            shown, drift_tables(shown, whole=one_claim) if drift or one_claim else copies_tree(shown, evidence=evidence)
        )
        return
    if not drift:
        for family in family_rows(shown):
            print_json({"family": family})
        for heard in heard_rows(shown):
            print_json({"heard": heard})
    for course in course_rows(shown):
        if course.drifts or not drift:
            print_json({"course": course})
