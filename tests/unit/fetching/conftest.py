from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from recount.fetching import Bounds, Fetcher, networks
from web import HERE, FakeClock, Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def fetcher(site: Web, clock: FakeClock) -> Fetcher:
    return make(site, clock)


def make(site: Web, clock: FakeClock, bounds: Bounds = Bounds(), **given: object) -> Fetcher:  # noqa: B008
    made = partial(Fetcher, bounds=bounds, clock=clock, allowed=networks(HERE), resolver=site.resolve)
    return made(**{"delay_s": 1.0, **given})
