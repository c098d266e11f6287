"""A channel's export: each message a report with its day, and a stream however long."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packed import outcomes, texts_of
from recount.model import Reading, Rejected
from recount.reports import Limits, items_of
from recount.reports.reading import Details

FIRST = {
    "id": 7,
    "type": "message",
    "date": "2031-05-04T10:00:00",
    "date_unixtime": "1935655200",
    "from": "Vell Regional Office",
    "forwarded_from": "Northwire",
    "edited": "2031-05-04T11:00:00",
    "text": [
        "Two people died in ",
        {"type": "bold", "text": "Vell"},
        ".\n\n",
        {"type": "link", "text": "https://example.org"},
    ],
    "text_entities": [{"type": "plain", "text": "Two people died in "}],
    "photo": "(File not included.)",
    "width": 1.5,
}
SERVICE = {"id": 8, "type": "service", "action": "pin_message", "text": ""}
PICTURE = {"id": 9, "type": "message", "date": "2031-05-04T10:00:00", "text": "", "photo": "x"}
PLAIN = {"id": 10, "type": "message", "date": "2031-05-05T10:00:00", "text": "Nobody died."}


def export(*messages: object, **more: object) -> bytes:
    whole = {"name": "Vell Regional Office", "type": "public_channel", "id": 123, **more, "messages": list(messages)}
    return json.dumps(whole, indent=1).encode()


def test_a_message_is_a_report_of_its_channel(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "result.json", export(SERVICE, FIRST, PICTURE, PLAIN, username="vell_office"))
    assert texts_of(found) == ["Two people died in Vell.\n\nhttps://example.org", "Nobody died."]
    first, second = (one.report for one in found if isinstance(one, Reading))
    assert (first.publisher, first.byline, first.url, first.published_at) == (
        "Vell Regional Office",
        "Northwire",
        "https://t.me/vell_office/7",
        datetime(2031, 5, 4, 10, 0, tzinfo=UTC),
    )
    assert (second.published_on and second.published_on.isoformat(), second.published_at) == ("2031-05-05", None)


def test_where_no_handle_is_told_no_address_is_made_up(tmp_path: Path) -> None:
    [found] = outcomes(tmp_path, "export", export(FIRST))
    assert isinstance(found, Reading)
    assert found.report.url is None


def test_an_export_of_all_chats_tells_them_apart(tmp_path: Path) -> None:
    chats = [{"name": name, "type": "public_channel", "id": 1, "messages": [PLAIN]} for name in ("Vell", "Tarn")]
    whole = {
        "about": "Here is the data you requested.",
        "contacts": {"list": [{"name": "X"}]},
        "chats": {"list": chats},
    }
    found = outcomes(tmp_path, "result.json", json.dumps(whole).encode())
    assert [one.report.publisher for one in found if isinstance(one, Reading)] == ["Vell", "Tarn"]


def test_messages_before_the_damage_are_read(tmp_path: Path) -> None:
    data = export(PLAIN, FIRST)
    *read, last = outcomes(tmp_path, "result.json", data[:-40])
    assert texts_of(read)[0] == "Nobody died."
    assert isinstance(last, Rejected)
    assert last.reason == "not_json"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"text": "a" * 5000}, "too_large"),
        ({"text": [{"type": "bold", "text": str(n)} for n in range(600)]}, "too_large"),
        ({"text": "Two died.", "date": 5}, "not_a_report"),
        ({"text": ["Two", 5]}, "not_a_report"),
    ],
)
def test_a_bad_message_is_rejected_and_the_next_is_read(tmp_path: Path, message: object, reason: str) -> None:
    found = outcomes(tmp_path, "result.json", export(message, PLAIN), Limits(max_bytes=3000))
    assert texts_of(found) == [f"<{reason}>", "Nobody died."]


def test_a_word_that_never_ends_is_turned_away() -> None:
    data = export(PLAIN)[:-8] + b', {"text": "' + b"a" * 3_000_000
    *_, last = items_of(data, "x", Details(), Limits(max_bytes=100_000))
    assert isinstance(last, Rejected)
    assert last.reason in ("too_large", "not_json")
