"""Whether the copies of fetched reports are what the reports were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from recount.fetching import Copies, Copy
from recount.model import Report


class Traced(Struct, frozen=True, kw_only=True):
    """A fetched report and where the bytes lie that it was read from; no copy where the folder has none."""

    report: str
    url: str | None
    digest: str
    copy: Copy | None


def traced(reports: Iterable[Report], copies: Copies) -> Iterator[Traced]:
    """The reports that were fetched, each with its copy, that of its time where the same bytes came several times."""
    for report in reports:
        if report.fetched_at is None:
            continue
        held = copies.with_digest(report.digest)
        copy = next((one for one in held if one.at == report.fetched_at), next(iter(held), None))
        yield Traced(report=report.id, url=report.url, digest=report.digest, copy=copy)
