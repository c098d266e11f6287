"""Where a claim comes from: the claim it is a copy of, whose text it stands in, and who states it.

A claim goes back to its original, and a copied text to the report that it was made from. Of two reports that share no
more than a passage, only what stands in the passage goes back to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from recount.compare.speakers import speaker
from recount.compare.subjects import folded
from recount.lexicon.lists import words
from recount.model import Branch, Evidence, Family, Lineage, Link, Report, ResolvedClaim
from recount.model.descent import carried, originals
from recount.resolve.names import person_in
from recount.resolve.origins.statements.voices import Voice, voice_of


class Provenance(Struct, frozen=True):
    """Where a claim comes from, each None where it is not known.

    `voice` is who states it, `outlet` who heard it, `text_of` the outlet whose text it stands in, `author` the person
    who signs that. An outlet that is cited ("AFP reported 12 dead") states it on its own word: there is no `voice`.
    """

    voice: Voice | None
    outlet: str | None
    text_of: str | None
    author: str | None


class Tracing(Struct, frozen=True, kw_only=True):
    """What is needed to go back from claims to where they come from, each by id."""

    claims: Mapping[str, ResolvedClaim]
    reports: Mapping[str, Report]
    originals: Mapping[str, str]
    families: Mapping[str, Family]
    branches: Mapping[str, Branch]


def tracing(claims: Iterable[ResolvedClaim], lineage: Lineage, reports: Iterable[Report]) -> Tracing:
    """What is known of where these claims come from.

    A newer figure that names who states it is that source's own, though the text be the older one's.
    """
    held = {each.claim.id: each for each in claims}
    links = carried(link for link in lineage.claims if link.original in held and link.copy in held)
    kept = {copy: link for copy, link in links.items() if not (link.revises and _voice(held[copy]))}
    return Tracing(
        claims=held,
        reports={report.id: report for report in reports},
        originals=originals(kept),
        families={report: family for family in lineage.families for report in family.reports},
        branches={branch.report: branch for family in lineage.families for branch in family.branches},
    )


def provenance(claim: ResolvedClaim, known: Tracing) -> Provenance:
    """Where a claim comes from, as far as that is known."""
    first = known.claims[known.originals.get(claim.claim.id, claim.claim.id)]
    voice = _voice(first)
    outlet, author = _whose(first, known)
    if voice is not None and voice.kind == "media":
        return Provenance(None, voice.name, outlet, author)
    passed_on = [via.mention.exact for via in first.claim.via if via.kind == "media"]
    heard_by = passed_on[-1] if voice is not None and passed_on else outlet
    return Provenance(voice, heard_by, outlet, author)


def publisher(report: Report | None) -> str | None:
    """The name of the outlet that put a report out, else the host of its address.

    >>> publisher(None) is None
    True
    """
    if report is None:
        return None
    return report.publisher or urlsplit(report.url or "").hostname


def _voice(resolved: ResolvedClaim) -> Voice | None:
    """Who states a claim, always with a name; None where nobody is named, and of a pronoun that may mean several."""
    name, decided = speaker(resolved), resolved.resolutions
    voice = voice_of(resolved.claim.source, decided.source, decided.speaker_party)
    if voice is None or name is None or folded(name) in words("grammar", "pronouns"):
        return None
    return structs.replace(voice, name=name)


def _whose(resolved: ResolvedClaim, known: Tracing) -> tuple[str | None, str | None]:
    """The outlet and the author of the text that a claim stands in."""
    report = resolved.claim.report
    passage: Evidence | None = resolved.claim.evidence
    branch = known.branches.get(report)
    while branch is not None and branch.of is not None and _came_over(branch, passage):
        report, passage = branch.of, None
        branch = known.branches.get(report)
    family = known.families.get(report)
    if family is not None and family.outside is not None and family.origin.value != report and _root(branch):
        return family.outside.outlet, None
    written = known.reports.get(report)
    return publisher(written), _author(written)


def _root(branch: Branch | None) -> bool:
    """Whether a report is made from none of its family."""
    return branch is not None and branch.of is None


def _came_over(branch: Branch, passage: Evidence | None) -> bool:
    """Whether a passage of a report came from what that was made from; None is one whose place is not known."""
    link = branch.link
    if link is None or link.kind != "shared passage":
        return True
    return passage is not None and any(
        own.start < passage.end and passage.start < own.end for own in _own_side(branch.report, link)
    )


def _own_side(report: str, link: Link) -> Iterable[Evidence]:
    return (pair.left if link.left == report else pair.right for pair in link.parallels)


def _author(report: Report | None) -> str | None:
    """The person who signs a report, as a name to compare."""
    byline = (report.byline or "") if report else ""
    person = person_in(byline.removeprefix("By ").removeprefix("by "))
    return folded(person.group()) if person else None
