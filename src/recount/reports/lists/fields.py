"""The fields of a row of somebody else's set of news, by the names that well-known sets give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList

Row = Mapping[str, object]

_OWN = frozenset({"id", "title", "publisher", "byline", "published", "url", "text", "html"})
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")
_ADDRESS = re.compile(r"https?://\S{1,4000}")


class Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """The names of each kind of field, best first."""

    texts: WordList
    titles: WordList
    addresses: WordList
    publishers: WordList
    dates: WordList
    authors: WordList
    languages: WordList


@cache
def fields() -> Fields:
    """The names of fields, as ``lexicon/fields.toml`` has them."""
    found: Fields = load("fields", Fields)
    return found


@cache
def known_names() -> frozenset[str]:
    """Every name of a field that is read.

    >>> "maintext" in known_names(), "image_url" in known_names()
    (True, False)
    """
    lists = fields()
    every = (getattr(lists, name).words for name in lists.__struct_fields__)
    return _OWN.union(*every)


def said(row: Row, names: WordList) -> str | None:
    """What the first of these fields that holds words says; a list of names is joined, a thing with a name is named.

    >>> said({"authors": ["Jane Doe", "John Roe"], "author": "x"}, fields().authors)
    'Jane Doe, John Roe'
    """
    return next((words for name in names.words if (words := _words(row.get(name)))), None)


def address_in(row: Row) -> str | None:
    """The web address of a row.

    >>> address_in({"GLOBALEVENTID": 5, "SOURCEURL": "https://example.org/raid"})
    'https://example.org/raid'
    """
    found = _words(row.get("url")) or said(row, fields().addresses)
    return found if found is not None and _ADDRESS.fullmatch(found) else None


def language_in(row: Row) -> str | None:
    """The language of a row as a code of two or three letters."""
    match = _LANGUAGE.match(said(row, fields().languages) or "")
    return match.group().lower() if match else None


def _words(value: object) -> str | None:
    """The words of a value; None where it is neither words nor made of them."""
    if isinstance(value, list):
        return ", ".join(words for one in value[:20] if (words := _words(one))) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    return value if isinstance(value, str) and value.strip() else None
