"""Claims as W3C Web Annotations on the reports they stand in, with where each comes from in PROV-O.

The target of an annotation is the text of a report as recount cleaned it, whose address and SHA-256 stand with it: the
sentence by its position, in code points, and by its words; within it, the words of the count. The context stands in the
document, with the terms of ``http://www.w3.org/ns/anno.jsonld`` that are used.

Source: W3C, Web Annotation Data Model, sections 3.2 and 4.2; RFC 8118 (pages of a PDF); PROV-O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from msgspec import UNSET

from recount import wire
from recount.model import Report, ReportRun, Run
from recount.publish import wording
from recount.publish.exports.jsonld import IDS, Node, node, write_graph
from recount.publish.flat import flat
from recount.publish.links import link
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_OA: Final = "http://www.w3.org/ns/oa#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_PDF: Final = "http://tools.ietf.org/rfc/rfc8118"  # the pages of a PDF, as the model names them
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_OF_ANNOTATIONS: Final = (
    "Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "exact", "prefix",
    "suffix", "start", "end", "FragmentSelector",
)  # fmt: skip
_OF_PROVENANCE: Final = ("Entity", "Activity", "SoftwareAgent", "Agent", "Person")
_LINKS: Final[Mapping[str, str]] = {
    "body": f"{_OA}hasBody",
    "target": f"{_OA}hasTarget",
    "source": f"{_OA}hasSource",
    "selector": f"{_OA}hasSelector",
    "refinedBy": f"{_OA}refinedBy",
    **{
        name: f"{_PROV}{name}"
        for name in (
            "wasGeneratedBy", "wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasAssociatedWith",
            "hadPrimarySource",
        )
    },
}  # fmt: skip
_CONTEXT: Final[Node] = {
    **IDS,
    "oa": _OA,
    "prov": _PROV,
    "xsd": _XSD,
    "id": "@id",
    "type": "@type",
    **{name: f"{_OA}{name}" for name in _OF_ANNOTATIONS},
    **{name: f"{_PROV}{name}" for name in _OF_PROVENANCE},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
    "describing": f"{_OA}describing",
    "tagging": f"{_OA}tagging",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "conformsTo": {"@id": "http://purl.org/dc/terms/conformsTo", "@type": "@id"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "title": "http://purl.org/dc/terms/title",
    "identifier": "http://purl.org/dc/terms/identifier",
    "name": "http://xmlns.com/foaf/0.1/name",
    "startedAtTime": {"@id": f"{_PROV}startedAtTime", "@type": f"{_XSD}dateTime"},
    "generatedAtTime": {"@id": f"{_PROV}generatedAtTime", "@type": f"{_XSD}dateTime"},
    "claim": {"@id": "urn:x-recount:claim", "@type": "@json"},
}


def write_annotations(view: View, out: BinaryIO) -> None:
    """The claims of a view as annotations, then their reports, sources, runs and software, as JSON-LD."""
    runs = {each.report: each for each in view.runs}
    rows = tuple(claim_rows(view))
    names = (
        *(row.source.name for row in rows if row.source),
        *(each.report.publisher for each in view.readings if each.report.publisher),
    )
    sources = {_source(name): name for name in names}
    graph = [
        *(_annotation(row, runs) for row in rows),
        *(_report(each.report, runs.get(each.report.id)) for each in view.readings),
        *(node(id=key, type="Agent", name=wording.visible(name)) for key, name in sorted(sources.items())),
        *_activities(runs),
    ]
    write_graph(_CONTEXT, graph, out)


def _annotation(row: ClaimRow, runs: Mapping[str, ReportRun]) -> Node:
    return node(
        id=row.id,
        type=("Annotation", "Entity"),
        motivation="describing",
        body=(
            node(type="TextualBody", purpose="describing", format="text/plain", value=wording.headline(row)),
            node(type="TextualBody", purpose="tagging", format="text/plain", value=row.effect),
        ),
        claim=flat(row),
        target=node(type="SpecificResource", source=row.report, selector=_selectors(row)),
        wasQuotedFrom=row.report,
        wasDerivedFrom=row.carried_from,
        wasAttributedTo=_source(row.source.name) if row.source else None,
        wasGeneratedBy=_activity(runs.get(row.report)),
    )


def _selectors(row: ClaimRow) -> tuple[Node, ...]:
    """Where the sentence stands, twice over; within it, the words of the count. Of a document, on which page, too."""
    told, count = row.evidence, row.quantity
    inside = told.start <= count.start and count.end <= told.end
    start, end = count.start - told.start, count.end - told.start
    place = node(type="TextPositionSelector", start=start, end=end) if inside else None
    words = node(type="TextQuoteSelector", exact=count.exact) if inside else None
    found = (
        node(type="TextPositionSelector", start=told.start, end=told.end, refinedBy=place),
        node(type="TextQuoteSelector", exact=told.exact, prefix=told.prefix, suffix=told.suffix, refinedBy=words),
    )
    if row.page is UNSET:
        return found
    return (*found, node(type="FragmentSelector", conformsTo=_PDF, value=f"page={row.page}"))


def _report(report: Report, run: ReportRun | None) -> Node:
    return node(
        id=report.id,
        type="Entity",
        title=report.title,
        language=report.language,
        identifier=f"sha256:{report.digest}",
        hadPrimarySource=link(report.url),
        generatedAtTime=run.at.isoformat() if run else None,
        wasGeneratedBy=_activity(run),
        wasAttributedTo=_source(report.publisher) if report.publisher else None,
    )


def _activities(runs: Mapping[str, ReportRun]) -> Iterator[Node]:
    """The runs that read the reports, with what read and who had it read, each once."""
    read = {each.id: each for each in runs.values() if each.id is not None}
    agents: dict[str, Node] = {}
    for key, each in sorted(read.items()):
        if each.run is None:
            continue
        software, who = _software(each.run), wire.content_id("agt", each.who)
        agents[software] = node(id=software, type="SoftwareAgent", name=_told(each.run))
        agents[who] = node(id=who, type="Person", name=wording.visible(each.who))
        yield node(
            id=key,
            type="Activity",
            startedAtTime=each.run.started_at.isoformat(),
            wasAssociatedWith=(software, who),
        )
    yield from (agents[key] for key in sorted(agents))


def _activity(run: ReportRun | None) -> str | None:
    return run.id if run is not None else None


def _source(name: str) -> str:
    return wire.content_id("src", name)


def _software(run: Run) -> str:
    return wire.content_id("agt", _told(run))


def _told(run: Run) -> str:
    """The software with its language model and gazetteer."""
    return "; ".join(each for each in (run.software, run.model, run.gazetteer) if each)
