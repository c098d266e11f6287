"""Newsletters to their documents: the messages of an mbox, the body of a mail, and attachments that are reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from functools import lru_cache
from io import BufferedReader

from msgspec import structs

from recount.model import Rejected
from recount.reports.containers.member import Member
from recount.reports.containers.streams import in_memory
from recount.reports.dates import read_stamp
from recount.reports.item import Form
from recount.reports.limits import Limits
from recount.reports.reading import Details
from recount.reports.refusal import Refused

_FROM = re.compile(rb"From [^\r\n]*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BODIES: dict[str, Form] = {"text/html": "page", "text/plain": "text"}
_DOCUMENTS: dict[str, Form | None] = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": None,
    "application/x-zip-compressed": None,
    "application/gzip": None,
    "message/rfc822": None,
}
_SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".zip", ".gz", ".eml", ".jsonl")
_MOST_PARTS = 200
# Code points of a header that are read: the library is quadratic in the parameters of a part's type, which name a
# charset, a boundary (70 at most) or a file.
_LONGEST_HEADER, _LONGEST_OF_PART = 10_000, 1_000


class _Bounded(policy.EmailPolicy):
    """The library's own policy, with headers that end somewhere."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if not name.lower().startswith("content-"):
            return name, value[:_LONGEST_HEADER]
        kept = value[:_LONGEST_OF_PART]
        return name, kept if kept == value else kept.rpartition(";")[0]

    def header_fetch_parse(self, name: str, value: str) -> str:
        parsed: str = _parsed(name, value)
        return parsed


_POLICY = _Bounded()
_parsed = lru_cache(256)(policy.default.header_fetch_parse)  # a part's headers are asked for again and again


def messages(around: Member, limits: Limits) -> Iterator[Member | Rejected]:
    """The messages of an mbox, one in memory at a time; one that is too large is turned away.

    Source: RFC 4155; lines that begin with "From " inside a message are quoted with ``>``.
    """
    number = 0
    parts: list[bytes] = []
    size = 0
    blank = True
    most = max(limits.max_bytes, limits.max_document_bytes)
    for line in _lines(around.stream, limits):
        if blank and _FROM.match(line):
            if number:
                yield _message(around, number, parts, size, most)
            number, parts, size = number + 1, [], 0
        elif size <= most:
            parts.append(line)
            size += len(line)
        blank = not line.strip()
    if number:
        yield _message(around, number, parts, size, most)


def documents(around: Member, limits: Limits) -> Iterator[Member | Rejected]:
    """The documents of one mail: its body, as HTML if there is one, and attachments that may be reports.

    The sender is the publisher, the subject the title, and the day it was sent that of publication.

    Source: RFC 5322 (messages), RFC 2045 to 2047 (parts, encodings, words in headers).
    """
    most = max(limits.max_bytes, limits.max_document_bytes)
    data = around.stream.read(most + 1)
    if len(data) > most:
        raise Refused("too_large", f"it is larger than {most:,} bytes: raise the limit or split it")
    try:
        mail = message_from_bytes(data, policy=_POLICY)
        given = _details(mail, around.given)
        parts = list(_parts(mail))
    except Exception as error:  # the library's parsers raise what they please
        raise Refused("unreadable", f"the mail is damaged ({type(error).__name__}): save it anew") from error
    body = next((part for kind in _BODIES for part in parts if _is_body(part, kind)), None)
    if body is not None:
        yield Member(
            around.where,
            "",
            in_memory(_payload(body)),
            given,
            depth=around.depth + 1,
            form=_BODIES[_kind(body)],
            charset=_charset(body),
            whole=True,
        )
    for number, part in enumerate(parts, start=1):
        name = _name(part)
        if part is not body and not _is_body(part, _kind(part)) and _is_document(part, name):
            where = f"{around.where}:{name or f'part {number}'}"
            known = structs.replace(given, title=None)
            stream = in_memory(_payload(part))
            yield Member(
                where, name, stream, known, depth=around.depth + 1, form=_DOCUMENTS.get(_kind(part)), whole=True
            )


def _lines(stream: BufferedReader, limits: Limits) -> Iterator[bytes]:
    while line := stream.readline(limits.max_bytes):
        yield line


def _message(around: Member, number: int, parts: list[bytes], size: int, most: int) -> Member | Rejected:
    where = f"{around.where}:message {number}"
    if size > most:
        return Rejected(where=where, reason="too_large", detail=f"it is larger than {most:,} bytes")
    if parts and not parts[-1].strip():
        parts = parts[:-1]  # the empty line before the next message is none of this one's
    data = _QUOTED.sub(rb"\1", b"".join(parts))
    return Member(where, "message.eml", in_memory(data), around.given, depth=around.depth + 1, whole=True)


def _details(mail: EmailMessage | Message, given: Details) -> Details:
    """What the headers say, under what was given for the whole batch."""
    name, address = parseaddr(_header(mail, "From"))
    stamp = read_stamp(_header(mail, "Date"))
    known = structs.replace(
        given,
        publisher=" ".join(name.split()) or address or None,
        title=" ".join(_header(mail, "Subject").split()) or None,
    )
    if given.published_on is not None or stamp is None:
        return known
    return structs.replace(known, published_on=stamp.on, published_at=stamp.at, published_from="meta")


def _header(mail: EmailMessage | Message, name: str) -> str:
    """A header in words; empty where it is missing or cannot be read."""
    try:
        value = str(mail.get(name, ""))
    except Exception:  # as above
        return ""
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _parts(mail: EmailMessage | Message) -> Iterator[EmailMessage | Message]:
    """The parts that hold something, the first so many."""
    waiting: list[EmailMessage | Message] = [mail]
    found = 0
    while waiting and found < _MOST_PARTS:
        part = waiting.pop(0)
        inner = part.get_payload()
        if isinstance(inner, list) and _kind(part) != "message/rfc822":
            waiting = [*inner, *waiting][:_MOST_PARTS]
        else:
            found += 1
            yield part


def _kind(part: EmailMessage | Message) -> str:
    return part.get_content_type()


def _is_body(part: EmailMessage | Message, kind: str) -> bool:
    return _kind(part) == kind and kind in _BODIES and part.get_content_disposition() != "attachment"


def _is_document(part: EmailMessage | Message, name: str) -> bool:
    return _kind(part) in _DOCUMENTS or name.lower().endswith(_SUFFIXES)


def _name(part: EmailMessage | Message) -> str:
    """The name of an attachment, without any folder; it is told, and never written to."""
    try:
        name = part.get_filename() or ""
    except Exception:  # as above
        return ""
    return re.split(r"[/\\]", name.encode("utf-8", "backslashreplace").decode("utf-8"))[-1][:200]


def _charset(part: EmailMessage | Message) -> str | None:
    try:
        charset = part.get_content_charset()
    except Exception:  # as above
        return None
    return charset if charset != "us-ascii" else None


def _payload(part: EmailMessage | Message) -> bytes:
    """The bytes of a part, without the encoding they were sent in."""
    if _kind(part) == "message/rfc822":
        inner = part.get_payload()
        return bytes(inner[0]) if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    try:
        data = part.get_payload(decode=True)
    except Exception:  # as above
        return b""
    return data if isinstance(data, bytes) else b""
