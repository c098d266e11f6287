"""The table of ``docs/hostile.md``: ``python tests/gates/bad_inputs.py`` prints it, with ``--write`` puts it there.

Each class of ``tests/hostile/inputs`` is tried in a process of its own, whose peak of memory is told beside what it
needs to begin with.
"""

from __future__ import annotations

import os
import re
import resource
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

ROOT = Path(__file__).parents[2]
PARTS = ("tests", "src", "packages/recount-en/src", "packages/recount-gazetteer/src")
sys.path[:0] = [str(ROOT / part) for part in PARTS]

from hostile.inputs import CLASSES  # noqa: E402
from hostile.inputs.bad import RECORDED, numbered  # noqa: E402
from hostile.targets import check_claims  # noqa: E402
from hostile.trying import tried  # noqa: E402
from recount.reports import read_text  # noqa: E402

PAGE = ROOT / "docs" / "hostile.md"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- /table -->)", re.DOTALL)


class Row(msgspec.Struct, frozen=True):
    """A class: how many were tried, what became of them, the slowest and its name, how far memory grew, in MB."""

    kind: str
    tried: int
    outcomes: dict[str, int]
    slowest: float
    slow: str
    grown: float
    wrong: tuple[str, ...]


def measured(number: int) -> Row:
    """A class tried in a process that is forked for it."""
    reader, writer = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            out.write(msgspec.json.encode(_row(number)))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        raw = told.read()
    os.waitpid(pid, 0)
    return msgspec.json.decode(raw, type=Row)


def _row(number: int) -> Row:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with TemporaryDirectory() as folder:
        done = [tried(name, one, Path(folder)) for name, one in numbered(CLASSES[number]())]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    slowest = max(done, key=lambda one: one.seconds)
    wrong = tuple(f"{one.bad.about}: {fault}" for one in done for fault in one.wrong)
    outcomes = dict(Counter(one.outcome for one in done))
    return Row(done[0].bad.kind, len(done), outcomes, slowest.seconds, slowest.bad.about, grown, wrong)


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| class | tried | recorded | rejected | slowest | of them | memory |", "|---|--:|--:|---|--:|---|--:|"]
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.outcomes)
        lines.append(
            f"| {row.kind} | {row.tried:,} | {row.outcomes.get(RECORDED, 0):,} | {_reasons(row.outcomes)} "
            f"| {row.slowest * 1000:,.0f} ms | {row.slow} | {row.grown:,.0f} MB |"
        )
    slowest = max(rows, key=lambda row: row.slowest)
    many = sum(row.tried for row in rows)
    lines.append(
        f"| **all** | **{many:,}** | **{total[RECORDED]:,}** | {_reasons(dict(total))} "
        f"| {slowest.slowest * 1000:,.0f} ms | {slowest.slow} | {max(row.grown for row in rows):,.0f} MB |"
    )
    return "\n".join(lines) + "\n"


def _reasons(outcomes: dict[str, int]) -> str:
    told = sorted((reason, many) for reason, many in outcomes.items() if reason != RECORDED)
    return ", ".join(f"{many:,} `{reason}`" for reason, many in told) or "none"


def main() -> int:
    """Try everything, print the table, write it where asked; 1 where something is not as it should be."""
    check_claims(read_text("Two people were killed in Kharkiv, the mayor said."))  # so that lists are loaded before
    rows = []
    for number in range(len(CLASSES)):
        rows.append(measured(number))
        print(f"{rows[-1].kind}: {rows[-1].tried} tried", file=sys.stderr, flush=True)  # noqa: T201
    made = table(rows)
    print(made)  # noqa: T201
    for row in rows:
        for fault in row.wrong:
            print(f"{row.kind}: {fault}", file=sys.stderr)  # noqa: T201
    if "--write" in sys.argv:
        PAGE.write_text(_TABLE.sub(lambda _: made, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
