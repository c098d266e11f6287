"""The table of relative places: what the words of a sentence tell by another place, before anything is looked up."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bracketed import marked
from recount.resolve.relative import Phrase, phrases

_TABLE = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))["case"]


def shown(phrase: Phrase) -> str:
    """A phrase as the table writes it."""
    told = f"{phrase.kind}: {phrase.wording.exact} <{' + '.join(one.exact for one in phrase.anchors)}>"
    if phrase.length is not None:
        low, high = phrase.length.low, phrase.length.high
        told += f", {low:.4g} km up" if high is None else f", {low:.4g} to {high:.4g} km"
    if phrase.bearing is not None:
        told += f", {phrase.bearing:g}°"
    return told if phrase.subject is None else f"{told}, of {phrase.subject.exact}"


def found(text: str) -> list[str]:
    plain, names = marked(text)
    return [shown(phrase) for phrase in phrases(plain, names, 0, len(plain))]


@pytest.mark.parametrize("case", _TABLE, ids=[case["text"][:60] for case in _TABLE])
def test_a_sentence_tells_what_the_table_says(case: dict[str, object]) -> None:
    assert found(str(case["text"])) == case["told"]


def test_the_table_is_wide() -> None:
    kinds = {line.partition(":")[0] for case in _TABLE for line in case["told"]}
    assert len(_TABLE) >= 120
    assert kinds == {
        "distance", "travel", "direction", "near", "edge", "between", "midway",
        "border", "inside", "coast", "bank", "stream", "part", "towards",
    }  # fmt: skip
    assert sum(not case["told"] for case in _TABLE) >= 20


def test_the_words_stand_in_the_text_wherever_the_sentence_begins() -> None:
    before = "Nothing else is known. "
    plain, names = marked(before + "Six died 20 km north of [Dorno].")
    (phrase,) = phrases(plain, names, len(before), len(plain))
    assert plain[phrase.wording.start : phrase.wording.end] == phrase.wording.exact == "20 km north of Dorno"
    assert phrase.anchors == tuple(names)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("some 15 miles", 15 * 1.609344 * 0.8, 15 * 1.609344 * 1.2),
        ("15 km", 13.5, 16.5),
        ("nearly 40 km", 34, 40),
        ("more than 40 km", 40, None),
        ("less than 40 km", 0, 40),
        ("within 40 km", 0, 40),
        ("10 to 15 km", 10, 15),
        ("1,500 metres", 1.35, 1.65),
        ("half a mile", 0.5 * 1.609344 * 0.9, 0.5 * 1.609344 * 1.1),
        ("12 nautical miles", 12 * 1.852 * 0.9, 12 * 1.852 * 1.1),
    ],
)
def test_a_distance_has_the_tolerance_of_its_words(words: str, low: float, high: float | None) -> None:
    plain, names = marked(f"Six died {words} from [Dorno].")
    (phrase,) = phrases(plain, names, 0, len(plain))
    assert phrase.length is not None
    assert phrase.length.low == pytest.approx(low)
    assert phrase.length.high == (None if high is None else pytest.approx(high))
