"""Crawls: each document that a server answered with is a report, known by its address and day of fetching."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import b32encode
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from packed import PAGE, answered, outcomes, payload_digest, texts_of, warc_record, zipped
from recount.model import Reading, Rejected
from recount.reports import Limits, body

INFO = warc_record("warcinfo", b"software: invented\r\n")
PLAIN = "text/plain; charset=utf-8"


def chunked(data: bytes, size: int = 7) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_an_answer_is_a_report_with_its_address(tmp_path: Path) -> None:
    [found] = outcomes(tmp_path, "a.warc", INFO + answered(PAGE, "https://example.org/2031/raid"))
    assert isinstance(found, Reading)
    report = found.report
    assert (report.title, report.url, report.fetched_at) == (
        "Raid on Vell",
        "https://example.org/2031/raid",
        datetime(2031, 5, 4, 10, 11, 12, tzinfo=UTC),
    )
    assert body(found) == "Two people died in the raid on Vell."


def test_records_packed_one_by_one_are_read_by_content(tmp_path: Path) -> None:
    data = b"".join(
        gzip.compress(record) for record in (INFO, answered("One.", kind=PLAIN), answered("Two.", kind=PLAIN))
    )
    assert texts_of(outcomes(tmp_path, "crawl", data)) == ["One.", "Two."]


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    data = b"".join(
        [
            INFO,
            warc_record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request"),
            answered("moved", status="301 Moved", kind=PLAIN),
            answered("gone", status="404 Not Found", kind=PLAIN),
            answered("body{}", kind="text/css"),
            answered(b"\x89PNG", kind="image/png"),
            warc_record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "https://example.org", Content_Type="application/http"),
            warc_record("metadata", b"via: x", Content_Type="application/warc-fields"),
            answered("Two.", kind=PLAIN),
            warc_record("resource", b"<p>Three.</p>", "https://example.org/three", Content_Type="text/html"),
        ]
    )
    assert texts_of(outcomes(tmp_path, "a.warc", data)) == ["Two.", "Three."]


@pytest.mark.parametrize(
    ("sent", "http"),
    [
        (chunked(b"Two died."), "Transfer-Encoding: chunked"),
        (gzip.compress(b"Two died."), "Content-Encoding: gzip"),
        (brotli.compress(b"Two died."), "Content-Encoding: br"),
        (zlib.compress(b"Two died."), "Content-Encoding: deflate"),
        (zlib.compress(b"Two died.")[2:-4], "Content-Encoding: deflate"),
        (chunked(gzip.compress(b"Two died.")), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
        (b"Two died.", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),  # undone, but said
        (b"Two died.", "Content-Encoding: identity"),
    ],
)
def test_encodings_are_undone(tmp_path: Path, sent: bytes, http: str) -> None:
    data = answered(sent, kind=PLAIN, http=http + "\r\n", WARC_Payload_Digest=payload_digest(sent))
    assert texts_of(outcomes(tmp_path, "a.warc", data)) == ["Two died."]


def test_the_servers_charset_goes_before_detection(tmp_path: Path) -> None:
    text = "Двое погибли в Велле."
    for charset in ("koi8-r", "iso-8859-5", "utf-16-le"):
        data = answered(text.encode(charset), kind=f'text/plain; charset="{charset}"')
        assert texts_of(outcomes(tmp_path, "a.warc", data)) == [text]


def test_a_page_may_know_better_than_its_server(tmp_path: Path) -> None:
    page = '<meta charset="cp1251"><p>Двое погибли в Велле.</p>'.encode("cp1251")
    [found] = outcomes(tmp_path, "a.warc", answered(page, kind="text/html; charset=ascii7"))
    assert isinstance(found, Reading)
    assert "Двое погибли" in found.report.text


@pytest.mark.parametrize(
    "digest",
    [
        "sha1:" + b32encode(hashlib.sha1(b"Two died.").digest()).decode(),
        "sha-256:" + hashlib.sha256(b"Two died.").hexdigest(),
        "md5:" + hashlib.md5(b"Two died.").hexdigest(),
        "blake9:AAAA",
        "sha1:none",
    ],
)
def test_a_digest_that_agrees_or_cannot_be_computed_is_no_fault(tmp_path: Path, digest: str) -> None:
    data = answered("Two died.", kind=PLAIN, WARC_Payload_Digest=digest)
    assert texts_of(outcomes(tmp_path, "a.warc", data)) == ["Two died."]


def test_a_digest_taken_before_chunking_agrees(tmp_path: Path) -> None:
    data = answered(
        chunked(b"Two died."),
        kind=PLAIN,
        http="Transfer-Encoding: chunked\r\n",
        WARC_Payload_Digest=payload_digest(b"Two died."),
    )
    assert texts_of(outcomes(tmp_path, "a.warc", data)) == ["Two died."]


def test_a_changed_answer_is_rejected(tmp_path: Path) -> None:
    data = answered("Twelve died.", kind=PLAIN, WARC_Payload_Digest=payload_digest(b"Two died."))
    [found] = outcomes(tmp_path, "a.warc", data + answered("Three.", kind=PLAIN))[:1]
    assert isinstance(found, Rejected)
    assert (found.reason, found.where) == ("digest", f"{tmp_path}/a.warc:record 1 (https://example.org/raid)")


def test_records_before_the_damage_are_read(tmp_path: Path) -> None:
    whole = answered("One.", kind=PLAIN) + answered("Two. " * 100, kind=PLAIN)
    found = texts_of(outcomes(tmp_path, "a.warc", whole + b"no record at all\r\n\r\n"))
    assert (found[0], len(found)) == ("One.", 3)
    assert found[-1] == "<unreadable>"


def test_a_bomb_in_an_answer_is_turned_away(tmp_path: Path) -> None:
    data = answered(gzip.compress(b"a" * 3_000_000), kind=PLAIN, http="Content-Encoding: gzip\r\n")
    limits = Limits(max_bytes=100_000, max_document_bytes=100_000)
    found = texts_of(outcomes(tmp_path, "a.warc", data + answered("Two.", kind=PLAIN), limits))
    assert found == ["<too_large>", "Two."]


def test_documents_and_archives_in_a_crawl_are_cut(tmp_path: Path) -> None:
    data = answered(zipped({"a.txt": "One."}), kind="application/octet-stream") + answered(
        gzip.compress(b'{"text": "Two."}\n'), kind="application/gzip"
    )
    assert texts_of(outcomes(tmp_path, "a.warc", data)) == ["One.", "Two."]


def wacz(crawl: bytes, digest: str, **more: bytes | str) -> bytes:
    package = {"profile": "data-package", "resources": [{"path": "archive/data.warc.gz", "hash": digest}]}
    return zipped(
        {
            "datapackage.json": json.dumps(package),
            "archive/data.warc.gz": crawl,
            "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n',
            "indexes/index.cdx.gz": gzip.compress(b"x"),
            **more,
        }
    )


def test_the_crawls_of_a_wacz_are_read_where_their_digest_agrees(tmp_path: Path) -> None:
    crawl = gzip.compress(answered("Two died.", kind=PLAIN))
    assert texts_of(outcomes(tmp_path, "a.wacz", wacz(crawl, payload_digest(crawl)))) == ["Two died."]
    assert texts_of(outcomes(tmp_path, "b.wacz", wacz(crawl, payload_digest(b"other")))) == ["<digest>"]
    assert texts_of(outcomes(tmp_path, "c.wacz", wacz(crawl, ""))) == ["Two died."]


def test_a_wacz_with_a_broken_data_package_is_unreadable(tmp_path: Path) -> None:
    crawl = gzip.compress(answered("Two died.", kind=PLAIN))
    data = zipped({"datapackage.json": "{", "archive/data.warc.gz": crawl})
    assert texts_of(outcomes(tmp_path, "a.wacz", data)) == ["<unreadable>"]
