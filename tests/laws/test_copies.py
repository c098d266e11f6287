"""Laws of copies: reprints of what is there change no comparison and no count of independent sources."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from builders import reading, resolved
from recount.compare import Comparison, compare
from recount.model import Branch, ClaimLink, Family, Lineage, Link, Reading, Resolution, ResolvedClaim

DAY = (date(2024, 3, 3), date(2024, 3, 3))
OUTLETS = ("Post", "Echo", "Star", "Sun")


class World(Struct, frozen=True):
    """Reports with a claim each; of some, reprints with their links."""

    told: tuple[tuple[Reading, ResolvedClaim], ...]
    lineage: Lineage = Lineage()

    def compared(self) -> Comparison:
        return compare((claim for _, claim in self.told), self.lineage, (of.report for of, _ in self.told))


def report(number: int, outlet: str, source: str | None, count: int, denied: bool) -> tuple[Reading, ResolvedClaim]:
    text = f"{count} killed in Riverton, Ana Ruiz, Ruiz, officials or the army said. Report {number} of the {outlet}."
    of = reading(text, publisher=outlet)
    modality = "denied" if denied else "asserted"
    claim = resolved(of, str(count), count, count, source=source, modality=modality, place="Riverton", days=DAY)  # type: ignore[arg-type]
    return of, claim


@st.composite
def worlds(draw: st.DrawFn) -> World:
    told = [
        report(
            number,
            draw(st.sampled_from(OUTLETS)),
            draw(st.sampled_from((None, "Ana Ruiz", "Ruiz", "officials", "the army"))),
            draw(st.integers(1, 3)),
            draw(st.booleans()) and draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return World(tuple(told))


@st.composite
def reprinted(draw: st.DrawFn) -> tuple[World, World]:
    """A world, and the same with reprints of its reports and of one another, by any outlet, the source kept or not."""
    world = draw(worlds())
    told, links = list(world.told), []
    made_from: dict[int, int] = {}
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(told) - 1))
        of, claim = told[place]
        text = f"{of.report.text} Again {len(told)}."
        copy = reading(text, publisher=draw(st.sampled_from((*OUTLETS, "Tarn", "Mill"))))
        source = claim.claim.source.mention.exact if claim.claim.source and draw(st.booleans()) else None
        again = resolved(
            copy,
            claim.claim.quantity.exact,
            claim.claim.quantity.low,
            claim.claim.quantity.high,
            source=source,
            modality=claim.claim.modality,
            place="Riverton",
            days=DAY,
        )
        made_from[len(told)] = place
        told.append((copy, again))
        links.append(ClaimLink(original=claim.claim.id, copy=again.claim.id, score=0.9, changes=()))
    return world, World(tuple(told), Lineage(families=tuple(families(told, made_from)), claims=tuple(links)))


def families(told: list[tuple[Reading, ResolvedClaim]], made_from: dict[int, int]) -> list[Family]:
    found: dict[int, list[Branch]] = {}
    for place, of in made_from.items():
        root = of
        while root in made_from:
            root = made_from[root]
        one, other = sorted((told[place][0].report.id, told[of][0].report.id))
        first = Resolution(value=told[of][0].report.id, method="test", confidence=1.0)
        link = Link(kind="reprint", left=one, right=other, score=1.0, first=first, signals=(), parallels=())
        branch = Branch(told[place][0].report.id, told[of][0].report.id, link)
        found.setdefault(root, [Branch(told[root][0].report.id, None, None)]).append(branch)
    return [
        Family(
            id=f"fam:{root}",
            branches=tuple(branches),
            origin=Resolution(value=branches[0].report, method="test", confidence=1.0),
        )
        for root, branches in found.items()
    ]


@given(reprinted())
def test_reprints_add_no_source(both: tuple[World, World]) -> None:
    before, after = (world.compared() for world in both)
    assert [(each.subject, len(each.sources), each.independent) for each in before.grounds] == [
        (each.subject, len(each.sources), each.independent) for each in after.grounds
    ]
    for one, other in zip(before.grounds, after.grounds, strict=True):
        assert [(each.source, each.heard_by) for each in one.sources] == [
            (each.source, each.heard_by) for each in other.sources
        ]
        assert one.reports <= other.reports


@given(reprinted())
def test_reprints_add_no_relation_but_that_they_are_copies(both: tuple[World, World]) -> None:
    before, after = (world.compared() for world in both)
    added = [each for each in after.relations if each not in before.relations]
    assert {each.kind for each in added} <= {"copies"}
    assert [each for each in after.relations if each not in added] == list(before.relations)


@given(reprinted(), st.randoms(use_true_random=False))
def test_the_order_of_everything_given_does_not_matter(both: tuple[World, World], random: Random) -> None:
    _, world = both
    told, families_, claims = list(world.told), list(world.lineage.families), list(world.lineage.claims)
    for each in (told, families_, claims):
        random.shuffle(each)
    mixed = World(tuple(told), replace(world.lineage, families=tuple(families_), claims=tuple(claims)))
    assert mixed.compared() == world.compared()


@given(worlds())
def test_there_are_no_more_independent_sources_than_outlets_and_sources(world: World) -> None:
    for each in world.compared().grounds:
        assert each.independent <= min(len(each.sources), each.outlets)
        placed = [claim for ground in each.sources for claim in ground.claims]
        assert len(placed) == len(set(placed))
