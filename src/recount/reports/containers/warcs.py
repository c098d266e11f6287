"""Crawls in WARC to the documents that servers answered with, each with its address, day of fetching and charset."""

from __future__ import annotations

import zlib
from base64 import b32decode
from collections.abc import Iterator
from hashlib import new as digest_of
from io import BufferedReader, BytesIO
from itertools import count

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType
from msgspec import structs

from recount.model import Rejected
from recount.reports.containers.member import Member
from recount.reports.containers.stated import stated_as
from recount.reports.containers.streams import in_memory
from recount.reports.dates import read_stamp
from recount.reports.limits import Limits
from recount.reports.refusal import Refused

_ANSWERS = WarcRecordType.response | WarcRecordType.resource
_READERS = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}
_LONGEST_URL = 2_000


class _Forward:
    """A stream as the library asks for one: it wants to know where it stands, also where nothing can be sought."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:  # asked for only to stay where it is
        if (whence, offset) not in ((0, self._at), (1, 0)):
            raise OSError("the stream only goes forward")
        return self._at

    def close(self) -> None:
        """Whoever opened the stream closes it."""


def answers(around: Member, limits: Limits) -> Iterator[Member | Rejected]:
    """The documents that a crawl has answers with, in its order; a `Rejected` for each that is damaged or too large.

    Requests, revisits and metadata are passed over, and so are answers of another status than 200 to 299, and those
    that are no document (pictures, scripts, style sheets). Raises `Refused` ("unreadable") where the crawl breaks off.

    Source: ISO 28500:2017 (WARC 1.1); RFC 9110, RFC 9112 (HTTP).
    """
    records = ArchiveIterator(_Forward(around.stream), record_types=_ANSWERS, parse_http=False, stream_detect=False)
    for number in count(1):
        try:
            record = next(records)
            found = _answer(record, number, around, limits)
        except StopIteration:
            return
        except Refused:
            raise
        except Exception as error:  # the library's errors are OSError, ValueError and what its stream raises
            raise Refused("unreadable", f"the crawl is damaged at record {number} ({error}): fetch it again") from error
        if found is not None:
            yield found


def _answer(record: WarcRecord, number: int, around: Member, limits: Limits) -> Member | Rejected | None:
    """One record as the document it holds, or why it cannot be read; None where it is no document."""
    url = _header(record.headers, "WARC-Target-URI").strip("<>")
    where = f"{around.where}:record {number}" + (f" ({url[:_LONGEST_URL]})" if url else "")
    stated = _header(record.headers, "Content-Type")
    http = HeaderMap()
    if record.is_http:
        try:
            record.parse_http(auto_decode="none")
        except (OSError, ValueError) as error:
            return Rejected(where=where, reason="unreadable", detail=f"its HTTP header is damaged ({error})")
        http = record.http_headers
        if not 200 <= (http.status_code or 0) <= 299:
            return None
        stated = _header(http, "Content-Type")
    said = stated_as(stated)
    if said is None:
        return None
    most = max(limits.max_bytes, limits.max_document_bytes)
    raw = record.reader.read(most + 1)
    if len(raw) > most:
        return Rejected(where=where, reason="too_large", detail=f"it is larger than {most:,} bytes")
    try:
        joined = _joined(raw, http, most)
        data = _decoded(joined, http, most)
    except Refused as refused:
        return Rejected(where=where, reason=refused.reason, detail=str(refused))
    if not _agrees(_header(record.headers, "WARC-Payload-Digest"), raw, joined):
        detail = "its content has not the digest that the crawl states: it was changed since, or damaged"
        return Rejected(where=where, reason="digest", detail=detail)
    fetched = read_stamp(_header(record.headers, "WARC-Date"))
    given = structs.replace(
        around.given,
        url=url if url.startswith(("http://", "https://")) else around.given.url,
        fetched_at=fetched.at if fetched else None,
    )
    return Member(
        where,
        url.split("?")[0].split("#")[0],
        in_memory(data),
        given,
        depth=around.depth + 1,
        form=said.form,
        charset=said.charset,
        whole=True,
    )


def _header(headers: HeaderMap, name: str) -> str:
    """The value of a header, empty where it is missing; bytes that are no UTF-8 are written out."""
    value = headers.get_bytes(name.encode()) or b""
    return value.decode("utf-8", "backslashreplace").strip()


def _joined(raw: bytes, http: HeaderMap, most: int) -> bytes:
    """The chunks that a document was sent in, joined."""
    chunked = "chunked" in _header(http, "Transfer-Encoding").lower()
    return _through(ChunkedReader, raw, most) if chunked else raw


def _decoded(data: bytes, http: HeaderMap, most: int) -> bytes:
    """The document without the encodings that it was sent in; raises `Refused` ("too_large", "unreadable").

    Many crawlers keep a header whose encoding they have undone; so what is not encoded so is taken as it is.
    """
    for coding in reversed(_header(http, "Content-Encoding").lower().split(",")):
        name = coding.strip()
        if name in _READERS:
            data = _through(_READERS[name], data, most)
        elif name == "deflate":
            data = _inflated(data, most)
    return data


def _through(reader: type, data: bytes, most: int) -> bytes:
    """What a reader of the library makes of bytes, in full; the bytes themselves where they are not encoded so."""
    source = reader(BytesIO(data))
    parts: list[bytes] = []
    size = 0
    try:
        while part := source.read(1 << 16):
            parts.append(part)
            size += len(part)
            if size > most:
                raise Refused("too_large", f"it unpacks to more than {most:,} bytes")
    except (OSError, ValueError) as error:
        if parts:
            raise Refused("unreadable", f"its encoding is damaged ({error}): fetch it again") from error
        return data
    return b"".join(parts)


def _inflated(data: bytes, most: int) -> bytes:
    """What deflate, with or without the frame that the standard asks for, holds."""
    for bits in (15, -15):
        try:
            plain = zlib.decompressobj(wbits=bits).decompress(data, most + 1)
        except zlib.error:
            continue
        if len(plain) > most:
            raise Refused("too_large", f"it unpacks to more than {most:,} bytes")
        return plain
    return data


def _agrees(stated: str, *documents: bytes) -> bool:
    """Whether one of these has the digest stated, if one is; crawlers take it before or after chunks are joined."""
    name, _, value = stated.partition(":")
    name = name.lower().replace("-", "")
    wanted = _digest(value.strip(), _DIGESTS[name]) if name in _DIGESTS else None
    return wanted is None or any(digest_of(name, data, usedforsecurity=False).digest() == wanted for data in documents)


def _digest(value: str, length: int) -> bytes | None:
    """A digest written in base 16 or 32; None where it is neither."""
    try:
        if len(value) == 2 * length:
            return bytes.fromhex(value)
        found = b32decode(value.upper() + "=" * (-len(value) % 8))
    except ValueError:
        return None
    return found if len(found) == length else None
