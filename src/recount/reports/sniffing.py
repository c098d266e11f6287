"""What the first bytes of an input say that it is: a container to be cut, or one report."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from recount.reports.containers.streams import GZIP
from recount.reports.item import Form
from recount.reports.jsonfeed import is_json_feed
from recount.reports.lists.looks import look_of

Cut = Literal["gzip", "zip", "warc", "mbox", "mail", "telegram", "rows", "parquet", "addresses", "whole"]

SNIFFED = 4096
PDF = b"%PDF-"
_BY_SUFFIX: dict[str, Form] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "row",
    ".ndjson": "row",
    ".txt": "text",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
    ".docx": "docx",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_WARC = re.compile(rb"WARC/\d\.\d\s*\r?\n")
_MBOX = re.compile(rb"From [^\r\n]{1,300}\d{4}[^\r\n]{0,40}\r?\n>?[A-Za-z][A-Za-z0-9-]*:")
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_OF_MAIL = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature):", re.I | re.M)
_FROM = re.compile(rb"^From:", re.I | re.M)
_TELEGRAM = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"name":\s*(?:"(?:[^"\\]|\\.)*"|null),\s*)?"type":\s*"[a-z_]{1,40}",\s*"id":\s*-?\d+,\s*'
    rb'(?:"[a-z_]{1,40}":\s*(?:"(?:[^"\\]|\\.)*"|-?\d+|null|true|false),\s*){0,9}"messages":\s*\['
    rb'|(?:\xef\xbb\xbf)?\s*\{\s*"about":\s*"Here is the data you requested'
)


def cut_as(head: bytes, name: str) -> Cut:
    """How a stream that begins with these bytes is cut into items; its name decides where they do not.

    Source: RFC 1952 (gzip); APPNOTE 4.3 (ZIP); ISO 28500 (WARC); RFC 4155 (mbox); RFC 5322 (mail).

    >>> cut_as(b"WARC/1.0\\r\\nWARC-Type: response\\r\\n", "crawl"), cut_as(b"<p>Two died.</p>", "a.html")
    ('warc', 'whole')
    """
    if head.startswith(GZIP):
        return "gzip"
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _WARC.match(head):
        return "warc"
    if _MBOX.match(head):
        return "mbox"
    if _is_mail(head, name):
        return "mail"
    if _TELEGRAM.match(head):
        return "telegram"
    if look_of(head) is not None:
        return "addresses"
    if is_json_feed(head):
        return "whole"
    named = form_of(name)
    return "rows" if named == "row" or (named is None and _OBJECT.match(head) is not None) else "whole"


def form_of(name: str) -> Form | None:
    """The form that a file's name speaks for, without the suffix of its packing.

    >>> form_of("a/b.HTML"), form_of("b.html.gz"), form_of("a.warc")
    ('page', 'page', None)
    """
    return _BY_SUFFIX.get(PurePath(unpacked_name(name)).suffix.lower())


def unpacked_name(name: str) -> str:
    """A file's name without the suffix of its packing.

    >>> unpacked_name("a.jsonl.gz"), unpacked_name("a.tgz")
    ('a.jsonl', 'a.tgz')
    """
    return name[:-3] if name.lower().endswith(".gz") else name


def _is_mail(head: bytes, name: str) -> bool:
    """Whether a stream begins with the headers of a mail; a file named as one needs no proof but a header."""
    match = _HEADERS.match(head)
    if match is None:
        return False
    headers = match.group()
    if _FROM.search(headers) is None:
        return False
    return name.lower().endswith(".eml") or _OF_MAIL.search(headers) is not None
