"""Passages to claims, exactly as worded: quantity, effect, victims, source, cue, place and time words.

`find_claims` reads a `Reading`. It knows no gazetteer and no calendar: it keeps the words, resolving decides.
"""

from recount.claims.assemble import find_claims

__all__ = ["find_claims"]
