"""The page on scale says what follows from what was measured, and a cost is what its parts come to."""

from __future__ import annotations

import pytest
from msgspec import structs

from gates.scale import ASSUMED, MEASURED, PAGE, assumptions, cost, measurements, rendered


def test_the_tables_of_the_page_follow_from_what_was_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rendered(page), f"{MEASURED.name} or {ASSUMED.name} changed: `python tests/gates/scale.py`"


def test_twice_the_articles_cost_twice_as_much() -> None:
    measured, assumed = measurements(), assumptions()
    one, two = (cost(articles, measured, assumed) for articles in (1000, 2000))
    assert list(two) == pytest.approx([2 * each for each in one])


def test_half_the_time_a_page_is_half_the_cores() -> None:
    measured, assumed = measurements(), assumptions()
    faster = structs.replace(measured, general=structs.replace(measured.general, read_ms=measured.general.read_ms / 2))
    assert cost(1000, faster, assumed).reading == pytest.approx(cost(1000, measured, assumed).reading / 2)
