"""Addresses fetched and kept, whatever lists them: what was kept before is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from recount.fetching import Copies, Copy, Fetched, Many, Missed, Wanted
from recount.following.addresses import SNIFFED, Kind, kind_of, listed
from recount.model import Rejected
from recount.reports import Limits, shown
from recount.reports.decoding import unpacked
from recount.reports.lists.addresses import Address, addresses, addresses_in
from recount.reports.lists.looks import look_of
from recount.reports.refusal import Refused
from recount.reports.sources import found, opened

_DEEPEST: Final = 3  # lists of sitemaps that name others


class Collected(Struct, frozen=True, kw_only=True):
    """What became of an address: it was fetched, or its copy was there (`known`), or `rejected` says why not."""

    url: str
    outcome: Literal["fetched", "known", "rejected"]
    copy: Copy | None = None
    rejected: Rejected | None = None


class _Lists(Struct, frozen=True, kw_only=True):
    """Addresses that may list others, and addresses of pages; what could not be read is `rejected`."""

    lists: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def collect(inputs: Iterable[str], many: Many, copies: Copies, limits: Limits) -> Iterator[Collected]:
    """Fetch what inputs name, and keep it.

    An input is an address (of a page, or of a sitemap or feed, whose pages are fetched too), or a file that lists some:
    one a line, OPML, a sitemap, a feed, a table of GDELT, rows of JSON Lines or Parquet.
    """
    pages: dict[str, None] = {}
    lists: dict[str, None] = {}
    for name in inputs:
        given = _Lists(lists=(name,)) if _is_address(name) else _in_files(name, limits)
        lists |= dict.fromkeys(given.lists)
        pages |= dict.fromkeys(given.pages)
        yield from (Collected(url=one.where, outcome="rejected", rejected=one) for one in given.rejected)
    seen = set(lists)
    for _ in range(_DEEPEST):
        further: list[str] = []
        for one in _kept(tuple(lists), many, copies):
            yield one
            if one.copy is None:
                continue
            within = _within(one.url, copies.content(one.copy), limits)
            yield from (Collected(url=each.where, outcome="rejected", rejected=each) for each in within.rejected)
            pages |= dict.fromkeys(within.pages)
            further += within.lists
        lists = {url: None for url in further if url not in seen}
        seen |= set(lists)
    yield from _kept([url for url in pages if url not in seen], many, copies)


def _kept(urls: Sequence[str], many: Many, copies: Copies) -> Iterator[Collected]:
    """Each address with its copy, which is made where there is none."""
    missing: list[str] = []
    for url in urls:
        copy = copies.find(url)
        if copy is None:
            missing.append(url)
        else:
            yield Collected(url=url, outcome="known", copy=copy)
    for outcome in many.fetch(Wanted(url=url) for url in missing):
        if isinstance(outcome, Missed):
            yield Collected(url=outcome.wanted.url, outcome="rejected", rejected=outcome.rejected)
        else:
            yield _fetched(outcome, copies)


def _fetched(outcome: Fetched, copies: Copies) -> Collected:
    return Collected(url=outcome.wanted.url, outcome="fetched", copy=copies.keep(outcome))


def _within(url: str, content: bytes, limits: Limits) -> _Lists:
    """What a fetched list names; nothing where it is a page. A list that cannot be read is rejected."""
    try:
        data = unpacked(content, limits.max_bytes)
        if (kind := kind_of(data)) != "other":
            return _sorted(kind, listed(data, url, limits))
    except Refused as refused:
        return _Lists(rejected=(Rejected(where=url, reason=refused.reason, detail=str(refused)),))
    return _told(addresses_in(data, url, limits)) if look_of(data[:SNIFFED]) is not None else _Lists()


def _in_files(name: str, limits: Limits) -> _Lists:
    """What the lists in files name; a plain one names pages."""
    given = _Lists()
    for path in found([name]):
        read = _Lists(rejected=(path,)) if isinstance(path, Rejected) else _read(path, limits)
        given = _Lists(
            lists=given.lists + read.lists, pages=given.pages + read.pages, rejected=given.rejected + read.rejected
        )
    return given


def _read(path: Path, limits: Limits) -> _Lists:
    """What the list in a file names."""
    if str(path) == "-":
        return _told(addresses(["-"], limits))
    with opened(path) as stream:
        if isinstance(stream, Rejected):
            return _Lists(rejected=(stream,))
        if (kind := kind_of(stream.peek(SNIFFED))) == "other":
            return _told(addresses([str(path)], limits))
        try:
            data = stream.read(limits.max_bytes + 1)
            if len(data) > limits.max_bytes:
                raise Refused("too_large", f"it is larger than {limits.max_bytes:,} bytes: raise the limit or split it")
            return _sorted(kind, listed(data, "", limits))
        except Refused as refused:
            return _Lists(rejected=(Rejected(where=shown(path), reason=refused.reason, detail=str(refused)),))


def _sorted(kind: Kind, addresses: tuple[str, ...]) -> _Lists:
    """OPML names feeds, which list pages; a feed names pages."""
    return _Lists(lists=addresses) if kind == "opml" else _Lists(pages=addresses)


def _told(told: Iterable[Address | Rejected]) -> _Lists:
    lists: list[str] = []
    pages: list[str] = []
    rejected: list[Rejected] = []
    for one in told:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            (lists if one.leads_on else pages).append(one.url)
    return _Lists(lists=tuple(lists), pages=tuple(pages), rejected=tuple(rejected))


def feeds_in(inputs: Iterable[str], limits: Limits) -> tuple[tuple[str, ...], tuple[Rejected, ...]]:
    """The addresses of feeds that inputs name: addresses themselves, OPML, plain lists; and what could not be read."""
    feeds: dict[str, None] = {}
    rejected: list[Rejected] = []
    for name in inputs:
        given = _Lists(lists=(name,)) if _is_address(name) else _in_files(name, limits)
        feeds |= dict.fromkeys((*given.lists, *given.pages))
        rejected += given.rejected
    return tuple(feeds), tuple(rejected)


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))
