"""Words of time: text to expressions as worded, before any calendar anchors them."""

from recount.claims.timex.grammar import Style, expressions
from recount.claims.timex.meanings import Expression, Meaning

__all__ = ["Expression", "Meaning", "Style", "expressions"]
