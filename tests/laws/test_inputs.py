"""No bytes of any kind raise anything, and every input has an outcome: arbitrary bytes, and good inputs gone bad."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packed import PAGE, answered, warc_record, zipped
from printed import lines, pdf
from recount import wire
from recount.model import Reading, Rejected
from recount.reports import Details, Limits, items_of, read_item
from recount.reports.lists.addresses import addresses_in

LIMITS = Limits(max_bytes=200_000, max_document_bytes=500_000, max_held_bytes=500_000, max_members=200)
ROW = b'{"title": "Raid", "text": "Two died.", "date": "2031-05-04", "source": {"name": "Northwire"}}\n'
MAIL = (
    b"From: Northwire <news@example.org>\r\nSubject: Raid\r\nDate: Sun, 4 May 2031 10:00:00 +0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"
    b"<p>Two died.</p>\r\n--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nJVBERi0xLjcK\r\n--x--\r\n'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = zipped(
    {"word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>Two died.</w:t></w:r></w:p></w:body></w:document>"}
)
MESSAGE = {"id": 1, "type": "message", "text": ["Two ", {"text": "died."}]}
CHANNEL = json.dumps({"name": "Vell", "type": "public_channel", "id": 5, "messages": [MESSAGE]}).encode()
ITEM = b"<item><title>R</title><description>Two.</description></item>"
FEED = b"<?xml version='1.0'?><rss version='2.0'><channel>" + ITEM + b"</channel></rss>"


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([json.loads(ROW)] * 3), out)
    return out.getvalue()


CRAWL = (
    warc_record("warcinfo", b"x: y")
    + answered(PAGE)
    + answered(gzip.compress(b"Two."), http="Content-Encoding: gzip\r\n")
)
GOOD = {
    "page": PAGE.encode(),
    "rows": ROW * 3,
    "gzip": gzip.compress(ROW * 3),
    "zip": zipped({"a.txt": "Two died.", "b.html": PAGE, "c.zip": zipped({"d.jsonl": ROW})}),
    "stored zip": zipped({"a.txt": "Two died.", "b.eml": MAIL}, 0),
    "warc": CRAWL,
    "warc.gz": b"".join(map(gzip.compress, (CRAWL, answered("Two.", kind="text/plain")))),
    "wacz": zipped({"datapackage.json": "{}", "archive/a.warc": CRAWL}),
    "mail": MAIL,
    "mbox": (b"From a@example.org Sun May  4 10:00:00 2031\n" + MAIL + b"\n") * 2,
    "pdf": pdf([lines(["Two people died in Vell.", "Nobody fled."]), lines(["Three died."])], {"Title": "Raid"}),
    "docx": DOCX,
    "telegram": CHANNEL,
    "parquet": parquet(),
    "feed": FEED,
    "json feed": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": "Two died."}]}',
    "sitemap": b"<urlset><url><loc>https://example.org/</loc></url></urlset>",
    "lines": b"https://example.org/raid\nhttps://example.org/2\n",
}  # fmt: skip
OPENINGS = tuple(good[:300] for good in GOOD.values())
NAMED = st.sampled_from(("", "a.html", "a.txt", "a.jsonl", "a.xml", "a.eml", "a.gz", "a.pdf", "a.docx", "result.json"))


def outcomes(data: bytes, name: str = "") -> Iterator[Reading | Rejected]:
    for item in items_of(data, "input", Details(), LIMITS, name):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from read_item(item, LIMITS)


def holds(data: bytes, name: str = "") -> None:
    found = list(outcomes(data, name))
    assert found
    for one in found:
        assert wire.canonical(one)
        if isinstance(one, Reading):
            assert all(passage.span.end <= len(one.report.text) for passage in one.passages)
        else:
            assert one.detail
    for address in addresses_in(data, "input", LIMITS):
        assert isinstance(address, Rejected) or address.url.startswith("http")


@st.composite
def gone_bad(draw: st.DrawFn, good: bytes) -> bytes:
    """Good bytes with some of them changed, cut out, doubled, or another input among them."""
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        how = draw(st.sampled_from(["set", "cut", "insert", "double", "end"]))
        if how == "set" and data:
            data[at] = draw(st.integers(0, 255))
        elif how == "cut":
            del data[at : at + draw(st.integers(1, 60))]
        elif how == "insert":
            data[at:at] = draw(
                st.one_of(st.binary(max_size=20), st.sampled_from([*GOOD.values()]).map(lambda one: one[:300]))
            )
        elif how == "double":
            data += data[at : at + 500]
        else:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_input_is_read(kind: str) -> None:
    found = list(outcomes(GOOD[kind]))
    reasons = {one.reason for one in found if isinstance(one, Rejected)}
    assert reasons <= ({"unreadable"} if "mail" in kind or kind in ("mbox", "stored zip") else {"no_text"})
    assert any(isinstance(one, Reading) for one in found) == (kind not in ("sitemap", "lines"))


@pytest.mark.parametrize("kind", GOOD)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), name=NAMED)
def test_an_input_gone_bad_raises_nothing(kind: str, data: st.DataObject, name: str) -> None:
    holds(data.draw(gone_bad(GOOD[kind])), name)


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from([b"", *(one[:12] for one in OPENINGS)]),
    rest=st.binary(max_size=400),
    name=NAMED,
)
def test_arbitrary_bytes_raise_nothing(head: bytes, rest: bytes, name: str) -> None:
    holds(head + rest, name)
