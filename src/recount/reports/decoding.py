"""Bytes to text, strictly: nothing is replaced or guessed away in silence.

A byte-order mark decides, then valid UTF-8, then the charset a page declares, then detection. Bytes that are mostly
valid UTF-8 with broken sequences in them, or that are no plausible text in any encoding, are turned away.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
import zlib
from contextlib import suppress

from charset_normalizer import from_bytes

from recount.reports.refusal import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet table"),
    (b"PK\x03\x04", "a ZIP archive, or an office document or e-book packed as one"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a WebP image, or sound or video"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3", "a SQLite database"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
)
_TEXT_MAGIC = (b"%PDF", b"GIF8", b"{\\rtf")
_GZIP = b"\x1f\x8b"
_SCAN = 8192
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]+)""", re.I
)
# The Encoding Standard reads these labels as windows-1252.
_AS_WINDOWS = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"})
# Bytes of these may all look like ASCII, or hold zeros.
_NOT_ASCII = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso2022_jp", "iso2022_kr", "hz"})
# Codecs of Python's that would make other words of a page than a browser shows.
_NO_CHARSETS = frozenset({
    "base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw-unicode-escape", "rot-13", "undefined",
    "unicode-escape", "utf-7", "uu", "zlib",
})  # fmt: skip
_TYPOGRAPHIC = frozenset("‘’“”„‚‹›«»–—…•·§©®™°£€¥¢¡¿½¼¾º\u00a0\u00ad´†‡‰×÷±")
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]")
_RARE = frozenset("ÿþÐðÞ¤¦¸¯ƒˆ˜¹²³ª¶¬¨")
_ENOUGH_TO_DETECT = 8
_ONE_LETTER_WORDS = frozenset("àÀáÁéÉèÈêÊíÍóÓôÔ")


def unpacked(data: bytes, max_bytes: int) -> bytes:
    """The bytes, unpacked where they are gzip, never past `max_bytes`.

    Raises `Refused` ("too_large", "unreadable").
    """
    if not data.startswith(_GZIP):
        return data
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(data, max_bytes + 1)
    except zlib.error as error:
        raise Refused("unreadable", f"the gzip data is damaged ({error}): fetch it again") from error
    if len(plain) > max_bytes:
        raise Refused("too_large", f"it unpacks to more than {max_bytes:,} bytes: raise the limit or split it")
    if not inflater.eof:
        raise Refused("unreadable", "the gzip data ends too early: fetch it again")
    return plain


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text that bytes hold, with line ends as ``\\n``; `charset` is what a server or a mail says of them.

    Raises `Refused` ("empty", "binary", "encoding"), naming the offset of the first byte that does not fit.

    >>> decoded("Zwölf Tote".encode()), decoded("Zwölf Tote — “schrecklich”".encode("cp1252"))
    ('Zwölf Tote', 'Zwölf Tote — “schrecklich”')
    """
    if not data.strip():
        raise Refused("empty", "there is nothing in it")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lines(_strictly(data, encoding))
    stated = None if charset is None else _named(charset.lower())
    if stated in _NOT_ASCII:
        return _lines(_strictly(data, stated))
    _refuse_binary(data)
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        broken = error.start
    if stated is not None and not _is_utf8(stated):
        with suppress(Refused):  # a server's word for all its pages: the page may know better
            return _lines(_strictly(data, stated))
    declared = declared_charset(data)
    if declared is not None and not _is_utf8(declared):
        return _lines(_strictly(data, declared))
    _refuse_broken_utf8(data, broken)
    return _lines(_detected(data, broken))


def declared_charset(data: bytes) -> str | None:
    """The charset that a page or XML file declares in its first bytes, as Python names it.

    >>> declared_charset(b'<meta charset="ISO-8859-1">')
    'cp1252'
    """
    match = _DECLARED.search(data[:_SCAN])
    if match is None:
        return None
    return _named((match.group(1) or match.group(2)).decode("ascii", "ignore").lower())


def _named(label: str) -> str | None:
    """A charset as Python names it; None where it knows none of that name that makes text of bytes."""
    if label in _AS_WINDOWS:
        return "cp1252"
    label = {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "ks_c_5601-1987": "cp949",
        "euc-kr": "cp949",
    }.get(label, label)
    try:
        name = codecs.lookup(label).name
        b"a".decode(label)  # some codecs, as rot13, make no text of bytes
    except UnicodeDecodeError:
        pass  # one that does, and of more bytes than one
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def _is_utf8(charset: str) -> bool:
    return charset.startswith("utf-8")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            f"byte {error.start} ({data[error.start]:#04x}) is not {encoding}, as it says it is: save it as UTF-8",
        ) from error


def _refuse_binary(data: bytes) -> None:
    """Raise "binary" where the bytes are no text at all, saying what they look like."""
    controls = sum(data[:_SCAN].count(byte) for byte in (*range(0, 8), *range(14, 27)))
    nul = data.find(b"\0")
    for magic, what in _MAGIC:
        if data.startswith(magic) and (controls or magic in _TEXT_MAGIC or not _ascii_start(data)):
            raise Refused("binary", f"it is not text: it looks like {what}")
    if data[4:8] == b"ftyp":
        raise Refused("binary", "it is not text: it looks like video or a HEIC image")
    if nul >= 0:
        raise Refused("binary", f"it is not text: there is a NUL byte at offset {nul}")
    if controls > 0.02 * len(data[:_SCAN]):
        raise Refused("binary", "it is not text: it is full of control characters")


def _ascii_start(data: bytes) -> bool:
    return data[:64].isascii()


def _refuse_broken_utf8(data: bytes, offset: int) -> None:
    """Raise "encoding" where most of the bytes above ASCII are valid UTF-8 and some are not."""
    text = data.decode("utf-8", "surrogateescape")
    escaped = sum("\udc80" <= char <= "\udcff" for char in text)
    valid = sum(char > "\x7f" for char in text) - escaped
    if valid >= escaped:
        detail = f"byte {offset} ({data[offset]:#04x}) is not UTF-8, while most of the rest is: save it anew as UTF-8"
        raise Refused("encoding", detail)


def _detected(data: bytes, offset: int) -> str:
    """The text in the likeliest legacy encoding that reads as text; a few odd bytes are no evidence for a rare one."""
    above = sum(byte > 0x7F for byte in data)
    candidates = from_bytes(data) if above >= _ENOUGH_TO_DETECT else ()
    for text in (_western(data), *map(str, candidates)):
        if text is not None and _plausible(text):
            return text
    raise Refused(
        "encoding", f"byte {offset} ({data[offset]:#04x}) is not UTF-8 and no other encoding fits: save it as UTF-8"
    )


def _western(data: bytes) -> str | None:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether the characters above ASCII are letters inside words or the marks of typography, as in real text."""
    odd = 0
    above = 0
    for match in _ABOVE_ASCII.finditer(text):
        at, char = match.start(), match.group()
        above += 1
        if char in _TYPOGRAPHIC or char in _ONE_LETTER_WORDS:
            continue
        kind = unicodedata.category(char)
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        lone = kind in {"Ll", "Lu"} and not (before.isalpha() or after.isalpha())
        raised = kind == "Lu" and before.islower()
        odd += char in _RARE or kind[0] not in "LMNP" or lone or raised
    return odd <= 0.02 * above
