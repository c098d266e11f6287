"""Facts of a text: what is the same however it is put, and what reports are filed under."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from recount.model import Span
from recount.reports import read_text
from recount.resolve.origins.facts.found import Facts, facts_in, facts_of, keys_of, posts_of

CASES = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))


def facts(*sentences: str) -> Facts:
    text = " ".join(sentences)
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)]).tolist()
    return facts_in(text, [Span(at, at + len(one)) for at, one in zip(starts, sentences, strict=False)])


def keys(text: str) -> set[int]:
    return set(keys_of(facts(text)).tolist())


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_facts_are_the_same_however_they_are_put(one: str, other: str) -> None:
    assert keys(one) == keys(other) != set()


@pytest.mark.parametrize(("one", "other"), CASES["apart"])
def test_what_only_looks_alike_is_no_common_fact(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


def test_furniture_datelines_and_headlines_tell_no_facts() -> None:
    bare = read_text("Crews in Dorno found 41 men.")
    dressed = read_text(
        "VELL (Northwire) - Crews in Dorno found 41 men.\n\nCopyright 2023 Northwire. All rights reserved.",
        title="Vell counts 90",
    )
    assert set(keys_of(facts_of(dressed)).tolist()) == set(keys_of(facts_of(bare)).tolist())


def test_keys_are_in_order_each_once() -> None:
    found = keys_of(facts("41 men of Dorno.", "Dorno lost 41 men; Vell lost 17."))
    assert found.tolist() == sorted(set(found.tolist()))


def test_posts_do_not_depend_on_order_but_on_the_sentence() -> None:
    one, turned, parted = facts("Dorno lost 41."), facts("The 41 of Dorno."), facts("It was Dorno.", "They lost 41.")
    assert posts_of(one).tolist() == posts_of(turned).tolist() != []
    assert posts_of(parted).tolist() == []


def test_a_report_without_facts_is_filed_under_none() -> None:
    assert posts_of(facts("Nobody came.")).tolist() == keys_of(facts("Nobody came.")).tolist() == []


def test_a_number_word_again_and_again_comes_to_no_endless_figure() -> None:
    assert len(keys(f"Police held {'hundred ' * 5_000}men.")) < 5


def test_the_number_of_an_account_is_a_fact_by_itself_and_scales_no_figure() -> None:
    assert len(keys("They paid 40 4111111111111111 times.")) == 2
