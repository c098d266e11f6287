"""Resolved claims with what people correct of them; the words as read stay, and so do the ids.

Fields that depend on one another are corrected together (`TOGETHER`). What hangs on a corrected field follows: the
operator fits the bounds, a place by another name has not the old one's coordinates, and whether the claim is an
admission against interest is decided anew. Where a correction adds what no words of the claim name, it rests on the
claim's evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, structs

from recount.errors import EvidenceError
from recount.model import (
    Claim,
    Corrected,
    Field,
    Group,
    Interval,
    Mention,
    Operator,
    Place,
    Reason,
    Resolution,
    ResolvedClaim,
    Source,
    SourceKind,
    Speaker,
    Victims,
)
from recount.resolve.standing import against_interest

T = TypeVar("T")
TOGETHER: Final[tuple[tuple[Corrected, ...], ...]] = (
    ("low", "high", "operator"),
    ("effect",),
    ("group",),
    ("party",),
    ("source", "source_kind", "source_party"),
    ("act",),
    ("modality",),
    ("place", "country", "lat", "lon"),
    ("from", "to"),
    ("said_on",),
    ("scope",),
    ("subset_of",),
)
"""Fields by what they depend on, in the order of the codebook."""


class Corrections(Struct, frozen=True, kw_only=True):
    """What fields of one claim should be (None: not stated), and who says so."""

    values: Mapping[Corrected, str | int | float | None]
    who: str

    @property
    def method(self) -> str:
        """What decides the fields."""
        return f"corrected by {self.who}"

    def text(self, field: Corrected, otherwise: str | None) -> str | None:
        """What a field of text should be, else what it is."""
        return msgspec.convert(self.values.get(field, otherwise), str | None)

    def number(self, field: Corrected, otherwise: float | None) -> float | None:
        """What a field of degrees should be, else what it is."""
        return msgspec.convert(self.values.get(field, otherwise), float | None)

    def whole(self, field: Corrected, otherwise: int | None) -> int | None:
        """What a field of counts should be, else what it is."""
        return msgspec.convert(self.values.get(field, otherwise), int | None)

    def day(self, field: Corrected, otherwise: date | None) -> date | None:
        """What a field of days should be, else what it is."""
        return msgspec.convert(self.values.get(field, otherwise), date | None)

    def made(self, value: T | None, before: Resolution[T]) -> Resolution[T]:
        """The decision for this value; what was read comes first of what else was possible."""
        if before.method == self.method:
            return structs.replace(before, value=value)
        told, read = _told(value), _told(before.value)
        rivals = (each for each in (read, *before.candidates) if each != told)
        return Resolution(
            value=value, method=self.method, confidence=1.0, candidates=tuple(dict.fromkeys((told, *rivals)))
        )


def _told(value: object) -> str:
    """What a value is called among candidates."""
    if isinstance(value, (Place, Speaker)):
        return value.name
    if isinstance(value, Interval):
        return str(value.first) if value.first == value.last else f"{value.first}/{value.last}"
    return "not stated" if value is None else str(value)


_Apply: TypeAlias = Callable[[ResolvedClaim, Corrections], ResolvedClaim]


def corrected(resolved: ResolvedClaim, corrections: Corrections) -> ResolvedClaim:
    """The claim with these fields corrected.

    Raises `EvidenceError` where it would not hold together: low above high, coordinates without a place.
    """
    for fields in TOGETHER:
        if any(field in corrections.values for field in fields):
            resolved = _APPLIED[fields[0]](resolved, corrections)
    claim, decided = resolved.claim, resolved.resolutions
    owned = against_interest(claim, decided.party.value, decided.speaker_party)
    return structs.replace(resolved, resolutions=structs.replace(decided, against_interest=owned))


def _quantity(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    read = resolved.claim.quantity
    low, high = to.whole("low", read.low), to.whole("high", read.high)
    if low is not None and high is not None and low > high:
        raise EvidenceError(f"low {low} is above high {high}: correct both")
    approx, fitting = read.approx, _operators(low, high)
    if "operator" in to.values:
        operator = msgspec.convert(to.values["operator"], Operator)
        if operator not in fitting:
            raise EvidenceError(f"{operator} does not fit low {low} and high {high}: {' or '.join(fitting)} does")
        approx = operator == "about" or (approx and operator != "exact")
    else:
        about = "about" if approx and "about" in fitting else fitting[0]
        operator = read.operator if read.operator in fitting else about
    quantity = structs.replace(read, low=low, high=high, operator=operator, approx=approx)
    return _with(resolved, "quantity", to, quantity=quantity)


def _operators(low: int | None, high: int | None) -> tuple[Operator, ...]:
    """The operators that bounds may have, the plainest first."""
    if low is None and high is None:
        return ("vague",)
    if high is None:
        return ("at_least", "more_than")
    if low is None:
        return ("at_most", "fewer_than")
    return ("exact", "about") if low == high else ("between",)


def _as_told(field: Literal["effect", "act", "modality", "scope"]) -> _Apply:
    """What corrects a field of a claim that nothing else hangs on."""

    def apply(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
        return _with(resolved, field, to, **{field: to.values[field]})

    return apply


def _group(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    victims = resolved.claim.victims
    group = msgspec.convert(to.values["group"], Group)
    return _with(resolved, "victims", to, victims=Victims(mention=victims.mention if victims else None, group=group))


def _party(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    before = resolved.resolutions.party
    return _decided(resolved, party=to.made(to.text("party", None), before))


def _source(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    claim, decided = resolved.claim, resolved.resolutions
    speaker = decided.source.value
    worded = claim.source
    name = to.text("source", speaker.name if speaker else worded.mention.exact if worded else None)
    if name is None:
        if set(to.values) & {"source_kind", "source_party"}:
            raise EvidenceError("it names no source whose kind or party could be told: correct source too")
        nobody = _with(resolved, "source", to, source=None)
        return _decided(
            nobody, source=to.made(None, decided.source), speaker_party=to.made(None, decided.speaker_party)
        )
    kind = msgspec.convert(
        to.values.get("source_kind", speaker.kind if speaker else worded.kind if worded else "other"), SourceKind
    )
    mention = speaker.mention if speaker else worded.mention if worded else _evidence(claim)
    if {"source", "source_kind"} & set(to.values):
        as_worded = Source(mention=worded.mention if worded else mention, kind=kind)
        resolved = _with(resolved, "source", to, source=as_worded)
        made = Speaker(name=name, kind=kind, mention=mention)
        resolved = _decided(resolved, source=to.made(made, decided.source))
    if "source_party" in to.values:
        side = to.made(to.text("source_party", None), decided.speaker_party)
        resolved = _decided(resolved, speaker_party=side)
    return resolved


def _place(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    before = resolved.resolutions.place
    read = before.value
    name = to.text("place", read.name if read else None)
    if name is None:
        if any(to.values.get(field) is not None for field in ("country", "lat", "lon")):
            raise EvidenceError("it names no place that could lie there: correct place too")
        return _decided(resolved, place=to.made(None, before))
    same = read if read and read.name == name else None
    lat, lon = to.number("lat", same.lat if same else None), to.number("lon", same.lon if same else None)
    if (lat is None) != (lon is None):
        raise EvidenceError("lat and lon go together: correct both")
    country = to.text("country", read.country if read else None)
    if same and (lat, lon) == (same.lat, same.lon):
        place = structs.replace(same, country=country)
    else:
        words = read.mention if read else _evidence(resolved.claim)
        place = Place(name=name, mention=words, country=country, lat=lat, lon=lon, precision=None)
    return _decided(resolved, place=to.made(place, before))


def _time(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    before = resolved.resolutions.time
    read = before.value
    first, last = to.day("from", read.first if read else None), to.day("to", read.last if read else None)
    if first is None and last is None:
        return _decided(resolved, time=to.made(None, before))
    if first is None or last is None:
        raise EvidenceError("from and to go together: correct both")
    made = Interval(first=first, last=last, mention=read.mention if read else None)
    return _decided(resolved, time=to.made(made, before))


def _said_on(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    return _decided(resolved, said_on=to.day("said_on", None))


def _subset_of(resolved: ResolvedClaim, to: Corrections) -> ResolvedClaim:
    whole = to.text("subset_of", None)
    if whole == resolved.claim.id:
        raise EvidenceError("a claim is no part of itself")
    return _with(resolved, "subset_of", to, subset_of=whole)


def _evidence(claim: Claim) -> Mention:
    """The words that a claim rests on, for what none of its own words name."""
    evidence = claim.evidence
    return Mention(evidence.exact, evidence.start, evidence.end)


def _with(resolved: ResolvedClaim, field: Field, to: Corrections, **changed: object) -> ResolvedClaim:
    """The claim with fields changed, and who says so as the reason."""
    claim = resolved.claim
    reason = Reason(field=field, rule=to.method, words=None, confidence=1.0)
    others = tuple(each for each in claim.reasons if each.field != field)
    return structs.replace(resolved, claim=structs.replace(claim, reasons=(*others, reason), **changed))


def _decided(resolved: ResolvedClaim, **changed: object) -> ResolvedClaim:
    """The claim with decisions about it changed."""
    return structs.replace(resolved, resolutions=structs.replace(resolved.resolutions, **changed))


_APPLIED: Final[Mapping[Corrected, _Apply]] = {
    "low": _quantity,
    "effect": _as_told("effect"),
    "group": _group,
    "party": _party,
    "source": _source,
    "act": _as_told("act"),
    "modality": _as_told("modality"),
    "place": _place,
    "from": _time,
    "said_on": _said_on,
    "scope": _as_told("scope"),
    "subset_of": _subset_of,
}
