"""One event's estimate: its claims sifted, weighed, brought to a range group by group, added up and graded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from recount.compare.conventions import Convention, conventions
from recount.compare.estimates.ranges import added, column_of, parted, range_of_group
from recount.compare.estimates.reviewed import Rated, disputed_claims, gradings, ratings
from recount.compare.estimates.sides import sides_of
from recount.compare.estimates.speaking import speaking
from recount.compare.estimates.standing import Cell, Sieve, Sifted, Told
from recount.compare.estimates.weighing import STALE, Scales, Weighed, weigh
from recount.compare.events import Event
from recount.compare.grades import Evidence, grade
from recount.compare.independence import grounds
from recount.compare.provenance import Tracing
from recount.compare.speakers import speaker
from recount.model import (
    Action,
    ConventionName,
    Denial,
    Estimate,
    Figure,
    Grade,
    Graded,
    Grounds,
    Judged,
    Part,
    Range,
    ResolvedClaim,
    ResolvedStatement,
    Rule,
)

_INCREDIBLE: tuple[Rule, ...] = ("copy", "rejected", "denied", "possible", "unreliable")


class Context(Struct, frozen=True, kw_only=True):
    """All that an event's estimate is made with, worked out once over all claims.

    `gradings` and `statements` are those about each claim, a copy's about its original; `reviews` what reviewers
    disagree about of a claim, in words.
    """

    name: ConventionName
    known: Tracing
    ratings: Mapping[str, Rated]
    gradings: Mapping[str, Sequence[tuple[str, Grade]]]
    statements: Mapping[str, Sequence[ResolvedStatement]]
    reviews: Mapping[str, str]

    @classmethod
    def of(
        cls,
        name: ConventionName,
        known: Tracing,
        sieve: Sieve,
        statements: Iterable[ResolvedStatement],
        judgements: Sequence[Judged],
    ) -> Context:
        """What there is to make estimates with."""
        graded: defaultdict[str, list[tuple[str, Grade]]] = defaultdict(list)
        for who, claim, given in gradings(judgements):
            graded[sieve.original.get(claim, claim)].append((who, given))
        answering: defaultdict[str, list[ResolvedStatement]] = defaultdict(list)
        for each in sorted(statements, key=lambda one: one.statement.id):
            for claim in () if isinstance(each.statement, Action) else each.statement.answers:
                answering[sieve.original.get(claim, claim)].append(each)
        return cls(
            name=name,
            known=known,
            ratings=ratings(judgements),
            gradings=graded,
            statements=answering,
            reviews=disputed_claims(judgements),
        )

    @property
    def convention(self) -> Convention:
        """How the house counts."""
        return conventions()[self.name]

    def estimate(self, event: Event, sifted: Sifted) -> Estimate:
        """What the claims on an event add up to."""
        scales = Scales(convention=self.convention, ratings=self.ratings)
        heard = self._grounds(event, [each.claim for each in sifted.told])
        sources = speaking(heard.sources, self.known)
        groups = weigh(_by_cell(sifted.told), sources, scales, total=event.scope == "total")
        graded = self._graded(event, sifted, groups, heard)
        if self.convention.grades and (graded is None or graded.grade not in self.convention.grades):
            groups = {cell: _uncounted(weighed, graded, self.convention) for cell, weighed in groups.items()}
        return self._summed(event, sifted, groups, graded, heard)

    def _summed(
        self,
        event: Event,
        sifted: Sifted,
        groups: Mapping[Cell, Sequence[Weighed]],
        graded: Graded | None,
        heard: Grounds,
    ) -> Estimate:
        ranges = {cell: range_of_group(weighed, self.convention) for cell, weighed in groups.items()}
        standing = {cell: found for cell, (found, _) in ranges.items() if not found.empty}
        total = added(standing)
        harmed = {party for group, party in standing if group == "combatants" and party is not None}
        sides = sides_of(event.conflict, harmed)
        weighed = [each for many in groups.values() for each in many]
        counting = [each.told.claim for each in weighed if each.figure.weight != "set aside"]
        rests = self._grounds(event, counting, heard)
        return Estimate(
            id=event.id,
            convention=self.name,
            label=event.label,
            effect=event.effect,
            scope=event.scope,
            place=next((each.place for each in event.subjects if each.place), None),
            country=event.subjects[0].country,
            conflict=event.conflict,
            first=event.first,
            last=event.last,
            subjects=tuple(each.id for each in event.subjects),
            range=total,
            deaths=parted(standing, sides) if self.convention.parts else None,
            parts=tuple(
                Part(
                    group=cell[0],
                    party=cell[1],
                    column=column_of(cell, sides),
                    range=found,
                    subjects=tuple(sorted({each.told.subject.id for each in groups[cell]})),
                    steps=steps,
                )
                for cell, (found, steps) in ranges.items()
                if not found.empty
            ),
            figures=_in_order([*(each.figure for each in weighed), *sifted.aside]),
            steps=(*_steps(standing, total), *(_ages(groups) if event.scope == "total" else ())),
            sources=tuple(each.source or ", ".join(each.heard_by) or "unattributed" for each in rests.sources),
            independent=rests.independent,
            graded=graded,
            conceded=_conceded(groups),
            denied_by=self._denied_by(sifted),
            notes=self._notes(sifted, weighed),
        )

    def _grounds(self, event: Event, claims: Sequence[ResolvedClaim], heard: Grounds | None = None) -> Grounds:
        """What some claims of an event rest on; `heard` is what others do, and is it where they are the same."""
        ids = {each.claim.id for each in claims}
        if heard is not None and ids == {claim for source in heard.sources for claim in source.claims}:
            return heard
        return grounds(structs.replace(event.subjects[0], claims=tuple(sorted(ids))), claims, self.known)

    def _graded(
        self, event: Event, sifted: Sifted, groups: Mapping[Cell, Sequence[Weighed]], heard: Grounds
    ) -> Graded | None:
        figures = [*(each.figure for many in groups.values() for each in many), *sifted.aside]
        credible = [self.known.claims[each.claim] for each in _in_order(figures) if each.rule not in _INCREDIBLE]
        about = [each.claim for each in figures]
        statements = {each.statement.id: each for claim in about for each in self.statements.get(claim, ())}
        return grade(
            Evidence(
                claims=credible,
                independent=self._grounds(event, credible, heard).independent,
                statements=tuple(statements[each] for each in sorted(statements)),
                gradings=sorted({given for claim in about for given in self.gradings.get(claim, ())}),
            )
        )

    def _denied_by(self, sifted: Sifted) -> tuple[str, ...]:
        """Who denies any of an event, in a claim or in a statement about one."""
        claims = [self.known.claims[each.claim] for each in sifted.aside if each.rule == "denied"]
        about = [each for claim in sifted.claims for each in self.statements.get(claim, ())]
        said = (each for each in about if isinstance(each.statement, Denial))
        in_claims = {each.resolutions.speaker_party.value or speaker(each) for each in claims}
        in_statements = {each.party.value or (each.agent.value.name if each.agent.value else None) for each in said}
        return tuple(sorted(name for name in in_claims | in_statements if name))

    def _notes(self, sifted: Sifted, weighed: Iterable[Weighed]) -> tuple[str, ...]:
        """What reviewers disagree about: whether claims stand, and how sources are rated."""
        reviews = {
            f"reviewers disagree whether “{self.known.claims[each].claim.quantity.exact}” stands: {self.reviews[each]}"
            for each in sifted.claims
            if each in self.reviews
        }
        rated = {
            f"reviewers rate {each.figure.source} differently: {each.rated.told}"
            for each in weighed
            if each.rated.disputed
        }
        return tuple(sorted(reviews | rated))


def _by_cell(told: Iterable[Told]) -> Mapping[Cell, Sequence[Told]]:
    """What stands of an event by group and party, in order of their names."""
    found: defaultdict[Cell, list[Told]] = defaultdict(list)
    for each in told:
        found[each.cell].append(each)
    return {cell: found[cell] for cell in sorted(found, key=lambda cell: (cell[0], cell[1] or ""))}


def _uncounted(weighed: Iterable[Weighed], graded: Graded | None, convention: Convention) -> tuple[Weighed, ...]:
    """The figures of an event of a grade that the convention does not count."""
    given = f"graded {graded.grade}" if graded else "not graded"
    reason = f"{given}; {convention.title} counts what is {' or '.join(convention.grades)}"
    return tuple(
        each
        if each.figure.weight == "set aside"
        else structs.replace(each, figure=structs.replace(each.figure, weight="set aside", rule="grade", reason=reason))
        for each in weighed
    )


def _in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures by weight, then day, then claim."""
    weights = ("counted", "high only", "set aside")
    return tuple(
        sorted(figures, key=lambda each: (weights.index(each.weight), str(each.made_on or "9999"), each.claim))
    )


