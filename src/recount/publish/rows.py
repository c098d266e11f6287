"""Claims as flat rows: the JSON in which claims leave recount, told field by field in ``docs/codebook.md``.

A row holds the codebook's fields under the codebook's names, and beside them what makes it stand on its own: ids, the
report it comes from, the operator, the chain of sources, the date of the statement, coordinates, and the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import UNSET, Struct, UnsetType, field, structs

from recount.model import (
    Act,
    Assessment,
    Claim,
    Corrected,
    Effect,
    Evidence,
    Group,
    Interval,
    Lineage,
    Mention,
    Modality,
    Operator,
    Reading,
    RelativePlace,
    Resolutions,
    ResolvedClaim,
    Scope,
    SourceKind,
    Standpoint,
)
from recount.model.descent import Descent
from recount.publish.view import View

_ALONE = Descent.of(Lineage())


class VictimsRow(Struct, frozen=True, kw_only=True):
    """Who was harmed; the words are None where the noun is left out."""

    exact: str | None
    start: int | None
    end: int | None
    group: Group
    party: str | None


class SourceRow(Struct, frozen=True, kw_only=True):
    """Who is said to state the claim: `name` is the fullest in the report, or the words themselves if unresolved.

    `party` is the state, armed group or side that it speaks for; `candidates` are those whom an unresolved pronoun or
    description ("he", "the mayor") may mean.
    """

    exact: str
    start: int
    end: int
    name: str
    kind: SourceKind
    party: str | None = None
    candidates: tuple[str, ...] = ()


class PlaceRow(Struct, frozen=True, kw_only=True):
    """Where the harm happened: ISO 3166 alpha-2 country, WGS 84 degrees, UCDP where_prec; None where not known.

    `relative` is how the report tells the place by another, `radius_km` how far from the point it may reach.
    """

    exact: str
    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    radius_km: float | None = None
    admin1: str | None = None
    gazetteer: str | None = None
    relative: RelativePlace | None = None

    @property
    def derived(self) -> bool:
        """Whether the words name no place but the one that it is told by: "20 km north of Kyiv"."""
        told = self.relative
        return told is not None and told.wording.start <= self.start < told.wording.end


class TimeRow(Struct, frozen=True, kw_only=True):
    """When the harm happened, first and last day inclusive; the words are None where it is only inferred."""

    first: date = field(name="from")
    last: date = field(name="to")
    exact: str | None
    start: int | None
    end: int | None


class ClaimRow(Struct, frozen=True, kw_only=True):
    """One claim, flat. `subset_of` is the index of a claim among its report's rows, `subset_of_id` that claim's id.

    So are `supersedes` and `supersedes_id` of the claim whose figure this one revises.

    `carried_from` is the id of the claim of another report that this one is a copy of, `original` that of the claim
    which it goes back to in the end, `made_from` that of the report from which its own was made.

    `review` is how reviewers see it (``disputed``: some accept it and some reject it), `corrected` are the fields that
    people corrected and `disputed` those that they would correct differently, which are as read; `replies` counts what
    was answered to it. `page` is the page of a printed document on which the evidence begins, counted from 1; a claim
    of a report without pages has no such field.
    """

    id: str
    report: str
    url: str | None
    title: str | None
    publisher: str | None
    published: date | None
    quantity: Mention
    operator: Operator
    low: int | None
    high: int | None
    approx: bool
    vague: bool
    effect: Effect
    victims: VictimsRow | None
    source: SourceRow | None
    via: tuple[SourceRow, ...]
    cue: Mention | None
    act: Act | None
    modality: Modality
    against_interest: bool
    place: PlaceRow | None
    time: TimeRow | None
    said_on: date | None
    scope: Scope
    subset_of: int | None
    subset_of_id: str | None
    supersedes: int | None
    supersedes_id: str | None
    evidence: Evidence
    carried_from: str | None = None
    original: str | None = None
    made_from: str | None = None
    review: Standpoint | None = None
    corrected: tuple[Corrected, ...] = ()
    disputed: tuple[Corrected, ...] = ()
    replies: int = 0
    page: int | UnsetType = UNSET

    def _repr_html_(self) -> str:
        from recount.publish.notebook import claim_html  # which shows rows, and so stands on this module

        return claim_html(self)


class ReportHead(Struct, frozen=True, kw_only=True):
    """The report that rows come from; all offsets are code points into `text`."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: date | None
    text: str


class ReportRow(Struct, frozen=True, kw_only=True):
    """One report with its claims in the order of its text: a line of the JSON Lines export."""

    report: ReportHead
    claims: tuple[ClaimRow, ...]


