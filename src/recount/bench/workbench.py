"""How soon the workbench answers many readers at once, from a ledger of many claims."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import count
from random import Random
from socket import create_server
from subprocess import DEVNULL, Popen
from time import monotonic, perf_counter, sleep
from typing import Final
from urllib.parse import urlencode

import numpy as np
from msgspec import Struct
from rich.table import Table

from recount import __version__
from recount.bench.recorded import Cast, cast, recorded
from recount.catalogue import Catalogue
from recount.ledger import Ledger
from recount.ledger.links import Traced, drafts
from recount.ledger.origins import RULES
from recount.model import Recorded, Run
from recount.pipeline import SOFTWARE
from recount.resolve.origins.index.fingerprint import fingerprint
from recount.site.frame import page_of

_PATIENCE, _WARM = 600.0, 8.0
_SUBJECTS, _NO_LIMIT = 500, 10**6
Watch = Callable[[Iterator[Recorded]], Iterator[Recorded]]


class Answered(Struct, frozen=True, kw_only=True):
    """How long answers of one kind took, in ms by the clock: in the middle, the 95th and the 99th of a hundred."""

    page: str
    answers: int
    median_ms: float
    p95_ms: float
    p99_ms: float
    kilobytes: float


def fill(ledger: Ledger, claims: int, watch: Watch) -> None:
    """Add invented reports up to a number of claims, as traced and found to share nothing.

    They are all made from the same few samples, so tracing them would only find that.
    """
    run = Run(software=SOFTWARE, started_at=datetime.now(UTC), inputs=("invented reports",))
    ledger.add(run, watch(_until(claims)))
    traced = Traced(until=ledger.head().seq, version=__version__, rules=RULES, sketching=fingerprint())
    ledger.append(drafts({}, traced), SOFTWARE)


def _until(claims: int) -> Iterator[Recorded]:
    reports, made = recorded(), 0
    while made < claims:
        report = next(reports)
        made += len(report.claims)
        yield report


def answered(ledger: str, catalogue: Catalogue, readers: int, seconds: float, pause: float) -> tuple[Answered, ...]:
    """Serve a ledger from another process, and have `readers` ask for pages one after the other, for so many seconds.

    Each asks for a first page of claims, by facets and words drawn anew, then for the page of a subject, as those read
    who follow a link, and looks at each for `pause` seconds, more or less. What many claims name is asked for often.
    Others read before them for some seconds, so that all processes are up.

    Source: G. K. Zipf, Human Behavior and the Principle of Least Effort (1949).
    """
    port = _free_port()
    asked = ("--ledger", ledger, "--port", str(port), "--rate", str(_NO_LIMIT))
    server = Popen([sys.executable, "-m", "recount", "serve", *asked], stdout=DEVNULL, stderr=DEVNULL)
    try:
        _wait(port, server)
        subjects = [each.subject.id for each in catalogue.subjects(most=_SUBJECTS)]
        _read(port, subjects, range(readers), _WARM, pause)
        took = _read(port, subjects, range(readers, 2 * readers), seconds, pause)
    finally:
        server.terminate()
        server.wait()
    return tuple(_summed(page, [each for each in took if each[0] == page]) for page in _KINDS)


_KINDS: Final = ("first page of claims", "page of a subject")


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait(port: int, server: Popen[bytes]) -> None:
    """Until the server answers.

    Raises `RuntimeError` where it ends, or does not answer in ten minutes.
    """
    began = monotonic()
    while server.poll() is None and monotonic() - began < _PATIENCE:
        try:
            if _ask(HTTPConnection("127.0.0.1", port), "/claims/index.html")[0] == 200:
                return
        except OSError:
            sleep(0.2)
    raise RuntimeError("the workbench did not start: run `recount serve` to see why")


def _read(
    port: int, subjects: Sequence[str], readers: range, seconds: float, pause: float
) -> list[tuple[str, float, int]]:
    """What these readers ask for, all at once, for so many seconds."""
    named, until = cast(), monotonic() + seconds
    with ThreadPoolExecutor(len(readers)) as pool:
        told = pool.map(lambda reader: list(_reading(port, reader, subjects, named, until, pause)), readers)
        return [each for one in told for each in one]


def _reading(
    port: int, reader: int, subjects: Sequence[str], named: Cast, until: float, pause: float
) -> Iterator[tuple[str, float, int]]:
    """What one reader asks for: the kind of page, how long it took in ms, and how many bytes came."""
    chance, connection = Random(reader), HTTPConnection("127.0.0.1", port)
    for turn in count():
        if monotonic() >= until:
            return
        page, path = (
            (_KINDS[0], _claims(chance, named)) if turn % 2 == 0 else (_KINDS[1], page_of(_often(chance, subjects)))
        )
        began = perf_counter()
        status, size = _ask(connection, f"/{path}")
        if status != 200:
            raise RuntimeError(f"/{path} was answered with {status}")
        yield page, (perf_counter() - began) * 1000, size
        sleep(pause * chance.uniform(0.5, 1.5))


def _claims(chance: Random, named: Cast) -> str:
    """A first page of claims, as people pick and search: what is told most often is asked for most often."""
    asked = [
        {},
        {"effect": chance.choice(("killed", "injured", "destroyed"))},
        {"place": _often(chance, named.places)},
        {"source": _often(chance, named.sources), "effect": "killed"},
        {"q": _often(chance, named.sources)},
        {"party": _often(chance, named.parties), "sort": "-high"},
        {"since": f"2021-{chance.randint(1, 12):02}-01", "until": f"2022-{chance.randint(1, 12):02}-28"},
    ]
    told = asked[chance.randrange(len(asked))]
    return f"claims/index.html?{urlencode(told)}"


def _often(chance: Random, names: Sequence[str]) -> str:
    """One of these, the first of them most often, the second half as often, and so on."""
    return names[min(int(len(names) ** chance.random()), len(names)) - 1]


def _ask(connection: HTTPConnection, path: str) -> tuple[int, int]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, len(response.read())


def _summed(page: str, took: Sequence[tuple[str, float, int]]) -> Answered:
    times = [each[1] for each in took]
    middle, p95, p99 = np.percentile(times, (50, 95, 99)).tolist()
    size = sum(each[2] for each in took) / max(len(took), 1) / 1000
    return Answered(page=page, answers=len(took), median_ms=middle, p95_ms=p95, p99_ms=p99, kilobytes=round(size, 1))


def answered_table(measured: Sequence[Answered], claims: int, readers: int, pause: float) -> Table:
    """How soon pages came, as a table for people."""
    table = Table(
        title=f"{claims:,} claims, {readers} readers at once: ms by the clock until a page is there",
        caption=f"the readers in a process of their own, each asking again {pause:g} s after it has its page",
        title_justify="left",
        caption_justify="left",
    )
    for heading in ("page", "asked", "median", "95 of 100 within", "99 of 100 within", "kB"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for each in measured:
        times = (f"{ms:,.0f}" for ms in (each.median_ms, each.p95_ms, each.p99_ms))
        table.add_row(each.page, f"{each.answers:,}", *times, f"{each.kilobytes:,.0f}")
    return table
