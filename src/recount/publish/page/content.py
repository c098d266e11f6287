"""What the page shows, gathered from a view: numbered claims, drawings, subjects, reports. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from recount.lexicon.atlas import countries
from recount.model import Grounds, Rejected, Relation, Report, Subject
from recount.publish import wording
from recount.publish.disputes import who_of
from recount.publish.links import link
from recount.publish.page import copies, judgements, maps, timeline
from recount.publish.page.bars import Bar, Scale
from recount.publish.page.copies import Copies
from recount.publish.page.judgements import Judgements
from recount.publish.page.marks import Block, blocks
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View, compared

# A phone, a tablet, a desk: each drawing is laid out for all three, and the style sheet shows the one that fits.
WIDTHS = (340.0, 680.0, 1040.0)


class Entry(Struct, frozen=True):
    """A claim with its number on the page, and the fragments under which its row and its words stand."""

    number: int
    row: ClaimRow

    @property
    def anchor(self) -> str:
        """The fragment of the row: it depends on the claim alone, so links last from one publication to the next."""
        return self.row.id.replace(":", "-")

    @property
    def words(self) -> str:
        """The fragment of the quantity in the report's text."""
        return f"words-{self.anchor}"


class Pair(Struct, frozen=True):
    """Two claims and how they stand to each other; on the left may be a statement, which has no entry."""

    relation: Relation
    left: Entry | None
    right: Entry
    who: str


class Side(Struct, frozen=True):
    """A subject with its claims side by side on one scale."""

    subject: Subject
    scale: Scale | None
    lines: tuple[tuple[Entry, Bar | None], ...]
    pairs: tuple[Pair, ...]
    grounds: Grounds | None = None

    @property
    def joined(self) -> tuple[tuple[int, str], ...]:
        """Why claims are here that are not told like the rest, with how many for each reason; copies aside."""
        return wording.joined(self.subject)

    @property
    def kinds(self) -> str:
        """How many pairs agree, differ, deny, in words."""
        return wording.relation_counts(pair.relation.kind for pair in self.pairs)


class Paper(Struct, frozen=True):
    """A report as read, with its claims marked; `link` is its address where a browser may follow it."""

    report: Report
    anchor: str
    link: str | None
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        """What the report is called: its title, else the headline in its text, else who published it."""
        headlines = (block.paragraphs[0] for block in self.blocks if block.kind == "headline")
        headline = "".join(piece.text for piece in next(headlines, ()))
        return self.report.title or headline or self.report.publisher or self.report.id


class Content(Struct, frozen=True, kw_only=True):
    """All that the page shows."""

    title: str
    software: str
    ledger_head: str | None
    as_of: str | None
    summary: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    timelines: tuple[timeline.Timeline, ...]
    sites: tuple[maps.Site, ...]
    maps: tuple[maps.Map, ...]
    unlocated: int
    sides: tuple[Side, ...]
    copies: Copies | None
    judgements: Judgements | None
    papers: tuple[Paper, ...]
    rejected: tuple[Rejected, ...]

    @property
    def numbered(self) -> Mapping[str, Entry]:
        """The entries by claim."""
        return {entry.row.id: entry for entry in self.entries}


def gather(view: View) -> Content:
    """The content of the page of a view."""
    entries = tuple(Entry(number, row) for number, row in enumerate(claim_rows(view), start=1))
    numbered = [(entry.number, entry.row) for entry in entries]
    sites = maps.sites(numbered)
    return Content(
        title=view.title,
        software=view.software,
        ledger_head=view.ledger_head,
        as_of=view.as_of,
        summary=_summary(view, entries),
        entries=entries,
        timelines=tuple(drawn for width in WIDTHS if (drawn := timeline.draw(numbered, width))),
        sites=sites,
        maps=_maps(sites),
        unlocated=len(entries) - sum(len(site.claims) for site in sites),
        sides=tuple(_sides(view, {entry.row.id: entry for entry in entries})),
        copies=copies.gather(view),
        judgements=judgements.gather(view, {entry.row.id: entry.number for entry in entries}),
        papers=tuple(_papers(view, entries)),
        rejected=view.rejected,
    )


def _summary(view: View, entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """The counts of the header: how many, and of what."""
    sources = {entry.row.source.name.casefold() for entry in entries if entry.row.source}
    contested = sum(relation.kind in ("differ", "deny") for relation in view.relations)
    counts = (
        (len(view.readings), "report"),
        (len(entries), "claim"),
        (len(sources), "named source"),
        (len(compared(view)), "subject compared"),
        (contested, "pair at odds"),
        (len(view.rejected), "input rejected"),
    )
    plural = {
        "subject compared": "subjects compared",
        "pair at odds": "pairs at odds",
        "input rejected": "inputs rejected",
    }
    return tuple((f"{number:,}", noun if number == 1 else plural.get(noun, f"{noun}s")) for number, noun in counts)


def _maps(sites: Sequence[maps.Site]) -> tuple[maps.Map, ...]:
    if not sites:
        return ()
    world = countries()
    return tuple(maps.draw(sites, world, width, 340 if width < 500 else width * 0.5) for width in WIDTHS)


def _sides(view: View, entries: dict[str, Entry]) -> Iterator[Side]:
    names = who_of(view, {claim: entry.row for claim, entry in entries.items()})
    for subject in compared(view):
        members = [entries[claim] for claim in subject.claims]
        scale = Scale.over([entry.row for entry in members])
        pairs = (
            Pair(relation, entries.get(relation.left), entries[relation.right], names[relation.left])
            for relation in view.relations
            if relation.subject == subject.id
        )
        bars = tuple((entry, scale.bar(entry.row) if scale else None) for entry in members)
        found = next((each for each in view.grounds if each.subject == subject.id), None)
        yield Side(subject, scale, bars, tuple(pairs), found)


def _papers(view: View, entries: Sequence[Entry]) -> Iterator[Paper]:
    numbers = {entry.row.id: entry.number for entry in entries}
    for reading in view.readings:
        report = reading.report
        claims = [resolved for resolved in view.claims if resolved.claim.report == report.id]
        own = tuple(entry for entry in entries if entry.row.report == report.id)
        yield Paper(report, report.id.replace(":", "-"), link(report.url), blocks(reading, claims, numbers), own)
