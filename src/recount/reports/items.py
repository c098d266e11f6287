"""Inputs to items: each piece of input that is read by itself, its bytes still unread.

An item is what one process is given to read, and what is turned away whole where reading it takes too long or too much
memory. One is in memory at a time, and no more of a file than its own bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader

from recount.model import Rejected
from recount.reports.containers.member import Member, members_in
from recount.reports.containers.streams import Unpacked, in_memory, inflated, inflated_head
from recount.reports.item import Item
from recount.reports.limits import Limits
from recount.reports.lists.looks import TOLD, look_of
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.reports.sniffing import PDF, SNIFFED, Cut, cut_as, form_of, unpacked_name


def items(inputs: Iterable[str], given: Details, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of files, folders, globs or standard input (``-``), in order; a `Rejected` for what cannot be opened.

    `given` is taken for every item, in place of what it says of itself. Archives are cut into their members, and these
    in turn; nothing is written to disk.

    >>> [rejected.reason for rejected in items(["no-such-file.html"], Details(), Limits())]
    ['missing']
    """
    for member in members_in(inputs, given):
        yield from _each(member, Unpacked(limits), limits)


def items_of(data: bytes, where: str, given: Details, limits: Limits, name: str = "") -> Iterator[Item | Rejected]:
    """The items of bytes already in hand; `name` is what a file of them would be called.

    >>> [item.data for item in items_of(b"Two died.", "a wire", Details(), Limits())]
    [b'Two died.']
    """
    return cut(Member(where, name, in_memory(data), given, whole=True), Unpacked(limits), limits)


def cut(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of one stream, whatever it is; at least one outcome, and nothing is raised for what it holds."""
    try:
        head = member.stream.peek(SNIFFED)[:SNIFFED]
        some = False
        for item in _cut(member, cut_as(head, member.name), unpacked, limits):
            some = True
            yield item
        if not some:
            raise Refused("empty", "there is no report in it")
    except Refused as refused:
        yield Rejected(where=member.where, reason=refused.reason, detail=str(refused))
    except OSError as error:
        detail = f"reading it failed ({error.strerror}): fetch it again"
        yield Rejected(where=member.where, reason="unreadable", detail=detail)


def _cut(member: Member, how: Cut, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of a stream that is cut in a known way."""
    if how == "whole":
        form = member.form or form_of(member.name)
        most = limits.max_bytes
        if member.stream.peek(len(PDF)).startswith(PDF):
            form, most = "pdf", max(most, limits.max_document_bytes)
        data = _all_of(member.stream, most)
        yield Item(where=member.where, data=data, given=member.given, form=form, charset=member.charset)
    elif how == "rows":
        yield from _rows(member, limits)
    elif how == "telegram":
        from recount.reports.telegram import message_items

        yield from message_items(member, limits)
    elif how == "parquet":
        yield from _columns(member, unpacked, limits)
    elif how == "addresses":
        told = TOLD[look_of(member.stream.peek(SNIFFED)[:SNIFFED]) or "lines"]
        raise Refused("no_text", f"it looks like {told}, with addresses of reports: fetch them with `recount fetch`")
    elif member.depth > limits.max_nesting:
        raise Refused("nested", f"archives lie in archives more than {limits.max_nesting} deep: unpack the outer ones")
    elif how == "gzip":
        yield from _unzipped(member, unpacked, limits)
    elif how in ("warc", "mbox", "mail"):
        for found in _members(how)(member, limits):
            yield from _each(found, unpacked, limits)
    else:
        yield from _of_zip(member, unpacked, limits)


def _members(how: Cut) -> Callable[[Member, Limits], Iterator[Member | Rejected]]:
    """What takes a container of this kind apart; its library is loaded where one is read."""
    if how == "warc":
        from recount.reports.containers.warcs import answers

        return answers
    from recount.reports.containers.mail import documents, messages

    return messages if how == "mbox" else documents


def _each(found: Member | Rejected, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of what a container holds."""
    if isinstance(found, Rejected):
        yield found
    else:
        yield from cut(found, unpacked, limits)


def _unzipped(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of what a stream of gzip holds; it counts as a container only where it holds another one."""
    head = inflated_head(member.stream.peek(SNIFFED)[:SNIFFED])
    inner = Member(
        member.where,
        unpacked_name(member.name),
        inflated(member.stream, unpacked),
        member.given,
        depth=member.depth + (cut_as(head, "") == "gzip"),
        form=member.form,
        charset=member.charset,
    )
    yield from cut(inner, unpacked, limits)


def _of_zip(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The items of a ZIP archive, or the one document that it is."""
    from recount.reports.containers.zips import crawl_members, make_of, members, opened_zip

    stream = member.stream if member.whole else in_memory(_all_of(member.stream, limits.max_held_bytes))
    with opened_zip(stream, limits) as archive:
        make = make_of(archive)
        if make != "docx":
            cut_up = crawl_members if make == "wacz" else members
            for found in cut_up(archive, member, unpacked, limits):
                yield from _each(found, unpacked, limits)
            return
    stream.seek(0)
    data = _all_of(stream, max(limits.max_bytes, limits.max_document_bytes))
    yield Item(where=member.where, data=data, given=member.given, form="docx")


def _all_of(stream: BufferedReader, max_bytes: int) -> bytes:
    """What the stream holds, if that is no more than `max_bytes`; no more than that is read."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Refused("too_large", f"it is larger than {max_bytes:,} bytes: raise the limit or split it")
    return data


def _columns(member: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Item | Rejected]:
    """The rows of a Parquet table."""
    from recount.reports.lists.columns import rows_of

    stream = member.stream if member.whole else in_memory(_all_of(member.stream, limits.max_held_bytes))
    for number, row in rows_of(stream, unpacked, limits):
        here = f"{member.where}:row {number}"
        if row is None:
            yield Rejected(where=here, reason="too_large", detail=f"the row is longer than {limits.max_bytes:,} bytes")
        else:
            yield Item(where=here, data=row, given=member.given, form="row")


def _rows(member: Member, limits: Limits) -> Iterator[Item | Rejected]:
    """The lines of a file of JSON objects, a report a line; blank lines are passed over."""
    stream = member.stream
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        here = f"{member.where}:line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.max_bytes)
            yield Rejected(where=here, reason="too_large", detail=f"the line is longer than {limits.max_bytes:,} bytes")
        elif line.strip():
            yield Item(where=here, data=line, given=member.given, form="row")
    if number == 0:
        raise Refused("empty", "there is nothing in it")
