"""Bytes to text: the encodings that are read, and what is turned away rather than replaced."""

from __future__ import annotations

import gzip

import pytest

from recount.reports.decoding import declared_charset, decoded, unpacked
from recount.reports.refusal import Refused

RUSSIAN = "В результате обстрела погибли двенадцать человек, сообщили власти города. " * 3
POLISH = "Dwanaście osób zginęło w ataku na miasto, poinformował żołnierz. " * 3
JAPANESE = "砲撃で十二人が死亡したと市長が発表しました。" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zwölf Tote — “schrecklich”, sagte er.", "utf-8"),
        ("Zwölf Tote", "utf-8-sig"),
        ("Zwölf Tote", "utf-16"),
        ("Zwölf Tote — “schrecklich”, sagte er.", "cp1252"),
        ("À l’aube, douze personnes ont été tuées.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "encoding"), [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("gb2312", "gb18030")]
)
def test_a_page_may_declare_its_charset(declared: str, encoding: str) -> None:
    page = f'<meta charset="{declared}"><p>Two died — “there”.'
    assert decoded(page.encode(encoding)) == page


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>Zwölf Tote'
    assert decoded(page.encode()) == page


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("Five “people” died in Vell.".encode() + b" \xff", 32),
        ("Five died in “Vell”".encode()[:-1], 20),
        (b"Five people died in Vell \xff\xfe\xfa and ten in Tarn", 25),
        (b"Five people died \xc3\x28 and ten", 17),
        (b'<meta charset="euc-jp"><p>\xff\xff', 26),
    ],
)
def test_broken_text_is_refused_with_the_offset(data: bytes, offset: int) -> None:
    with pytest.raises(Refused, match=rf"byte {offset} ") as refused:
        decoded(data)
    assert refused.value.reason == "encoding"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\0\0\0", "ZIP"),
        (b"Two died.\0", "NUL"),
        (bytes(range(1, 8)) * 20, "control"),
    ],
)
def test_binary_files_are_refused_by_what_they_look_like(data: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what) as refused:
        decoded(data)
    assert refused.value.reason == "binary"


def test_text_that_begins_like_a_program_is_text() -> None:
    assert decoded(b"MZ troops killed two in Vell.") == "MZ troops killed two in Vell."


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        decoded(data)
    assert refused.value.reason == "empty"


def test_gzip_is_unpacked_up_to_a_bound() -> None:
    assert unpacked(gzip.compress(b"Two died."), 100) == b"Two died."
    with pytest.raises(Refused) as refused:
        unpacked(gzip.compress(b"a" * 1_000_000), 1000)
    assert refused.value.reason == "too_large"


@pytest.mark.parametrize("data", [gzip.compress(b"Two died.")[:-6], b"\x1f\x8b\x08not gzip at all"])
def test_damaged_gzip_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        unpacked(data, 1000)
    assert refused.value.reason == "unreadable"


@pytest.mark.parametrize("label", ["rot-13", "hex", "idna", "undefined", "unicode_escape", "no-such"])
def test_what_is_no_charset_of_texts_is_none(label: str) -> None:
    assert declared_charset(f'<meta charset="{label}">'.encode()) is None
    assert decoded("Двое погибли в Велле.".encode("cp1251"), label) == decoded("Двое погибли в Велле.".encode("cp1251"))
