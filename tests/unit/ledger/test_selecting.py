"""A selection means the same of a ledger's rows and of a claim by itself, as it is when people corrected it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import reading, recorded, resolved, run
from recount.choosing import claims_wanted
from recount.ledger import Ledger, open_ledger
from recount.ledger.judgements import judge
from recount.ledger.selecting import wants
from recount.model import Correction, Recorded, Selection

MARCH = date(2024, 3, 3)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    other = reading("Ten soldiers fell near Łódź on 9 March.", published_on=None)
    fell = resolved(
        other,
        "Ten",
        10,
        10,
        noun="soldiers",
        group="combatants",
        party="Norland",
        place="Łódź",
        country="PL",
        days=(date(2024, 3, 9), date(2024, 3, 9)),
        scope="total",
    )
    with open_ledger(tmp_path_factory.mktemp("selecting") / "a.ledger", who="ana") as opened:
        opened.add(run(), [recorded(), Recorded(reading=other, claims=(fell,))])
        yield opened


@pytest.mark.parametrize(
    "wanted",
    [
        Selection(),
        Selection(effect="killed"),
        Selection(effect="injured"),
        Selection(group="combatants"),
        Selection(party="NORL"),
        Selection(party="Elland"),
        Selection(source="ruiz"),
        Selection(source="a"),
        Selection(kind="other"),
        Selection(kind="police"),
        Selection(place="łódź"),
        Selection(place="river", country="UA"),
        Selection(country="pl"),
        Selection(scope="total"),
        Selection(act="says"),
        Selection(modality="asserted"),
        Selection(since=date(2024, 3, 4)),
        Selection(until=MARCH),
        Selection(since=MARCH, until=MARCH),
        Selection(report=recorded().reading.report.id),
        Selection(published_since=MARCH),
        Selection(published_until=MARCH),
    ],
    ids=str,
)
def test_rows_and_claims_are_wanted_alike(ledger: Ledger, wanted: Selection) -> None:
    published = {each.report.id: each.report.published_on for each in ledger.readings()}
    found = [each.claim.id for each in ledger.selected(wanted)]
    assert found == [each.claim.id for each in ledger.claims() if wants(wanted, each, published[each.claim.report])]


def test_a_corrected_claim_is_wanted_as_it_was_corrected(tmp_path: Path) -> None:
    army = recorded().claims[1].claim.id
    with open_ledger(tmp_path / "a.ledger", who="ana") as ledger:
        ledger.add(run(), [recorded()])
        judge(ledger, [Correction(claim=army, field="place", value="Lowtown")], "recount")
        assert [each.claim.id for each in claims_wanted(ledger, Selection(place="lowtown"))] == [army]
        assert army not in [each.claim.id for each in claims_wanted(ledger, Selection(place="riverton"))]
        assert len(claims_wanted(ledger, Selection(effect="killed"))) == 2
