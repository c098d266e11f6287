"""Claims, subjects, series and estimates as HTML for the cell of a notebook, in light and in dark themes.

Ink is that of the notebook; rules and tints are half transparent. Stances and roles are told by shape and word. All
text of reports is escaped, with controls written out, and nothing is fetched. The same records give the same HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from recount.model import (
    Estimate,
    Evidence,
    Grounds,
    Mention,
    Point,
    Rejected,
    Relation,
    Series,
    SourceSeries,
    Span,
    Subject,
)
from recount.publish import wording
from recount.publish.estimates import Scale, counted, founded, numbers_of, top_of
from recount.publish.explanation import ExplanationRow
from recount.publish.links import link
from recount.publish.markup import environment, rendered
from recount.publish.page.marks import Mark, Piece, Role, pieces
from recount.publish.rows import ClaimRow, SourceRow
from recount.publish.series import SIDES, drawn, figure_of, kinds_of, notes, sparkline

__all__ = [
    "SideBySide",
    "batch_html",
    "claim_html",
    "claims_html",
    "estimates_html",
    "explanation_html",
    "series_html",
    "side_html",
    "sides_html",
]

SHOWN = 20
"""How many rows a table shows."""
_COURSE, _BAR = 32, 36


class SideBySide(Struct, frozen=True, kw_only=True):
    """A subject with the rows of its claims, how these stand to each other, and what it rests on.

    Relations are in the order in which people look for them, that of `recount.publish.wording.RELATION_MARKS`.
    `told` is who states each claim and each statement that a relation names, with the figure where there is one.
    """

    subject: Subject
    claims: tuple[ClaimRow, ...]
    relations: tuple[Relation, ...]
    grounds: Grounds | None
    told: Mapping[str, str]

    def _repr_html_(self) -> str:
        return side_html(self)


def claims_html(rows: Sequence[ClaimRow]) -> str:
    """A compact table of the first claims: who says so and how, the count, the harm, the place and the days.

    >>> claims_html(())
    '<p>No claims.</p>'
    """
    return _rendered("claims", rows=rows[:SHOWN], total=len(rows))


def claim_html(row: ClaimRow) -> str:
    """One claim: its sentence with the words marked that it rests on, and what it says in short."""
    return _rendered("claim", row=row, pieces=_sentence(row), url=link(row.url))


def side_html(side: SideBySide) -> str:
    """One subject: source beside source by date, then how their claims stand to each other, and why."""
    return _rendered("side", side=side, joined=wording.joined(side.subject), kinds=_kinds(side), pairs=_pairs(side))


def sides_html(sides: Sequence[SideBySide]) -> str:
    """A table of the first subjects: what each is about, its claims and sources, and how many pairs stand how."""
    shown = [(each, _kinds(each)) for each in sides[:SHOWN]]
    return _rendered("sides", sides=shown, total=len(sides))


def series_html(series: Sequence[Series]) -> str:
    """The first series, a table each: every source's course from day to day, and what was corrected or revised."""
    shown = [(one.label, list(_courses(one)), [note.plain for note in notes(one)]) for one in series[:SHOWN]]
    return _rendered("series", series=shown, total=len(series))


def estimates_html(estimates: Sequence[Estimate]) -> str:
    """A table of the first estimates: what, the low, best and high with a bar by powers of ten, and how founded."""
    numbered = [each for each in estimates if not each.range.empty]
    scale = Scale(top_of(numbered), _BAR)
    shown = [
        (each, numbers_of(each.range), scale.bar(each.range), f"{founded(each)}; {counted(each)}")
        for each in numbered[:SHOWN]
    ]
    rest = len(estimates) - len(numbered)
    return _rendered("estimates", estimates=shown, total=len(numbered), rest=rest, ticks=scale.ticks())


def explanation_html(row: ExplanationRow) -> str:
    """One claim, as of `claim_html`, with why each of its fields is as it is."""
    return _rendered("explanation", row=row, claim=Markup(claim_html(row.claim)))


def batch_html(told: str, rows: Sequence[ClaimRow], rejected: Sequence[Rejected]) -> str:
    """What was read, told in a line: its first claims, and the inputs that could not be read with what to do."""
    return _rendered(
        "batch", told=told, claims=Markup(claims_html(rows)), rejected=rejected[:SHOWN], total=len(rejected)
    )


@cache
def _templates() -> Environment:
    return environment("recount.publish.notebook")


def _rendered(name: str, **given: object) -> str:
    return rendered(_templates().get_template(f"{name}.html.j2"), **given).strip()


def _sentence(row: ClaimRow) -> tuple[Piece, ...]:
    """The evidence of a claim, cut wherever words of it begin or end."""
    told = row.evidence
    return pieces(told.exact, Span(0, len(told.exact)), list(_marks(row, told)))


def _marks(row: ClaimRow, told: Evidence) -> Iterator[Mark]:
    """The words of a claim that stand in its evidence, counted from where that begins."""
    for role, words in _words(row):
        if words is not None and told.start <= words.start and words.end <= told.end:
            yield Mark(role, Span(words.start - told.start, words.end - told.start), 1)


def _words(row: ClaimRow) -> Iterator[tuple[Role, Mention | None]]:
    yield "quantity", row.quantity
    yield "cue", row.cue
    named: tuple[tuple[Role, SourceRow | None], ...] = (("source", row.source), *(("source", via) for via in row.via))
    for role, source in named:
        yield role, Mention(source.exact, source.start, source.end) if source else None
    victims, place, time = row.victims, row.place, row.time
    if victims and victims.exact and victims.start is not None and victims.end is not None:
        yield "victims", Mention(victims.exact, victims.start, victims.end)
    if place:
        yield "place", Mention(place.exact, place.start, place.end)
    if time and time.exact and time.start is not None and time.end is not None:
        yield "time", Mention(time.exact, time.start, time.end)


def _kinds(side: SideBySide) -> str:
    return wording.relation_counts(each.kind for each in side.relations)


def _pairs(side: SideBySide) -> list[tuple[str, Relation, str, str]]:
    """How the claims of a subject stand: each relation with its mark, between who and who."""
    return [
        (wording.RELATION_MARKS[each.kind], each, side.told[each.left], side.told[each.right])
        for each in side.relations
    ]


def _courses(one: Series) -> Iterator[tuple[str, str, str, str, str, str]]:
    """A line for each kind of figures of a source: its side's mark and words, who, days, course, last figure."""
    told = [(source, mark, points) for source in one.sources for mark, points in kinds_of(source)]
    days = [point.on for _, _, points in told for point in points]
    for source, mark, points in told:
        top = max((drawn(point) or 0 for _, other, many in told if other == mark for point in many), default=0)
        width = min(_COURSE, (max(days) - min(days)).days + 1)
        course = sparkline(points, min(days), max(days), width, top)
        yield *SIDES[source.side], _who(source), _days(points), course, f"{mark} {figure_of(points[-1])}"


def _who(source: SourceSeries) -> str:
    return source.source or "unattributed"


def _days(points: Sequence[Point]) -> str:
    first, last = wording.day(points[0].on), wording.day(points[-1].on)
    return first if len(points) == 1 else f"{first} – {last}, {len(points):,} figures"