def _conceded(groups: Mapping[Cell, Sequence[Weighed]]) -> Range:
    """The least and the most that sides own up to, group by group added up."""
    ranges = []
    for weighed in groups.values():
        owned = [each.figure.range for each in weighed if each.figure.owned]
        if numbers := [number for each in owned for number in (each.low, each.high) if number is not None]:
            ranges.append((min(numbers), max(numbers)))
    return Range(sum(low for low, _ in ranges), None, sum(high for _, high in ranges)) if ranges else Range()


def _steps(groups: Mapping[Cell, Range], total: Range) -> tuple[str, ...]:
    """How the groups add up, in words; nothing where there is one."""
    if len(groups) < 2:
        return ()
    numbers = [each.best if each.best is not None else each.low for each in groups.values()]
    sum_of = sum(number for number in numbers if number is not None)
    came = total.best if total.best is not None else total.low
    if came is None or came == sum_of:
        return ("the groups are added up",)
    return (f"the groups make {sum_of:,}, of whom {sum_of - came:,} may be the same people: {came:,}",)


def _ages(groups: Mapping[Cell, Sequence[Weighed]]) -> tuple[str, ...]:
    """That the tolls of the groups are not of one time, in words, where their newest are more than a month apart."""
    days = [[each.figure.made_on for each in weighed if each.figure.weight == "counted"] for weighed in groups.values()]
    newest = [max(known) for each in days if (known := [day for day in each if day is not None])]
    if not newest or max(newest) - min(newest) <= STALE:
        return ()
    return (f"the tolls of the groups are not of one time: the newest are of {min(newest)} to {max(newest)}",)
