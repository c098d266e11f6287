"""Families, claims and statements through their copies as rows, told field by field in ``docs/copies.md``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from msgspec import Struct

from recount.lexicon.outlets import UNNAMED
from recount.model import Branch, Change, ClaimLink, Credit, Evidence, Family, LinkKind, Reading, Signal
from recount.model.descent import carried
from recount.publish import wording
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_HEADLINE, _DEEPEST = "headline", 5


class ReportName(Struct, frozen=True, kw_only=True):
    """A report by who put it out, when, and under which title (its headline where it has none)."""

    id: str
    publisher: str | None
    published: date | None
    title: str | None
    url: str | None

    @property
    def outlet(self) -> str:
        """Who put it out, as far as that is known."""
        return self.publisher or self.url or self.id


class Passages(Struct, frozen=True):
    """What stands in two reports: the passage of the older or first named, and that of the other."""

    original: Evidence
    copy: Evidence


class CarriedRow(Struct, frozen=True, kw_only=True):
    """A claim carried into a copy: both ids, its words in both, what changed, and whether it is a newer figure."""

    original: str
    copy: str
    before: str
    after: str
    effect: str
    score: float
    revises: bool
    changes: tuple[Change, ...]


class BranchRow(Struct, frozen=True, kw_only=True):
    """A report of a family: what it was made from (None: a root), why that is thought, and what became of the claims.

    `left_out` counts claims of the other report that are not in this one, `added` claims of this one alone.
    """

    report: ReportName
    of: str | None
    depth: int
    claims: int
    kind: LinkKind | None = None
    score: float | None = None
    first: str | None = None
    signals: tuple[Signal, ...] = ()
    passages: tuple[Passages, ...] = ()
    carried: tuple[CarriedRow, ...] = ()
    left_out: int = 0
    added: int = 0


class FamilyRow(Struct, frozen=True, kw_only=True):
    """Reports that share text, each under what it was made from, in the order of a tree read from the top.

    `origin` is the report that the rest were made from (None: not known), `why` the rule that decided it with its
    confidence, `outside` the outlet credited where no report of the family is its own.
    """

    id: str
    origin: str | None
    why: str
    confidence: float
    outside: Credit | None
    branches: tuple[BranchRow, ...]

    @property
    def heading(self) -> str:
        """How many reports there are, and where they come from."""
        reports = wording.count(len(self.branches), "report")
        if self.outside is not None:
            held = "are" if self.outside.outlet == UNNAMED else "is"
            return f"{reports} from {self.outside.outlet}, which {held} not held"
        origin = next((branch.report for branch in self.branches if branch.report.id == self.origin), None)
        if origin is None:
            return f"{reports} of one text, origin not known"
        roots = sum(branch.of is None for branch in self.branches)
        return f"{reports}{', the first' if roots > 1 else ''} from {origin.outlet}"


class QuotedRow(Struct, frozen=True, kw_only=True):
    """A report that quotes a statement, and the words in which it does."""

    report: ReportName
    words: Evidence


class HeardRow(Struct, frozen=True, kw_only=True):
    """A statement that several reports quote, the earliest first; that makes none of them a copy of another."""

    quotes: tuple[QuotedRow, ...]
    score: float


class StepRow(Struct, frozen=True, kw_only=True):
    """A claim as one report has it; `of` is the step, from 0, that it was carried from (None: the first)."""

    claim: ClaimRow
    of: int | None
    revises: bool = False
    changes: tuple[Change, ...] = ()


class CourseRow(Struct, frozen=True, kw_only=True):
    """One claim through its copies, from its original on."""

    steps: tuple[StepRow, ...]

    @property
    def drifts(self) -> bool:
        """Whether any copy changed it."""
        return any(step.changes or step.revises for step in self.steps)


class Tally(Struct, frozen=True, kw_only=True):
    """How many reports there are, and how many of them are copies; `alone` share their text with no other."""

    reports: int
    families: int
    copies: int
    alone: int
    statements: int

    @property
    def words(self) -> str:
        """The counts as a sentence.

        >>> Tally(reports=9, families=1, copies=3, alone=5, statements=0).words
        '9 reports: 1 family, 3 copies, 5 reports that stand alone.'
        """
        told = ["no family"]
        if self.families:
            told = [f"{self.families:,} {'family' if self.families == 1 else 'families'}"]
            told.append(f"{self.copies:,} {'copy' if self.copies == 1 else 'copies'}")
        told.append(f"{wording.count(self.alone, 'report')} that {'stands' if self.alone == 1 else 'stand'} alone")
        if self.statements:
            told.append(f"{wording.count(self.statements, 'statement')} quoted by several")
        return f"{wording.count(self.reports, 'report')}: {', '.join(told)}."


def tally(view: View) -> Tally:
    """The counts of a view's reports."""
    families = view.lineage.families
    related = {report for family in families for report in family.reports}
    copies = {
        branch.report
        for family in families
        for branch in family.branches
        if branch.of is not None or (family.outside is not None and family.origin.value != branch.report)
    }
    return Tally(
        reports=len(view.readings),
        families=len(families),
        copies=len(copies),
        alone=len(view.readings) - len(related),
        statements=len(heard_rows(view)),
    )


