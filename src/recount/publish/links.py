"""Addresses that reports bring along, and which of them may become a link."""

from __future__ import annotations

from urllib.parse import urlsplit


def link(url: str | None) -> str | None:
    """The address if it is one of the web, else None: nothing published links to ``javascript:`` or a file.

    >>> link("https://example.org/a"), link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
