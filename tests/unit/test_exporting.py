"""A ledger gives each format what its writer needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from builders import recorded, run
from exported import statements, wire_report, written
from recount import wire
from recount.cli import main
from recount.exporting import exported
from recount.ledger import Ledger, open_ledger
from recount.ledger.judgements import judge
from recount.ledger.provenance import report_runs
from recount.model import Recorded, Review, Selection
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    of, claims = wire_report()
    with open_ledger(tmp_path / "a.ledger", who="ana") as opened:
        opened.add(run(), [Recorded(reading=of, claims=claims, statements=statements()), recorded()])
        judge(opened, [Review(claim=claims[0].claim.id, verdict="reject")], run().software)
        yield opened


@pytest.mark.parametrize("form", get_args(FormatName))
def test_a_ledger_is_written_in_every_format(form: FormatName, ledger: Ledger, tmp_path: Path) -> None:
    made = written(form, exported(ledger, form))
    out = tmp_path / WRITERS[form].file_name
    arguments = ["export", "--as", form, "--ledger", str(tmp_path / "a.ledger"), "--out", str(out)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert (result.exit_code, out.read_bytes()) == (0, made)


def test_only_what_is_wanted_is_written(ledger: Ledger) -> None:
    shown = exported(ledger, "csv", Selection(place="Riverton"))
    assert {each.resolutions.place.value.name for each in shown.claims if each.resolutions.place.value} == {"Riverton"}


def test_plover_gets_all_statements_of_the_reports_shown(ledger: Ledger) -> None:
    assert len(exported(ledger, "plover").statements) == len(statements())
    assert exported(ledger, "plover", Selection(place="Riverton")).statements == ()


def test_annotations_get_the_run_that_read_each_report(ledger: Ledger) -> None:
    (first, second) = exported(ledger, "annotations").runs
    assert (first.run, first.id, first.who) == (run(), wire.content_id("run", run()), "ana")
    assert {first.report, second.report} == set(ledger.reports())
    assert tuple(report_runs(ledger.as_of(0))) == ()


def test_events_get_estimates_by_their_convention(ledger: Ledger) -> None:
    assert {each.convention for each in exported(ledger, "acled").estimates} == {"acled"}
    assert exported(ledger, "csv").estimates == ()


def test_feeds_get_what_changed_and_nothing_else(ledger: Ledger) -> None:
    shown = exported(ledger, "atom")
    assert shown.claims == ()
    assert shown.feed is not None
    assert [each.kind for each in shown.feed.amendments] == ["rejected"]
