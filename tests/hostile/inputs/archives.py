"""Archives, crawls, mailboxes, documents and exports that lie about what they hold."""

from __future__ import annotations

import gzip
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import get_args

from hostile.inputs.bad import GOOD, Bad, bad, page
from recount.model import Refusal

_PAGE = page(f"<p>{GOOD}</p>").encode()
_ANY = ("recorded", *(each for each in get_args(Refusal) if each != "crashed"))


def _zip(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED, mode: int = 0o644) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type, member.external_attr = packing, mode << 16
            archive.writestr(member, data)
    return buffer.getvalue()


def zips() -> Iterator[Bad]:
    """Names that lead out, links, layers, bombs, members that overlap, sizes that lie."""
    names = ("../../a.html", "/etc/a.html", "..\\..\\a.html", "C:\\a.html", "a/../../../b.html", "a\0b.html", "a" * 60_000 + ".html", "\u202elmth.a", "con.html", "./.", "//a.html", "a.html/")  # fmt: skip
    for name in names:
        yield bad("archives", f"a ZIP with {ascii(name[:20])[1:-1]}", ".zip", _zip({name: _PAGE}), *_ANY)
    yield bad("archives", "a ZIP with a link", ".zip", _zip({"a.html": b"/etc/passwd"}, mode=0o120777), *_ANY)
    yield bad("archives", "a ZIP with a device", ".zip", _zip({"a.html": b""}, mode=0o020666), *_ANY)
    layered = _PAGE
    for depth in range(1, 9):
        layered = _zip({"a.html" if depth == 1 else "a.zip": layered})
        yield bad("archives", f"{depth} ZIPs in each other", ".zip", layered, *_ANY)
    bomb = b"<p>" + b"a" * 40_000_000
    yield bad("archives", "a ZIP of 40 MB", ".zip", _zip({"a.html": bomb}), *_ANY)
    yield bad(
        "archives",
        "a DOCX of 40 MB",
        ".docx",
        _zip({"word/document.xml": bomb, "[Content_Types].xml": b"<Types/>"}),
        *_ANY,
    )
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'">]><w>' + b"&b;" * 1000 + b"</w>"
    yield bad(
        "archives",
        "a DOCX that laughs",
        ".docx",
        _zip({"word/document.xml": laughs, "[Content_Types].xml": b"<Types/>"}),
        *_ANY,
    )
    yield bad("archives", "5,000 members", ".zip", _zip({f"{at}.txt": b"" for at in range(5_000)}), *_ANY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for _ in range(50):
                archive.writestr("a.html", _PAGE)
        yield bad("archives", "one name fifty times", ".zip", buffer.getvalue(), *_ANY)
    whole = bytearray(_zip({"a.html": _PAGE, "b.html": _PAGE}))
    directory = whole.find(b"PK\x01\x02")
    for about, at, value in (
        ("size", 24, 9),
        ("packed size", 20, 2**31),
        ("offset", 42, 5),
        ("flags", 8, 1),
        ("method", 10, 99),
        ("unpacked to nothing", 24, 0),
    ):
        lying = bytearray(whole)
        struct.pack_into("<I", lying, directory + at, value)
        yield bad("archives", f"a ZIP that lies: {about}", ".zip", bytes(lying), *_ANY)
    overlapping = bytearray(whole)
    struct.pack_into("<I", overlapping, whole.find(b"PK\x01\x02", directory + 4) + 42, 0)
    yield bad("archives", "members that overlap", ".zip", bytes(overlapping), *_ANY)
    for cut in (4, 30, len(whole) // 2, directory, len(whole) - 10):
        yield bad("archives", f"a ZIP cut after {cut}", ".zip", bytes(whole[:cut]), *_ANY)


def _record(body: bytes, length: int | None = None, more: str = "", kind: str = "response") -> bytes:
    told = len(body) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2024-03-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n{more}Content-Length: {told}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def crawls() -> Iterator[Bad]:
    """WARC: lengths that lie, headers put in, bodies packed and chunked that are bombs, records cut."""
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    plain = ok + b"\r\n" + _PAGE
    for length in (0, 1, 10, len(plain) - 1, len(plain) + 1, 10**6, 10**12, -1, 10**30):
        yield bad("crawls", f"a length of {length}", ".warc", _record(plain, length) + _record(plain), *_ANY)
    for more in (
        "X: a\r\n b\r\n",
        "Content-Length: 5\r\n",
        "WARC-Type: request\r\n",
        "\x00: a\r\n",
        "no colon\r\n",
        "X: " + "a" * 500_000 + "\r\n",
        "X: a\r\n" * 20_000,
    ):
        yield bad("crawls", f"a header {ascii(more[:20])[1:-1]}", ".warc", _record(plain, more=more), *_ANY)
    bomb = b"a" * 40_000_000
    for coding, body in (
        ("gzip", gzip.compress(bomb)),
        ("deflate", zlib.compress(bomb)),
        ("br", b"\x1b\xff\xff\xff"),
        ("gzip, gzip", gzip.compress(gzip.compress(bomb))),
        ("zstd", b"x"),
        ("gzip", b"no gzip"),
    ):
        packed = ok + f"Content-Encoding: {coding}\r\n\r\n".encode() + body
        yield bad("crawls", f"a body said to be {coding}", ".warc", _record(packed), *_ANY)
    for chunks in (
        b"5\r\nhello\r\n0\r\n\r\n",
        b"FFFFFFFFFFFF\r\na",
        b"-5\r\na",
        b"zz\r\n",
        b"1\r\na\r\n" * 50_000,
        b"5;x=" + b"y" * 100_000 + b"\r\nhello",
    ):
        yield bad(
            "crawls",
            f"chunks {chunks[:12]!r}",
            ".warc",
            _record(ok + b"Transfer-Encoding: chunked\r\n\r\n" + chunks),
            *_ANY,
        )
    whole = gzip.compress(_record(plain))
    for cut in (5, 20, len(whole) // 2, len(whole) - 4):
        yield bad("crawls", f"a packed crawl cut after {cut}", ".warc.gz", whole[:cut], *_ANY)
    yield bad("crawls", "one member for all", ".warc.gz", gzip.compress(_record(plain) * 20), *_ANY)
    yield bad("crawls", "a bomb for a crawl", ".warc.gz", gzip.compress(b"WARC/1.0\r\n" + bomb), *_ANY)


def mailboxes() -> Iterator[Bad]:
    """Mail: parts in parts, headers without end, boundaries that are everywhere or nowhere."""
    begin = "From a@b.example Mon Mar  4 10:00:00 2024\nFrom: a@b.example\nSubject: Raid\nDate: Mon, 04 Mar 2024 10:00:00 +0000\n"
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(1_000))
    for about, mail in {
        "1,000 parts in each other": deep + f"\n{GOOD}\n", "1,000 messages in each other": "Content-Type: message/rfc822\n\n" * 1_000 + GOOD, "20,000 headers": "X: a\n" * 20_000 + f"\n{GOOD}\n",
        "a header of megabytes": f"X: {'a' * 2_000_000}\n\n{GOOD}\n", "10,000 folded lines": "X: a\n" + " b\n" * 10_000 + f"\n{GOOD}\n", "an empty boundary": f'Content-Type: multipart/mixed; boundary=""\n\n--\n\n{GOOD}\n',
        "a boundary without end": f"Content-Type: multipart/mixed; boundary={'b' * 100_000}\n\n{GOOD}\n", "5,000 parts": "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\na\n" * 5_000, "an unknown charset": f"Content-Type: text/plain; charset=no-such\n\n{GOOD}\n",
        "a charset that is none": f"Content-Type: text/plain; charset=rot13\n\n{GOOD}\n", "base64 that is none": "Content-Transfer-Encoding: base64\n\n!!!!\n", "an encoded subject": f"Subject: =?rot13?q?{'a' * 5000}?=\n\n{GOOD}\n", "a far date": f"Date: Mon, 99 Foo 99999 99:99:99 +9999\n\n{GOOD}\n",
        "parameters": "Content-Type: text/plain" + "; a*0*=b" * 5_000 + f"\n\n{GOOD}\n", "parameters in 200 parts": "Content-Type: multipart/mixed; boundary=b\n\n" + "".join(f"--b\nContent-Type: text/plain; x={at}{'; a*0*=b' * 500}\n\n{GOOD}\n" for at in range(200)), "uuencode": "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 ../../a\n#0V%T\nend\n", "no words": "\n",
    }.items():  # fmt: skip
        yield bad("mailboxes", about, ".mbox", begin + mail, *_ANY)
    yield bad("mailboxes", "2,000 empty messages", ".mbox", begin * 2_000, *_ANY)


def papers() -> Iterator[Bad]:
    """PDF: streams that are bombs, references in a circle, tables that lie, files cut."""
    bomb = zlib.compress(b"BT (a) Tj ET " * 3_000_000)
    pages = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
    tail = b"trailer<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF"
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream endobj\n"
    for about, data in {
        "a stream of 39 MB": pages + stream + tail, "pages of themselves": pages.replace(b"Kids[3 0 R]", b"Kids[2 0 R]") + tail, "a billion pages": pages.replace(b"Count 1", b"Count 999999999") + tail, "a parent of itself": b"%PDF-1.4\n1 0 obj 1 0 R endobj\n" + tail,
        "a table before itself": pages + b"xref\n0 1\n" + b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF", "arrays": b"%PDF-1.4\n1 0 obj" + b"[" * 50_000 + tail, "dictionaries": b"%PDF-1.4\n1 0 obj" + b"<<" * 50_000 + tail, "no end": pages,
        "encrypted": pages + b"trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 9>>>>\n%%EOF", "filters of filters": pages + b"4 0 obj<</Filter[" + b"/FlateDecode" * 500 + b"]>>stream\nx\nendstream endobj\n" + tail, "a length of petabytes": pages + b"4 0 obj<</Length 99999999999999>>stream\nx\nendstream endobj\n" + tail,
        "only a head": b"%PDF-1.7\n", "a page after it": pages + tail + _PAGE,
    }.items():  # fmt: skip
        yield bad("papers", about, ".pdf", data, *_ANY)


def channels() -> Iterator[Bad]:
    """Exports of Telegram: values of the wrong kind, arrays without end, keys twice."""
    message = {"id": 1, "type": "message", "date": "2024-03-04T10:00:00", "text": GOOD}
    for field in ("id", "type", "date", "date_unixtime", "text", "text_entities", "from", "forwarded_from"):
        for value in (
            None,
            True,
            -1,
            10**400,
            1e308,
            [],
            {},
            "",
            "9" * 400,
            [["a"]],
            [{"type": "x"}],
            [None],
            "\u202e21",
            "0000-00-00T00:00:00",
        ):
            export = {"name": "Post", "type": "public_channel", "id": 1, "messages": [{**message, field: value}]}
            yield bad("channels", f"{field} is {ascii(value)[:20]}", ".json", json.dumps(export), *_ANY)
    begin = '{"name": "Post", "type": "public_channel", "id": 1, "messages": ['
    for about, text in (
        ("left open", begin + json.dumps(message)),
        ("deep", begin + "[" * 100_000),
        ("NaN", begin + '{"id": NaN}]}'),
        ("keys twice", begin + '{"id": 1, "id": 2, "text": "a", "text": "b"}]}'),
        ("2,000 empty messages", begin + ",".join(["{}"] * 2_000) + "]}"),
    ):
        yield bad("channels", about, ".json", text, *_ANY)