def report_row(
    reading: Reading,
    claims: Iterable[ResolvedClaim],
    descent: Descent = _ALONE,
    assessments: Iterable[Assessment] = (),
) -> ReportRow:
    """The row of a report: the report itself, and the given claims of it in the order of its text.

    `descent` tells what reports and claims were made from, `assessments` what people judge of claims.
    """
    report = reading.report
    ordered = sorted(claims, key=_position)
    index = {resolved.claim.id: number for number, resolved in enumerate(ordered)}
    head = ReportHead(
        id=report.id,
        url=report.url,
        title=report.title,
        publisher=report.publisher,
        published=report.published_on,
        text=report.text,
    )
    rows = {resolved.claim.id: _claim_row(head, resolved, index, descent) for resolved in ordered}
    for key, row in rows.items():
        if (page := report.page_at(row.evidence.start)) is not None:
            rows[key] = structs.replace(row, page=page)
    for one in assessments:
        if one.claim in rows:
            told = {name: getattr(one, name) for name in ("review", "corrected", "disputed", "replies")}
            rows[one.claim] = structs.replace(rows[one.claim], **told)
    return ReportRow(report=head, claims=tuple(rows[resolved.claim.id] for resolved in ordered))


def report_rows(view: View) -> Iterator[ReportRow]:
    """The rows of a view's reports, in the view's order, each with its claims; reports without claims are kept."""
    by_report: dict[str, list[ResolvedClaim]] = {}
    for resolved in view.claims:
        by_report.setdefault(resolved.claim.report, []).append(resolved)
    descent = Descent.of(view.lineage)
    assessed = {one.claim: one for one in view.assessments}
    for reading in view.readings:
        claims = by_report.get(reading.report.id, ())
        judged = (assessed[each.claim.id] for each in claims if each.claim.id in assessed)
        yield report_row(reading, claims, descent, judged)


def claim_rows(view: View) -> Iterator[ClaimRow]:
    """All claims of a view, flat: by report in the view's order, then by place in the text."""
    for row in report_rows(view):
        yield from row.claims


def _position(resolved: ResolvedClaim) -> tuple[int, int, str]:
    claim = resolved.claim
    return claim.quantity.start, claim.quantity.end, claim.id


def _claim_row(head: ReportHead, resolved: ResolvedClaim, index: Mapping[str, int], descent: Descent) -> ClaimRow:
    claim, decided = resolved.claim, resolved.resolutions
    link = descent.carried.get(claim.id)
    quantity = claim.quantity
    return ClaimRow(
        id=claim.id,
        report=head.id,
        url=head.url,
        title=head.title,
        publisher=head.publisher,
        published=head.published,
        quantity=Mention(quantity.exact, quantity.start, quantity.end),
        operator=quantity.operator,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        vague=quantity.vague,
        effect=claim.effect,
        victims=_victims(claim, decided.party.value),
        source=_source(claim, decided),
        via=tuple(_as_worded(via.mention, via.kind) for via in claim.via),
        cue=claim.cue,
        act=claim.act,
        modality=claim.modality,
        against_interest=decided.against_interest,
        place=_place(decided),
        time=time_row(decided.time.value),
        said_on=decided.said_on,
        scope=claim.scope,
        subset_of=index.get(claim.subset_of) if claim.subset_of else None,
        subset_of_id=claim.subset_of,
        supersedes=index.get(claim.supersedes) if claim.supersedes else None,
        supersedes_id=claim.supersedes,
        evidence=claim.evidence,
        carried_from=link.original if link else None,
        original=descent.originals.get(claim.id),
        made_from=descent.made_from.get(head.id),
    )


def _victims(claim: Claim, party: str | None) -> VictimsRow | None:
    if claim.victims is None and party is None:
        return None
    mention = claim.victims.mention if claim.victims else None
    return VictimsRow(
        exact=mention.exact if mention else None,
        start=mention.start if mention else None,
        end=mention.end if mention else None,
        group=claim.victims.group if claim.victims else "unknown",
        party=party,
    )


def _as_worded(mention: Mention, kind: SourceKind) -> SourceRow:
    return SourceRow(exact=mention.exact, start=mention.start, end=mention.end, name=mention.exact, kind=kind)


def _source(claim: Claim, decided: Resolutions) -> SourceRow | None:
    """The resolved speaker; else the words of the claim (an unresolved pronoun stays one); else nobody is named."""
    speaker, party = decided.source.value, decided.speaker_party.value
    if speaker is not None:
        row = structs.replace(_as_worded(speaker.mention, speaker.kind), name=speaker.name)
    elif claim.source is not None:
        row = _as_worded(claim.source.mention, claim.source.kind)
        row = structs.replace(row, candidates=decided.source.candidates)
    else:
        return None
    return structs.replace(row, party=party)


def _place(decided: Resolutions) -> PlaceRow | None:
    place = decided.place.value
    if place is None:
        return None
    return PlaceRow(
        exact=place.mention.exact,
        start=place.mention.start,
        end=place.mention.end,
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=place.radius_km,
        admin1=place.admin1,
        gazetteer=place.gazetteer,
        relative=place.relative,
    )


def time_row(interval: Interval | None) -> TimeRow | None:
    """The row of an interval, None where it is not stated."""
    if interval is None:
        return None
    words = interval.mention
    return TimeRow(
        first=interval.first,
        last=interval.last,
        exact=words.exact if words else None,
        start=words.start if words else None,
        end=words.end if words else None,
    )
