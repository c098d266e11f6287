"""What people judge, as entries of a ledger: made, made otherwise, withdrawn, never overwritten.

A judgement's id is that of who judges which matter (a claim's verdict, a field of it, a source's reliability). So what
somebody says later of the same matter takes the place of what they said before, and what others say stands beside it.
A withdrawal is an entry of the same id. All entries stay, and `history` tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct, structs

from recount import wire
from recount.errors import ChoiceError, EvidenceError
from recount.ledger import bodies
from recount.ledger.contents import Contents
from recount.ledger.entries import Entry, Kind
from recount.ledger.store import Ledger
from recount.model import (
    Correction,
    Grading,
    Judged,
    Judgement,
    Merge,
    Rating,
    Reply,
    ResolvedClaim,
    Review,
    Split,
    Turn,
    Withdrawal,
)
from recount.resolve.corrections import Corrections, corrected

KINDS: Final[tuple[Kind, ...]] = ("judgement", "correction", "reply")
"""The kinds of entries that hold judgements."""


class Given(Struct, frozen=True, kw_only=True):
    """What a call of `judge` came to: what stands now of what was given, and how much of it was new to the ledger."""

    judged: tuple[Judged, ...]
    new: int


def id_of(who: str, judgement: Judgement) -> str:
    """The id of a judgement: the same for all that this person says of the same matter.

    >>> first, second = Review(claim="clm:1", verdict="reject"), Review(claim="clm:1", verdict="accept")
    >>> id_of("ana", first) == id_of("ana", second), id_of("ana", first) == id_of("ben", first)
    (True, False)
    """
    return wire.content_id("jdg", (who, *_matter(judgement)))


def _matter(judgement: Judgement) -> tuple[str, ...]:
    match judgement:
        case Review(claim=claim):
            return "review", claim
        case Correction(claim=claim, field=field):
            return "correction", claim, field
        case Merge(claims=claims):
            return "merge", *sorted(claims)
        case Split(claims=claims):
            return "split", *sorted(claims)
        case Rating(source=source):
            return "rating", " ".join(source.casefold().split())
        case Grading(claim=claim):
            return "grading", claim
        case Reply(claim=claim, text=text, name=name):
            return "reply", claim, text, name or ""


def claims_of(judgement: Judgement) -> tuple[str, ...]:
    """The ids of the claims that a judgement names."""
    match judgement:
        case Merge(claims=claims) | Split(claims=claims):
            return claims
        case Rating():
            return ()
        case _:
            return (judgement.claim,)


def _kind(judgement: Judgement) -> Kind:
    match judgement:
        case Correction():
            return "correction"
        case Reply():
            return "reply"
        case _:
            return "judgement"


def judge(ledger: Ledger, judgements: Iterable[Judgement], software: str) -> Given:
    """Add judgements of whoever the ledger was opened for, all or none; what they said last is not said again.

    Raises `ChoiceError` where the ledger holds no claim of an id, `EvidenceError` where a claim would not hold
    together as corrected (low above high).
    """
    given = tuple(_in_order(each) for each in judgements)
    drafts = []
    for each in given:
        claims = [_claim(ledger, claim) for claim in claims_of(each)]
        reports = {found.claim.report for found in claims}
        report = reports.pop() if len(reports) == 1 else None
        drafts.append(bodies.draft(_kind(each), id_of(ledger.who, each), report, each))
    _require_whole(ledger, [each for each in given if isinstance(each, Correction)])
    added = ledger.append(drafts, software)
    return Given(judged=standing_of(ledger, (draft.key for draft in drafts)), new=len(added))


def _in_order(judgement: Judgement) -> Judgement:
    """The judgement with its claims by id, so that it is the same however they were named."""
    if isinstance(judgement, (Merge, Split)):
        return structs.replace(judgement, claims=tuple(sorted(judgement.claims)))
    return judgement


def _claim(ledger: Ledger, claim: str) -> ResolvedClaim:
    for found in ledger.claims_named(claim):
        if found.claim.id == claim:
            return found
    raise ChoiceError(f"{ledger.database.name} holds no claim {claim}: `recount claims --json` lists its claims")


def _require_whole(ledger: Ledger, new: Sequence[Correction]) -> None:
    """Raise `EvidenceError` where a claim does not hold together with all that this person corrects of it.

    It may do so as read, or with what others correct of it too.
    """
    if not new:
        return
    before = [(each.who == ledger.who, each.judgement) for each in standing(ledger)]
    mine = [*(each for own, each in before if own and isinstance(each, Correction)), *new]
    others = [each for own, each in before if not own and isinstance(each, Correction)]
    for name in dict.fromkeys(each.claim for each in new):
        claim = _claim(ledger, name)
        values = {each.field: each.value for each in mine if each.claim == name}
        beside = {each.field: each.value for each in others if each.claim == name} | values
        faults = [_correction_fault(claim, Corrections(values=each, who=ledger.who)) for each in (values, beside)]
        if all(faults):
            raise EvidenceError(f"claim {name} (“{claim.claim.quantity.exact}”): {faults[0]}")
        if values.get("subset_of") is not None:
            wholes = {each.claim.id: each.claim.subset_of for each in ledger.claims(claim.claim.report)}
            wholes |= {each.claim: str(each.value) for each in mine if each.field == "subset_of" and each.value}
            _require_part(name, wholes)


def _correction_fault(claim: ResolvedClaim, corrections: Corrections) -> str | None:
    """Why a claim does not hold together with these corrections (None: it does)."""
    try:
        corrected(claim, corrections)
    except EvidenceError as error:
        return str(error)
    return None


def _require_part(part: str, wholes: Mapping[str, str | None]) -> None:
    """Raise `EvidenceError` where a claim cannot be part of its whole: that is in another report, or part of it."""
    seen, above = {part}, wholes[part]
    while above is not None:
        if above not in wholes:
            raise EvidenceError(f"claim {part}: {above} is no claim of the same report, so it is no part of that")
        if above in seen:
            raise EvidenceError(f"claim {part}: {wholes[part]} is itself a part of it")
        seen.add(above)
        above = wholes[above]


def withdraw(ledger: Ledger, ids: Iterable[str], software: str, note: str | None = None) -> tuple[Judged, ...]:
    """Take back judgements of whoever the ledger was opened for, each by its id or the beginning of it, all or none.

    What was taken back is given. Raises `ChoiceError` where no such judgement stands, several do, or it is another's.
    """
    stand = standing(ledger)
    taken = tuple(_own(ledger, stand, each) for each in ids)
    drafts = []
    for each in taken:
        last = ledger.latest(_kind(each.judgement), each.id)
        report = last.report if last is not None else None
        drafts.append(bodies.draft(_kind(each.judgement), each.id, report, Withdrawal(note=note)))
    ledger.append(drafts, software)
    return taken


def _own(ledger: Ledger, stand: tuple[Judged, ...], beginning: str) -> Judged:
    found = [each for each in stand if each.id.startswith(beginning)]
    if len(found) > 1:
        raise ChoiceError(f"{len(found)} judgements have an id that begins with {beginning!r}: give more of it")
    if not found:
        raise ChoiceError(
            f"{ledger.database.name}: no judgement that stands has an id that begins with {beginning!r}: "
            "`recount review` lists them"
        )
    if found[0].who != ledger.who:
        raise ChoiceError(
            f"{found[0].id} was made by {found[0].who}, and {ledger.who} cannot withdraw it: "
            "leave a judgement of your own, which stands beside it"
        )
    return found[0]


def standing(contents: Contents) -> tuple[Judged, ...]:
    """What people say now, in the order they said it: of each matter the last, without what was withdrawn."""
    return _standing(entry for kind in KINDS for entry in contents.latest_of(kind))


def standing_of(contents: Contents, ids: Iterable[str]) -> tuple[Judged, ...]:
    """The judgements of these ids that stand, in the order they were made."""
    found = (contents.latest(kind, name) for name in dict.fromkeys(ids) for kind in KINDS)
    return _standing(entry for entry in found if entry is not None)


def standing_since(contents: Contents, seq: int) -> tuple[Judged, ...]:
    """What people have said since the entry of that number and say still, in the order they said it."""
    return stand(_turns(entry for kind in KINDS for entry in contents.entries_of(kind, seq)))


def _standing(latest: Iterable[Entry]) -> tuple[Judged, ...]:
    return stand(_turn(entry, stands=True) for entry in sorted(latest, key=lambda entry: entry.seq))


def history(contents: Contents) -> tuple[Turn, ...]:
    """All that people said and took back, in the order they did."""
    return _turns(entry for kind in KINDS for entry in contents.entries_of(kind))


def history_of(contents: Contents, reports: Iterable[str]) -> tuple[Turn, ...]:
    """What of `history` is about claims of these reports, about sources, or about claims of several reports.

    No more is read than that, however much is judged of others.
    """
    named = [
        entry for report in sorted(set(reports)) for kind in KINDS for entry in contents.entries_about(report, kind)
    ]
    return _turns([*named, *contents.entries_about(None, "judgement")])


def stand(turns: Iterable[Turn]) -> tuple[Judged, ...]:
    """What people say now, of what they said in these turns."""
    return tuple(judged for turn in turns if turn.stands and (judged := _of_turn(turn)) is not None)


def _turns(found: Iterable[Entry]) -> tuple[Turn, ...]:
    entries = sorted(found, key=lambda entry: entry.seq)
    last = {entry.key: entry.seq for entry in entries}
    return tuple(_turn(entry, stands=last[entry.key] == entry.seq) for entry in entries)


def _turn(entry: Entry, *, stands: bool) -> Turn:
    return Turn(
        id=entry.key,
        who=entry.who,
        at=datetime.fromisoformat(entry.at),
        seq=entry.seq,
        said=bodies.judgement_of(entry),
        stands=stands,
    )


def _of_turn(turn: Turn) -> Judged | None:
    if isinstance(turn.said, Withdrawal):
        return None
    return Judged(id=turn.id, who=turn.who, at=turn.at, seq=turn.seq, judgement=turn.said)


def judgement_fault(entry: Entry, before: Entry | None, holds: Callable[[str], bool]) -> str | None:
    """What is wrong with an entry that holds a judgement (None: nothing).

    `before` is the entry of the same kind and id that came last before it, `holds` tells whether the ledger holds a
    claim. Raises `LedgerDamagedError` where the entry holds no judgement.
    """
    return next(_faults(entry, before, holds), None)


def _faults(entry: Entry, before: Entry | None, holds: Callable[[str], bool]) -> Iterator[str]:
    said = bodies.judgement_of(entry)
    if isinstance(said, Withdrawal):
        if before is None or isinstance(bodies.judgement_of(before), Withdrawal):
            yield "it withdraws what does not stand"
        elif before.who != entry.who:
            yield f"it withdraws what {before.who} judged"
        return
    if _kind(said) != entry.kind:
        yield f"it holds a {_kind(said)}"
    if id_of(entry.who, said) != entry.key:
        yield "its id is not that of who judged this matter"
    for claim in claims_of(said):
        if not holds(claim):
            yield f"the claim {claim} that it judges is not in the ledger"
