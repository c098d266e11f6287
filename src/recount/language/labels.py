"""The labels the language model gives, in the order of its outputs."""

from __future__ import annotations

POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip

# Universal Dependencies, version 2, as EWT and GUM use it.
RELATIONS = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep",
    "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
    "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip

ENTITIES = ("PER", "ORG", "LOC", "NAT")

# What stands in an attribution beside its cue.
ROLES = ("source", "content")


def spans_of(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that mark spans of these kinds: outside, and for each kind begin, inside, last, alone.

    >>> spans_of(("PER",))
    ('O', 'B-PER', 'I-PER', 'L-PER', 'U-PER')
    """
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BILU"))
