"""Texts whose bytes are not what they say they are."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad

_WORDS = "Zwölf Menschen starben in Charkiw, sagte “der Bürgermeister”. Двенадцать человек погибли — مقتل ١٢ شخصا."
_LATIN = "Zwölf Menschen starben, sagte der Bürgermeister; Müller floh über die Brücke nach Süden."
_CYRILLIC = "Двенадцать человек погибли при обстреле города, сообщил мэр в понедельник утром."
_REASONS = ("recorded", "encoding", "binary")
_OVERLONG = {
    "an overlong slash": b"\xc0\xaf", "an overlong letter": b"\xc1\x81", "an overlong NUL": b"\xc0\x80",
    "three bytes for one": b"\xe0\x80\xaf", "four bytes for one": b"\xf0\x80\x80\xaf", "five bytes": b"\xf8\x88\x80\x80\x80",
    "six bytes": b"\xfc\x84\x80\x80\x80\x80", "a lone surrogate": b"\xed\xa0\x80", "a surrogate pair": b"\xed\xa0\xbd\xed\xb8\x80",
    "above the last code point": b"\xf4\x90\x80\x80", "a continuation alone": b"\x80", "a start alone": b"\xe2\x80", "FE FF within": b"\xfe\xff",
}  # fmt: skip
_DECLARED = (
    "utf-8", "utf-16", "utf-7", "iso-8859-1", "windows-1251", "shift_jis", "gb2312", "big5", "koi8-r", "x-user-defined",
    "rot13", "base64", "zip", "hex", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "x" * 39,
)  # fmt: skip


def encodings() -> Iterator[Bad]:
    """Truncated, mixed, overlong, wrongly declared."""
    for about, raw in _OVERLONG.items():
        for suffix, around in ((".txt", "{}"), (".html", "<p>{}</p>"), (".jsonl", '{{"text": "{}"}}')):
            data = around.format(f"{GOOD} Müller @ “fled”.").encode().replace(b"@", raw)
            yield bad("broken encodings", about, suffix, data, "encoding", "binary", "not_json")
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "utf-8-sig"):
        raw = _WORDS.encode(codec)
        yield bad("broken encodings", f"{codec} as it is", ".txt", raw, *_REASONS)
        yield bad("broken encodings", f"{codec}, cut", ".txt", raw[:-1], *_REASONS)
        yield bad("broken encodings", f"{codec} with a byte put in", ".txt", raw[:31] + b"\xd8" + raw[31:], *_REASONS)
        yield bad("broken encodings", f"{codec} after UTF-8", ".txt", (_WORDS + "\n").encode() + raw, *_REASONS)
    for codec, words in (
        ("cp1252", _LATIN), ("latin-1", _LATIN), ("cp850", _LATIN), ("cp037", GOOD), ("cp1251", _CYRILLIC), ("koi8-r", _CYRILLIC),
        ("cp866", _CYRILLIC), ("iso8859-5", _CYRILLIC), ("mac_cyrillic", _CYRILLIC), ("shift_jis", "死者は十二人に上った。市長が月曜日に述べた。"),
        ("euc_jp", "死者は十二人に上った。市長が月曜日に述べた。"), ("gb18030", "市长星期一说，袭击造成十二人死亡。"), ("big5", "市長星期一說襲擊造成十二人死亡"),
        ("cp1256", "قتل اثنا عشر شخصا في القصف يوم الاثنين"), ("hz", "市长说十二人死亡"), ("iso2022_jp", "死者は十二人に上った。"),
    ):  # fmt: skip
        raw = words.encode(codec, "replace")
        yield bad("broken encodings", f"{codec}, not declared", ".txt", raw, *_REASONS)
        yield bad("broken encodings", f"{codec} after UTF-8", ".txt", "“Двенадцать”\n".encode() + raw, *_REASONS)
        wrong = b"<meta charset=utf-8><p>" + raw + b"</p>"
        yield bad("broken encodings", f"{codec}, declared as UTF-8", ".html", wrong, *_REASONS)
    for label in _DECLARED:
        declared = f"<meta charset={label}><p>{_LATIN} {GOOD}</p>".encode("cp1252")
        yield bad("broken encodings", f"declared as {label[:20]}", ".html", declared, *_REASONS, "no_text")
        feed = f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><item><title>Raid</title>'
        raw = f"{feed}<description>{_LATIN} {GOOD}</description></item></channel></rss>".encode("cp1252")
        yield bad("broken encodings", f"a feed declared as {label[:20]}", ".xml", raw, *_REASONS, "not_a_feed")
    twice = GOOD.replace("Two", "“Zwölf”").encode().decode("cp1252", "replace").encode()
    yield bad("broken encodings", "UTF-8 encoded twice", ".txt", twice)
    yield bad("broken encodings", "three byte-order marks", ".txt", b"\xef\xbb\xbf" * 3 + GOOD.encode())
    yield bad("broken encodings", "a byte-order mark of another kind", ".txt", b"\xff\xfe" + GOOD.encode(), *_REASONS)
    yield bad("broken encodings", "only a byte-order mark", ".txt", b"\xef\xbb\xbf", "empty", "recorded")
    yield bad(
        "broken encodings",
        "two declarations",
        ".html",
        "<meta charset=utf-8><meta charset=koi8-r><p>Ж“Two” died.",
        *_REASONS,
    )
