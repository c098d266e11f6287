"""``recount fetch`` and ``recount follow``: what they print, keep and add."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from followed import item, rss
from recount.cli import main
from web import Page, Web, web

STORY = (
    "<html><title>Raid {0}</title><body><article><p>LOWTOWN, 3 March 2024 (Northwire) - At least {0} people were "
    "killed in Lowtown on Sunday, the mayor said.</p></article></body></html>"
)
Invoke = Callable[..., Result]
ALLOWED = ("--fetch-allow", "127.0.0.0/8", "--fetch-delay", "0")


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        here = f"http://127.0.0.1:{running.port}"
        running.pages |= {f"/{n}": STORY.format(n + 3).encode() for n in range(2)}
        links = [f"{here}/{name}" for name in ("0", "1", "none")]
        running.pages |= {"/rss": rss(*map(item, links)), "/none": Page(status=404)}
        yield running


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner(env={"COLUMNS": "120"}).invoke(main, arguments, prog_name="recount")


def feed(site: Web) -> str:
    return f"http://127.0.0.1:{site.port}/rss"


def test_feeds_are_followed_into_the_ledger_and_traced_to_copies(recount: Invoke, site: Web) -> None:
    done = recount("follow", feed(site), "--once", "--json", "--processes", "0", *ALLOWED)
    (told,) = [json.loads(line) for line in done.stdout.splitlines()]
    expected = {"feeds": 1, "entries_new": 3, "recorded": 2, "rejected": 1, "waiting": 0, "claims_new": 2}
    assert expected.items() <= told["round"].items()
    status = recount("follow", "--status").stdout
    assert "Northwire" in status
    lines = [json.loads(line) for line in recount("follow", "--status", "--json").stdout.splitlines()]
    assert lines[-1] == {"waiting": 0, "recorded": 2, "rejected": 1}
    assert lines[0]["entries"]["recorded"] == 2
    assert lines[1]["rejected"]["reason"] == "http_status"
    check = ("verify", "--copies", "recount.ledger.copies")
    assert "2 reports traced to copies, 0 without, 0 damaged" in recount(*check).stdout
    traced = [json.loads(line) for line in recount(*check, "--json").stdout.splitlines()]
    assert all(one["traced"]["copy"]["record"].startswith("<urn:uuid:") for one in traced if "traced" in one)
    assert recount("follow", feed(site), "--once", "--processes", "0", *ALLOWED).stdout == "", "it is not due"


def test_copies_that_are_not_there_are_found(recount: Invoke, site: Web, tmp_path: Path) -> None:
    recount("follow", feed(site), "--once", "--processes", "0", *ALLOWED)
    (tmp_path / "none").mkdir()
    done = recount("verify", "--copies", "none")
    assert done.exit_code == 1
    assert "2 without" in done.stdout
    assert recount("verify", "--copies", "nowhere").exit_code == 2


def test_pages_are_fetched_once_and_read(recount: Invoke, site: Web) -> None:
    first = recount("fetch", feed(site), "--to", "pages", *ALLOWED)
    assert "pages: 3 pages fetched, 0 known before, 1 rejected" in first.stdout
    second = recount("fetch", feed(site), "--to", "pages", "--json", *ALLOWED)
    lines = [json.loads(line) for line in second.stdout.splitlines()]
    assert lines[-1] == {"fetched": 0, "known": 3, "rejected": 1}
    assert {one["outcome"] for one in lines[:-1]} == {"known", "rejected"}


def test_private_networks_are_asked_only_where_that_is_allowed(recount: Invoke, site: Web) -> None:
    done = recount("fetch", feed(site), "--to", "pages")
    assert done.exit_code == 3
    assert "this machine" in " ".join(done.output.split())
    assert site.asked == []


def test_nothing_to_follow_is_told(recount: Invoke) -> None:
    done = recount("follow", "--once")
    assert done.exit_code == 2
    assert "OPML" in done.output


def test_status_before_anything_is_followed(recount: Invoke) -> None:
    assert "No feed is followed yet" in recount("follow", "--status").stdout
