"""Texts of the tests whose names stand in brackets."""

from __future__ import annotations

import re

from recount.model import Mention


def marked(text: str) -> tuple[str, list[Mention]]:
    """A text without its brackets, and the names that stood in them."""
    plain, names = "", []
    for piece in re.split(r"(\[[^]]*\])", text):
        inner = piece.strip("[]") if piece.startswith("[") else piece
        if piece.startswith("["):
            names.append(Mention(inner, len(plain), len(plain) + len(inner)))
        plain += inner
    return plain, names
