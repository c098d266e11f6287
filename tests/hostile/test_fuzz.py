"""A minute of what ``tests/gates/fuzz.py`` does for hours: each target, with inputs changed by fixed seeds."""

from __future__ import annotations

import time
from random import Random
from zlib import crc32

import pytest

from hostile.inputs import seeds
from hostile.mutation import mutated
from hostile.targets import TARGETS, run

SECONDS, MOST_RUNS, MOST_BYTES = 3.0, 1_500, 4_000


@pytest.mark.parametrize("target", TARGETS)
def test_inputs_changed_at_random_are_read_or_rejected(target: str) -> None:
    held = [data for data in seeds(target) if 0 < len(data) <= MOST_BYTES]
    chance, started, runs = Random(crc32(target.encode())), time.process_time(), 0
    while runs < MOST_RUNS and time.process_time() - started < SECONDS:
        data = mutated(chance.choice(held), chance, held)
        try:
            run(target, data)
        except Exception as error:
            raise AssertionError(f"{target} cannot read {data!r}") from error
        runs += 1
    assert runs > 0
