"""A catalogue finds claims by facets and words, and gives each thing by its id."""

from __future__ import annotations

import pytest

from invented import view
from recount.catalogue import Catalogue, ClaimEntry, Query
from recount.publish.rows import claim_rows
from recount.publish.wording import stated_on


def found(catalogue: Catalogue, query: Query) -> tuple[ClaimEntry, ...]:
    return catalogue.entries(catalogue.find(query).numbers)


def test_every_claim_of_the_view_is_held_as_its_row(catalogue: Catalogue) -> None:
    assert {each.row.id: each.row for each in found(catalogue, Query())} == {row.id: row for row in claim_rows(view())}


def test_the_latest_stated_comes_first(catalogue: Catalogue) -> None:
    days = [day for each in found(catalogue, Query()) if (day := stated_on(each.row))]
    assert days == sorted(days, reverse=True)


def test_words_are_found_as_they_begin_in_any_case_and_without_accents(catalogue: Catalogue) -> None:
    row = next(each.row for each in found(catalogue, Query()) if each.row.source)
    assert row.source is not None
    name = row.source.name.split()[0]
    for words in (name, name.upper(), name[:-1], f"{name[:2]}\u0301{name[2:]}"):
        assert row.id in {each.row.id for each in found(catalogue, Query(words=words))}, words


@pytest.mark.parametrize("words", ['"', "AND", "NEAR(", "said:*", "a* OR b", "-", "^x", "💥", "'; DROP TABLE claim"])
def test_no_words_are_taken_for_an_operator(catalogue: Catalogue, words: str) -> None:
    total = len(catalogue.find(Query()).numbers)
    assert len(catalogue.find(Query(words=words)).numbers) <= total
    assert len(catalogue.find(Query()).numbers) == total


def test_words_that_no_claim_holds_find_none(catalogue: Catalogue) -> None:
    assert len(catalogue.find(Query(words="zyxwv")).numbers) == 0


def test_a_facet_narrows_and_its_own_counts_stay(catalogue: Catalogue) -> None:
    every = catalogue.find(Query())
    effect, number = every.counts["effect"].values[0]
    picked = catalogue.find(Query(picked={"effect": (effect,)}))
    assert len(picked.numbers) == number
    assert {each.row.effect for each in catalogue.entries(picked.numbers)} == {effect}
    assert picked.counts["effect"] == every.counts["effect"]


def test_a_subject_narrows_to_its_claims(catalogue: Catalogue) -> None:
    (subject, *_) = catalogue.subjects()
    claims = found(catalogue, Query(subject=subject.subject.id))
    assert {each.row.id for each in claims} == set(subject.subject.claims)


def test_a_report_narrows_to_its_claims(catalogue: Catalogue) -> None:
    report = found(catalogue, Query())[0].row.report
    claims = found(catalogue, Query(report=report))
    assert {each.row.id for each in claims} == {each.row.id for each in catalogue.claims_of_report(report)}


@pytest.mark.parametrize(
    "query", [Query(subject="sub:none"), Query(report="rpt:none"), Query(picked={"effect": ("?",)})]
)
def test_what_is_not_held_narrows_to_nothing(catalogue: Catalogue, query: Query) -> None:
    assert found(catalogue, query) == ()


def test_things_are_given_by_their_ids_and_none_where_there_is_none(catalogue: Catalogue) -> None:
    (first, *_) = found(catalogue, Query())
    assert catalogue.claim(first.row.id) == first
    assert catalogue.number(first.row.id) == catalogue.find(Query()).numbers[0]
    assert catalogue.claim("clm:none") is None
    assert catalogue.number("clm:none") is None
    assert catalogue.subject("sub:none") is None
    assert catalogue.report("rpt:none") is None
    assert catalogue.family("fam:none") is None


def test_counts_are_those_of_the_lists(catalogue: Catalogue) -> None:
    counts = catalogue.counts()
    assert counts["claims"] == len(found(catalogue, Query()))
    assert counts["reports"] == len(catalogue.reports())
    assert counts["subjects"] == len(catalogue.subjects(single=True))
    assert counts["disputes"] == len(catalogue.disputes())
