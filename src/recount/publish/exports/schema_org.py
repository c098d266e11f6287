"""Claims as schema.org has them: what is claimed, by whom, where it first appeared, and where else it stands.

One `Claim` for all copies of it; a copy that gives a newer figure is a claim of its own. `firstAppearance` is there
only where the origin is known: not where a family of reports has none, or credits an outlet whose report is not held.
A `ClaimReview` is there where a reviewer has graded what the claim is about.

Source: schema.org 28, Claim, ClaimReview; W3C, JSON-LD 1.1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from recount import wire
from recount.model import Grading, Judged, Lineage, Report
from recount.model.descent import carried, originals
from recount.publish import wording
from recount.publish.exports.jsonld import IDS, Node, node, write_graph
from recount.publish.links import link
from recount.publish.rows import ClaimRow, SourceRow, claim_rows
from recount.publish.view import View

_CONTEXT: Final[Node] = {"@vocab": "https://schema.org/", **IDS}


def write_schema_org(view: View, out: BinaryIO) -> None:
    """The claims of a view, then the reports they stand in, then what reviewers grade, as JSON-LD."""
    rows = tuple(claim_rows(view))
    first = _first_of(view.lineage)
    appearing: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        appearing[first.get(row.id, row.id)].append(row)
    unknown = _without_origin(view.lineage)
    claims = [_claim(row, appearing[row.id], unknown) for row in rows if row.id in appearing]
    reports = [_report(each.report) for each in view.readings]
    held = {row.id: row for row in rows}
    reviews = [each for judged in view.judgements for each in _review(judged, held, first)]
    write_graph(_CONTEXT, [*claims, *reports, *reviews], out)


def _first_of(lineage: Lineage) -> Mapping[str, str]:
    """The claim that each copy repeats, by the copy's id."""
    links = {copy: each for copy, each in carried(lineage.claims).items() if not each.revises}
    return originals(links)


def _without_origin(lineage: Lineage) -> frozenset[str]:
    """The reports of families whose origin is not known or not held."""
    lost = (each for each in lineage.families if each.origin.value is None or each.outside is not None)
    return frozenset(report for each in lost for report in each.reports)


def _claim(row: ClaimRow, appearances: list[ClaimRow], unknown: frozenset[str]) -> Node:
    reports = list(dict.fromkeys(each.report for each in (row, *appearances)))
    said = wording.stated_on(row)
    return node(
        at_id=row.id,
        at_type="Claim",
        name=wording.headline(row),
        text=" ".join(row.evidence.exact.split()),
        author=_author(row.source) if row.source else None,
        datePublished=said.isoformat() if said else None,
        firstAppearance={"@id": row.report} if row.report not in unknown else None,
        appearance=[{"@id": each} for each in reports],
        contentLocation=_place(row),
        temporalCoverage=f"{row.time.first}/{row.time.last}" if row.time else None,
        creativeWorkStatus=row.review,
    )


def _author(source: SourceRow) -> Node:
    """Who states it; whether that is a person or a body, its name alone does not tell, unless it is a witness."""
    told = wording.label(source.kind), source.party
    return node(
        at_id=wire.content_id("src", source.name),
        at_type="Person" if source.kind == "witness" else "Thing",
        name=wording.visible(source.name),
        disambiguatingDescription=", ".join(each for each in told if each),
    )


def _place(row: ClaimRow) -> Node | None:
    place = row.place
    if place is None:
        return None
    located = place.lat is not None and place.lon is not None
    point = node(at_type="GeoCoordinates", latitude=place.lat, longitude=place.lon) if located else None
    return node(at_type="Place", name=wording.called(place), addressCountry=place.country, geo=point)


def _report(report: Report) -> Node:
    return node(
        at_id=report.id,
        at_type="NewsArticle",
        url=link(report.url),
        headline=report.title,
        publisher={"@type": "Organization", "name": report.publisher} if report.publisher else None,
        datePublished=report.published_on.isoformat() if report.published_on else None,
        inLanguage=report.language,
    )


def _review(judged: Judged, held: Mapping[str, ClaimRow], first: Mapping[str, str]) -> Iterator[Node]:
    """A reviewer's grade of what a claim is about; what others judge is whether a claim was read right."""
    grading = judged.judgement
    if isinstance(grading, Grading) and grading.claim in held:
        yield node(
            at_id=judged.id,
            at_type="ClaimReview",
            author={"@type": "Person", "name": wording.visible(judged.who)},
            datePublished=judged.at.date().isoformat(),
            claimReviewed=wording.headline(held[grading.claim]),
            itemReviewed={"@id": first.get(grading.claim, grading.claim)},
            reviewRating={"@type": "Rating", "alternateName": grading.grade},
            reviewBody=grading.note,
        )
