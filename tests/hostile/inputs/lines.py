"""Lines, words and fields of any length."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad, entry, feed, page

_MILLIONS = 1_000_000


def lines() -> Iterator[Bad]:
    """One line or one word of megabytes, in each kind of file; the line of a gigabyte has a test of its own."""
    for about, words in {
        "one word": "a" * _MILLIONS, "one figure": "9" * 200_000, "spaces": GOOD + " " * _MILLIONS + GOOD, "line ends": "\n" * _MILLIONS + GOOD,
        "tabs": "\t" * 500_000 + GOOD, "full stops": "." * 100_000, "hyphens": "a-" * 100_000, "quotation marks": '"' * 50_000,
        "commas in figures": "1," * 50_000 + "200 people died.", "carriage returns": "\r" * 500_000 + GOOD, "apostrophes": "'" * 100_000,
        "abbreviations": "U.S. " * 1_000, "abbreviations that touch": "U.S.-A./B.’C." * 1_000, "capitals": "A" * 100_000, "accents": "é" * 100_000, "emoji": "💣" * 50_000,
        "line separators": "\u2028" * 200_000 + GOOD, "underscores": "_" * 300_000, "slashes": "/" * 300_000, "digits and points": "1." * 100_000,
    }.items():  # fmt: skip
        yield bad("long lines", about, ".txt", words, "recorded", "empty", "too_large")
        if len(words) < _MILLIONS:
            yield bad("long lines", f"{about} on a page", ".html", page(f"<p>{GOOD}</p><p>{words}</p>"), "recorded")
    yield bad("long lines", "a row past the limit", ".jsonl", f'{{"text": "{"a" * 10_100_000}"}}', "too_large")
    yield bad("long lines", "a row that never ends", ".jsonl", '{"text": "' + "a" * 10_100_000, "too_large")
    yield bad("long lines", "a key of megabytes", ".jsonl", f'{{"{"k" * 5_000_000}": 1, "text": "{GOOD}"}}')
    yield bad("long lines", "white space round a row", ".jsonl", " " * 5_000_000 + f'{{"text": "{GOOD}"}}')
    yield bad("long lines", "a million blank lines", ".jsonl", "\n" * 1_000_000 + f'{{"text": "{GOOD}"}}')
    yield bad("long lines", "a title of megabytes", ".jsonl", f'{{"title": "{"T" * 3_000_000}", "text": "{GOOD}"}}')
    yield bad(
        "long lines",
        "an address of megabytes",
        ".jsonl",
        f'{{"url": "http://a.example/{"u" * 3_000_000}", "text": "{GOOD}"}}',
    )
    yield bad(
        "long lines", "a publisher of megabytes", ".jsonl", f'{{"publisher": "{"P" * 3_000_000}", "text": "{GOOD}"}}'
    )
    yield bad("long lines", "a title of a page", ".html", page(f"<p>{GOOD}</p>", f"<title>{'T' * 100_000}</title>"))
    yield bad("long lines", "an attribute of megabytes", ".html", page(f"<p class='{'c' * 3_000_000}'>{GOOD}</p>"))
    yield bad("long lines", "a comment of megabytes", ".html", page(f"<!--{'-' * 3_000_000}--><p>{GOOD}</p>"))
    yield bad(
        "long lines",
        "a tag's name of megabytes",
        ".html",
        page(f"<{'x' * 3_000_000}><p>{GOOD}</p>"),
        "recorded",
        "no_text",
    )
    yield bad(
        "long lines", "a script of megabytes", ".html", page(f"<script>{'x=1;' * 1_000_000}</script><p>{GOOD}</p>")
    )
    yield bad("long lines", "a title in a feed", ".xml", feed(entry("T" * 500_000, GOOD)), "recorded")
    yield bad(
        "long lines",
        "a feed with an entry of sixty sentences",
        ".xml",
        feed(entry("Raid", f"{GOOD} " * 60)),
        "recorded",
        "too_large",
    )
