"""The page that a claim is printed on is told wherever the claim is; what has no pages is told as ever."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from packed import outcomes
from printed import lines, pdf
from recount import wire
from recount.language.backends import backend
from recount.model import Reading, Recorded
from recount.pipeline import SOFTWARE, read_claims
from recount.publish.explanation import explanation, explanation_rows
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.rows import report_row
from recount.publish.table import claims_table
from recount.publish.view import View

FIRST = "The regional office of Vell described the week before in detail."
SECOND = "At least 12 people were killed in Vell on 4 May 2031, the mayor said."


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    [found] = outcomes(tmp_path, "a.pdf", pdf([lines([FIRST]), lines([SECOND])]))
    assert isinstance(found, Reading)
    return read_claims(found, backend())


def shown(told: object) -> str:
    console = Console(file=io.StringIO(), width=150)
    console.print(told)
    return console.file.getvalue()  # type: ignore[attr-defined]


def written(recorded: Recorded, form: FormatName) -> str:
    out = io.BytesIO()
    view = View(title="t", software=SOFTWARE, ledger_head="0", readings=(recorded.reading,), claims=recorded.claims)
    WRITERS[form].write(view, out)
    return out.getvalue().decode()


def test_rows_and_tables_tell_the_page(recorded: Recorded) -> None:
    [row] = report_row(recorded.reading, recorded.claims).claims
    assert row.page == 2
    assert json.loads(wire.canonical(row))["page"] == 2
    assert "page 2" in shown(claims_table([row]))
    [told] = explanation_rows(recorded.reading, recorded.claims)
    assert "page 2" in shown(explanation(told))


def test_exports_tell_the_page(recorded: Recorded) -> None:
    [line] = csv.DictReader(io.StringIO(written(recorded, "csv")))
    assert line["page"] == "2"
    graph = json.loads(written(recorded, "annotations"))["@graph"]
    [note] = [each for each in graph if "target" in each]
    assert note["target"]["selector"][-1] == {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc8118",
        "value": "page=2",
    }


def test_what_has_no_pages_tells_none(tmp_path: Path) -> None:
    [found] = outcomes(tmp_path, "a.txt", SECOND.encode())
    assert isinstance(found, Reading)
    recorded = read_claims(found, backend())
    [row] = report_row(recorded.reading, recorded.claims).claims
    assert "page" not in json.loads(wire.canonical(row))
    assert "page" not in shown(claims_table([row]))
    assert "FragmentSelector" not in json.dumps(json.loads(written(recorded, "annotations"))["@graph"])
