"""Dates that no calendar has, or none that reaches so far."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad, feed, page

_DAYS = (
    "0000-00-00", "0000-01-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "10000-01-01", "-0001-01-01", "-2024-03-04", "2024-02-30",
    "2023-02-29", "2024-13-01", "2024-00-10", "2024-03-04T25:61:61Z", "2024-03-04T23:59:60Z", "2024-03-04T10:00:00+99:99", "2024-03-04T10:00:00+24:00", "1e400", "9" * 400,
    "99999999999999", "-99999999999999", "NaN", "Mon, 99 Foo 99999 99:99:99 GMT", "Mon, 04 Mar 0000 10:00:00 GMT", "tomorrow", "now", "1 January " + "9" * 50, "31/31/31", "٢٠٢٤-٠٣-٠٤",
    "２０２４-０３-０４", "2024-03-04\u202e40-30-4202", "2024-W10-8", "2024-366", "2023-366", "4 March 2024 " * 60, "12:00", "2024", "P1Y", "infinity", "2024-03-04T10:00:00.999999999999999999999Z",
)  # fmt: skip


def days() -> Iterator[Bad]:
    """Each date as that of a row, a page and an entry, and in the words of a report."""
    for day in _DAYS:
        about = ascii(day[:24])[1:-1]
        yield bad("far dates", f"a row of {about}", ".jsonl", json.dumps({"text": GOOD, "published": day}), figures={2})
        meta = f'<title>Raid</title><meta property="article:published_time" content="{day}">'
        data = json.dumps({"@type": "NewsArticle", "datePublished": day})
        head = f'{meta}<script type="application/ld+json">{data}</script>'
        yield bad(
            "far dates", f"a page of {about}", ".html", page(f"<time datetime='{day}'>{day}</time><p>{GOOD}</p>", head)
        )
        item = f"<item><title>Raid</title><pubDate>{day}</pubDate><dc:date>{day}</dc:date><description>{GOOD}</description></item>"
        yield bad("far dates", f"an entry of {about}", ".xml", feed(item), "recorded", "not_a_feed")
        yield bad(
            "far dates",
            f"the words {about}",
            ".txt",
            f"VELL, {day} - Two people died on {day} in Vell, the mayor said on {day}.",
        )
