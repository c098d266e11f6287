"""Thousands of requests made up from the OpenAPI document, of a ledger of the samples: ``python tests/gates/api.py``.

Prints a line an operation: how often it was answered with which status; ends with 1 where any answer was wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from fuzzed import answers, application  # noqa: E402
from recount import samples  # noqa: E402
from recount.cli import main  # noqa: E402

EACH = 280


def run() -> int:
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "samples.ledger"
        main(["add", str(samples.folder()), "--ledger", str(ledger)], standalone_mode=False)
        told, wrong = answers(application(ledger, Path(folder), Path(folder) / "recount.accounts"), EACH)
    for label in dict.fromkeys(label for label, _ in told):
        counts = ", ".join(f"{status}: {told[one, status]}" for one, status in sorted(told) if one == label)
        print(f"{label:40} {counts}")  # noqa: T201
    by_status = Counter({status: 0 for _, status in told})
    for (_, status), number in told.items():
        by_status[status] += number
    print(f"{sum(told.values()):,} requests; {len(wrong)} answered wrongly; {dict(sorted(by_status.items()))}")  # noqa: T201
    print(*wrong[:20], sep="\n")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run())
