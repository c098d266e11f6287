"""Passages to claims and statements, exactly as worded.

`find_claims` reads a `Reading` to its counts: quantity, effect, victims, source, cue, place and time words;
`find_both` reads it to these and to statements without a figure. Neither knows a gazetteer or a calendar: they keep the
words, resolving decides.
"""

from __future__ import annotations

from recount.claims.assemble import claims_in, find_claims
from recount.claims.context import sentences_of
from recount.claims.statements import find_statements
from recount.language.analysis import Backend
from recount.model import Claim, Reading, Statement

__all__ = ["find_both", "find_claims"]


def find_both(reading: Reading, backend: Backend | None = None) -> tuple[tuple[Claim, ...], tuple[Statement, ...]]:
    """The claims of a reading, and its statements without a figure, each in order of the text."""
    sentences = sentences_of(reading)
    claims = claims_in(reading, sentences, backend)
    return claims, find_statements(reading, sentences, claims)
