"""A law of feeds: whoever follows every entry from the claims as read has the claims as they stand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import recorded, run
from recount.amending import feed
from recount.errors import EvidenceError
from recount.ledger import open_ledger
from recount.ledger.judgements import judge, standing, withdraw
from recount.model import Correction, Judgement, Review
from recount.pipeline import view
from recount.publish.feed import alterations
from recount.publish.rows import claim_rows

SOFTWARE = run().software
claims = st.sampled_from([each.claim.id for each in recorded().claims])
judgements: st.SearchStrategy[Judgement] = st.one_of(
    st.builds(Review, claim=claims, verdict=st.sampled_from(["accept", "reject", "undecided"])),
    st.builds(Correction, claim=claims, field=st.sampled_from(["low", "high"]), value=st.integers(0, 20)),
    st.builds(Correction, claim=claims, field=st.just("effect"), value=st.sampled_from(["injured", "missing"])),
    st.builds(Correction, claim=claims, field=st.sampled_from(["party", "place"]), value=st.none() | st.just("X")),
)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["ana", "ben"]), judgements | st.none()), max_size=8))
def test_a_follower_has_what_the_ledger_has(turns: list[tuple[str, Judgement | None]]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger") as ledger:
        ledger.add(run(), [recorded()])
        read = {row.id: row for row in claim_rows(view(ledger, ""))}
        for who, judgement in turns:
            ledger.who = who
            own = [each.id for each in standing(ledger) if each.who == who]
            with suppress(EvidenceError):  # what would not hold together is refused
                if judgement is not None:
                    judge(ledger, [judgement], SOFTWARE)
                elif own:
                    withdraw(ledger, own[:1], SOFTWARE)
        now = {row.id: row for row in claim_rows(view(ledger, ""))}
        followed: dict[tuple[str, str], tuple[object, object]] = {}
        for each in reversed(feed(ledger).amendments):
            for one in each.alterations:
                first, last = followed.get((each.row.id, one.field), (one.before, one.before))
                assert last == one.before or one.field == "review"
                followed[each.row.id, one.field] = first, one.after
    expected = {(key, one.field): one.after for key in read for one in alterations(read[key], now[key])}
    changed = {key: after for key, (before, after) in followed.items() if key[1] != "review" and before != after}
    assert changed == expected
    reviews = {claim: after for (claim, field), (_, after) in followed.items() if field == "review"}
    for claim, row in now.items():
        assert reviews.get(claim) == row.review or row.review == "accepted"
