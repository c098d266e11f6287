"""How large, tangled or densely packed an input may be before it is turned away unread."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds on what is read.

    Of one report: `max_bytes` before and after unpacking (`max_document_bytes` for PDF and DOCX, which hold pictures),
    `max_pages` of a document, `max_depth` of nested tags, `max_attributes` of a tag, `max_tags` of a page. Parsers are
    quadratic in a tag's attributes and in nesting, so a page past these bounds could hold up a whole batch.

    Of one input: `max_members` of an archive's list, `max_nesting` of archives in archives, `max_held_bytes` of an
    archive that has to lie in memory (one inside another, or from standard input), `max_unpacked` bytes in all, and
    `max_ratio` of unpacked to packed bytes, which text does not reach and bombs do.

    >>> Limits().max_bytes
    10000000
    """

    max_bytes: int = 10_000_000
    max_document_bytes: int = 50_000_000
    max_pages: int = 2_000
    max_depth: int = 250
    max_attributes: int = 2_000
    max_tags: int = 200_000
    max_members: int = 100_000
    max_nesting: int = 5
    max_held_bytes: int = 100_000_000
    max_unpacked: int = 1_000_000_000_000
    max_ratio: int = 200
