"""Replay hours of feeds at speed against ``recount follow`` and ``recount serve``: ``python tests/gates/soak.py``.

    --hours 6 --minutes 20 --feeds 40 --rate 600

so many simulated hours of news in so many minutes, at so many articles an hour in all feeds together. Articles are
those of `recount.bench.corpus`, as pages. Some links stand in two feeds, some lead nowhere, some servers fail at first,
some pages are no pages. Meanwhile somebody reads the workbench. Every few seconds memory and open files of all
processes are looked at. In the end all that came in must be recorded or rejected, and nothing may have grown.
"""

from __future__ import annotations

import argparse
import bisect
import html
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src"), *(str(path) for path in ROOT.glob("packages/*/src"))]

import msgspec  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from recount.bench.corpus import article, page  # noqa: E402
from recount.following import State  # noqa: E402
from recount.ledger import open_ledger, verify  # noqa: E402

_LISTED: Final = 40  # entries that a feed shows
_SEED: Final = 7
_LOOK_S: Final = 5.0
_LOOKED_AT: Final = ("process", "mb_early", "mb_late", "mb_most", "files_early", "files_late")


class Story(msgspec.Struct, frozen=True):
    """An article, when it comes out (seconds of the replay's own time), in which feeds, and what its page does."""

    number: int
    at: float
    feeds: tuple[int, ...]
    does: str


class News:
    """The feeds of the replay and their pages; `speed` is seconds of news to a second."""

    def __init__(self, hours: float, rate: float, feeds: int, speed: float, port: int) -> None:
        chance = random.Random(_SEED)
        count = round(hours * rate)
        times = sorted(chance.uniform(0, hours * 3600) for _ in range(count))
        does = chance.choices(("page", "missing", "fails once", "empty", "no page"), (93, 2, 3, 1, 1), k=count)
        self.stories = [
            Story(number, at, tuple(chance.sample(range(feeds), 2 if chance.random() < 0.1 else 1)), does[number])
            for number, at in enumerate(times)
        ]
        self.by_feed = [[story for story in self.stories if feed in story.feeds] for feed in range(feeds)]
        self.speed = speed
        self.port = port
        self.began = time.monotonic()
        self.failed: set[int] = set()
        self.asked: Counter[str] = Counter()

    def now(self) -> float:
        return (time.monotonic() - self.began) * self.speed

    def link(self, story: Story) -> str:
        return f"http://127.0.1.{story.feeds[0] + 1}:{self.port}/story/{story.number}"

    def feed(self, number: int) -> bytes:
        out = self.by_feed[number]
        shown = out[: bisect.bisect_right([story.at for story in out], self.now())][-_LISTED:]
        items = "".join(self._item(story) for story in reversed(shown))
        return f"<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>".encode()

    def _item(self, story: Story) -> str:
        told = article("general", story.number, _SEED)
        day = format_datetime(datetime(2022, 4, 7, tzinfo=UTC) + timedelta(seconds=story.at))
        return (
            f"<item><title>{html.escape(told.title)}</title><link>{self.link(story)}</link><pubDate>{day}</pubDate>"
            f"<description>{html.escape(told.text[:160])}…</description></item>"
        )

    def page(self, number: int) -> tuple[int, bytes]:
        story = self.stories[number]
        if story.does == "missing":
            return 404, b""
        if story.does == "fails once" and number not in self.failed:
            self.failed.add(number)
            return 503, b""
        if story.does == "empty":
            return 200, b""
        if story.does == "no page":
            return 200, bytes(range(256)) * 40
        return 200, page("general", number, _SEED).encode()


def served(news: News) -> type[BaseHTTPRequestHandler]:
    """What answers for the news."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

        def do_GET(self) -> None:
            kind, _, number = self.path.strip("/").partition("/")
            news.asked[kind] += 1
            status, body = 404, b""
            if kind == "feed":
                status, body = 200, news.feed(int(number))
            elif kind == "story":
                status, body = news.page(int(number))
            etag = f'"{hash(body):x}"'
            if body and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", "application/rss+xml" if kind == "feed" else "text/html; charset=utf-8")
            self.send_header("ETag", etag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


class Watch:
    """Memory and open files of processes and all that they started, looked at now and then."""

    def __init__(self) -> None:
        self.roots: dict[str, int] = {}
        self.seen: dict[str, list[tuple[float, float, int]]] = {}

    def look(self, at: float) -> None:
        for role, root in self.roots.items():
            for place, pid in enumerate(_tree(root)):
                name = role if place == 0 else f"{role}, its processes"
                if (found := _usage(pid)) is not None:
                    self.seen.setdefault(name, []).append((at, *found))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """For each role: memory early (second quarter), late (last) and at most; open files the same."""
        for name, seen in self.seen.items():
            moments: dict[float, tuple[float, int, int]] = {}
            for at, memory, files in seen:
                before = moments.get(at, (0.0, 0, 0))
                moments[at] = before[0] + memory, before[1] + files, before[2] + 1
            told = [moments[at] for at in sorted(moments)]
            quarter = max(1, len(told) // 4)
            early, late = told[quarter : 2 * quarter] or told, told[-quarter:]
            memory = [f"{median(one[0] for one in part):,.0f}" for part in (early, late)]
            files = [f"{median(one[1] for one in part):,.0f}" for part in (early, late)]
            most = f"{max(one[0] for one in told):,.0f}", f"{max(one[1] for one in told):,}"
            yield name, str(max(one[2] for one in told)), *memory, most[0], *files, most[1], str(len(told))


def _tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(path.parent.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, ())
    return found


def _usage(pid: int) -> tuple[float, int] | None:
    """A process's memory of its own (megabytes, shared pages counted in part) and its open files."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
        files = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208
    except OSError:
        return None
    memory = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("Pss:")), 0)
    return memory / 1024, files


class Reader:
    """Somebody who looks at pages, one after another."""

    PAGES = (
        "/",
        "/claims/index.html",
        "/subjects/index.html",
        "/reports/index.html",
        "/timeline/index.html",
        "/api/claims",
    )

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: Counter[int] = Counter()
        self.took: list[float] = []
        self.stop = threading.Event()

    def run(self) -> None:
        turn = 0
        while not self.stop.wait(0.5):
            began = time.monotonic()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                connection.request("GET", self.PAGES[turn % len(self.PAGES)])
                answer = connection.getresponse()
                answer.read()
                connection.close()
                self.answers[answer.status] += 1
                self.took.append(time.monotonic() - began)
            except (OSError, http.client.HTTPException):
                self.answers[0] += 1
            turn += 1


def started(folder: Path, log: str, *arguments: str, **settings: str) -> subprocess.Popen[bytes]:
    """A command of recount in a folder, its output in a file there."""
    environ = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)}
    with (folder / log).open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "recount", *arguments], cwd=folder, stdout=out, stderr=out, env=environ
        )


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait for something, so long at most."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.2)
    return False


def soak(folder: Path, told: argparse.Namespace) -> int:
    """Do it, print the table, and give the exit status."""
    speed = told.hours * 60 / told.minutes
    server = ThreadingHTTPServer(("", 0), BaseHTTPRequestHandler)
    news = News(told.hours, told.rate, told.feeds, speed, server.server_address[1])
    server.RequestHandlerClass = served(news)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feeds = "".join(f"<outline xmlUrl='http://127.0.1.{n + 1}:{news.port}/feed/{n}'/>" for n in range(told.feeds))
    (folder / "feeds.opml").write_text(f"<opml version='2.0'><body>{feeds}</body></opml>")
    pace = {"RECOUNT_FOLLOW_SHORTEST": f"{300 / speed:.2f}", "RECOUNT_FOLLOW_LONGEST": f"{3600 / speed:.2f}"}
    news.began = time.monotonic()
    watch = Watch()
    options = ("--fetch-allow", "127.0.0.0/8", "--fetch-delay", "0", "--processes", str(told.processes))
    following = started(folder, "follow.jsonl", "follow", "feeds.opml", "--json", *options, **pace)
    watch.roots["follow"] = following.pid
    until(lambda: (folder / "recount.ledger").exists(), 120)
    port = 18_000 + news.port % 1_000  # below the ports that connections are given
    serving = [served_at(folder, port)]
    watch.roots["serve"] = serving[-1].pid
    reader = Reader(port)
    threading.Thread(target=reader.run, daemon=True).start()

    def look() -> None:
        if serving[-1].poll() is not None:
            serving.append(served_at(folder, port))
            watch.roots["serve"] = serving[-1].pid
        watch.look(time.monotonic() - news.began)

    seconds = _replay(folder, news, look, following, told)
    reader.stop.set()
    for process in (following, serving[-1]):
        process.send_signal(signal.SIGTERM)
        process.wait(120)
    server.shutdown()
    Console().print(f"the workbench was started {len(serving)} times")
    return _report(folder, news, watch, reader, seconds, told.json)


def served_at(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The workbench over the ledger in a folder."""
    return started(folder, "serve.log", "serve", "--port", str(port), "--rate", "100000", "--processes", "1")


def _replay(
    folder: Path, news: News, look: Callable[[], None], following: subprocess.Popen[bytes], told: argparse.Namespace
) -> float:
    """Look on until all has come out and nothing waits, or time is up; how many seconds that took."""
    ends = time.monotonic() + told.minutes * 60 + told.patience * 60
    last = 0.0
    while time.monotonic() < ends and following.poll() is None:
        look()
        time.sleep(_LOOK_S)
        with State(folder / "recount.ledger.following") as state:
            tally = state.tally()
        if time.monotonic() - last > 60:
            last = time.monotonic()
            print(f"{news.now() / 3600:.2f} h: {tally}", flush=True)  # noqa: T201
        if news.now() > told.hours * 3600 and tally.waiting == 0 and tally.entries >= len(news.stories):
            break
    return time.monotonic() - news.began


def _report(folder: Path, news: News, watch: Watch, reader: Reader, seconds: float, out: Path | None) -> int:
    console = Console(width=130)
    table = Table(title=f"{len(news.stories):,} articles of {len(news.by_feed)} feeds in {seconds / 60:.1f} minutes")
    for heading in (
        "process", "of them", "MB early", "MB late", "MB most", "files early", "files late", "files most", "looks",
    ):  # fmt: skip
        table.add_column(heading, justify="left" if heading == "process" else "right")
    for row in watch.rows():
        table.add_row(*row)
    console.print(table)
    with State(folder / "recount.ledger.following") as state:
        tally = state.tally()
        reasons = Counter(one.reason for one in state.rejected(100_000))
    with open_ledger(folder / "recount.ledger", create=False) as ledger:
        reports = sum(1 for _ in ledger.readings())
        claims = sum(1 for _ in ledger.claims())
        whole = verify(ledger).intact
    rounds = [
        json.loads(line)["round"] for line in (folder / "follow.jsonl").read_text().splitlines() if line[:2] == '{"'
    ]
    console.print(
        f"came out {len(news.stories):,}; in {tally.entries:,} = recorded {tally.recorded:,} + rejected "
        f"{tally.rejected:,} + waiting {tally.waiting:,}; by reason {dict(reasons)}"
    )
    state_of = "intact" if whole else "DAMAGED"
    console.print(
        f"ledger: {reports:,} reports, {claims:,} claims, {state_of}; {len(rounds)} rounds; asked {dict(news.asked)}"
    )
    took = sorted(reader.took) or [0.0]
    late = took[int(len(took) * 0.95)]
    console.print(
        f"reader: {dict(reader.answers)} answers, median {median(took) * 1000:.0f} ms, 95th {late * 1000:.0f} ms"
    )
    missed = Counter(story.does for story in news.stories if story.does != "page")
    console.print(f"planted: {dict(missed)}")
    if out is not None:
        found = {
            "hours": round(seconds * news.speed / 3600, 1), "seconds": seconds, "feeds": len(news.by_feed),
            "stories": len(news.stories), "entries": tally.entries, "recorded": tally.recorded,
            "rejected": tally.rejected, "reports": reports, "claims": claims, "intact": whole, "rounds": len(rounds),
            "answers": sum(reader.answers.values()), "median_ms": median(took) * 1000, "p95_ms": late * 1000,
            "processes": [dict(zip(_LOOKED_AT, _figures(row), strict=True)) for row in watch.rows()],
        }  # fmt: skip
        out.write_text(json.dumps(found), encoding="utf-8")
    return 0 if tally.waiting == 0 and tally.entries == len(news.stories) and whole else 1


def _figures(row: Sequence[str]) -> tuple[object, ...]:
    """A row of the table of processes: its name, and megabytes and open files as numbers."""
    return row[0], *(float(one.replace(",", "")) for one in row[2:7])


def main() -> int:
    parser = argparse.ArgumentParser()
    for name, kind, default in (
        ("hours", float, 6.0), ("minutes", float, 20.0), ("feeds", int, 40), ("rate", float, 600.0),
        ("patience", float, 10.0), ("processes", int, 1),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=kind, default=default)
    parser.add_argument("--json", type=Path, help="write what was measured here, for performance.py")
    parser.add_argument("--folder", type=Path, help="where to work, and leave everything  [default: one that goes]")
    told = parser.parse_args()
    if told.folder is not None:
        told.folder.mkdir(parents=True)
        return soak(told.folder, told)
    with TemporaryDirectory() as folder:
        return soak(Path(folder), told)


if __name__ == "__main__":
    sys.exit(main())
