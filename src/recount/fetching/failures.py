"""How a fetch fails inside this package, before it becomes a `Rejected` record with its address."""

from __future__ import annotations

from recount.model import Refusal


class Failed(Exception):  # noqa: N818 - a verdict on an address, not a failure of the program
    """What an address did not give, and why.

    `passing`: it may go better later; `after_s`: in how many seconds the server asks to be tried again; `status`: the
    status it answered with, where it answered.
    """

    def __init__(
        self,
        reason: Refusal,
        detail: str,
        *,
        passing: bool = False,
        after_s: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason: Refusal = reason
        self.passing = passing
        self.after_s = after_s
        self.status = status
