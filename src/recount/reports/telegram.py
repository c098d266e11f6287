"""A channel's export by Telegram Desktop: each message a report, however many gigabytes of them there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BufferedReader

import msgspec
from msgspec import Struct, structs

from recount.model import Reading, Rejected
from recount.reports.containers.member import Member
from recount.reports.dates import read_stamp
from recount.reports.item import Item
from recount.reports.limits import Limits
from recount.reports.reading import Details, plain_reading
from recount.reports.refusal import Refused

_MESSAGES = ("messages.item", "chats.list.item.messages.item", "left_chats.list.item.messages.item")
_CHATS = ("chats.list.item", "left_chats.list.item")
_AHEAD = 1 << 20  # the parser reads in steps
_NAMES = ("name", "username", "public_name")


class _Piece(Struct, frozen=True):
    """A stretch of a message in a style of its own; a link may show other words than its address."""

    text: str = ""


class _Message(Struct, frozen=True):
    """The fields of a message that are read; others are passed over."""

    id: int | str | None = None
    text: str | tuple[str | _Piece, ...] = ""
    date: str | None = None
    date_unixtime: str | int | None = None
    forwarded_from: str | None = None
    author: str | None = None
    channel: str | None = None
    handle: str | None = None
    name: str | None = msgspec.field(name="from", default=None)


def message_items(around: Member, limits: Limits) -> Iterator[Item | Rejected]:
    """The messages of an export as items, one at a time; what Telegram itself told the channel is passed over.

    Raises `Refused` ("not_json") where the export breaks off, "too_deep" where it nests without end.

    Source: Telegram Desktop, export of chat history as machine-readable JSON (``result.json``).
    """
    import ijson

    names: dict[str, str] = {}
    parts: list[tuple[str, object]] = []
    inside = ""
    size = number = 0
    watched = _Watched(around.stream, limits)
    try:
        events = _shallow(ijson.basic_parse(watched, use_float=True), limits.max_depth)
        for prefix, event, value in ijson.parse(events):
            watched.since = 0
            if inside:
                size += len(value) if isinstance(value, str) else 8
                if size <= limits.max_bytes:
                    parts.append((event, value))
                if prefix == inside and event == "end_map":
                    number += 1
                    where = f"{around.where}:message {number}"
                    yield from _item(parts, size, names, where, around, limits)
                    inside = ""
            elif prefix in _MESSAGES and event == "start_map":
                inside, parts, size = prefix, [(event, value)], 0
            elif prefix in _CHATS and event == "start_map":
                names.clear()
            elif event == "string" and prefix.rpartition(".")[2] in _NAMES and prefix.count(".") <= 3:
                names[prefix.rpartition(".")[2]] = value
    except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise Refused("not_json", f"the export is damaged after message {number} ({error}): export it anew") from error


def read_message(data: bytes, given: Details, digest: str) -> Reading:
    """The reading of one message: the channel is its publisher, and whom it was forwarded from stands in the byline.

    Raises `Refused` ("no_text", "not_a_report").

    >>> message = b'{"date_unixtime": "1936000000", "channel": "Northwire", "text": ["Two ", {"text": "fled."}]}'
    >>> report = read_message(message, Details(), "").report
    >>> report.text, report.publisher, report.published_at.isoformat()
    ('Two fled.', 'Northwire', '2031-05-08T09:46:40+00:00')
    """
    try:
        message = msgspec.json.decode(data, type=_Message)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("not_a_report", f"it is JSON but no message: {error}") from error
    pieces = (message.text,) if isinstance(message.text, str) else message.text
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    if not text.strip():
        raise Refused("no_text", "the message has no words: it may be a picture or a film")
    sent = _sent(message)
    known = structs.replace(
        given,
        url=given.url or _address(message),
        publisher=given.publisher or message.channel or message.name,
        byline=given.byline or message.forwarded_from or message.author,
    )
    if given.published_on is None and sent is not None:
        known = structs.replace(known, published_on=sent.date(), published_at=sent, published_from="meta")
    elif given.published_on is None and message.date and (stamp := read_stamp(message.date)) is not None:
        known = structs.replace(known, published_on=stamp.on, published_from="meta")
    return plain_reading(text, known, digest)


def _shallow(events: Iterable[tuple[str, object]], most: int) -> Iterator[tuple[str, object]]:
    """The same events, as long as they nest no deeper: the path to a value is as long as that is deep."""
    depth = 0
    for event, value in events:
        depth += event.startswith("start_")
        depth -= event.startswith("end_")
        if depth > most:
            raise Refused("too_deep", f"its values nest more than {most} deep: this is no export of a channel")
        yield event, value


class _Watched:
    """A stream of JSON in which no single word or number is larger than a report may be."""

    def __init__(self, stream: BufferedReader, limits: Limits) -> None:
        self.since = 0
        self._stream = stream
        self._most = limits.max_bytes

    def read(self, size: int = -1) -> bytes:
        self.since += max(0, size)
        if self.since > self._most + _AHEAD:
            raise Refused("too_large", f"one of its values is longer than {self._most:,} bytes: export it anew")
        return self._stream.read(size)


def _item(
    parts: list[tuple[str, object]], size: int, names: dict[str, str], where: str, around: Member, limits: Limits
) -> Iterator[Item | Rejected]:
    """A message as an item that can be read by itself; nothing where it is no message of the channel's."""
    from ijson.common import ObjectBuilder

    if size > limits.max_bytes:
        yield Rejected(where=where, reason="too_large", detail=f"it is larger than {limits.max_bytes:,} bytes")
        return
    builder = ObjectBuilder()
    for event, value in parts:
        builder.event(event, value)
    message = builder.value
    if not isinstance(message, dict) or message.get("type", "message") != "message" or not _has_words(message):
        return
    told = {"channel": names.get("name"), "handle": names.get("username") or names.get("public_name")}
    try:
        data = msgspec.json.encode(message | told)
    except (OverflowError, ValueError, TypeError, RecursionError) as error:
        yield Rejected(where=where, reason="not_a_report", detail=f"it is JSON but no message: {error}")
    else:
        yield Item(where=where, data=data, given=around.given, form="message")


def _has_words(message: dict[str, object]) -> bool:
    """Whether a message says anything; one that is only a picture is no report."""
    text = message.get("text")
    if isinstance(text, list):
        return any(piece.strip() if isinstance(piece, str) else piece for piece in text)
    return not isinstance(text, str) or bool(text.strip())


def _sent(message: _Message) -> datetime | None:
    """The instant a message was sent."""
    try:
        return datetime.fromtimestamp(int(message.date_unixtime), UTC) if message.date_unixtime is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def _address(message: _Message) -> str | None:
    """The address of a message of a public channel."""
    handle = (message.handle or "").removeprefix("@")
    known = handle.isascii() and handle.replace("_", "").isalnum() and message.id is not None
    return f"https://t.me/{handle}/{message.id}" if known else None
