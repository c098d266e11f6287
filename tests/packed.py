"""Archives, crawls and documents made by code, so that no file of anybody's lies beside the tests."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from recount.model import Reading, Rejected
from recount.reports import Limits, read_reports

PAGE = "<html><title>Raid on Vell</title><h1>Raid on Vell</h1><p>Two people died in the raid on Vell.</p></html>"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def warc_record(kind: str, block: bytes, url: str = "", **fields: str) -> bytes:
    """One record of a crawl; fields are written with dashes for their underscores."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Date": "2031-05-04T10:11:12Z",
        "Content-Length": str(len(block)),
    }
    if url:
        headers["WARC-Target-URI"] = url
    headers |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answered(
    body: bytes | str,
    url: str = "https://example.org/raid",
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    http: str = "",
    **fields: str,
) -> bytes:
    """A record of a crawl in which a server answers with this body."""
    data = body.encode() if isinstance(body, str) else body
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{http}\r\n".encode() + data
    return warc_record("response", block, url, Content_Type="application/http; msgtype=response", **fields)


def payload_digest(body: bytes) -> str:
    """A digest as crawls state it."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def outcomes(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> list[Reading | Rejected]:
    """What reading a file of these bytes gives."""
    path = folder / name
    path.write_bytes(data)
    return list(read_reports([str(path)], limits=limits or Limits()))


def texts_of(found: list[Reading | Rejected]) -> list[str]:
    """The texts of readings, and the reasons of what was rejected in angle brackets."""
    return [one.report.text if isinstance(one, Reading) else f"<{one.reason}>" for one in found]
