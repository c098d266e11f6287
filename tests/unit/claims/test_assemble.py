"""Whole claims: a report's text to the claims in it, with every field as worded."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from msgspec import structs

from recount.claims import find_claims
from recount.model import Claim, Passage, Reading, Span
from recount.reports import read_text

TEXT = (
    "GOMA, May 3 (Invented Wire) - At least 12 villagers, including two children, were killed in Kirumba on Sunday,"
    " mayor Odette Kahindo said.\n\n"
    "“Rebels burned 40 homes,” she said. The army denied that 20 farmers had been abducted.\n\n"
    "The shelling may have killed 150 people if it had gone on."
)


def claims_of(text: str = TEXT) -> tuple[Claim, ...]:
    return find_claims(read_text(text, title="Attack on Kirumba", published_on=date(2021, 5, 3)))


def test_a_claim_holds_what_the_report_says() -> None:
    first, part, homes, denied = claims_of()[:4]
    assert (first.quantity.exact, first.quantity.low, first.quantity.high) == ("At least 12", 12, None)
    assert (first.effect, first.modality, first.scope, first.subset_of) == ("killed", "asserted", "incident", None)
    assert first.victims is not None
    assert first.victims.mention is not None
    assert (first.victims.mention.exact, first.victims.group) == ("villagers", "civilians")
    assert first.source is not None
    assert "Odette Kahindo" in first.source.mention.exact
    assert first.cue is not None
    assert (first.cue.exact, first.act) == ("said", "says")
    assert first.places[0].exact == "Kirumba"
    assert first.times[0].exact == "on Sunday"
    assert (part.quantity.exact, part.subset_of, part.source) == ("two", first.id, first.source)
    assert (homes.quantity.exact, homes.effect) == ("40", "destroyed")
    assert homes.victims is not None
    assert homes.victims.group == "unknown"
    assert (denied.quantity.exact, denied.effect, denied.modality, denied.act) == ("20", "captured", "denied", "denies")


def test_an_elided_noun_takes_the_group_of_the_noun_it_continues() -> None:
    soldiers, others = claims_of("The blast killed nine soldiers and wounded 14.")
    assert soldiers.victims is not None
    assert others.victims is not None
    assert (soldiers.victims.group, others.victims.group) == ("combatants", "combatants")
    assert others.victims.mention is None


def test_harm_only_threatened_is_left_out() -> None:
    assert claims_of("The group threatened to kill 30 hostages unless the army left.") == ()


def test_no_claim_comes_from_furniture() -> None:
    reading = read_text("Mortars killed 13 people in Sirte.\n\nBombs killed 20 people in Hit.")
    spans = [passage for passage in reading.passages if passage.kind != "furniture"]
    assert [claim.quantity.exact for claim in find_claims(reading)] == ["13", "20"]
    second = structs.replace(spans[1], kind="furniture", sort="related_links")
    marked = structs.replace(reading, passages=(spans[0], second))
    assert [claim.quantity.exact for claim in find_claims(marked)] == ["13"]


def test_an_id_is_of_the_report_the_words_and_the_effect() -> None:
    once, again = claims_of(), claims_of()
    assert [claim.id for claim in once] == [claim.id for claim in again]
    assert len({claim.id for claim in once}) == len(once)
    assert all(claim.id.startswith("clm:") for claim in once)
    other = find_claims(read_text(TEXT, title="Another title"))
    assert not {claim.id for claim in once} & {claim.id for claim in other}


def test_an_id_does_not_depend_on_the_other_passages() -> None:
    reading = read_text("Mortars killed 13 people in Sirte. Bombs killed 20 people in Hit.")
    [_, second] = find_claims(reading)
    [alone] = find_claims(Reading(report=reading.report, passages=reading.passages[1:]))
    assert alone.id == second.id


def test_claims_stand_in_the_order_of_their_quantities() -> None:
    starts = [claim.quantity.start for claim in claims_of()]
    assert starts == sorted(starts)
    assert all(left < right for left, right in pairwise(starts))


def test_evidence_is_the_passage_of_the_claim() -> None:
    for claim in claims_of():
        evidence = claim.evidence
        assert TEXT[evidence.start : evidence.end] == evidence.exact
        assert Span(evidence.start, evidence.end).contains(claim.quantity.span)


def test_a_reading_without_passages_has_no_claims() -> None:
    report = read_text(TEXT).report
    assert find_claims(Reading(report=report, passages=())) == ()
    blank = Passage(kind="sentence", span=Span(0, 0), paragraph=0)
    assert find_claims(Reading(report=report, passages=(blank,))) == ()
