"""Exchanges to WARC records: what was sent and received, byte for byte, with when, from where, and digests.

Source: ISO 28500:2017 (WARC 1.1), 6.3 (response), 6.4 (request), 6.7 (conversion) and annex D (a member per record).
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Final
from uuid import uuid4

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recount.fetching.exchanges import Exchange

_VERSION: Final = "WARC/1.1"
HTML: Final = "text/html; charset=utf-8"


class Written(Struct, frozen=True, kw_only=True):
    """A record as bytes, compressed by itself, and the id it has."""

    record: str
    data: bytes


def response(of: Exchange) -> Written:
    """The record of a response."""
    _, _, payload = of.received.partition(b"\r\n\r\n")
    fields = [("WARC-Payload-Digest", _digest(payload))]
    if of.status != 200 and of.header("content-length") not in (None, "0"):
        fields.append(("WARC-Truncated", "unspecified"))  # nobody reads what stands under a redirect
    return _record("response", of, of.received, fields)


def request(of: Exchange, answered: str) -> Written:
    """The record of a request, which the response of that id answered."""
    return _record("request", of, of.sent, [("WARC-Concurrent-To", answered)])


def conversion(html: bytes, url: str, at: datetime, made_from: str) -> Written:
    """The record of a page made of what the record of an id holds: an entry of a feed by itself."""
    return _written("conversion", html, HTML, [("WARC-Refers-To", made_from), *_told(url, at)])


def information(name: str, software: str, at: datetime) -> Written:
    """The record that a file begins with."""
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    return _written(
        "warcinfo", fields, "application/warc-fields", [("WARC-Filename", name), ("WARC-Date", _instant(at))]
    )


def _record(kind: str, of: Exchange, block: bytes, fields: Iterable[tuple[str, str]]) -> Written:
    address = [("WARC-IP-Address", of.address)] if of.address is not None else []
    told = [*_told(of.target.url, of.at), *address, *fields]
    return _written(kind, block, f"application/http; msgtype={kind}", told)


def _told(url: str, at: datetime) -> list[tuple[str, str]]:
    return [("WARC-Target-URI", url), ("WARC-Date", _instant(at))]


def _written(kind: str, block: bytes, content_type: str, fields: Iterable[tuple[str, str]]) -> Written:
    """A record around a block, which goes in as it is: warcio would spell its headers anew."""
    record = f"<urn:uuid:{uuid4()}>"
    told = [("WARC-Type", kind), ("WARC-Record-ID", record), *fields]
    if kind in ("warcinfo", "request", "conversion"):
        told.append(("WARC-Payload-Digest", _digest(block.partition(b"\r\n\r\n")[2] if kind == "request" else block)))
    told.append(("WARC-Block-Digest", _digest(block)))
    headers = StatusAndHeaders("", told, protocol=_VERSION)
    made = ArcWarcRecord("warc", kind, headers, BytesIO(block), None, content_type, len(block))
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version=_VERSION).write_record(made)
    return Written(record=record, data=out.getvalue())


def _digest(data: bytes) -> str:
    return "sha256:" + b32encode(hashlib.sha256(data).digest()).decode("ascii")


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
