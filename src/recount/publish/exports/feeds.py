"""Corrections and deletions as feeds that a reader of news, or another database, can follow: JSON Feed and Atom.

An entry tells one change of one claim (`recount.publish.feed`). Its id never changes, so that what was taken over once
is known again; the newest come first.

Source: JSON Feed, version 1.1; RFC 4287 (Atom); XML 1.0, section 2.2, for the characters that may stand in it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import BinaryIO, Final
from xml.etree import ElementTree as Xml

from msgspec import UNSET, Struct, UnsetType, field

from recount.publish.exports.json_text import pretty
from recount.publish.feed import Alteration, Amendment, AmendmentKind, Feed
from recount.publish.links import link
from recount.publish.view import View
from recount.publish.wording import visible

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EMPTY: Final = Feed(id="urn:uuid:00000000-0000-0000-0000-000000000000", updated=None)


class Author(Struct, frozen=True):
    """Who changed something."""

    name: str


class Told(Struct, frozen=True, kw_only=True):
    """What changed, for machines; an extension, as JSON Feed names them."""

    kind: AmendmentKind
    claim: str
    report: str
    entry: int
    changes: tuple[Alteration, ...]
    replaced_by: str | None


class Item(Struct, frozen=True, kw_only=True):
    """An entry of a JSON Feed."""

    id: str
    title: str
    content_text: str
    date_published: datetime
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    external_url: str | UnsetType = UNSET
    told: Told = field(name="_recount")


class JsonFeed(Struct, frozen=True, kw_only=True):
    """A JSON Feed, version 1.1."""

    version: str = "https://jsonfeed.org/version/1.1"
    title: str
    description: str
    items: tuple[Item, ...]


def write_jsonfeed(view: View, out: BinaryIO) -> None:
    """What changed as a JSON Feed."""
    items = tuple(_item(each) for each in (view.feed or _EMPTY).amendments)
    feed = JsonFeed(title=view.title, description=_about(view), items=items)
    out.write(pretty(feed))


def write_atom(view: View, out: BinaryIO) -> None:
    """What changed as an Atom feed."""
    feed = view.feed or _EMPTY
    root = Xml.Element("feed", xmlns=_ATOM)
    _add(root, "id", feed.id)
    _add(root, "title", view.title)
    _add(root, "subtitle", _about(view))
    _add(root, "updated", _moment(feed.updated or _NEVER))
    _add(root, "generator", view.software)
    for each in feed.amendments:
        root.append(_entry(each))
    Xml.indent(root, " ")
    out.write(Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _about(view: View) -> str:
    head = f", ledger head {view.ledger_head}" if view.ledger_head else ""
    return f"What changed of claims that were published before: {view.as_of or 'as the ledger stands'}{head}"


def _item(one: Amendment) -> Item:
    return Item(
        id=one.id,
        title=visible(one.title),
        content_text=visible("\n".join(one.lines)),
        date_published=one.at,
        authors=(Author(visible(one.who)),),
        tags=(one.kind,),
        external_url=link(one.row.url) or UNSET,
        told=Told(
            kind=one.kind,
            claim=one.row.id,
            report=one.row.report,
            entry=one.seq,
            changes=one.alterations,
            replaced_by=one.replaced_by,
        ),
    )


def _entry(one: Amendment) -> Xml.Element:
    entry = Xml.Element("entry")
    _add(entry, "id", one.id)
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.at))
    _add(entry, "published", _moment(one.at))
    _add(Xml.SubElement(entry, "author"), "name", one.who)
    Xml.SubElement(entry, "category", term=one.kind)
    if (address := link(one.row.url)) is not None:
        Xml.SubElement(entry, "link", rel="related", href=_fit(address))
    _add(entry, "content", "\n".join(one.lines)).set("type", "text")
    return entry


def _add(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    child = Xml.SubElement(parent, name)
    child.text = _fit(text)
    return child


def _fit(text: str) -> str:
    """The text as XML may hold it.

    >>> _fit("a\\x1b[31m\\ufffe")
    'a[U+001B][31m'
    """
    return _NOT_XML.sub("", visible(text))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
