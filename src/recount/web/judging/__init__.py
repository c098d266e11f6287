"""What visitors judge, into the ledger under their name: the forms of the pages, and JSON of programs.

A form is answered with the way back to where it came from (303), a program with what stands now. Where another process
holds the ledger, nothing is written and the answer is 503, to be tried again.
"""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from recount.web.judging import forms, programs
from recount.web.judging.writing import bucket_of_replies

__all__ = ["bucket_of_replies", "handlers"]


def handlers() -> tuple[HTTPRouteHandler, ...]:
    """All handlers that change the ledger."""
    return *forms.handlers(), *programs.HANDLERS