def report_names(view: View) -> Mapping[str, ReportName]:
    """The reports of a view by id, as people know them."""
    return {reading.report.id: _named(reading) for reading in view.readings}


def family_rows(view: View) -> tuple[FamilyRow, ...]:
    """The families of a view, the largest first, then by their first report."""
    names = report_names(view)
    claims: defaultdict[str, list[str]] = defaultdict(list)
    words: dict[str, tuple[str, str]] = {}
    for resolved in view.claims:
        claims[resolved.claim.report].append(resolved.claim.id)
        words[resolved.claim.id] = (resolved.claim.quantity.exact, resolved.claim.effect)
    links: defaultdict[str, list[ClaimLink]] = defaultdict(list)
    for link in view.lineage.claims:
        links[link.copy].append(link)
    ordered = sorted(view.lineage.families, key=lambda each: (-len(each.branches), each.id))
    return tuple(_family(family, names, claims, words, links) for family in ordered)


def _family(
    family: Family,
    names: Mapping[str, ReportName],
    claims: Mapping[str, Sequence[str]],
    words: Mapping[str, tuple[str, str]],
    links: Mapping[str, Sequence[ClaimLink]],
) -> FamilyRow:
    rows = []
    for branch, depth in _from_the_top(family):
        own, theirs = claims.get(branch.report, ()), claims.get(branch.of or "", ())
        came = [link for claim in own for link in links.get(claim, ()) if link.original in theirs]
        rows.append(
            BranchRow(
                report=names[branch.report],
                of=branch.of,
                depth=depth,
                claims=len(own),
                kind=branch.link.kind if branch.link else None,
                score=branch.link.score if branch.link else None,
                first=branch.link.first.value if branch.link else None,
                signals=branch.link.signals if branch.link else (),
                passages=_passages(branch),
                carried=tuple(_carried(link, words) for link in came),
                left_out=len(set(theirs) - {link.original for link in came}),
                added=len(set(own) - {link.copy for link in came}) if branch.of else 0,
            )
        )
    return FamilyRow(
        id=family.id,
        origin=family.origin.value,
        why=family.origin.method,
        confidence=family.origin.confidence,
        outside=family.outside,
        branches=tuple(rows),
    )


def _from_the_top(family: Family) -> Iterator[tuple[Branch, int]]:
    """The branches of a family with their depth, each above those made from it."""
    below: defaultdict[str | None, list[Branch]] = defaultdict(list)
    for branch in family.branches:
        below[branch.of].append(branch)
    waiting = [(branch, 0) for branch in reversed(below[None])]
    while waiting:
        branch, depth = waiting.pop()
        yield branch, depth
        waiting.extend((each, depth + 1) for each in reversed(below[branch.report]))


def hung(family: FamilyRow) -> Mapping[str, str | None]:
    """Under which report each of a family is drawn: what it was made from, but never deeper than there is room.

    A story that is updated daily is a chain as long as the war; below the deepest level its reports stand in a row.
    """
    over: dict[str, str | None] = {}
    for branch in family.branches:
        deep = branch.of is not None and branch.depth > _DEEPEST
        over[branch.report.id] = over[branch.of or ""] if deep else branch.of
    return over


