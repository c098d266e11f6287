"""What changed of claims that were published: corrected, rejected, disputed, restored, read anew, gone.

Whoever took a claim over from a ledger learns from these what to change of it, or to take out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict

from recount.publish import wording
from recount.publish.flat import flat
from recount.publish.rows import ClaimRow

AmendmentKind = Literal["corrected", "rejected", "disputed", "restored", "read anew", "gone"]
Value = str | int | float | bool | date | None
_TITLES: Final[dict[AmendmentKind, str]] = {
    "corrected": "Corrected",
    "rejected": "Rejected",
    "disputed": "Disputed",
    "restored": "Restored",
    "read anew": "Read anew",
    "gone": "No longer read",
}
# What a reading or a person says of the claim itself: neither what judgements come to, nor the report, nor its copies.
_ASIDE: Final = frozenset({
    "id", "report", "publisher", "published", "title", "url", "subset_of", "supersedes", "carried_from", "original",
    "made_from", "review", "corrected", "disputed", "replies",
})  # fmt: skip


class Alteration(Struct, frozen=True):
    """A field of a claim before and after, under the codebook's names; None: not stated, of `review` not judged."""

    field: str
    before: Value
    after: Value

    @property
    def told(self) -> str:
        """It in words.

        >>> Alteration("low", 18900, 19000).told, Alteration("place", "Bucha", None).told
        ('low: 18,900 → 19,000', 'place: Bucha → not stated')
        """
        none = "as read" if self.field == "review" else "not stated"
        return f"{wording.label(self.field)}: {_in_words(self.before) or none} → {_in_words(self.after) or none}"


class Amendment(Struct, frozen=True, kw_only=True):
    """One change of one claim.

    `id` is a URN that never changes, `row` the claim as it is now, or as it last was. `replaced_by` is the id of the
    claim that a new reading has in its place. `seq` is the number of the ledger's entry; `who` made it, at `at` (UTC).
    """

    id: str
    kind: AmendmentKind
    row: ClaimRow
    alterations: tuple[Alteration, ...]
    who: str
    at: datetime
    seq: int
    note: str | None = None
    replaced_by: str | None = None

    @property
    def title(self) -> str:
        """It in a line."""
        return f"{_TITLES[self.kind]}: {wording.headline(self.row)}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What changed, in words: the claim, each field, who changed it, and why."""
        row = self.row
        stands = ", ".join(part for part in (row.publisher, wording.day(row.published) if row.published else None,
                                             row.title) if part)  # fmt: skip
        return tuple(
            line
            for line in (
                f"{row.id}: {wording.who(row)}, “{row.quantity.exact}” {row.effect}",
                f"in {stands or row.report}",
                *(each.told for each in self.alterations),
                f"now {self.replaced_by}" if self.replaced_by else "",
                f"by {self.who}, {wording.day(self.at.date())}",
                f"“{self.note}”" if self.note else "",
            )
            if line
        )


class Feed(Struct, frozen=True, kw_only=True):
    """What changed in a ledger, the newest first; `id` is a URN of the ledger, `updated` when its last entry was made.

    >>> Feed(id="urn:uuid:0", updated=None).amendments
    ()
    """

    id: str
    updated: datetime | None
    amendments: tuple[Amendment, ...] = ()


def alterations(before: ClaimRow, after: ClaimRow) -> tuple[Alteration, ...]:
    """The fields that two states of a claim differ in, in the order of the codebook."""
    old, new = asdict(flat(before)), asdict(flat(after))
    names = {"first": "from", "last": "to"}
    return tuple(
        Alteration(names.get(name, name), old[name], new[name])
        for name in old
        if name not in _ASIDE and old[name] != new[name]
    )


def in_order(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Amendments with the newest first."""
    return tuple(sorted(amendments, key=lambda each: (-each.seq, each.row.id)))


def _in_words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)
