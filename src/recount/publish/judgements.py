"""What people judge of claims, subjects and sources, and what they disagree about: rows, and tables for a terminal.

How to reach somebody who replied is in no row, nor its digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Final, Literal

from msgspec import structs
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.compare.judged import in_words
from recount.compare.subjects import folded
from recount.ledger.judgements import claims_of
from recount.ledger.replies import reply_fault
from recount.ledger.signing import fingerprint
from recount.model import (
    Correction,
    Disagreement,
    Grading,
    Judged,
    Merge,
    Rating,
    Reply,
    Review,
    Split,
    Turn,
    Verdict,
    Withdrawal,
)
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.reviewed import JudgementRow, Reviewed
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_VERDICTS: Final[Mapping[Verdict, str]] = {"accept": "✓ accepted", "reject": "⊘ rejected", "undecided": "? left open"}
_SHORT: Final = 12
_DAY: Final = len("30 Sep 2022")


def judgement_rows(turns: Iterable[Turn | Judged]) -> tuple[JudgementRow, ...]:
    """The rows of judgements, in the order given; a withdrawal is of the claims that were judged."""
    about: dict[str, tuple[str, ...]] = {}
    rows = []
    for turn in turns:
        said = turn.said if isinstance(turn, Turn) else turn.judgement
        if not isinstance(said, Withdrawal):
            about[turn.id] = claims_of(said)
        row = JudgementRow(
            id=turn.id,
            who=turn.who,
            at=turn.at,
            seq=turn.seq,
            stands=turn.stands if isinstance(turn, Turn) else True,
            said=structs.replace(said, contact=None) if isinstance(said, Reply) else said,
            claims=about.get(turn.id, ()),
        )
        if isinstance(said, Reply) and said.signature is not None:
            fits: Literal["fits", "does not fit"] = "does not fit" if reply_fault(said) else "fits"
            row = structs.replace(row, signed_by=fingerprint(said.signature), signature=fits)
        rows.append(row)
    return tuple(rows)


def concerns(judgement: Judged, claims: Set[str]) -> bool:
    """Whether a judgement is of any of these claims, or of a source."""
    named = claims_of(judgement.judgement)
    return not named or not claims.isdisjoint(named)


def touches(one: Disagreement, turns: Iterable[JudgementRow]) -> bool:
    """Whether a disagreement is about what these turns judge."""
    of_source = {folded(turn.said.source) for turn in turns if isinstance(turn.said, Rating)}
    of_claims = {claim for turn in turns for claim in turn.claims}
    return bool(of_claims.intersection(one.claims)) or (one.source is not None and folded(one.source) in of_source)


def told(row: JudgementRow) -> str:
    """What a turn says, in words with a mark.

    >>> from datetime import datetime
    >>> turn = Turn(id="jdg:1", who="ana", at=datetime(2024, 5, 1), seq=7, stands=True,
    ...             said=Correction(claim="clm:1", field="low", value=15))
    >>> told(judgement_rows([turn])[0])
    '✎ low: 15'
    """
    match row.said:
        case Review(verdict=verdict):
            return _VERDICTS[verdict]
        case Correction(field=field, value=value):
            return f"✎ {wording.label(field)}: {in_words(value)}"
        case Merge():
            return "⊕ one subject"
        case Split():
            return "⊖ a subject of its own"
        case Rating(reliability=reliability):
            return f"★ {reliability}, {wording.RELIABILITY[reliability]}"
        case Grading(grade=grade):
            return f"▲ {grade}"
        case Reply(text=text, name=name):
            return f"❝ {name or 'somebody'}: {text}"
        case Withdrawal():
            return "↶ withdrawn"


def signature(row: JudgementRow) -> str:
    """Who signed a reply, and whether the signature fits; nothing where it bears none."""
    if row.signature is None:
        return ""
    return f"signed by key {row.signed_by}" if row.signature == "fits" else "✕ the signature does not fit its words"


def reviewed_table(found: Reviewed) -> RenderableType:
    """A table of what people judge, then what they disagree about."""
    if not found.turns:
        return Text("Nothing is judged yet: `recount judge accept CLAIM` and its like do.")
    claims = {row.id: row for row in found.claims}
    table = Table(box=box.SIMPLE_HEAD, expand=True, leading=1, padding=(0, 1), header_style="bold", pad_edge=False)
    table.add_column("Judgement", width=_SHORT, no_wrap=True)
    for heading, ratio in (("By", 2), ("Says", 5), ("Of", 5)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    table.add_column("On", width=_DAY, no_wrap=True)
    for row in found.turns:
        style = "" if row.stands else "dim"
        by, on = cell(row.who, "bold" if row.stands else ""), cell(wording.day(row.at.date()))
        table.add_row(cell(row.id[:_SHORT]), by, _says(row), _of(row, claims), on, style=style)
    return Group(table, *(disagreement(one, claims) for one in found.disagreements))


def _says(row: JudgementRow) -> Text:
    says = cell(told(row), "bold" if row.stands else "")
    note = getattr(row.said, "note", None)
    lines = [note or "", signature(row), "" if row.stands else "(no longer)"]
    return Text("\n").join([says, *(cell(line, "not bold dim") for line in lines if line)])


def _of(row: JudgementRow, claims: Mapping[str, ClaimRow]) -> Text:
    if isinstance(row.said, Rating):
        return cell(row.said.source)
    return Text("\n").join([cell(claim_told(claim, claims)) for claim in row.claims])


def claim_told(claim: str, claims: Mapping[str, ClaimRow]) -> str:
    """A claim in a line: what it counts, who says so, and its id."""
    row = claims.get(claim)
    short = claim[:_SHORT]
    return f"“{row.quantity.exact}” {row.effect}, {wording.who(row)} {short}" if row else f"{short}, no longer read"


def disagreements_table(view: View) -> RenderableType:
    """What people judge differently of the claims of a view, and of sources, under a heading."""
    rows = {row.id: row for row in claim_rows(view)}
    told = (disagreement(one, rows) for one in view.disagreements)
    return Group(cell("Where reviewers disagree", "bold underline"), Text(""), *told)


def disagreement(one: Disagreement, claims: Mapping[str, ClaimRow]) -> RenderableType:
    """What people disagree about, a line a position."""
    about = one.source or "; ".join(claim_told(claim, claims) for claim in one.claims)
    head = cell(f"⇄ {wording.label(one.matter)} of {about}: {one.reason}", "bold")
    held = [cell(f"{position.what}: {', '.join(position.who)}") for position in one.positions]
    return Padding(Group(head, *(Padding(each, (0, 0, 0, 2)) for each in held)), (0, 0, 1, 0))
