"""Views and ledgers with the catalogue that pages are made from, made at once and in this process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import structs

import invented
from builders import reading as reading_of
from builders import resolved, run
from recount.catalogue import Catalogue
from recount.catalogue.making import make
from recount.ledger import Contents, Ledger
from recount.model import Recorded
from recount.pipeline import view
from recount.publish.view import View
from recount.site.material import Material

MAYOR = "At least 12 civilians were killed in Riverton on 3 March, mayor Ana Ruiz said."
ARMY = "The army put the toll at 9."
CLINIC = "A clinic in Riverton counted 40 civilians killed on 3 March."
DAY = (date(2024, 3, 3), date(2024, 3, 3))


def told() -> tuple[Recorded, ...]:
    """Two reports: the mayor and the army on one toll, and a clinic whose figure is far from both."""
    first, second = reading_of(f"{MAYOR} {ARMY}"), reading_of(CLINIC, publisher="The Gazette")
    mayor = resolved(first, "At least 12", 12, operator="at_least", source="Ana Ruiz", place="Riverton", days=DAY)
    army = resolved(first, "9", 9, 9, source="The army", place="Riverton", days=DAY)
    clinic = resolved(second, "40", 40, 40, source="A clinic", place="Riverton", days=DAY)
    return Recorded(reading=first, claims=(mayor, army)), Recorded(reading=second, claims=(clinic,))


def ids() -> tuple[str, ...]:
    """The ids of the claims of `told`: of the mayor, the army and the clinic."""
    return tuple(each.claim.id for report in told() for each in report.claims)


def fill(ledger: Ledger) -> None:
    """Add what is `told`."""
    ledger.add(run(), told())


def catalogue_of(shown: View, path: Path, seq: int = 0) -> Catalogue:
    """The catalogue of a view, in a file."""
    make(shown, path, {"head": "5f" * 32, "seq": str(seq)})
    return Catalogue(path)


def material_of(contents: Contents, path: Path) -> Material:
    """What the pages of a ledger are made from."""
    return Material(catalogue_of(view(contents, "Riverton"), path, contents.head().seq), contents)


def war() -> View:
    """The invented war, with its claims and places alone: nothing is compared."""
    return structs.replace(invented.view(), subjects=(), relations=())
