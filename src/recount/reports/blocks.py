"""Blocks: the paragraphs of a report, each with what it is, whether they come from a page's tags or from plain text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.model import Sort, Span

Part = Literal["headline", "body", "caption", "furniture"]


class Block(Struct, frozen=True):
    """One paragraph of a report's text and the part it plays; `sort` says which furniture, where that is known."""

    span: Span
    part: Part
    sort: Sort | None = None
