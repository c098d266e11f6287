"""A view holds together, or says what it lacks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import copied
from invented import view
from recount.errors import EvidenceError
from recount.model import Lineage
from recount.publish.view import compared


def test_a_claim_without_its_report_is_refused_by_name() -> None:
    whole = view()
    with pytest.raises(EvidenceError, match=whole.readings[1].report.id):
        replace(whole, readings=whole.readings[:1])


def test_a_subject_or_a_relation_without_its_claim_is_refused() -> None:
    whole = view()
    with pytest.raises(EvidenceError, match="subject sub:karsova names claim"):
        replace(whole, claims=whole.claims[1:])
    with pytest.raises(EvidenceError, match="a relation of subject"):
        replace(whole, claims=whole.claims[1:], subjects=())


def test_a_lineage_without_its_reports_or_claims_is_refused() -> None:
    whole = copied.view()
    (wire, (dead, _)), *_ = copied.told()
    bare = replace(whole, claims=(), subjects=(), relations=(), grounds=(), lineage=Lineage())
    with pytest.raises(EvidenceError, match=f"a link between claims names claim {dead.claim.id}"):
        replace(bare, lineage=Lineage(claims=whole.lineage.claims))
    families = Lineage(families=whole.lineage.families)
    with pytest.raises(EvidenceError, match=f"family fam:karsova names report {wire.report.id}"):
        replace(bare, lineage=families, readings=whole.readings[1:])
    heard = Lineage(utterances=whole.lineage.utterances)
    with pytest.raises(EvidenceError, match=f"quoted by several names report {wire.report.id}"):
        replace(bare, lineage=heard, readings=whole.readings[1:])
    with pytest.raises(EvidenceError, match="rests on names claim"):
        replace(bare, grounds=whole.grounds)


def test_only_subjects_of_several_claims_are_compared() -> None:
    whole = view()
    alone = replace(whole.subjects[0], id="sub:alone", claims=whole.subjects[0].claims[:1])
    assert compared(replace(whole, subjects=(*whole.subjects, alone))) == whole.subjects
