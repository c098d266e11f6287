"""Addresses and titles to what of them tells one article from another.

An article goes by many addresses (http and https, mobile and AMP editions, tracking parameters) and titles (the paper's
name behind it, apostrophes lost on the way); reduced to what they share, one article is one.

`courlan` and `w3lib` were looked at: they keep AMP, mobile and print editions apart, and `courlan` takes ``cid`` and
``gallery``, which tell articles apart, for tracking parameters.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from contextlib import suppress
from functools import cache, lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList
from recount.lexicon.outlets import outlet_of, same_house

_MARKS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ′\x91\x92\ufffd]|(?<=\w)\x95_?(?=s\b)|&(?:#0?39|#x27|apos|rsquo|lsquo);")
_ENTITIES = re.compile(r"&(?:[a-z]+|#\d+);")
_GARBLED = re.compile(r"[\x80-\x9f]_?|â€.?")
_OUTLET = re.compile(r"^(?P<title>.*\S)\s+(?P<mark>[|–—·»-]|::)\s+(?P<outlet>[^|–—·»]{2,50})$")
_LEAD = re.compile(
    r"^(?:update|updated|breaking|exclusive|video|watch|live|urgent|correction|corrected)\s*(?:\d\s*)?[:|–—-]+\s*", re.I
)
_LONGEST_OUTLET, _SHORTEST_TITLE = 4, 4


class _Paths(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    words: tuple[str, ...]
    files: tuple[str, ...]
    endings: tuple[str, ...]


class _Lists(Struct, frozen=True, forbid_unknown_fields=True):
    tracking: WordList
    showing: WordList
    hosts: WordList
    paths: _Paths


@lru_cache(maxsize=4096)
def address_key(url: str | None) -> str | None:
    """What of an address tells its article from others; None where it names no article (a front page, no web address).

    >>> address_key("http://m.Example.com/world/ten-dead/amp/?utm_source=feed#top")
    'example.com/world/ten-dead'
    >>> address_key("https://www.example.com/index.html") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:  # an address that is none: a port of letters, brackets left open
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    path, query = _path(parts.path), _query(parts.query)
    if not path and not query:
        return None
    host = _host(parts.hostname) + (f":{port}" if port not in (None, 80, 443) else "")
    return f"{host}{path}{'?' + query if query else ''}"


def same_address(left: str | None, right: str | None) -> bool:
    """Whether two addresses are of one article.

    >>> same_address("https://www.example.com/a.html", "http://example.com/a.html?fbclid=x1")
    True
    >>> same_address("https://example.com/story?cid=1", "https://example.com/story?cid=2"), same_address(None, None)
    (False, False)
    """
    key = address_key(left)
    return key is not None and key == address_key(right)


def title_key(title: str | None, publisher: str | None = None) -> str:
    """The words of a title, folded: no outlet behind it, no "Update:", no marks, no accents; "" where there is none.

    >>> title_key("Ten dead in Riverton’s port – monitor | Jordan Times")
    'ten dead in rivertons port monitor'
    >>> title_key("UPDATE 2: Ten dead in Rivertons port - The Harbour Gazette", "Harbour Gazette")
    'ten dead in rivertons port'
    """
    words = _LEAD.sub("", (title or "").strip())
    while (match := _OUTLET.match(words)) and _is_outlet(match, publisher):
        words = match["title"]
    words = _GARBLED.sub(" ", _ENTITIES.sub(" ", _APOSTROPHES.sub("", words)))
    plain = "".join(one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one))
    return _MARKS.sub(" ", plain).strip()


def titles_alike(left: str | None, right: str | None) -> float:
    """How alike two titles are: the share of their words, in order of pairs and alone, that both have (0-1).

    It is the Dice coefficient of words and of neighbouring words; 1.0 where the titles are the same but for marks.

    >>> titles_alike("Ten dead in Riverton’s port", "Ten dead in Rivertons port | Jordan Times")
    1.0
    >>> titles_alike("Ten dead in port", "Talks resume in capital") < 0.2
    True
    """
    one, other = title_key(left).split(), title_key(right).split()
    if not one or not other:
        return 0.0
    grams, others = _grams(one), _grams(other)
    return 2 * len(grams & others) / (len(grams) + len(others))


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {*((word,) for word in words), *pairwise(words)}


def _is_outlet(match: re.Match[str], publisher: str | None) -> bool:
    """Whether the words behind a bar or dash name an outlet: a known one, the publisher, or one that looks so."""
    name = match["outlet"].split()
    if outlet_of(match["outlet"]) is not None or same_house(match["outlet"], publisher):
        return True
    long_enough = len(match["title"].split()) >= _SHORTEST_TITLE and len(name) <= _LONGEST_OUTLET
    return match["mark"] in "|·»" and long_enough and all(word[0].isupper() for word in name)


def _host(host: str) -> str:
    """The site's own name: lower case, as DNS has it, no ``www.``, ``m.`` or ``amp.`` before it."""
    name = host.lower().rstrip(".")
    with suppress(UnicodeError):
        name = name.encode("idna").decode("ascii")
    labels = name.split(".")
    while len(labels) > 2 and labels[0] in _lists().hosts.words:
        del labels[0]
    return ".".join(labels)


def _path(path: str) -> str:
    """The path of an article: escapes alike, no index file, no AMP or print part, no slash at its end."""
    lists = _lists().paths
    parts = [part for part in posixpath.normpath(unquote(path) or "/").split("/") if part not in ("", ".", "..")]
    while parts and (shorter := _shorter(parts[-1], lists)) != parts[-1]:
        parts[-1:] = [shorter] if shorter else []
    while len(parts) > 1 and parts[0].lower() in lists.words:
        del parts[0]
    return "".join(f"/{quote(part, errors='surrogatepass')}" for part in parts)


def _shorter(part: str, lists: _Paths) -> str:
    """The last part of a path without what says how the page is shown; "" where it says nothing else."""
    if part.lower() in lists.files or part.lower() in lists.words:
        return ""
    return next((part.removesuffix(one) for one in lists.endings if part.endswith(one)), part)


def _query(query: str) -> str:
    """The parameters that tell articles apart, in order of their names."""
    pairs = parse_qsl(query, keep_blank_values=False)
    return urlencode(
        sorted(pair for pair in pairs if not _passing().fullmatch(pair[0].lower())), errors="surrogatepass"
    )


@cache
def _lists() -> _Lists:
    lists: _Lists = load("addresses", _Lists)
    return lists


@cache
def _passing() -> re.Pattern[str]:
    """The parameters that say only who sent the reader, or how the page is shown."""
    lists = _lists()
    return re.compile(
        "|".join(re.escape(word).replace(r"\*", ".*") for word in (*lists.tracking.words, *lists.showing.words))
    )
