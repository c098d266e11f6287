"""The measurement of copies in shards: invented sketches, and what is told of them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import msgspec

from recount.bench.grouping import measure
from recount.bench.sketched import invented
from recount.grouping import Bounds


def test_invented_sketches_are_always_the_same() -> None:
    one, other = (
        [(sketch.report, sketch.posts.tolist(), copied) for sketch, copied in islice(invented(9), 40)] for _ in range(2)
    )
    assert one == other
    assert 5 < sum(copied for *_, copied in one) < 30


def test_families_are_found_as_they_were_made_and_as_an_index_finds_them(tmp_path: Path) -> None:
    found = measure(tmp_path / "a", 300, 100, Bounds(200, 1), check=True, watch=lambda steps, *_: iter(steps))
    assert found.families == found.made < 300
    assert found.score is not None
    assert (found.score.precision, found.score.recall) == (1.0, 1.0)
    assert [step.name for step in found.steps][:3] == ["reports", "posts", "pairs"]
    assert msgspec.json.encode(found)
