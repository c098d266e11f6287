"""What changed in a ledger of claims that it told before: by people's judgements, and by reading reports anew.

A change is what a reader would see of a claim: a field that has another value, a claim that is set aside or counts
again, one that no reading finds any more. What is only added, a claim nobody knew before or an acceptance of one that
stood, changes nothing for whoever has the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from msgspec import Struct

from recount.compare.judged import judged
from recount.ledger import Contents
from recount.ledger.judgements import history
from recount.ledger.origins import lineage
from recount.ledger.rereadings import Rereading, changed_at, once_held, rereadings
from recount.ledger.selecting import wants
from recount.model import (
    EVERYTHING,
    Assessment,
    Correction,
    Judged,
    Lineage,
    Reading,
    ResolvedClaim,
    Review,
    Selection,
    Standpoint,
    Turn,
    Withdrawal,
)
from recount.model.descent import kin_of
from recount.publish.feed import Alteration, Amendment, AmendmentKind, Feed, alterations, in_order
from recount.publish.rows import ClaimRow, report_row

_ASIDE: Final[tuple[Standpoint | None, ...]] = ("rejected", "original rejected")


class _State(Struct, frozen=True):
    """A claim at one time: as read and corrected, its row, and what people judge of it."""

    claim: ResolvedClaim
    row: ClaimRow
    assessment: Assessment | None

    @property
    def review(self) -> Standpoint | None:
        return self.assessment.review if self.assessment else None


class _Kin(Struct, frozen=True):
    """Claims that are copies of one another, by id, as they were read; their reports by id, and their lineage."""

    claims: Mapping[str, ResolvedClaim]
    readings: Mapping[str, Reading]
    lineage: Lineage


def feed(contents: Contents, selection: Selection = EVERYTHING) -> Feed:
    """What changed of the claims wanted, as they are or as they were, the newest first."""
    name = contents.as_of(min(contents.head().seq, 1)).head().hash
    found = [*_judged(contents, name, selection), *_read_anew(contents, name, selection)]
    return Feed(id=_urn(name), updated=changed_at(contents), amendments=in_order(found))


def _urn(*names: object) -> str:
    return uuid5(NAMESPACE_OID, " ".join(str(each) for each in names)).urn


def _judged(contents: Contents, name: str, selection: Selection) -> Iterator[Amendment]:
    """What judgements changed, turn by turn."""
    stand: dict[str, Judged] = {}
    of_claim: defaultdict[str, set[str]] = defaultdict(set)
    known: dict[str, _Kin] = {}
    turns = tuple(history(contents))
    found = _lineage(contents, turns)
    for turn in turns:
        past = stand.get(turn.id)
        about = (past.judgement if past else None) if isinstance(turn.said, Withdrawal) else turn.said
        if not isinstance(about, (Review, Correction)):
            continue
        kin = known.get(about.claim) or _kin(contents, about.claim, found)
        known.update((claim, kin) for claim in kin.claims)
        old = _states(kin, stand, of_claim)
        if isinstance(turn.said, Withdrawal):
            del stand[turn.id]
            of_claim[about.claim].discard(turn.id)
        else:
            stand[turn.id] = Judged(id=turn.id, who=turn.who, at=turn.at, seq=turn.seq, judgement=about)
            of_claim[about.claim].add(turn.id)
        new = _states(kin, stand, of_claim)
        for one in sorted(new):
            amendment = _of_turn(turn, old[one], new[one], name)
            if amendment is not None and _wanted(selection, old[one], new[one]):
                yield amendment


def _lineage(contents: Contents, turns: Iterable[Turn]) -> Lineage:
    """Where the claims that were judged come from and went: looked up at once, as that may take long."""
    named = {turn.said.claim for turn in turns if isinstance(turn.said, (Review, Correction))}
    held = (once_held(contents, claim) for claim in sorted(named))
    reports = {each.claim.report for each in held if each is not None}
    return lineage(contents, reports) if reports else Lineage()


def _kin(contents: Contents, claim: str, found: Lineage) -> _Kin:
    """The claim, those that it was copied from and into, their reports, and the lineage that says so."""
    held = once_held(contents, claim)
    if held is None:
        return _Kin({}, {}, Lineage())
    others = sorted(kin_of([claim], found.claims) - {claim})
    claims = [held, *(other for each in others if (other := once_held(contents, each)) is not None)]
    reports = {each.claim.report for each in claims}
    readings = {report: reading for report in reports if (reading := contents.reading(report)) is not None}
    return _Kin({each.claim.id: each for each in claims if each.claim.report in readings}, readings, found)


def _states(kin: _Kin, stand: Mapping[str, Judged], of_claim: Mapping[str, Set[str]]) -> Mapping[str, _State]:
    """Each claim as the judgements that stand leave it, by its id."""
    judgements = [stand[each] for claim in kin.claims for each in sorted(of_claim.get(claim, ()))]
    outcome = judged(kin.claims.values(), judgements, kin.lineage)
    assessed = {each.claim: each for each in outcome.assessments}
    return {
        each.claim.id: _State(
            each, report_row(kin.readings[each.claim.report], [each]).claims[0], assessed.get(each.claim.id)
        )
        for each in outcome.claims
    }


def _wanted(selection: Selection, *states: _State) -> bool:
    return any(wants(selection, each.claim, each.row.published) for each in states)


def _of_turn(turn: Turn, old: _State, new: _State, name: str) -> Amendment | None:
    altered = alterations(old.row, new.row)
    kind = _kind(old, new, altered=bool(altered))
    if kind is None:
        return None
    if old.review != new.review:
        altered = (Alteration("review", old.review, new.review), *altered)
    return Amendment(
        id=_urn(name, turn.seq, new.row.id),
        kind=kind,
        row=new.row,
        alterations=altered,
        who=turn.who,
        at=turn.at,
        seq=turn.seq,
        note=getattr(turn.said, "note", None),
    )


def _kind(old: _State, new: _State, *, altered: bool) -> AmendmentKind | None:
    """What a turn did to a claim; None: nothing that a reader would see change."""
    if old.review != new.review:
        if new.review in _ASIDE and old.review not in _ASIDE:
            return "rejected"
        if new.review == "disputed":
            return "disputed"
        if old.review in (*_ASIDE, "disputed") and new.review not in _ASIDE:
            return "restored"
    if altered:
        return "corrected"
    disputed = [set(each.assessment.disputed) if each.assessment else set() for each in (old, new)]
    return "disputed" if disputed[1] - disputed[0] else None


def _read_anew(contents: Contents, name: str, selection: Selection) -> Iterator[Amendment]:
    """What reading reports anew changed."""
    for each in rereadings(contents):
        old, new = (_told(contents.as_of(at), each.report) for at in (each.before, each.after))
        for claim in sorted(old):
            amendment = _of_reading(each, claim, old, new, name)
            if amendment is not None and _wanted(selection, old[claim], *(new[one] for one in (claim,) if one in new)):
                yield amendment


def _told(contents: Contents, report: str) -> Mapping[str, _State]:
    """The claims of a report as a ledger told them then, as read, by id."""
    reading = contents.reading(report)
    claims = tuple(contents.claims(report)) if reading is not None else ()
    if reading is None or not claims:
        return {}
    by_id = {each.claim.id: each for each in claims}
    return {row.id: _State(by_id[row.id], row, None) for row in report_row(reading, claims).claims}


def _of_reading(
    one: Rereading, claim: str, old: Mapping[str, _State], new: Mapping[str, _State], name: str
) -> Amendment | None:
    was = old[claim]
    now = new.get(claim) or _in_place(was, (state for key, state in new.items() if key not in old))
    altered = alterations(was.row, now.row) if now is not None else ()
    if now is not None and now.row.id == claim and not altered:
        return None
    return Amendment(
        id=_urn(name, one.after, claim),
        kind="gone" if now is None else "read anew",
        row=now.row if now is not None and now.row.id == claim else was.row,
        alterations=altered,
        who=f"{one.software} ({one.who})",
        at=one.at,
        seq=one.after,
        replaced_by=now.row.id if now is not None and now.row.id != claim else None,
    )


def _in_place(was: _State, fresh: Iterable[_State]) -> _State | None:
    """The new claim that counts by words where the old one did."""
    count = was.row.quantity
    alike = (each for each in fresh if each.row.quantity.start < count.end and count.start < each.row.quantity.end)
    return min(alike, key=lambda each: (each.row.effect != was.row.effect, each.row.id), default=None)
