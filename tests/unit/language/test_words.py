"""Text to words as the treebanks cut them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recount.language.words import cut

PROSE = st.text(st.sampled_from("aZ19é.,'’-@_/:!?\"() \n\u202f\u00a0🕊$%&`") | st.characters(), max_size=40)


def cut_words(text: str) -> list[str]:
    return [place.of(text) for place in cut(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They can't, won't and cannot.", "They ca n't , wo n't and can not ."),
        ("Dorno’s men hadn’t left; they’re here.", "Dorno ’s men had n’t left ; they ’re here ."),
        ("the villagers' homes", "the villagers ' homes"),
        ("a US-led, anti-tank, 40-strong unit", "a US - led , anti-tank , 40 - strong unit"),
        ("Gen. Ruiz of the U.S. Army, No. 7", "Gen. Ruiz of the U.S. Army , No. 7"),
        ("J. Kostin left.", "J. Kostin left ."),
        ("18,900 men, 3.5 km, 7:30 and the 1980s", "18,900 men , 3.5 km , 7:30 and the 1980s"),
        ("40% of $2m", "40 % of $ 2m"),
        ("Sean O'Hara of N'Dora", "Sean O'Hara of N'Dora"),
        ("write to press@army.example or https://army.example/a?b=1.", "write to press@army.example or "
         "https://army.example/a?b=1 ."),
        ("He paused... then -- left!?", "He paused ... then -- left !?"),
        ("``No,'' he said.", "`` No , '' he said ."),
        ("between 3,000\u202f000", "between 3,000\u202f000"),
    ],
)  # fmt: skip
def test_words_are_cut_as_in_the_treebanks(text: str, words: str) -> None:
    assert cut_words(text) == words.split(" ")


@given(PROSE)
@example("can'tn't")
def test_every_sign_is_in_one_word(text: str) -> None:
    places = cut(text)
    assert all(place.start < place.end for place in places)
    assert all(left.end <= right.start for left, right in itertools.pairwise(places))
    held = {at for place in places for at in range(place.start, place.end)}
    assert all(at in held or letter.isspace() for at, letter in enumerate(text))
    assert all(not place.of(text)[0].isspace() and not place.of(text)[-1].isspace() for place in places)


@given(PROSE, PROSE, PROSE)
def test_a_sentence_is_cut_alike_wherever_it_stands(before: str, text: str, after: str) -> None:
    whole = f"{before}\n{text}\n{after}"
    start = len(before) + 1
    places = [(place.start - start, place.end - start) for place in cut(whole, start, start + len(text))]
    assert places == [(place.start, place.end) for place in cut(text)]


@pytest.mark.parametrize("unit", ["a_", "a-", "1.1_", "a.b@", "n't", "ab'", "A&"])
def test_a_run_without_end_is_read_once(unit: str) -> None:
    """Minutes, if every place of it looked to its end."""
    text = unit * (200_000 // len(unit))
    assert cut(text)[-1].end == len(text)
