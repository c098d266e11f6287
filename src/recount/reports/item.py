"""An item: bytes that are read by themselves, with where they came from and what is known of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.reports.reading import Details

Form = Literal["page", "feed", "entry", "row", "text", "pdf", "docx", "message"]


class Item(Struct, frozen=True, kw_only=True):
    """Bytes that are read by themselves: where they came from, and what is known of them.

    `form` is what they are said to be (None: nothing); what they look like goes before it, save for an entry of a
    feed, a row or a message.
    `charset` is the encoding that a server gave for them.
    """

    where: str
    data: bytes
    given: Details
    form: Form | None = None
    charset: str | None = None
