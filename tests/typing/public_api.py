"""How analysts use recount from Python, with the types that they may count on: checked by mypy, never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_type

import recount
from recount.ledger import Added
from recount.library import Batch, Claims, Estimates, Ledger, Picture, SeriesOverTime, Subjects
from recount.model import Estimate, Reading, Rejected, Series
from recount.publish.explanation import ExplanationRow
from recount.publish.notebook import SideBySide
from recount.publish.rows import ClaimRow
from recount.publish.statements import StatementRow


def reading() -> None:
    assert_type(recount.read("reports", Path("more"), published_on=date(2022, 4, 7)), Batch)
    assert_type(recount.read(text="Two died.", publisher="The Post", published_on="2022-04-07"), Batch)
    batch = recount.read(html=b"<p>Two died.</p>", url="https://example.org/a", title="Raid")
    assert_type(batch.readings, tuple[Reading, ...])
    assert_type(batch.rejected, tuple[Rejected, ...])
    assert_type(batch.statements(), tuple[StatementRow, ...])
    assert_type(batch.claims(effect="killed", place="Bucha"), Claims)


def ledger() -> None:
    with recount.open("war.ledger", create=True, who="Ana") as opened:
        assert_type(opened, Ledger)
        assert_type(opened.add("reports", Path("more"), recount.read(text="Two died.")), Added)
        assert_type(opened.claims(since="2022-04-01", until=date(2022, 4, 7), kind="military"), Claims)
        assert_type(opened.subjects(country="UA"), Subjects)
        assert_type(opened.series(group="civilians"), SeriesOverTime)
        assert_type(opened.estimates("airwars", scope="incident"), Estimates)
        assert_type(opened.export("parquet", "killed.parquet", effect="killed"), None)
        assert_type(opened.explain("at least 12"), ExplanationRow)
        assert_type(opened.as_of(date(2022, 4, 7)).as_of(12), Ledger)


def tables(claims: Claims, subjects: Subjects, series: SeriesOverTime, estimates: Estimates) -> None:
    assert_type(claims[0], ClaimRow)
    assert_type(claims[:3], Claims)
    assert_type([claim.low for claim in claims], list[int | None])
    assert_type(subjects[0], SideBySide)
    assert_type(subjects[0].claims, tuple[ClaimRow, ...])
    assert_type(series[0], Series)
    assert_type(series[:1].plot("svg"), Picture)
    assert_type(estimates[0], Estimate)
    assert_type(estimates.plot(), Picture)
    assert_type(claims.to_polars().height, int)
    assert_type(claims.to_json(), str)
    several: Sequence[ClaimRow] = claims
    assert_type(len(several), int)


def wrong(opened: Ledger) -> None:
    """What mypy must not let pass: it warns of an ignore that is not needed."""
    opened.claims(efect="killed")  # type: ignore[call-arg]
    opened.claims(effect="kiled")  # type: ignore[arg-type]
    opened.estimates("nato")  # type: ignore[arg-type]
    recount.read("reports", text="Two died.")  # type: ignore[call-overload]
    recount.read(text=b"Two died.")  # type: ignore[call-overload]
    recount.read("reports", publisher="The Post")  # type: ignore[call-overload]
