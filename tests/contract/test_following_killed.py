"""A follower killed at random moments loses nothing and does nothing twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from followed import WORDS, item, page, rss
from recount.fetching import Copies
from recount.following import State
from recount.ledger import open_ledger, verify
from web import Web, web

KILLS = 4
FEEDS = 4
PAGES = 40  # fetched, and as many entries again that are whole in their feeds
PROGRAM = Path(__file__).parents[1] / "followed_once.py"


def started(folder: Path, site: Web) -> subprocess.Popen[bytes]:
    feeds = [site.url(f"/rss{n}", f"h{n}.example") for n in range(FEEDS)]
    child = subprocess.Popen(
        [sys.executable, PROGRAM, folder, *feeds],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


def stocked(site: Web) -> set[str]:
    """Fill the web, each page named by two of the feeds; the reports that must be there in the end."""
    links = [site.url(f"/{n}", f"h{n % FEEDS}.example") for n in range(PAGES)]
    whole = [site.url(f"/whole{n}") for n in range(PAGES)]
    for n in range(FEEDS):
        own = [item(link) for place, link in enumerate(links) if place % FEEDS in (n, (n + 1) % FEEDS)]
        own += [item(link, text=f"<p>{WORDS} {link}.</p>") for place, link in enumerate(whole) if place % FEEDS == n]
        site.pages[f"/rss{n}"] = rss(*own)
    site.pages |= {f"/{n}": page(n) for n in range(PAGES)}
    return {*links, *whole}


def test_a_follower_killed_at_random_moments_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(11)
    with web() as site:
        expected = stocked(site)
        for _ in range(KILLS):
            child = started(tmp_path, site)
            time.sleep(chance.uniform(0, 0.5))
            child.kill()
            child.communicate()
        child = started(tmp_path, site)
        child.communicate(timeout=60)
        assert child.returncode == 0
        asked = Counter(one.path for one in site.asked if one.path.removeprefix("/").isdigit())
    with State(tmp_path / "state") as state:
        tally = state.tally()
    assert (tally.recorded, tally.rejected, tally.waiting) == (len(expected), 0, 0)
    with open_ledger(tmp_path / "a.ledger") as ledger:
        assert verify(ledger).ok
        reports = [reading.report for reading in ledger.readings()]
        said = Counter((entry.kind, entry.key) for entry in ledger.entries())
    assert {one.url for one in reports} == expected
    assert len(reports) == len(expected)
    assert {key: times for key, times in said.items() if times > 1} == {}
    with Copies(tmp_path / "copies") as copies:
        assert list(copies.problems()) == []
        kept = {one.url: len(copies.with_digest(one.digest)) for one in reports}
    assert set(kept.values()) == {1}, "no page was kept twice"
    assert max(asked.values()) <= 1 + KILLS
    assert sum(asked.values()) <= PAGES + 8 * KILLS, "only what was under way is asked for again"
