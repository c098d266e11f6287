"""The records of a file of copies, one after another, and where a broken one begins."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BufferedRandom, BufferedReader, BytesIO
from typing import Final, Literal

from dateutil.parser import isoparse
from msgspec import Struct
from warcio.archiveiterator import ArchiveIterator

from recount.fetching.contents import unpacked
from recount.fetching.failures import Failed

_STEP: Final = 65_536
_LARGEST: Final = 512 * 1024 * 1024
State = Literal["whole", "cut short", "damaged"]


class Member(Struct, frozen=True, kw_only=True):
    """A stretch of a file: a record, uncompressed, or what is left of one; offset and length in bytes."""

    offset: int
    length: int
    state: State
    data: bytes


class Response(Struct, frozen=True, kw_only=True):
    """What a record holds that is a copy: a response or a page made of one; `content` is its body, unpacked."""

    record: str
    url: str
    at: datetime
    kind: str | None
    content: bytes
    status: int = 200
    leads_to: str | None = None
    intact: bool = True


def members(file: BufferedReader | BufferedRandom, offset: int) -> Iterator[Member]:
    """The members of a file from there on; after one that is not whole there is no more."""
    file.seek(offset)
    rest = file.read(_STEP)
    while rest:
        member, rest = _member(file, offset, rest)
        yield member
        if member.state != "whole":
            return
        offset += member.length
        rest = rest or file.read(_STEP)


def _member(file: BufferedReader | BufferedRandom, offset: int, rest: bytes) -> tuple[Member, bytes]:
    """The member that begins with `rest`, and what was read of the next one."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data, length = bytearray(), 0
    state: State = "cut short"
    try:
        while rest:
            data += stream.decompress(rest)
            length += len(rest) - len(stream.unused_data)
            if stream.eof or len(data) > _LARGEST:
                state = "whole" if stream.eof else "damaged"
                break
            rest = file.read(_STEP)
    except zlib.error:
        state = "damaged"
    return Member(offset=offset, length=length, state=state, data=bytes(data)), stream.unused_data


def response_of(data: bytes, max_bytes: int) -> Response | None:
    """What a record holds; None where it is a request, or tells of the file itself.

    `intact` is whether the record agrees with its own digests. Raises `Failed` where its content cannot be unpacked.
    """
    for record in ArchiveIterator(BytesIO(data), check_digests=True):
        if record.rec_type not in ("response", "conversion"):
            return None
        told = record.rec_headers.get_header
        http = record.http_headers
        raw = record.content_stream().read() if http is None else _body(record.raw_stream.read(), http)
        status = 200 if http is None else int(http.get_statuscode())
        encodings = [value for name, value in http.headers if name.lower() == "content-encoding"] if http else []
        return Response(
            record=told("WARC-Record-ID"),
            url=told("WARC-Target-URI"),
            at=isoparse(told("WARC-Date")).astimezone(UTC),
            status=status,
            leads_to=http.get_header("Location") if http is not None and 300 <= status < 400 else None,
            kind=http.get_header("Content-Type") if http is not None else told("Content-Type"),
            content=unpacked(raw, encodings, max_bytes) if status == 200 else b"",
            intact=record.digest_checker.passed is True,
        )
    return None


def _body(raw: bytes, http: object) -> bytes:
    """The body of a response, out of its chunks where it came in some. Raises `Failed` ("encoding")."""
    if not (getattr(http, "get_header")("Transfer-Encoding") or "").strip():  # noqa: B009
        return raw
    body, at = bytearray(), 0
    while True:
        end = raw.find(b"\r\n", at)
        try:
            size = int(raw[at:end].partition(b";")[0].strip() or b"x", 16)
        except ValueError as error:
            raise Failed("encoding", "its chunks are damaged") from error
        if size == 0:
            return bytes(body)
        body += raw[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
