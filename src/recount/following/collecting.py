"""Addresses fetched and kept, whatever lists them: what was kept before is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from recount.fetching import Copies, Copy, Fetched, Many, Missed, Wanted
from recount.following.addresses import kind_of, listed, of_lines
from recount.model import Rejected
from recount.reports import Limits, shown
from recount.reports.decoding import decoded, unpacked
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
    one a line, OPML, a sitemap, a feed.
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
        kind = kind_of(data)
        if kind == "page":
            return _Lists()
        addresses = listed(data, url, limits)
    except Refused as refused:
        return _Lists(rejected=(Rejected(where=url, reason=refused.reason, detail=str(refused)),))
    return _Lists(lists=addresses) if kind in ("sitemaps", "opml") else _Lists(pages=addresses)


def _in_files(name: str, limits: Limits) -> _Lists:
    """What the lists in files name; a plain one names pages."""
    lists: list[str] = []
    pages: list[str] = []
    rejected: list[Rejected] = []
    for path in found([name]):
        read = path if isinstance(path, Rejected) else _read(path, limits)
        if isinstance(read, Rejected):
            rejected.append(read)
            continue
        lists += read.lists
        pages += read.pages
    return _Lists(lists=tuple(lists), pages=tuple(pages), rejected=tuple(rejected))


def _read(path: Path, limits: Limits) -> _Lists | Rejected:
    with opened(path) as stream:
        if isinstance(stream, Rejected):
            return stream
        try:
            data = unpacked(stream.read(limits.max_bytes + 1), limits.max_bytes)
            if len(data) > limits.max_bytes:
                raise Refused("too_large", f"it is larger than {limits.max_bytes:,} bytes: raise the limit or split it")
            kind = kind_of(data)
            addresses = of_lines(decoded(data)) if kind == "page" else listed(data, "", limits)
        except Refused as refused:
            return Rejected(where=shown(path), reason=refused.reason, detail=str(refused))
    return _Lists(lists=addresses) if kind in ("sitemaps", "opml") else _Lists(pages=addresses)


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
