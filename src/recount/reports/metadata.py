"""A page to what it says of itself: title, publisher, byline, date and language, each from the most careful place.

The order is JSON-LD, then meta tags, then the address, then the text near the headline. A date is never supplied where
none is written, and the time of a change is never taken for the time of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import html as lxml_html
from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.model import DateOrigin
from recount.reports.dates import Stamp, date_in_url, read_stamp
from recount.reports.dom import Piece
from recount.reports.jsonld import Article, article_of
from recount.reports.plain import same_words
from recount.reports.reading import Details

_SEPARATORS = re.compile(r"\s+[|–—-]\s+|\s+[»«]\s+|\s*[|]\s*")
_NEAR_HEADLINE = 7
_DATE_LINE_WORDS = 14


class _Metatags(Struct, frozen=True, forbid_unknown_fields=True):
    published: WordList
    titles: WordList
    sites: WordList
    authors: WordList
    changed: WordList


def described(root: lxml_html.HtmlElement, pieces: Sequence[Piece], url: str | None = None) -> Details:
    """What a page says of itself; `url` is the address it was fetched from, where that is known.

    >>> from recount.reports.dom import parsed
    >>> page = parsed('<meta property="og:title" content="Raid"><meta name="date" content="2022-04-07"><p>Two died.')
    >>> details = described(page, ())
    >>> details.title, details.published_on.isoformat(), details.published_from
    ('Raid', '2022-04-07', 'meta')
    """
    metas = _metas(root)
    article = article_of(root)
    url = url or _url(root, metas)
    stamp, origin = _published(root, metas, article, url, pieces)
    title = _title(root, metas, article, pieces)
    author = next((name for name in _named(metas, _lists().authors) if not name.startswith("http")), None)
    return Details(
        url=url,
        publisher=article.publisher or next(_named(metas, _lists().sites), None) or _house(root, title),
        title=title,
        byline=", ".join(article.authors) or author,
        published_on=None if stamp is None else stamp.on,
        published_at=None if stamp is None else stamp.at,
        published_from=origin,
        language=_language(root, article),
    )


def _metas(root: lxml_html.HtmlElement) -> dict[str, str]:
    """The page's meta tags by name in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join(meta.get("content", "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _named(metas: dict[str, str], names: WordList) -> Iterator[str]:
    """The contents of the tags of those names, best first."""
    return (metas[name] for name in names.words if name in metas)


def _house(root: lxml_html.HtmlElement, title: str | None) -> str | None:
    """The publisher that the window's title names beside the headline."""
    parts = _SEPARATORS.split(" ".join((root.findtext(".//title") or "").split()))
    if title is None or len(parts) != 2:
        return None
    others = [part for part in parts if not title.startswith(part)]
    return others[0] if len(others) == 1 and not same_words(" ".join(parts), title) else None


def _url(root: lxml_html.HtmlElement, metas: dict[str, str]) -> str | None:
    """The page's own address: its canonical link, else what Open Graph says."""
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical" and link.get("href", "").startswith("http"):
            return str(link.get("href")).strip()
    url = metas.get("og:url", "")
    return url if url.startswith("http") else None


def _title(root: lxml_html.HtmlElement, metas: dict[str, str], article: Article, pieces: Sequence[Piece]) -> str | None:
    """The headline: what the article says, unless the shared title and the visible headline agree on another.

    A site's or section's name at the end is left out where another place gives the title without it.
    """
    shown = [piece.text for piece in pieces if piece.tag == "h1"]
    shared = next(_named(metas, _lists().titles), None)
    window = " ".join((root.findtext(".//title") or "").split()) or None
    site = metas.get("og:site_name") or article.publisher
    title = article.headline or shared
    if title is None:
        return _headline(window, shown)
    if shared is not None and any(same_words(shared, line) for line in shown):
        title = shared
    if any(same_words(title, line) for line in shown):
        return title
    return _without_site(title, site, [line for line in (*shown, shared) if line])


def _headline(window: str | None, shown: list[str]) -> str | None:
    """The title of a page that gives only its window's: the visible headline it is made from, else the window's."""
    if window is None:
        return shown[0] if shown else None
    parts = _SEPARATORS.split(window)
    made_from = (line for line in shown for part in parts if len(part.split()) > 1 and line.startswith(part))
    return next(made_from, window)


def _without_site(title: str, site: str | None, others: list[str]) -> str:
    """The title without a last part that is the site's name, or that the other titles do not have."""
    parts = list(_SEPARATORS.finditer(title))
    if not parts:
        return title
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    named = site is not None and same_words(tail, site)
    return head if named or any(same_words(head, other) for other in others) else title


def _published(
    root: lxml_html.HtmlElement, metas: dict[str, str], article: Article, url: str | None, pieces: Sequence[Piece]
) -> tuple[Stamp | None, DateOrigin | None]:
    """When the page was published, and where it says so."""
    stamp = read_stamp(article.published) if article.published else None
    if stamp is not None:
        return stamp, "jsonld"
    for words in _named(metas, _lists().published):
        stamp = read_stamp(words)
        if stamp is not None:
            return stamp, "meta"
    for element in root.iter("time", "span", "abbr", "div", "p"):
        if element.get("itemprop", "").lower() == "datepublished" or "pubdate" in element.attrib:
            stamp = read_stamp(element.get("datetime") or element.get("content") or element.get("title") or "")
            if stamp is not None:
                return stamp, "meta"
    day = date_in_url(url) if url else None
    if day is not None:
        return Stamp(day, None), "url"
    stamp = _in_text(pieces)
    return (stamp, "text") if stamp is not None else (None, None)


def _in_text(pieces: Sequence[Piece]) -> Stamp | None:
    """The date of a short line near the headline, if it is none of a change."""
    at = next((number for number, piece in enumerate(pieces) if piece.tag == "h1"), None)
    if at is None:
        return None
    for piece in pieces[at + 1 : at + _NEAR_HEADLINE]:
        changed = any(word in piece.text.lower() for word in _lists().changed.words)
        if piece.zone == "none" and len(piece.text.split()) <= _DATE_LINE_WORDS and not changed:
            stamp = read_stamp(piece.text)
            if stamp is not None:
                return stamp
    return None


def _language(root: lxml_html.HtmlElement, article: Article) -> str | None:
    """The page's language as a two- or three-letter code, where it states one."""
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or article.language or ""
    match = re.match(r"([a-zA-Z]{2,3})(?:[-_]|$)", stated.strip())
    return match.group(1).lower() if match else None


@cache
def _lists() -> _Metatags:
    lists: _Metatags = load("metatags", _Metatags)
    return lists
