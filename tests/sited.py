"""What pages are made from, for tests: a war told by both sides, and materials with their catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from lxml import html

from builders import MOMENT, run
from recount.catalogue import Catalogue
from recount.catalogue.making import make
from recount.claims import find_both
from recount.ledger import Ledger, open_ledger
from recount.model import Recorded
from recount.publish.view import View
from recount.reports import read_text
from recount.resolve import resolve_claims, resolve_statements
from recount.site.material import Material

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} \u202eevil"
_SOLDIERS = "Russian soldiers had been killed in Ukraine since February 24."
WAR = (
    (date(2022, 3, 23), f"Ukraine’s General Staff said about 14,200 {_SOLDIERS}"),
    (date(2022, 3, 25), f"Russia’s defence ministry said 1,340 {_SOLDIERS}"),
    (date(2022, 4, 2), f"Ukraine’s General Staff said about 17,300 {_SOLDIERS}"),
    (date(2022, 4, 7), f"Ukraine’s General Staff said at least 16,900 {_SOLDIERS}"),
)
STATED = (
    "Ukraine said between 150 and 300 bodies lay in a grave in Lukava.\n\n"
    "Moscow denied attacking civilians and said images of bodies in Lukava were a “monstrous fake”.\n\n"
    "Poland expelled 45 Russian diplomats on Wednesday, the foreign ministry said."
)
Shown = Callable[..., html.HtmlElement]


def told(text: str, on: date) -> Recorded:
    reading = read_text(text, published_on=on)
    claims, statements = find_both(reading)
    return Recorded(
        reading=reading, claims=resolve_claims(reading, claims), statements=resolve_statements(reading, statements)
    )


def material(folder: Path, records: Sequence[Recorded], shown: Callable[[Ledger], View]) -> Iterator[Material]:
    with open_ledger(folder / "a.ledger", who="ana", now=lambda: MOMENT) as ledger:
        ledger.add(run(), records)
        head = ledger.head()
        make(shown(ledger), folder / "a.sqlite", {"seq": str(head.seq)}, ledger.statements())
        catalogue = Catalogue(folder / "a.sqlite")
        yield Material(catalogue, ledger)
        catalogue.close()
