"""What the server has open: the ledger, its catalogues, and what each address comes to."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from pathlib import Path
from typing import Final

from msgspec import Struct

from recount.catalogue import Catalogue, Keeper
from recount.ledger import AsOf, Contents, Ledger, open_ledger
from recount.pipeline import SOFTWARE
from recount.site.frame import Frame, Visiting
from recount.site.material import Material
from recount.site.routing import Told
from recount.web.drawing import Drawers, Wanted, page_html

_LOOK_AGAIN: Final = 1.0
_OPEN: Final = 8
_KEPT_BYTES: Final = 128_000_000


def etag_of(body: bytes) -> str:
    """The ETag of what is sent: the same for the same bytes (RFC 9110, section 8.8.3).

    >>> etag_of(b"{}")
    '"44136fa355b3678a1146ad16f7e8649e"'
    """
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class Kept(Struct, frozen=True):
    """A page as it is sent."""

    body: bytes
    etag: str


class Shelf:
    """Pages as they were sent last, up to a number of bytes; those asked for least lately go first."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> Kept | None:
        """The page kept under `key`; None where there is none."""
        found = self._pages.get(key)
        if found is not None:
            self._pages.move_to_end(key)
        return found

    def put(self, key: tuple[str, ...], page: Kept) -> None:
        """Keep a page under `key`."""
        before = self._pages.pop(key, None)
        self._pages[key] = page
        self._bytes += len(page.body) - (len(before.body) if before else 0)
        while self._bytes > self._most and len(self._pages) > 1:
            _, gone = self._pages.popitem(last=False)
            self._bytes -= len(gone.body)


class Desk:
    """The ledger at `where` and its catalogues, for one thread.

    `tiles` is where the map's pictures come from; pages are drawn by `drawers`, or here (None).
    """

    def __init__(self, where: str, keeper: Keeper, tiles: str | None = None, drawers: Drawers | None = None) -> None:
        self.where, self.keeper, self.shelf, self.tiles = where, keeper, Shelf(), tiles
        self._drawers = drawers
        self._ledger: Ledger | None = None
        self._open: OrderedDict[Path, Catalogue] = OrderedDict()
        self._looked, self._seen = 0.0, 0

    @property
    def ledger(self) -> Ledger:
        """The ledger as it stands."""
        if self._ledger is None:
            self._ledger = open_ledger(self.where, create=False)
        return self._ledger

    def material(self, as_of: AsOf | None = None) -> Material | None:
        """What pages are made from; None while the catalogue as of then is being made for the first time.

        Raises `ChoiceError` where the ledger has no such entry.
        """
        contents: Contents = self.ledger if as_of is None else self.ledger.as_of(as_of)
        path = self.keeper.path(as_of)
        if path is None:
            return None
        catalogue = self._catalogue(path)
        if as_of is None:
            self._look(int(catalogue.about["seq"]))
        return Material(catalogue, contents)

    def frame(
        self, path: str, visiting: Visiting, material: Material | None = None, asked_as_of: str | None = None
    ) -> Frame:
        """What surrounds the page at `path`, for whoever looks at it."""
        about = material.catalogue.about if material else {"seq": "0"}
        return Frame(
            path=path,
            title=self.keeper.title,
            software=about.get("software", SOFTWARE),
            head=about.get("head", ""),
            seq=int(about["seq"]),
            as_of=about.get("as_of") or None,
            asked_as_of=asked_as_of,
            stale=self.keeper.stale and asked_as_of is None,
            live=True,
            visiting=visiting,
            tiles=self.tiles,
        )

    def state(self, material: Material) -> tuple[str, ...]:
        """What pages made from this depend on beside their address: kept pages are of one state."""
        return material.catalogue.path.name, str(self._seen), str(self.keeper.stale)

    async def drawn(self, frame: Frame, told: Told, material: Material, as_of: AsOf | None) -> bytes | None:
        """The page at the path of a frame, as HTML; None where there is no such page."""
        if self._drawers is None:
            return page_html(frame, told, material)
        path = material.catalogue.path
        wanted = Wanted(where=self.where, catalogue=path, as_of=as_of, frame=frame, told=told)
        return await self._drawers.draw(wanted)

    def look_again(self) -> None:
        """Have the ledger looked at before the next page: it has just grown, and who wrote wants to see that."""
        self._looked = 0.0

    def close(self) -> None:
        """Let go of everything."""
        if self._drawers is not None:
            self._drawers.close()
        if self._ledger is not None:
            self._ledger.close()
        for catalogue in self._open.values():
            catalogue.close()
        self.keeper.close()

    def _look(self, seq: int) -> None:
        """Have the catalogue made anew where the ledger has grown; looked at once a second at most."""
        now = time.monotonic()
        if now - self._looked >= _LOOK_AGAIN:
            self._looked, self._seen = now, self.ledger.head().seq
            if self._seen > seq:
                self.keeper.renew()

    def _catalogue(self, path: Path) -> Catalogue:
        if path not in self._open:
            self._open[path] = Catalogue(path)
        self._open.move_to_end(path)
        while len(self._open) > _OPEN:
            _, old = self._open.popitem(last=False)
            old.close()
        return self._open[path]
