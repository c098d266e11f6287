"""What nests deeper than any page, feed or record does."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad, entry, feed, page

_TAGS = (
    "div",
    "span",
    "b",
    "table",
    "ul",
    "blockquote",
    "section",
    "font",
    "a",
    "form",
    "x-y",
    "svg",
    "math",
    "select",
)
_ENOUGH = ("recorded", "too_deep", "too_large", "no_text")


def nesting() -> Iterator[Bad]:
    """Tags, elements, arrays, objects and quotation marks inside each other."""
    for tag in _TAGS:
        for depth in (300, 5_000, 100_000):
            opened = f"<{tag}>" * depth
            yield bad("deep nesting", f"{depth:,} <{tag}>, left open", ".html", page(f"{opened}{GOOD}"), "too_deep")
        closed = f"<{tag}>" * 3000 + GOOD + f"</{tag}>" * 3000
        yield bad("deep nesting", f"3,000 <{tag}>, closed", ".html", page(closed), "too_deep")
    mixed = "".join(f"<{_TAGS[at % 7]}>" for at in range(20_000))
    yield bad("deep nesting", "tags of seven names", ".html", page(mixed + GOOD), "too_deep")
    misnested = "<b><i><u><s>" * 60 + GOOD + "</b></i></u></s>" * 60
    yield bad("deep nesting", "tags closed in the wrong order", ".html", page(misnested), *_ENOUGH)
    for tag in ("p", "li", "td", "tr", "option"):
        yield bad("deep nesting", f"20,000 <{tag}>", ".html", page(f"<{tag}>" * 20_000 + GOOD), *_ENOUGH)
    for depth in (300, 10_000, 200_000):
        inner = "<a>" * depth + GOOD + "</a>" * depth
        yield bad("deep nesting", f"a feed of depth {depth:,}", ".xml", feed(f"<item>{inner}</item>"), "too_deep")
        words = entry("Raid", "&lt;div&gt;" * depth + GOOD)
        yield bad(
            "deep nesting", f"escaped tags of depth {depth:,} in a feed", ".xml", feed(words), "too_deep", "too_large"
        )
        for opening, closing, about in (("[", "]", "arrays"), ('{"a":', "}", "objects")):
            for key in ("note", "text", "report"):
                value = opening * depth + "1" + closing * depth
                may = ("not_json", "not_a_report", "recorded", "no_text")
                row = f'{{"text": "{GOOD}", "{key}": {value}}}'
                yield bad("deep nesting", f"{depth:,} {about} under {key}", ".jsonl", row, *may)
        report = '{"report":' * depth + f'{{"text": "{GOOD}"}}' + "}" * depth
        yield bad(
            "deep nesting", f"{depth:,} reports in each other", ".jsonl", report, "recorded", "not_json", "no_text"
        )
    for opening, closing in (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("‘", "’"), ('"', '"')):
        for depth in (50, 2_000):
            words = f"The mayor said {opening * depth}two people died{closing * depth} in Vell."
            yield bad("deep nesting", f"{depth:,} {opening} in a sentence", ".txt", words)
    said = "the mayor said that " * 300 + GOOD
    yield bad("deep nesting", "300 sources in each other", ".txt", said)
    yield bad(
        "deep nesting", "500 relative clauses", ".txt", "the man who saw " * 500 + "the raid said two people died."
    )
    json_ld = '{"@graph":[' * 3_000 + "]}" * 3_000
    for depth_of, script in (("JSON-LD", json_ld), ("JSON-LD left open", "[" * 100_000)):
        body = page(f"<p>{GOOD}</p>", f'<script type="application/ld+json">{script}</script>')
        yield bad("deep nesting", depth_of, ".html", body)
