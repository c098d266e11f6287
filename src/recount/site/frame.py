"""What surrounds every page: its title, its links, as of when it is, and who looks at it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from msgspec import Struct

from recount.catalogue.page_names import page_name

Given = Mapping[str, str | int | Sequence[str] | None]


class Visiting(Struct, frozen=True, kw_only=True):
    """Who looks at a page: the name they signed in by (None: nobody did), what they may do, and the token that every
    form of theirs must send back.
    """

    name: str | None = None
    role: str | None = None
    may: frozenset[str] = frozenset()
    csrf: str = ""


class Download(Struct, frozen=True):
    """A file to take away: its path in the site, what it is, and how many bytes it has."""

    path: str
    about: str
    bytes: int


class Published(Struct, frozen=True, kw_only=True):
    """What comes with pages that lie in a folder: files to take away, and the seal of the ledger at `seal`.

    The seal tells of the last entry when it came (UTC), and `signed_by` the fingerprint of who signed it, if anybody
    did.
    """

    seal: str
    sealed_at: datetime
    signed_by: str | None
    downloads: tuple[Download, ...]


class Frame(Struct, frozen=True, kw_only=True):
    """What surrounds a page at `path`, which is relative to the root of the site, as "subjects/sub-12.html".

    `title` is that of all pages together. `head` and `seq` are the hash and the number of the ledger's last entry,
    `as_of` tells in words as of when it is read (None: as it stands), and `asked_as_of` is how that was asked for.
    `stale` is whether the ledger has grown since. `live` pages are served, and know who is `visiting`; the others lie
    in a folder, and tell what was `published` with them.
    """

    path: str
    title: str
    software: str
    head: str
    seq: int
    as_of: str | None = None
    asked_as_of: str | None = None
    stale: bool = False
    live: bool = False
    visiting: Visiting = Visiting()
    tiles: str | None = None
    published: Published | None = None

    @property
    def root(self) -> str:
        """The way from the page to the root of the site.

        >>> Frame(path="subjects/sub-1.html", title="", software="", head="", seq=0).root
        '../'
        """
        return "../" * self.path.count("/")

    def to(self, path: str, given: Given | None = None, fragment: str = "") -> str:
        """The address of another page, relative to this one, as of the same entry or day.

        Where nothing is served, each page of a list is a file, and what else is `given` is left to scripts.

        >>> frame = Frame(path="claims/index.html", title="", software="", head="", seq=0, asked_as_of="2022-04-08")
        >>> frame.to("claims/index.html", {"effect": ["killed", "injured"], "q": None})
        '../claims/index.html?effect=killed&effect=injured&as_of=2022-04-08'
        """
        if not given:
            return f"{self.root}{path}{self.then}{'#' if fragment else ''}{fragment}"
        told = {name: value for name, value in given.items() if value not in (None, "", ())}
        if not self.live and path.endswith("index.html"):
            path = numbered(path, told.pop("page", 1))
        if self.asked_as_of is not None:
            told["as_of"] = self.asked_as_of
        query = urlencode(told, doseq=True)
        return f"{self.root}{path}{'?' if query else ''}{query}{'#' if fragment else ''}{fragment}"

    @property
    def then(self) -> str:
        """The query that keeps an address as of the same entry or day; nothing where it is as it stands."""
        return f"?{urlencode({'as_of': self.asked_as_of})}" if self.asked_as_of is not None else ""

    def asset(self, name: str) -> str:
        """The address of a style sheet, a script or a picture of the site's own."""
        return f"{self.root}static/{name}"

    def may(self, action: str) -> bool:
        """Whether whoever looks at the page may do that here."""
        return self.live and action in self.visiting.may


def numbered(path: str, page: object) -> str:
    """The path of a page of a list, from 1, as a file.

    >>> numbered("claims/index.html", 1), numbered("claims/index.html", 2)
    ('claims/index.html', 'claims/page-2.html')
    """
    return path if page == 1 else f"{path.removesuffix('index.html')}page-{page}.html"


def page_of(name: str) -> str:
    """The path of the page about a claim, a report, a subject or a family, by its id; an id of another form is one that
    somebody gave a report.

    >>> page_of("clm:36b446c62724e0c8"), page_of("sub:12")
    ('claims/clm-36b446c62724e0c8.html', 'subjects/sub-12.html')
    >>> page_of("AFP 7/2")
    'reports/id-65196b26abadcecd6a8fc3c962d45f78.html'
    """
    named = _NAMED.fullmatch(name)
    if named is None:
        return f"reports/{page_name(name)}.html"
    return f"{_FOLDERS[named[1]]}/{named[1]}-{named[2]}.html"


_FOLDERS: Final = {"clm": "claims", "sub": "subjects", "fam": "families"}
_NAMED: Final = re.compile(f"({'|'.join(_FOLDERS)}):([0-9a-z]{{1,64}})")
