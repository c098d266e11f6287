"""By which fields a person may correct what was decided about a claim: what each holds now, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from recount.model import Corrected, ResolvedClaim, choices
from recount.publish.explanation import Explained

Kind = Literal["number", "decimal", "date", "text", "choice"]

FIELDS: Final[Mapping[Explained, tuple[Corrected, ...]]] = {
    "quantity": ("low", "high", "operator"),
    "effect": ("effect",),
    "victims": ("group",),
    "victims.party": ("party",),
    "source": (),
    "source.name": ("source", "source_kind"),
    "source.party": ("source_party",),
    "act": ("act",),
    "modality": ("modality",),
    "place": ("place", "country", "lat", "lon"),
    "time": ("from", "to", "said_on"),
    "scope": ("scope",),
    "subset_of": ("subset_of",),
    "supersedes": (),
}
"""Under which decision each field is corrected."""
_KINDS: Final[Mapping[Corrected, Kind]] = {
    "low": "number",
    "high": "number",
    "lat": "decimal",
    "lon": "decimal",
    "from": "date",
    "to": "date",
    "said_on": "date",
}


class Correctable(Struct, frozen=True, kw_only=True):
    """A field with the value that it has (empty: not stated), what kind of value it takes, and the words to choose."""

    field: Corrected
    kind: Kind
    value: str
    choices: tuple[str, ...] = ()


def correctable(decision: Explained, claim: ResolvedClaim) -> tuple[Correctable, ...]:
    """The fields by which a decision about a claim is corrected."""
    return tuple(_correctable(field, claim) for field in FIELDS[decision])


def all_correctable(claim: ResolvedClaim) -> tuple[Correctable, ...]:
    """All fields by which a claim is corrected, in the order of the codebook."""
    return tuple(each for decision in FIELDS for each in correctable(decision, claim))


def _correctable(field: Corrected, claim: ResolvedClaim) -> Correctable:
    words = choices(field)
    value = _values(claim)[field]
    return Correctable(
        field=field,
        kind="choice" if words else _KINDS.get(field, "text"),
        value="" if value is None else str(value),
        choices=words,
    )


def _values(resolved: ResolvedClaim) -> Mapping[Corrected, object]:
    """What a claim has in each field; None where it states nothing."""
    claim, decided = resolved.claim, resolved.resolutions
    speaker, place, time = decided.source.value, decided.place.value, decided.time.value
    worded = claim.source
    return {
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "operator": claim.quantity.operator,
        "effect": claim.effect,
        "group": claim.victims.group if claim.victims else None,
        "party": decided.party.value,
        "source": speaker.name if speaker else worded.mention.exact if worded else None,
        "source_kind": speaker.kind if speaker else worded.kind if worded else None,
        "source_party": decided.speaker_party.value,
        "act": claim.act,
        "modality": claim.modality,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "from": time.first if time else None,
        "to": time.last if time else None,
        "said_on": decided.said_on,
        "scope": claim.scope,
        "subset_of": claim.subset_of,
    }
