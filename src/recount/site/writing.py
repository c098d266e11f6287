"""All pages of a ledger as a folder that any web server can serve, or none: they open from a file as well.

The same ledger, read as of the same entry, gives the same bytes. Only reading is there: who judges, corrects and
replies does so where the pages are served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol, TypeVar

from msgspec import Struct, structs

from recount.catalogue import Catalogue
from recount.catalogue.making import make
from recount.ledger import Contents
from recount.ledger.signing import fingerprint
from recount.pipeline import view
from recount.site import static_index
from recount.site.downloads import SEAL, write_downloads, write_seal
from recount.site.frame import Frame, Published, numbered, page_of
from recount.site.material import Material
from recount.site.points import scripts
from recount.site.rendering import render
from recount.site.replacing import replaced
from recount.site.routing import LISTINGS, page_at

LIVE: Final = ("review.",)
"""How the names of files begin that only pages which are served need."""
_KINDS: Final = ("claim", "subject", "report", "family")
T = TypeVar("T")


class Watch(Protocol):
    """Something that passes items on while it shows how far they have come."""

    def __call__(self, items: Sequence[T], /) -> Iterable[T]:
        """The same items, one after the other."""
        ...


class Signing(Struct, frozen=True):
    """The file of the private key that the seal is signed with, and how to ask for its passphrase."""

    key: Path
    passphrase: Callable[[], str]


class Written(Struct, frozen=True):
    """What was written: how many pages, and what came with them."""

    pages: int
    published: Published


def write(contents: Contents, folder: Path, title: str, watch: Watch = iter, signing: Signing | None = None) -> Written:
    """Write the pages of a ledger into `folder`, whole or not at all; an earlier site there is replaced.

    Raises `InputError` where the folder holds something else or cannot be written, or the key cannot be used;
    `ChoiceError` where the ledger is empty.
    """
    with replaced(folder) as draft, TemporaryDirectory() as beside:
        shown = view(contents, title)
        head = contents.head()
        where = Path(beside) / "catalogue.sqlite"
        make(shown, where, {"head": head.hash, "seq": str(head.seq)})
        downloads = tuple(write_downloads(shown, contents, draft))
        seal = write_seal(contents, draft, *((signing.key, signing.passphrase) if signing else (None, None)))
        published = Published(
            seal=SEAL,
            sealed_at=seal.at,
            signed_by=fingerprint(seal.signature) if seal.signature else None,
            downloads=downloads,
        )
        frame = Frame(
            path="",
            title=title,
            software=shown.software,
            head=head.hash,
            seq=head.seq,
            as_of=shown.as_of,
            published=published,
        )
        with closing(Catalogue(where)) as catalogue:
            material = Material(catalogue, contents)
            paths = tuple(_paths(material))
            for path in watch(paths):
                _put(draft, path, _page(path, material, frame))
            for path, content in _beside(material):
                _put(draft, path, content)
    return Written(len(paths), published)


def _paths(material: Material) -> Iterator[str]:
    """The paths of all pages: each page of each list, and all that a list is of."""
    for path, gather in LISTINGS.items():
        pages = getattr(gather(material, ()).page, "pages", 1)
        yield from (numbered(path, page) for page in range(1, pages + 1))
    for kind in _KINDS:
        yield from map(page_of, material.catalogue.ids(kind))


def _page(path: str, material: Material, frame: Frame) -> bytes:
    found = page_at(path, (), material)
    if found is None:
        raise LookupError(f"the catalogue lists {path}, and has no such page")
    return render(found.template, structs.replace(frame, path=path), found.page).encode()


def _beside(material: Material) -> Iterator[tuple[str, bytes]]:
    """Styles and scripts, and the data that these load."""
    for root in (files("recount.site") / "static", files("recount.publish.page") / "templates" / "style.css"):
        path = Path(str(root))
        for file in (path, *sorted(path.rglob("*"))):
            name = file.relative_to(path if path.is_dir() else path.parent).as_posix()
            if file.is_file() and not name.startswith(LIVE):
                yield f"static/{name}", file.read_bytes()
    yield from static_index.files(material.catalogue)
    yield from scripts(material.catalogue)


def _put(folder: Path, path: str, content: bytes) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
