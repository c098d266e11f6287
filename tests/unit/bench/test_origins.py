"""The measurement of the index of origins: invented reports, and what is told of them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from recount.bench import origins
from recount.bench.newswire import newswire


def test_invented_reports_are_always_the_same_and_some_are_copies() -> None:
    one, other = (list(islice(newswire(), 60)) for _ in range(2))
    assert one == other
    assert len({sent.reading.report.id for sent in one}) == 60
    assert 5 < sum(sent.copied for sent in one) < 45


def test_families_are_found_as_they_were_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "SIZES", (150,))
    monkeypatch.setattr(origins, "_SAMPLE", 50)
    monkeypatch.setattr(origins, "_CALLS", 1000)
    small, large = origins.stages(tmp_path / "origins", 300, lambda items, *_: iter(items))
    assert (small.reports, large.reports) == (150, 300)
    assert (small.families, large.families) == (small.made, large.made)
    assert large.disk_mb > small.disk_mb > 0
    assert large.looked_up > 0
