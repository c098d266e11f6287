"""``recount schema``: the JSON Schema of what recount writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from msgspec import Struct

RECORDS = (
    "report", "claim", "explanation", "statement", "rejected", "subject", "relation",
    "near", "dispute", "grounds", "estimate", "family", "heard", "course", "series", "judgement", "disagreement",
)  # fmt: skip


def _kind(name: str) -> type[Struct]:
    from recount import model
    from recount.publish import disputes, explanation, reviewed, rows, statements
    from recount.publish.copies import rows as copies

    kinds: dict[str, type[Struct]] = {
        "report": rows.ReportRow,
        "claim": rows.ClaimRow,
        "explanation": explanation.ExplanationRow,
        "statement": statements.StatementRow,
        "rejected": model.Rejected,
        "subject": model.Subject,
        "relation": model.Relation,
        "near": model.NearMiss,
        "dispute": disputes.DisputeRow,
        "grounds": model.Grounds,
        "estimate": model.Estimate,
        "family": copies.FamilyRow,
        "heard": copies.HeardRow,
        "course": copies.CourseRow,
        "series": model.Series,
        "judgement": reviewed.JudgementRow,
        "disagreement": model.Disagreement,
    }
    return kinds[name]


@click.command("schema", short_help="Print the JSON Schema of a record.")
@click.argument("record", type=click.Choice(RECORDS), default="report", metavar="[RECORD]")
def command(record: str) -> None:
    """Print the JSON Schema of a RECORD: report (with its claims), which it is unless another is named; claim,
    explanation, statement, rejected, subject, relation, near, dispute, grounds, estimate; family, heard and course, of
    `recount copies`; series; judgement and disagreement, of `recount review`.
    """
    import msgspec

    from recount import wire

    click.echo(msgspec.json.format(msgspec.json.encode(wire.schema(_kind(record))), indent=2))
