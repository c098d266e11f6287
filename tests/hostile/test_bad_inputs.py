"""More than a thousand bad inputs: each becomes what it may become, in time, and no number is misread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hostile.inputs import CLASSES, everything
from hostile.inputs.bad import Bad, numbered
from hostile.trying import tried


@pytest.mark.parametrize("make", CLASSES, ids=lambda make: make.__name__)
def test_each_becomes_what_it_may_become(make: Callable[[], Iterator[Bad]], tmp_path: Path) -> None:
    wrong = [
        f"{name} ({one.about}): {fault}" for name, one in numbered(make()) for fault in tried(name, one, tmp_path).wrong
    ]
    assert wrong == []


def test_there_are_more_than_a_thousand() -> None:
    assert sum(1 for _ in everything()) > 1000
