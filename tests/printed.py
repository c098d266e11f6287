"""PDF documents written by hand: words at places on pages, in a font that every reader has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Words = tuple[float, float, float, str]  # left, baseline, size in points, what is printed


def pdf(pages: Sequence[Sequence[Words]], info: Mapping[str, str] | None = None, *, encrypted: bool = False) -> bytes:
    """A PDF with these words on its pages."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        stream = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, base, _escaped(text))
            for left, base, size, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    said = b" ".join(b"/%s (%s)" % (name.encode(), _escaped(value)) for name, value in (info or {}).items())
    objects.append(b"<< %s >>" % said)
    trailer = b"/Root 1 0 R /Info %d 0 R" % len(objects)
    if encrypted:
        trailer += b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >> /ID [<00> <00>]" % (
            b"11" * 32,
            b"22" * 32,
        )
    return _written(objects, trailer)


def lines(texts: Sequence[str], left: float = 60, top: float = 740, size: float = 11, step: float = 14) -> list[Words]:
    """Lines of print, one under another."""
    return [(left, top - number * step, size, text) for number, text in enumerate(texts)]


def _written(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
