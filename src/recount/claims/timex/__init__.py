"""Words of time: text to expressions as worded, before any calendar anchors them."""

from recount.claims.timex.grammar import expressions, told
from recount.claims.timex.meanings import Expression, Meaning
from recount.claims.timex.style import Style

__all__ = ["Expression", "Meaning", "Style", "expressions", "told"]
