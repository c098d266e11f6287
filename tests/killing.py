"""Writers to a ledger killed at a random moment, and what must hold of the ledger then.

A trial forks from a warm process, so that it takes little more than its writer lives. The writer adds the same reports
each time and tells through a pipe how many are on the disk; whatever it told must be there afterwards, whole and once.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

import msgspec
import psycopg

from builders import reading, resolved, run
from recount.errors import LedgerError
from recount.ledger import Added, Ledger, batches, open_ledger, verify
from recount.model import Recorded, ResolvedClaim
from server import Server

REPORTS = 40


class Trial(msgspec.Struct, frozen=True):
    """How far a killed writer came: reports it told to be kept, those that were; what is wrong with what it left."""

    told: int
    kept: int
    wrong: tuple[str, ...]


def corpus() -> tuple[Recorded, ...]:
    """Reports of one to five claims, some longer than a page of a database."""
    chance = random.Random(7)
    return tuple(_report(number, chance.choice((0, 0, 50, 900)), 1 + number % 5) for number in range(REPORTS))


def _report(number: int, filler: int, claims: int) -> Recorded:
    counts = [f"{number}{place}" for place in range(claims)]
    of = reading(" and ".join(f"{words} died" for words in counts) + " in Riverton." + " Nobody knew why." * filler)
    return Recorded(reading=of, claims=tuple(resolved(of, words, int(words), int(words)) for words in counts))


def lifetime(where: str | Path, given: tuple[Recorded, ...]) -> float:
    """How many seconds a writer lives that is not killed, with a new ledger there."""
    started = time.monotonic()
    _write(where, given, lambda _: None)
    return time.monotonic() - started


def killed(where: str | Path, given: tuple[Recorded, ...], after: float, kill: Callable[[int], None]) -> int:
    """How many reports a writer told to be kept before it was killed so many seconds after its start."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reader)
            _write(where, given, lambda done: os.write(writer, b"%d\n" % done.recorded) and None)
            status = 0
        except LedgerError:  # its server was killed
            status = 3
        finally:
            os._exit(status)
    os.close(writer)
    time.sleep(after)
    kill(pid)
    with os.fdopen(reader, "rb") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status) == 1:
        raise RuntimeError("a writer failed of itself")
    return int(lines[-1]) if lines else 0


def _write(where: str | Path, given: tuple[Recorded, ...], kept: Callable[[Added], None]) -> None:
    with open_ledger(where, who="ana", patience=30) as ledger:
        ledger.add(run(), given, kept=kept)


def examined(where: str | Path, given: tuple[Recorded, ...], told: int) -> Trial:
    """What a killed writer left."""
    wrong = []
    with open_ledger(where, who="ana", patience=30) as ledger:
        checked = verify(ledger)
        wrong.extend(map(str, checked.findings))
        kept = {one.report.id for one in ledger.readings()}
        wrong.extend(f"{one.reading.report.id} is lost" for one in given[:told] if one.reading.report.id not in kept)
        said = Counter((entry.kind, entry.key) for entry in ledger.entries())
        wrong.extend(f"{kind} {key} is there {times} times" for (kind, key), times in said.items() if times > 1)
        halves = [one for one in given if one.reading.report.id in kept and one.claims != _claims(ledger, one)]
        wrong.extend(f"{one.reading.report.id} has not all its claims" for one in halves)
    return Trial(told, len(kept), tuple(wrong))


def _claims(ledger: Ledger, of: Recorded) -> tuple[ResolvedClaim, ...]:
    return tuple(ledger.claims(of.reading.report.id))


def resumed(where: str | Path, given: tuple[Recorded, ...]) -> Trial:
    """What is there after another writer went on to the end."""
    with open_ledger(where, who="ana", patience=30) as ledger:
        ledger.add(run(), given)
    return examined(where, given, len(given))


def client(pid: int) -> None:
    """Kill the writer."""
    os.kill(pid, signal.SIGKILL)


def backend(server: Server) -> Callable[[int], None]:
    """Kill what serves the writer, upon which the server starts itself again."""

    def kill(_: int) -> None:
        with psycopg.connect(server.address(), autocommit=True) as witness:
            others = [pid for pid in server.serving() if pid != witness.info.backend_pid]
            for pid in others:
                os.kill(pid, signal.SIGKILL)
            while others:  # until the server has noticed, and ends all connections
                try:
                    witness.execute("SELECT 1")
                except psycopg.OperationalError:
                    break
                time.sleep(0.005)
        server.wait()

    return kill


def whole(server: Server) -> Callable[[int], None]:
    """Kill the server, and start it again."""

    def kill(_: int) -> None:
        server.kill()
        server.start()

    return kill


def trials(
    new: Callable[[], str | Path], given: tuple[Recorded, ...], many: int, kill: Callable[[int], None], seed: int
) -> list[Trial]:
    """So many writers killed at random moments, up to four of them to one ledger, which is then filled to its end."""
    chance = random.Random(seed)
    done: list[Trial] = []
    batches.LONGEST_S = 0
    most = median(lifetime(new(), given) for _ in range(3))
    while len(done) < many:
        where = new()
        for _ in range(min(chance.randint(1, 4), many - len(done))):
            batches.LONGEST_S = chance.choice((0, 0, 0.002, 0.01))
            told = killed(where, given, chance.uniform(0, most), kill)
            done.append(examined(where, given, told))
        last = resumed(where, given)
        if last.wrong or last.kept != len(given):
            done[-1] = msgspec.structs.replace(done[-1], wrong=(*done[-1].wrong, *last.wrong, f"{last.kept} kept"))
    return done
