"""How an input is turned away inside this package, before it becomes a `Rejected` record with its place."""

from __future__ import annotations

from recount.model import Refusal


class Refused(Exception):  # noqa: N818 - a verdict on an input, not a failure of the program
    """An input that cannot be read as a report: `reason` and the message go into the `Rejected` record."""

    def __init__(self, reason: Refusal, detail: str) -> None:
        super().__init__(detail)
        self.reason: Refusal = reason
