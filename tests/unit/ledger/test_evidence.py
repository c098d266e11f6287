from __future__ import annotations

import msgspec
import pytest

from builders import TEXT, reading, recorded
from recount.ledger.evidence import claim_fault, reading_fault, recorded_fault, resolutions_fault
from recount.model import Claim, Mention, Passage, Quantity, Recorded, Source, Span, Victims

WRONG = Mention("zzzz", 3, 7)
REPLACED: dict[str, object] = {
    "quantity": Quantity(exact="zzzz", start=3, end=7, low=1, high=1, operator="exact"),
    "victims": Victims(mention=WRONG, group="civilians"),
    "source": Source(mention=WRONG, kind="other"),
    "via": (Source(mention=WRONG, kind="media"),),
    "cue": WRONG,
    "places": (WRONG,),
    "times": (WRONG,),
}


def replaced(of: Recorded, **fields: object) -> Recorded:
    first, *rest = of.claims
    claim = msgspec.structs.replace(first.claim, **fields)
    return msgspec.structs.replace(of, claims=(msgspec.structs.replace(first, claim=claim), *rest))


def claim() -> Claim:
    return recorded().claims[0].claim


def test_a_sound_report_has_no_fault() -> None:
    assert recorded_fault(recorded()) is None


@pytest.mark.parametrize("name", REPLACED)
def test_words_elsewhere_are_found_in_every_field_that_quotes(name: str) -> None:
    changed = msgspec.structs.replace(claim(), **{name: REPLACED[name]})
    fault = claim_fault(changed, TEXT)
    assert fault is not None
    assert "'zzzz' does not stand at 3 to 7" in fault


@pytest.mark.parametrize(("name", "value"), [("exact", "no such"), ("prefix", "x"), ("suffix", "x")])
def test_evidence_is_checked_with_its_context(name: str, value: str) -> None:
    changed = msgspec.structs.replace(claim().evidence, **{name: value})
    assert claim_fault(msgspec.structs.replace(claim(), evidence=changed), TEXT) is not None


@pytest.mark.parametrize("name", ["source", "place", "time"])
def test_what_was_decided_must_quote_the_report(name: str) -> None:
    resolutions = recorded().claims[0].resolutions
    decided = getattr(resolutions, name)
    value = msgspec.structs.replace(decided.value, mention=WRONG)
    changed = msgspec.structs.replace(resolutions, **{name: msgspec.structs.replace(decided, value=value)})
    assert resolutions_fault(resolutions, TEXT) is None
    assert resolutions_fault(changed, TEXT) is not None


@pytest.mark.parametrize(
    "spans", [(Span(5, 9), Span(0, 4)), (Span(0, 5), Span(4, 9)), (Span(0, len(TEXT) + 1),)], ids=str
)
def test_passages_lie_in_order_inside_the_text(spans: tuple[Span, ...]) -> None:
    passages = tuple(Passage(kind="sentence", span=span, paragraph=0) for span in spans)
    assert reading_fault(msgspec.structs.replace(reading(), passages=passages)) is not None


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (replaced(recorded(), subset_of="clm:none"), "no other claim of this report"),
        (replaced(recorded(), subset_of=claim().id), "no other claim of this report"),
        (replaced(recorded(), supersedes="clm:none"), "it revises clm:none, which is no other claim of this report"),
        (replaced(recorded(), id="clm:other"), "what was decided is about claim"),
        (replaced(recorded(), report="rpt:other"), "belongs to report rpt:other"),
        (msgspec.structs.replace(recorded(), claims=recorded().claims * 2), "same id"),
    ],
    ids=["no-whole", "part-of-itself", "no-older", "other-claim", "other-report", "twice"],
)
def test_claims_of_a_report_hold_together(changed: Recorded, fault: str) -> None:
    assert fault in (recorded_fault(changed) or "")
