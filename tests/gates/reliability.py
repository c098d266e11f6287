"""Count anew how often each rule was right, for ``lexicon/reliability.toml``: ``python tests/gates/reliability.py``.

``RECOUNT_DATA`` names the data's folder; the annotated train and sample reports are read with the language model, and
each decision is compared with gold by the data's own scorer.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src"), str(ROOT / "packages" / "recount-en" / "src")]

from gates.measure import data_root  # noqa: E402
from recount.bench import gold_rows  # noqa: E402
from recount.bench.claims import GoldRow, published_on  # noqa: E402
from recount.language.backends import backend  # noqa: E402
from recount.pipeline import read_claims  # noqa: E402
from recount.publish.rows import report_row  # noqa: E402
from recount.reports import read_text  # noqa: E402

TABLE = ROOT / "src" / "recount" / "lexicon" / "reliability.toml"
# What the scorer calls each field, but for the quantity, which is right where gold has a claim with the same bounds.
SCORED = {"effect": "effect", "victims": "group", "source": "source", "act": "act", "modality": "modality"}
# Rules by which a claim takes after another have a confidence where they are made.
ELSEWHERE = {("victims", "as its whole"), ("victims", "as the count before")}

Verdict = tuple[str, str, bool]


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdicts(gold: Path, score: ModuleType) -> Iterator[Verdict]:
    """The field, the rule and whether it was right, of every decision about the reports of a gold file."""
    labels = score.read(str(gold))
    for row in gold_rows(gold, GoldRow):
        given = row.report
        reading = read_text(
            given.text, id=given.id, title=given.title, publisher=given.publisher,
            published_on=published_on(given.published),
        )  # fmt: skip
        claims = read_claims(reading, backend()).claims
        rows = [msgspec.to_builtins(claim) for claim in report_row(reading, claims).claims]
        reasons = {resolved.claim.id: resolved.claim.reasons for resolved in claims}
        paired = {mine: labels[given.id][its] for its, mine in score.pair(labels[given.id], rows)}
        for at, claim in enumerate(rows):
            for reason in reasons[claim["id"]]:
                rule = reason.rule.partition(":")[0].partition(",")[0]
                if reason.field == "quantity":
                    yield reason.field, rule, at in paired and bool(score.same_bounds(paired[at], claim))
                elif reason.field in SCORED and at in paired and (reason.field, rule) not in ELSEWHERE:
                    yield reason.field, rule, bool(score.FIELDS[SCORED[reason.field]](paired[at], claim))


def main() -> None:
    root = data_root()
    if root is None:
        raise SystemExit("set RECOUNT_DATA to the folder of the benchmark data")
    score = scorer(root / "score" / "claims.py")
    made: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for gold in (root / "claims" / "train.jsonl", ROOT / "tests" / "golden" / "samples.gold.jsonl"):
        for field, rule, holds in verdicts(gold, score):
            made[field, rule] += 1
            right[field, rule] += holds
    head, _, _ = TABLE.read_text(encoding="utf-8").partition("\n[rules.")
    read = sum(number for (field, _), number in made.items() if field == "quantity")
    head = re.sub(r"decisions on \d+ claims", f"decisions on {read} claims", head)
    tables = [
        f"[rules.{field}]\n"
        + "".join(
            f'"{rule}" = [{right[field, rule]}, {number}]\n' for (of, rule), number in made.most_common() if of == field
        )
        for field in ("quantity", *SCORED)
    ]
    TABLE.write_text("\n".join([head, *tables]), encoding="utf-8")


if __name__ == "__main__":
    main()
