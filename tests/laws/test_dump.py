"""Laws of dumps: loading one gives the same ledger, in however many pieces it comes, in batches of whatever size."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import outcomes, run
from recount.ledger import open_ledger, verify
from recount.ledger.dump import dump, load
from recount.model import Recorded, Rejected


@given(
    batches=st.lists(outcomes(), max_size=3), cuts=st.lists(st.integers(0, 20), max_size=3), at_once=st.integers(1, 9)
)
@settings(max_examples=30)
def test_what_was_loaded_is_what_was_dumped(
    batches: list[list[Recorded | Rejected]], cuts: list[int], at_once: int
) -> None:
    with (
        TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "a.ledger") as one,
        open_ledger(Path(folder) / "b.ledger") as two,
        patch("recount.ledger.dump._AT_ONCE", at_once),
    ):
        for batch in batches:
            one.add(run(), batch)
        for cut in sorted(min(cut, one.head().seq) for cut in cuts):
            load(two, dump(one.as_of(cut)), "a dump")
        load(two, dump(one), "a dump")
        assert list(two.entries()) == list(one.entries())
        assert list(two.claims()) == list(one.claims())
        assert list(dump(two)) == list(dump(one))
        assert verify(two).ok
