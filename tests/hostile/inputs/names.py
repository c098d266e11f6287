"""Names and words that look like others: right-to-left marks, letters of other scripts, marks without end."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import Bad, bad, page

_NAMES = {
    "Cyrillic letters": "Кhаrkiv", "Greek letters": "Κharkiv", "mathematical letters": "𝐊𝐡𝐚𝐫𝐤𝐢𝐯", "fullwidth letters": "Ｋｈａｒｋｉｖ",
    "an override": "\u202evikrahK\u202c", "isolates": "\u2067Kharkiv\u2069", "an isolate left open": "\u2067Kharkiv",
    "an embedding left open": "\u202bKharkiv", "zero-width joiners": "K\u200dh\u200da\u200drkiv", "soft hyphens": "Khar\u00adkiv",
    "a combining mark": "Kharki\u0308v", "marks without end": "K" + "\u0336\u0301\u0353" * 400 + "harkiv",
    "an emoji family": "👨‍👩‍👧‍👦 Kharkiv", "flags": "🇺🇦🇷🇺 Kharkiv", "tag characters": "Kharkiv\U000e0041\U000e0042",
    "private use": "Khar\ue000kiv", "noncharacters": "Khar\uffffkiv", "a byte-order mark": "\ufeffKharkiv", "NUL": "Khar\0kiv",
    "an escape sequence": "\x1b[31mKharkiv\x1b[0m", "a hyperlink for terminals": "\x1b]8;;http://x.example\x07Kharkiv\x1b]8;;\x07",
    "a backspace": "Kharkov\b\biv", "a formula": "=HYPERLINK(\"http://x.example\",\"Kharkiv\")", "markup": "<b onclick=x()>Kharkiv</b>",
    "a template": "{{7*7}} Kharkiv ${7*7}", "SQL": "Kharkiv'); DROP TABLE entry;--", "a path": "../../etc/passwd", "a long name": "Kharkiv" * 3000,
    "one letter without end": "K" * 60_000, "only marks": "\u0301" * 500, "Hangul fillers": "\u3164\u3164", "Ogham spaces": "Khar\u1680kiv",
    "ligatures": "Kharﬁv", "dotless letters": "Kharkıv", "capital sharp s": "STRAẞE", "final sigma": "ΧΑΡΚΙΒΟΣ",
}  # fmt: skip


def names() -> Iterator[Bad]:
    """Each name as the place, as the source, and as the title of a report: what is quoted stands as it is."""
    for about, name in _NAMES.items():
        may = ("recorded", "binary") if any(char < " " for char in name) else ("recorded",)
        place = f"Twelve people were killed in {name} on Monday, the mayor said."
        source = f"{name} said that twelve people were killed in Kharkiv on Monday. The mayor of {name} denied it."
        yield bad("names in disguise", f"{about} in a place", ".txt", place, *may)
        yield bad("names in disguise", f"{about} in a source", ".txt", source, *may)
        title = page(f"<h1>{name}</h1><p>{source}</p>", f"<title>{name}</title><meta name=author content='{name}'>")
        yield bad("names in disguise", f"{about} in a title", ".html", title, *may)
