"""Which claims are wanted."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from recount.model.claims import Act, Effect, Group, Modality, Scope, SourceKind


class Selection(Struct, frozen=True, kw_only=True):
    """Which claims are wanted; None wants all.

    Names are found inside longer ones, whatever their case and accents: that of the `source` in its fullest form or as
    the claim has it, of the `place`, and of the `party` whose people or things were harmed. `kind` is that of the
    source, `country` that of the place (ISO 3166 alpha-2). The harm touches the days from `since` to `until`; the
    report, whose id `report` is, was published on a day from `published_since` to `published_until`. A claim whose
    days are not known touches none.
    """

    effect: Effect | None = None
    group: Group | None = None
    party: str | None = None
    source: str | None = None
    kind: SourceKind | None = None
    place: str | None = None
    country: str | None = None
    scope: Scope | None = None
    act: Act | None = None
    modality: Modality | None = None
    since: date | None = None
    until: date | None = None
    report: str | None = None
    published_since: date | None = None
    published_until: date | None = None


EVERYTHING = Selection()
