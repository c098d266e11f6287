"""Who states a count and how, over the cases of attribution.toml; a case says only what it asks about."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from recount.claims import find_claims
from recount.model import Act, Modality, ResolvedClaim, SourceKind
from recount.reports import read_text
from recount.resolve import resolve_claims

TABLE = Path(__file__).with_name("attribution.toml")
WEDNESDAY = date(2023, 5, 17)


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, one count of it, and what must be read of that count."""

    text: str
    count: str
    source: str | None = None
    via: tuple[str, ...] = ()
    cue: str | None = None
    act: Act | None = None
    modality: Modality = "asserted"
    name: str | None = None
    open: tuple[str, ...] | None = None
    kind: SourceKind | None = None
    party: str | None = None
    against: bool | None = None
    said_on: date | None = None


CASES = msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"], list[Case])


def read(case: Case) -> ResolvedClaim:
    reading = read_text(case.text, id="rpt:1", title=None, publisher=None, published_on=WEDNESDAY)
    resolved = resolve_claims(reading, find_claims(reading))
    found = [one for one in resolved if one.claim.quantity.exact == case.count]
    assert found, [one.claim.quantity.exact for one in resolved]
    return found[0]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.count}: {case.text[:60]}" for case in CASES])
def test_who_states_a_count_and_how(case: Case) -> None:
    found = read(case)
    claim, decided = found.claim, found.resolutions
    assert (
        claim.source.mention.exact if claim.source else None,
        tuple(one.mention.exact for one in claim.via),
        claim.cue.exact if claim.cue else None,
        claim.act,
        claim.modality,
    ) == (case.source, case.via, case.cue, case.act or ("says" if case.source else None), case.modality)
    speaker = decided.source.value
    if case.name is not None:
        assert speaker is not None
        assert speaker.name == case.name
    if case.open is not None:
        assert speaker is None
        assert set(decided.source.candidates) == set(case.open)
    if case.kind is not None:
        assert (speaker.kind if speaker else None) == case.kind
    if case.party is not None:
        assert decided.speaker_party.value == case.party
    if case.against is not None:
        assert decided.against_interest is case.against
    if case.said_on is not None:
        assert decided.said_on == case.said_on


def test_the_table_is_as_large_as_it_is_said_to_be() -> None:
    assert len(CASES) >= 140