def _passages(branch: Branch) -> tuple[Passages, ...]:
    if branch.link is None:
        return ()
    turned = branch.link.left == branch.report
    pairs = branch.link.parallels
    return tuple(Passages(pair.right, pair.left) if turned else Passages(pair.left, pair.right) for pair in pairs)


def _carried(link: ClaimLink, words: Mapping[str, tuple[str, str]]) -> CarriedRow:
    before, _ = words[link.original]
    after, effect = words[link.copy]
    return CarriedRow(
        original=link.original,
        copy=link.copy,
        before=before,
        after=after,
        effect=effect,
        score=link.score,
        revises=link.revises,
        changes=link.changes,
    )


def heard_rows(view: View) -> tuple[HeardRow, ...]:
    """The statements that several reports quote; passages that overlap in a report are one quotation there."""
    names = report_names(view)
    heard: dict[int, tuple[dict[str, Evidence], float]] = {}
    within: defaultdict[str, set[int]] = defaultdict(set)
    numbers = count()
    for link in view.lineage.utterances:
        for pair in link.parallels:
            quotes, score = {link.left: pair.left, link.right: pair.right}, link.score
            near = {number for report in quotes for number in within[report]}
            for number in near:
                other, sure = heard[number]
                if any(report in other and _overlap(other[report], quotes[report]) for report in quotes):
                    quotes, score = {**quotes, **other}, min(score, sure)
                    del heard[number]
                    for report in other:
                        within[report].discard(number)
            number = next(numbers)
            heard[number] = quotes, score
            for report in quotes:
                within[report].add(number)
    rows = [
        HeardRow(
            quotes=tuple(
                sorted(
                    (QuotedRow(report=names[report], words=words) for report, words in quotes.items()),
                    key=lambda each: (each.report.published or date.max, each.report.id),
                )
            ),
            score=score,
        )
        for quotes, score in heard.values()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.quotes), row.quotes[0].report.id, row.quotes[0].words.start)))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def course_rows(view: View) -> tuple[CourseRow, ...]:
    """The claims of a view that were carried from report to report, each through all its copies, the first in order."""
    return courses(tuple(claim_rows(view)), view.lineage.claims)


def courses(rows: Sequence[ClaimRow], lineage: Iterable[ClaimLink]) -> tuple[CourseRow, ...]:
    """Those of these claims that the links carry from report to report, each through all its copies, as `course_rows`.

    >>> courses((), ())
    ()
    """
    by_id = {row.id: row for row in rows}
    links = carried(lineage)
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.published or date.max, row.id)):
        if row.id in links:
            copies[links[row.id].original].append(row.id)
    firsts = [row for row in rows if row.id in copies and row.id not in links]
    firsts.sort(key=lambda row: row.published or date.max)
    return tuple(CourseRow(steps=tuple(_steps(row.id, copies, links, by_id))) for row in firsts)


def _steps(
    first: str, copies: Mapping[str, Sequence[str]], links: Mapping[str, ClaimLink], by_id: Mapping[str, ClaimRow]
) -> Iterator[StepRow]:
    """The steps of a course in order of date, no copy before what it was carried from."""
    place: dict[str, int] = {}
    for claim in _in_turn(first, copies, by_id):
        place[claim] = len(place)
        link = links.get(claim) if claim != first else None
        yield StepRow(
            claim=by_id[claim],
            of=place[link.original] if link else None,
            revises=link.revises if link else False,
            changes=link.changes if link else (),
        )


def _in_turn(first: str, copies: Mapping[str, Sequence[str]], by_id: Mapping[str, ClaimRow]) -> Iterable[str]:
    open_, done = [first], []
    while open_:
        claim = min(open_, key=lambda each: (by_id[each].published or date.max, each))
        open_.remove(claim)
        done.append(claim)
        open_.extend(copies.get(claim, ()))
    return done


def _named(reading: Reading) -> ReportName:
    report = reading.report
    headlines = (passage.span.of(report.text) for passage in reading.passages if passage.kind == _HEADLINE)
    return ReportName(
        id=report.id,
        publisher=report.publisher,
        published=report.published_on,
        title=report.title or next(headlines, None),
        url=report.url,
    )
