"""Kill 500 writers to ledgers at random moments and print what they left: ``python tests/gates/kills.py``.

What every trial asserts stands in ``tests/killing.py``. Give another number of trials as an argument.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from killing import REPORTS, Trial, backend, client, corpus, trials, whole  # noqa: E402
from server import programs, running  # noqa: E402

# Of the trials, how many are of each sort: a killed server takes a second to start again.
SHARES = {
    "sqlite, its writer": 0.5,
    "postgres, its writer": 0.34,
    "postgres, a backend": 0.1,
    "postgres, all of it": 0.06,
}


def measured(many: int) -> Table:
    table = Table(title=f"Writers of {REPORTS} reports killed by SIGKILL at random moments")
    for heading in ("killed", "trials", "none told", "some told", "all told", "kept, not told", "wrong", "seconds"):
        table.add_column(heading, justify="left" if heading == "killed" else "right")
    total: list[Trial] = []

    def row(name: str, done: list[Trial], seconds: float) -> None:
        none, full = (sum(trial.told == told for trial in done) for told in (0, REPORTS))
        more = sum(trial.kept > trial.told for trial in done)
        wrong = sum(bool(trial.wrong) for trial in done)
        numbers = (len(done), none, len(done) - none - full, full, more, wrong)
        table.add_row(name, *map(str, numbers), f"{seconds:.1f}")
        for trial in done:
            for each in trial.wrong:
                print(f"{name}: {each}", file=sys.stderr)  # noqa: T201
        total.extend(done)

    with TemporaryDirectory() as folder:
        numbers = count()
        given = corpus()

        def sort(name: str, new: Callable[[], str | Path], kill: Callable[[int], None]) -> None:
            started = time.monotonic()
            done = trials(new, given, round(SHARES[name] * many), kill, seed=len(total))
            row(name, done, time.monotonic() - started)

        sort("sqlite, its writer", lambda: Path(folder) / f"{next(numbers)}.ledger", client)
        if programs() is not None:
            with running(durable=True) as server:
                sort("postgres, its writer", server.new, client)
                sort("postgres, a backend", server.new, backend(server))
                sort("postgres, all of it", server.new, whole(server))
    row("all", list(total), 0)
    return table


if __name__ == "__main__":
    Console(width=100).print(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
