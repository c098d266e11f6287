"""Runs of words in two texts."""

from recount.model import Span
from recount.resolve.origins.text.parallels import runs
from recount.resolve.origins.text.words import Words, words_in


def words(text: str) -> Words:
    return words_in(text, [Span(0, len(text))])


def found(one: str, other: str) -> list[tuple[str, str]]:
    left, right = words(one), words(other)
    return [
        (
            one[left.starts[run.left] : left.ends[run.left + run.length - 1]],
            other[right.starts[run.right] : right.ends[run.right + run.length - 1]],
        )
        for run in runs(left, right)
    ]


def test_runs_are_found_whatever_their_order() -> None:
    one = "The guns fell silent before dawn. Nobody on the bridge saw who had given the order."
    other = "Nobody on the bridge saw who had given the order; then the guns fell silent before dawn."
    assert found(one, other) == [
        ("The guns fell silent before dawn", "the guns fell silent before dawn"),
        ("Nobody on the bridge saw who had given the order", "Nobody on the bridge saw who had given the order"),
    ]


def test_four_words_are_no_run() -> None:
    assert found("They fled over the bridge.", "Others fled over the bridge at night.") == []


def test_a_passage_told_once_is_matched_once_with_one_told_twice() -> None:
    refrain = "no one came to help us"
    assert len(found(f"He said {refrain}.", f"She said {refrain}. Later again: {refrain}.")) == 1


def test_case_and_marks_do_not_count() -> None:
    assert found("“Five people,” he said, “DIED here.”", "five people he said died here") == [
        ("Five people,” he said, “DIED here", "five people he said died here")
    ]


def test_a_text_of_one_word_again_and_again_is_one_run() -> None:
    again = "siren " * 20_000
    assert [run.length for run in runs(words(again), words(f"{again} ended"))] == [20_000]
