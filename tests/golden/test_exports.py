"""What each format makes of one small view, to the byte: ``REGENERATE=1`` writes the files anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from exported import view_for, written
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName

EXPORTS = Path(__file__).parent / "exports"
TEXTS = tuple(form for form in get_args(FormatName) if form != "parquet")  # its bytes follow the release of pyarrow


@pytest.mark.parametrize("form", TEXTS)
def test_a_format_is_written_as_it_was(form: FormatName) -> None:
    made = written(form, view_for(form))
    path = EXPORTS / WRITERS[form].file_name
    if os.environ.get("REGENERATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
    assert made == path.read_bytes(), "write it anew with: REGENERATE=1 ./run test tests/golden"
