"""What a server says that it sends, its ``Content-Type``, to how that is read."""

from __future__ import annotations

import re

from msgspec import Struct

from recount.reports.item import Form

_FORMS: dict[str, Form | None] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "text/xml": "feed",
    "application/xml": "feed",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": None,
    "application/json": None,
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/gzip": None,
    "application/x-gzip": None,
    "application/octet-stream": None,
    "": None,
}
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


class Stated(Struct, frozen=True):
    """A form (None: what it looks like) and a charset (None: none was given)."""

    form: Form | None
    charset: str | None


def stated_as(content_type: str) -> Stated | None:
    """What a header says; None where it names what is no document.

    Source: RFC 9110, 8.3.

    >>> stated_as("text/html; charset=windows-1251"), stated_as("image/png")
    (Stated(form='page', charset='windows-1251'), None)
    """
    kind = content_type.split(";")[0].strip().lower()
    if kind not in _FORMS:
        return None
    charset = _CHARSET.search(content_type)
    return Stated(_FORMS[kind], charset.group(1) if charset else None)
