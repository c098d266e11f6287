"""Lists of addresses to the addresses in them, each with what the list says of the report that lies there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader

import msgspec
from lxml import etree
from msgspec import Struct

from recount.model import Rejected
from recount.reports.containers.member import Member, members_in
from recount.reports.containers.streams import Unpacked, in_memory, inflated
from recount.reports.containers.zips import members, opened_zip
from recount.reports.dates import read_stamp
from recount.reports.documents.xml import safely_parsed
from recount.reports.limits import Limits
from recount.reports.lists.fields import Row, address_in, fields, language_in, said
from recount.reports.lists.looks import Look, look_of
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.reports.sniffing import SNIFFED, cut_as, unpacked_name

_LIMITS = Limits()
_ADDRESS = re.compile(r"https?://\S{1,4000}")
_COLUMN: dict[Look, int] = {"events": -1, "mentions": 5, "gkg": 4}


class Address(Struct, frozen=True, kw_only=True):
    """The address of a report, with what a list says of it; `leads_on` where it is another list, as of a sitemap."""

    url: str
    given: Details
    leads_on: bool = False


def addresses(inputs: Iterable[str], limits: Limits = _LIMITS) -> Iterator[Address | Rejected]:
    """The addresses in lists: GDELT's tables, rows of JSON Lines or Parquet, sitemaps, or an address a line.

    Inputs are files, folders, globs, or ``-`` for standard input, packed as gzip or ZIP or not. An address that stands
    several times in a list is told once for each run of it. Nothing is fetched, and nothing raised for bad input.

    >>> [rejected.reason for rejected in addresses(["no-such-list.csv"])]
    ['missing']
    """
    for member in members_in(inputs, Details()):
        if isinstance(member, Rejected):
            yield member
        else:
            yield from _within(member, Unpacked(limits), limits)


def addresses_in(data: bytes, where: str, limits: Limits = _LIMITS) -> Iterator[Address | Rejected]:
    """The addresses in a list already in hand.

    >>> [address.url for address in addresses_in(b"https://example.org/raid\\n", "a list")]
    ['https://example.org/raid']
    """
    return _within(Member(where, "", in_memory(data), Details(), whole=True), Unpacked(limits), limits)


def _within(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Address | Rejected]:
    """The addresses in one stream; a `Rejected` where it holds none."""
    some = False
    last = None
    try:
        for one in _unwrapped(member, unpacked, limits):
            some = True
            if isinstance(one, Rejected) or one.url != last:
                yield one
            last = None if isinstance(one, Rejected) else one.url
        if not some:
            raise Refused("no_text", "no web address stands in it: lists have one a line, or a column of them")
    except Refused as refused:
        yield Rejected(where=member.where, reason=refused.reason, detail=str(refused))
    except OSError as error:
        detail = f"reading it failed ({error.strerror}): fetch it again"
        yield Rejected(where=member.where, reason="unreadable", detail=detail)


def _unwrapped(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Address | Rejected]:
    """The addresses in a stream, packed or not."""
    head = member.stream.peek(SNIFFED)[:SNIFFED]
    how = cut_as(head, member.name)
    if member.depth > limits.max_nesting:
        raise Refused("nested", f"archives lie in archives more than {limits.max_nesting} deep: unpack the outer ones")
    if how == "gzip":
        inner = inflated(member.stream, unpacked)
        name = unpacked_name(member.name)
        yield from _unwrapped(Member(member.where, name, inner, member.given, depth=member.depth + 1), unpacked, limits)
    elif how == "zip":
        stream = member.stream if member.whole else in_memory(_held(member.stream, limits))
        with opened_zip(stream, limits) as archive:
            for inner_member in members(archive, member, unpacked, limits):
                if isinstance(inner_member, Rejected):
                    yield inner_member
                else:
                    yield from _within(inner_member, unpacked, limits)
    elif how == "parquet":
        yield from _columns(member, unpacked, limits)
    elif how == "rows":
        yield from filter(None, map(_of_line, _lines(member.stream, limits)))
    else:
        yield from _listed(member.stream, look_of(head), limits)


def _held(stream: BufferedReader, limits: Limits) -> bytes:
    data = stream.read(limits.max_held_bytes + 1)
    if len(data) > limits.max_held_bytes:
        raise Refused("too_large", f"it is larger than {limits.max_held_bytes:,} bytes: unpack it first")
    return data


def _listed(stream: BufferedReader, look: Look | None, limits: Limits) -> Iterator[Address]:
    """The addresses of a list that looks like this; in any other text, of lines that are one."""
    if look == "sitemap":
        yield from _of_sitemap(_held(stream, limits))
        return
    at = None if look is None or look == "lines" else _COLUMN[look]
    read: Callable[[bytes], Address | None] = _of_address if at is None else lambda line: _of_table(line, at)
    yield from filter(None, map(read, _lines(stream, limits)))


def _lines(stream: BufferedReader, limits: Limits) -> Iterator[bytes]:
    """The lines of a stream; what is longer than a report may be comes in pieces, none of which is an address."""
    while line := stream.readline(limits.max_bytes):
        yield line


def _columns(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Address]:
    from recount.reports.lists.columns import rows_of

    stream = member.stream if member.whole else in_memory(_held(member.stream, limits))
    yield from filter(None, (_of_line(row) for _, row in rows_of(stream, unpacked, limits) if row))


def _of_line(line: bytes) -> Address | None:
    """The address of a row of JSON."""
    try:
        row = msgspec.json.decode(line, type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    url = address_in(row)
    return None if url is None else Address(url=url, given=_given(row))


def _given(row: Row) -> Details:
    stamp = read_stamp(str(row.get("published") or said(row, fields().dates) or ""))
    title = row.get("title")
    return Details(
        title=title if isinstance(title, str) and title.strip() else said(row, fields().titles),
        language=language_in(row),
        published_on=stamp.on if stamp else None,
        published_at=stamp.at if stamp else None,
        published_from="given" if stamp else None,
    )


def _of_table(line: bytes, column: int) -> Address | None:
    """The address in a column of a table with tabs between its cells."""
    cells = line.rstrip(b"\r\n").split(b"\t")
    return _of_address(cells[column]) if len(cells) > max(5, column) else None


def _of_address(words: bytes) -> Address | None:
    """The address that a line is nothing but."""
    text = words.decode("utf-8", "replace").strip()
    return Address(url=text, given=Details()) if _ADDRESS.fullmatch(text) else None


def _of_sitemap(data: bytes) -> Iterator[Address]:
    """The addresses of a sitemap, with what its extension for news says of them; or those of an index's sitemaps.

    Source: sitemaps.org, protocol 0.9; Google News sitemaps 0.9.
    """
    root = safely_parsed(data, "the sitemap")
    for entry in root.iterchildren(tag=etree.Element):
        said_of = {
            etree.QName(part).localname: " ".join((part.text or "").split()) for part in entry.iter(etree.Element)
        }
        url = said_of.get("loc", "")
        if _ADDRESS.fullmatch(url):
            stamp = read_stamp(said_of.get("publication_date", ""))
            given = Details(
                title=said_of.get("title") or None,
                publisher=said_of.get("name") or None,
                language=said_of.get("language") or None,
                published_on=stamp.on if stamp else None,
                published_at=stamp.at if stamp else None,
                published_from="given" if stamp else None,
            )
            yield Address(url=url, given=given, leads_on=etree.QName(entry).localname == "sitemap")
