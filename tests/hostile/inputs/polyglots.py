"""Files that are two things, or not what their names say, or nothing at all."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from random import Random

from hostile.inputs.bad import GOOD, Bad, bad, page
from hostile.mutation import mutated

_PAGE = page(f"<p>{GOOD}</p>").encode()
_MAGIC = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "ZIP": b"PK\x03\x04\x14\0\0\0\x08\0", "GIF": b"GIF89a/*", "PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF", "gzip": b"\x1f\x8b\x08\0",
    "ELF": b"\x7fELF\x02\x01\x01\0", "MZ": b"MZ\x90\0", "RAR": b"Rar!\x1a\x07\0", "7-Zip": b"7z\xbc\xaf\x27\x1c", "xz": b"\xfd7zXZ\0", "zstd": b"\x28\xb5\x2f\xfd", "bzip2": b"BZh91AY&SY",
    "SQLite": b"SQLite format 3\0", "Parquet": b"PAR1", "WARC": b"WARC/1.1\r\n", "RTF": b"{\\rtf1 ", "BMP": b"BM6\0\0\0", "tar": b"a.html" + b"\0" * 251 + b"ustar\x0000", "class": b"\xca\xfe\xba\xbe",
    "OLE": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mbox": b"From a@b.example Mon Mar  4 10:00:00 2024\n", "PostScript": b"%!PS-Adobe-3.0\n", "a script": b"#!/bin/sh\nrm -rf /\n", "XML": b'<?xml version="1.0"?>\n',
}  # fmt: skip
_ANY = (
    "recorded", "binary", "encoding", "unreadable", "empty", "not_json", "not_a_feed", "no_text", "not_a_report", "too_large", "too_deep",
)  # fmt: skip


def _zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.html", _PAGE)
    return buffer.getvalue()


def polyglots() -> Iterator[Bad]:
    """Each kind of file under each name; two kinds in one; chance bytes; good files changed a little."""
    for about, magic in _MAGIC.items():
        for suffix in (".html", ".txt", ".xml", ".jsonl", ".pdf", ".bin"):
            yield bad("polyglots", f"{about} and a page, as {suffix}", suffix, magic + _PAGE, *_ANY)
    yield bad("polyglots", "a page, then a ZIP", ".html", _PAGE + _zipped(), *_ANY)
    yield bad("polyglots", "a PDF, then a ZIP", ".pdf", _MAGIC["PDF"] + _zipped(), *_ANY)
    yield bad("polyglots", "a GIF that runs", ".gif", b"GIF89a/*" + b"\0" * 10 + b"*/=1;x()", *_ANY)
    yield bad("polyglots", "gzip in a page's name", ".html", gzip.compress(_PAGE, mtime=0), *_ANY)
    yield bad("polyglots", "a page in a feed's name", ".rss", _PAGE, *_ANY)
    yield bad("polyglots", "a row in a page's name", ".html", f'{{"text": "{GOOD}"}}', *_ANY)
    yield bad("polyglots", "a page in a row's name", ".jsonl", _PAGE, *_ANY)
    chance = Random(3)
    for size in (1, 2, 3, 16, 300, 5000):
        for number in range(4):
            yield bad("polyglots", f"{size} bytes at random, {number}", ".html", chance.randbytes(size), *_ANY)
            yield bad("polyglots", f"{size} bytes at random, no name, {number}", "", chance.randbytes(size), *_ANY)
    for number in range(40):
        yield bad("polyglots", f"a page changed at random, {number}", ".html", mutated(_PAGE, chance), *_ANY)
