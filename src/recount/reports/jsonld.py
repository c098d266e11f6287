"""A page's JSON-LD to what schema.org says of its article.

Pages get JSON-LD wrong in many ways: a block that does not parse is searched for the two fields that matter most.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TypeVar

from lxml import html as lxml_html
from msgspec import Struct

T = TypeVar("T")
Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_ARTICLE = re.compile(r"Article|Posting|Report|Review$|Liveblog", re.IGNORECASE)
_FALLBACK = ("WebPage", "VideoObject")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DEPTH = 6
_SALVAGED = re.compile(r'"(headline|datePublished)"\s*:\s*"((?:[^"\\\n]|\\.)*)"')


class Article(Struct, frozen=True, kw_only=True):
    """What schema.org's Article says: each field as written, or None."""

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


def article_of(root: lxml_html.HtmlElement) -> Article:
    """The article that a page's JSON-LD describes, pieced together from its nodes, articles before pages.

    Source: schema.org, Article.

    >>> from recount.reports.dom import parsed
    >>> page = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Raid"}</script>'
    >>> article_of(parsed(page)).headline
    'Raid'
    """
    nodes: list[dict[str, Json]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            nodes.extend(_nodes_in(script.text or ""))
    ranked = [node for node in nodes if _is_a(node, _ARTICLE)]
    ranked += [node for node in nodes if node.get("@type") in _FALLBACK]
    dated = [node for node in ranked if _text(node.get("datePublished"))]
    return Article(
        headline=_first(_text(node.get("headline")) for node in ranked),
        published=_first(_text(node.get("datePublished")) for node in dated),
        authors=_first(_names(node.get("author")) for node in ranked) or (),
        publisher=_first(
            name for node in ranked for key in ("publisher", "sourceOrganization") for name in _names(node.get(key))
        ),
        language=_first(_text(node.get("inLanguage")) for node in ranked),
    )


def _nodes_in(script: str) -> list[dict[str, Json]]:
    """The nodes of one script; where it is broken, one node of what can be saved."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return list(_nodes(json.loads(text, strict=False), 0))
    except (ValueError, RecursionError):
        saved: dict[str, Json] = {}
        for name, value in _SALVAGED.findall(text):
            saved.setdefault(name, value)
        return [{"@type": "Article", **saved}] if saved else []


def _nodes(value: Json, depth: int) -> Iterator[dict[str, Json]]:
    """The nodes of a JSON-LD document, with those held in graphs and main entities."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from _nodes(value.get(key), depth + 1)


def _is_a(node: dict[str, Json], kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (types if isinstance(types, list) else [types]))


def _text(value: Json) -> str | None:
    """A string without entities and needless white space; None for all else and for nothing."""
    if isinstance(value, list) and value:
        value = value[0]
    words = " ".join(unescape(value).split()) if isinstance(value, str) else ""
    return words or None


def _names(value: Json) -> tuple[str, ...]:
    """The names of people or organisations, given as strings, nodes, or lists of them."""
    items = value if isinstance(value, list) else [value]
    named = (_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in items)
    return tuple(dict.fromkeys(name for name in named if name and not name.startswith("http")))


def _first(values: Iterator[T | None]) -> T | None:
    """The first value there is."""
    return next((value for value in values if value), None)
