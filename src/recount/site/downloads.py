"""What lies beside the pages in a folder: the ledger's claims in exchange formats, and the seal of where it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec import structs

from recount import wire
from recount.errors import InvariantError
from recount.exporting import completed
from recount.ledger import Contents
from recount.ledger.holdings import holdings
from recount.ledger.seal import Seal, seal
from recount.publish.exports import WRITERS
from recount.publish.formats import FormatName
from recount.publish.view import View
from recount.site.frame import Download

FOLDER: Final = "data"
SEAL: Final = f"{FOLDER}/seal.json"
LEFT: Final = frozenset[FormatName]({"parquet"})
"""Formats whose bytes depend on the library that writes them."""
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
log = logging.getLogger(__name__)


def write_downloads(shown: View, contents: Contents, folder: Path) -> Iterator[Download]:
    """Write the claims of a view of all that a ledger holds, in every format, into a folder of the site.

    A format one of whose rules is broken is left out, as the log tells.
    """
    told = structs.replace(shown, title="Claims")
    (folder / FOLDER).mkdir()
    for name, form in WRITERS.items():
        if name in LEFT:
            continue
        path = folder / FOLDER / form.file_name
        try:
            with path.open("wb") as out:
                form.write(completed(told, contents, name), out)
        except InvariantError as error:
            path.unlink()
            log.warning("%s is left out: %s", form.file_name, error)
            continue
        yield Download(f"{FOLDER}/{form.file_name}", form.about, path.stat().st_size)


def write_seal(contents: Contents, folder: Path, key: Path | None, passphrase: Callable[[], str] | None) -> Seal:
    """Write the seal of a ledger into a folder of the site: as of when its last entry came, so it is always the same.

    Raises as `recount.ledger.seal.seal` does.
    """
    made = seal(contents, holdings(contents).last_at or _NEVER, key, passphrase)
    (folder / SEAL).write_bytes(wire.canonical(made) + b"\n")
    return made
