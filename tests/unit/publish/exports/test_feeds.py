"""Corrections as JSON Feed 1.1 and Atom: read by a reader of feeds, with ids that stay."""

from __future__ import annotations

import json

import feedparser

from exported import feed, view, written


def test_a_reader_of_feeds_reads_the_atom_feed() -> None:
    found = feedparser.parse(written("atom", view()))
    assert not found.bozo, found.get("bozo_exception")
    assert (found.version, found.feed.id) == ("atom10", feed(view()).id)
    first, gone = found.entries
    assert first.title == "Corrected: ≥ 12 killed, civilians (Karsova), Karsova, ZZ"
    assert [each.id for each in (first, gone)] == [each.id for each in feed(view()).amendments]
    assert (first.updated, first.author, first.tags[0].term) == ("2031-05-01T09:30:00Z", "ana", "corrected")
    told = first.content[0].value
    assert "low: 10 → 12\nplace: not stated → Karsova\nby ana, 1 May 2031\n“the mayor said 12”" in told
    assert [each.href for each in first.links] == ["https://example.org/karsova"]
    assert gone.title.startswith("No longer read: ")


def test_the_json_feed_is_one_of_version_1_1() -> None:
    found = json.loads(written("jsonfeed", view()))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(found["title"], str)
    (first, gone), amendments = found["items"], feed(view()).amendments
    for item, amendment in zip(found["items"], amendments, strict=True):
        assert item["id"] == amendment.id
        assert item["content_text"] == "\n".join(amendment.lines)
        assert item["date_published"] == "2031-05-01T09:30:00Z"
        assert item["authors"] == [{"name": "ana"}]
        assert item["tags"] == [amendment.kind]
    assert first["_recount"]["claim"] == amendments[0].row.id
    assert first["_recount"]["changes"] == [
        {"field": "low", "before": 10, "after": 12},
        {"field": "place", "before": None, "after": "Karsova"},
    ]
    assert gone["_recount"]["kind"] == "gone"
