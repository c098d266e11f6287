"""Inputs to items: each piece of input that is read by itself, its bytes still unread.

An item is what one process is given to read, and what is turned away whole where reading it takes too long or too much
memory. One is in memory at a time, and no more of a file than its own bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BufferedIOBase, BufferedReader, BytesIO
from pathlib import Path
from typing import Literal

from msgspec import Struct

from recount.model import Rejected
from recount.reports.decoding import unpacked
from recount.reports.json_feeds import is_json_feed
from recount.reports.limits import Limits
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.reports.sources import found, opened, shown

Form = Literal["page", "feed", "entry", "row", "text"]

_BY_SUFFIX: dict[str, Form] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "row",
    ".ndjson": "row",
    ".txt": "text",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_SNIFFED = 4096


class Item(Struct, frozen=True, kw_only=True):
    """Bytes that are read by themselves: where they came from, and what is known of them.

    `form` is what they are said to be (None: nothing); what they look like goes before it, save for a row.
    """

    where: str
    data: bytes
    given: Details
    form: Form | None = None


def items(inputs: Iterable[str], given: Details, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of files, folders, globs or standard input (``-``), in order; a `Rejected` for what cannot be opened.

    `given` is taken for every item, in place of what it says of itself.

    >>> [rejected.reason for rejected in items(["no-such-file.html"], Details(), Limits())]
    ['missing']
    """
    for path in found(inputs):
        if isinstance(path, Rejected):
            yield path
            continue
        with opened(path) as stream:
            if isinstance(stream, Rejected):
                yield stream
            else:
                yield from _of_stream(path, stream, given, limits)


def _of_stream(path: Path, stream: BufferedReader, given: Details, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of one open file."""
    where = shown(path)
    try:
        if _holds_rows(path, stream.peek(_SNIFFED)):
            yield from _rows(where, stream, given, limits)
            return
        data = unpacked(_bounded(stream, limits.max_bytes), limits.max_bytes)
    except Refused as refused:
        yield Rejected(where=where, reason=refused.reason, detail=str(refused))
        return
    except OSError as error:
        yield Rejected(where=where, reason="unreadable", detail=f"reading it failed ({error.strerror}): fetch it again")
        return
    named = _named(path)
    if named == "row":
        yield from _rows(where, BytesIO(data), given, limits)
    else:
        yield Item(where=where, data=data, given=given, form=named)


def _bounded(stream: BufferedReader, max_bytes: int) -> bytes:
    """What the stream holds, if that is no more than `max_bytes`; no more than that is read."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Refused("too_large", f"it is larger than {max_bytes:,} bytes: raise the limit or split it")
    return data


def _holds_rows(path: Path, head: bytes) -> bool:
    """Whether a file is JSON Lines, by its suffix or else by how it begins."""
    named = _BY_SUFFIX.get(path.suffix.lower())
    return named == "row" or (named is None and _OBJECT.match(head) is not None and not is_json_feed(head))


def _named(path: Path) -> Form | None:
    """The form that a file's name speaks for, without the suffix of its packing."""
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    return _BY_SUFFIX.get(suffix.lower())


def _rows(where: str, stream: BufferedIOBase, given: Details, limits: Limits) -> Iterator[Item | Rejected]:
    """The lines of a file of JSON objects, a report a line; blank lines are passed over."""
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        here = f"{where}:line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.max_bytes)
            yield Rejected(where=here, reason="too_large", detail=f"the line is longer than {limits.max_bytes:,} bytes")
        elif line.strip():
            yield Item(where=here, data=line, given=given, form="row")
    if number == 0:
        yield Rejected(where=where, reason="empty", detail="there is nothing in it")
