"""Claims side by side: what they are about, and how two of them stand to each other."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.model.claims import Effect, Group


class Subject(Struct, frozen=True, kw_only=True):
    """What several claims are about: one effect on one group in one place, with the claims in order of date."""

    id: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    claims: tuple[str, ...]


class Relation(Struct, frozen=True, kw_only=True):
    """How two claims on one subject stand to each other, and why."""

    kind: Literal["agree", "differ", "deny", "subset", "supersedes"]
    subject: str
    left: str
    right: str
    reason: str
