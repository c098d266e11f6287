"""The page of a subject: sources side by side, over time, what they add up to and why, and how they stand."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from builders import run
from recount.catalogue import SubjectEntry
from recount.catalogue.reckoning import FEW
from recount.compare.estimates import estimates
from recount.errors import ChoiceError
from recount.ledger import Ledger
from recount.ledger.judgements import judge, standing
from recount.ledger.origins import lineage
from recount.model import Rating
from recount.pipeline import view
from recount.site.frame import page_of
from recount.site.material import Material
from recount.site.pages import subject, subjects
from recount.site.pages.subject import SubjectPage
from sited import Shown


def largest(material: Material) -> SubjectEntry:
    return material.catalogue.subjects(0, 1)[0]


def page(material: Material, name: str | None = None, *asked: tuple[str, str]) -> SubjectPage:
    found = subject.gather(material, name or largest(material).subject.id, asked)
    assert found is not None
    return found


def test_there_is_no_page_of_what_is_not_held(war: Material) -> None:
    assert subject.gather(war, "sub:0") is None


def test_every_figure_stands_by_date_on_one_scale(war: Material) -> None:
    found = page(war)
    days = [line.entry.row.published for line in found.lines]
    assert days == sorted(day for day in days if day is not None)
    assert found.scale is not None
    assert found.scale.top >= 17_300
    assert [line.bar.opens for line in found.lines if line.bar] == [False, False, False, True]


def test_both_sides_are_drawn_with_the_gap_and_what_was_corrected(war: Material, shown: Shown) -> None:
    (charted,) = page(war).charts
    assert [(voice.name, voice.side) for voice in charted.voices] == [
        ("Russia’s defence ministry", "own"), ("Ukraine’s General Staff", "other"),
    ]  # fmt: skip
    drawn = charted.charts[-1]
    (totals,) = drawn.panels
    assert totals.kind == "running totals"
    assert totals.gaps
    assert any("less" in note for note in charted.notes)
    tree = shown(war, page_of(largest(war).subject.id))
    (wide,) = tree.xpath("//svg[contains(@class, 'w1040')]")
    assert wide.get("role") == "img"
    sides = [" ".join(each.text_content().split()) for each in tree.xpath("//ol[@class='voices']//*[@class='note']")]
    assert sides == ["† of its own side", "⇄ of the other side"]


def test_the_estimates_are_those_of_the_whole_ledger(war: Material) -> None:
    whole = view(war.contents, "")
    told = estimates(
        whole.subjects,
        whole.claims,
        lineage(war.contents),
        [reading.report for reading in whole.readings],
        convention="ucdp",
        statements=war.contents.statements(),
        judgements=standing(war.contents),
    )
    name = largest(war).subject.id
    (wanted,) = [each for each in told if name in each.subjects]
    (ucdp,) = [each for each in page(war).reckonings if each.convention == "ucdp"]
    assert ucdp.summed.estimate == wanted
    assert {one.figure.claim for one in (*ucdp.counts, *ucdp.aside)} == {each.claim for each in wanted.figures}


def test_what_large_events_add_up_to_is_kept_and_says_how_much_it_leaves_out(
    war: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(war)
    kept = tuple(replace(each.summed, more_counted=3, more_aside=9) for each in made.reckonings)
    monkeypatch.setattr(type(war.catalogue), "reckoned", lambda *_: kept)
    assert [each.summed for each in page(war).reckonings] == list(kept)
    assert len(made.lines) < FEW


def test_a_source_that_is_rated_counts_otherwise_at_once(war: Material) -> None:
    assert isinstance(war.contents, Ledger)
    before = page(war).reckonings[0].summed.estimate
    judge(war.contents, [Rating(source="Ukraine’s General Staff", reliability="E")], run().software)
    after = page(war).reckonings[0].summed.estimate
    assert before != after
    assert any(figure.rule == "unreliable" for figure in after.figures)


def test_the_derivation_asked_for_is_open_and_all_are_there(war: Material, shown: Shown) -> None:
    path = page_of(largest(war).subject.id)
    tree = shown(war, path, [("convention", "acled")])
    details = tree.xpath("//details[@class='derivation']")
    assert [each.get("id") for each in details if each.get("open") is not None] == ["by-acled"]
    assert {each.get("id") for each in details} == {f"by-{each.convention}" for each in page(war).reckonings}
    assert {"by-ucdp", "by-airwars"} <= {each.get("id") for each in details}
    with pytest.raises(ChoiceError, match="convention: 'gut' is none of"):
        page(war, None, ("convention", "gut"))


def test_pairs_are_folded_by_kind_and_one_kind_is_paged(story: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = page(story)
    counts = {each.kind: each.count for each in whole.related}
    assert counts == story.catalogue.relation_counts(whole.entry.subject.id)
    monkeypatch.setattr(subject, "PAIRS", 1)
    monkeypatch.setattr(subject, "MORE", 2)
    kind = max(counts, key=lambda each: counts[each])
    found = page(story, None, ("kind", kind), ("page", "2"))
    told = {each.kind: each for each in found.related}
    assert told[kind].open
    assert told[kind].pairs == story.catalogue.relations_of_subject(whole.entry.subject.id, kind, 2, 2)
    assert all(len(each.pairs) == 1 for each in found.related if each.kind != kind)


def test_subjects_are_listed_those_of_most_claims_first(story: Material, shown: Shown) -> None:
    found = subjects.gather(story, ())
    sizes = [len(one.subject.claims) for one in found.subjects]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 1
    every = subjects.gather(story, [("single", "yes")])
    assert every.total >= found.total
    assert shown(story, "subjects/index.html").xpath("//h1")[0].text == "Subjects"


def test_headings_run_in_order_and_ids_are_used_once(war: Material, story: Material, shown: Shown) -> None:
    for material in (war, story):
        tree = shown(material, page_of(largest(material).subject.id))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
