"""Parts: which claim is a part of which, within a sentence, across sentences, and by the sum.

A row is a report and its counts: the words of the quantity, and the words of the count it is a part of.
"""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text

Row = tuple[str, list[tuple[str, str | None]]]

WITHIN: list[Row] = [
    ("The raid killed 13 people, including three children.", [("13", None), ("three", "13")]),
    ("The raid killed 13 people and wounded 20.", [("13", None), ("20", None)]),
    ("The raid killed 13 people, two of them nurses, the army said.", [("13", None), ("two", "13")]),
    ("There were 40 casualties, including 15 killed.", [("40", None), ("15", "40")]),
]

ACROSS: list[Row] = [
    ("The bomb killed 13 people. The dead include three nurses.", [("13", None), ("three", "13")]),
    ("Forty people were wounded. Two of the wounded are in a coma, doctors say.", [("Forty", None), ("Two", "Forty")]),
    ("The bomb killed 13 people. Among the dead were two judges.", [("13", None), ("two", "13")]),
    ("Nine policemen were killed. The shooting wounded 30 people.", [("Nine", None), ("30", None)]),
]

SUMS: list[Row] = [
    (
        "The army said 12 people were killed. Eight people died in Sarmin and four were killed in Binnish.",
        [("12", None), ("Eight", "12"), ("four", "12")],
    ),
    (
        "The army said 12 people were killed. Eight people died in Sarmin and five were killed in Binnish.",
        [("12", None), ("Eight", None), ("five", None)],
    ),
    (
        "Ten people were killed. Seven died in the market and at least three were killed at the gate.",
        [("Ten", None), ("Seven", None), ("at least three", None)],
    ),
    ("Two people were killed. Two people were killed.", [("Two", None), ("Two", None)]),
]


def parts(text: str) -> list[tuple[str, str | None]]:
    claims = find_claims(read_text(text))
    words = {claim.id: claim.quantity.exact for claim in claims}
    return [(claim.quantity.exact, words.get(claim.subset_of or "")) for claim in claims]


@pytest.mark.parametrize(("text", "expected"), [*WITHIN, *ACROSS, *SUMS])
def test_a_part_knows_its_whole(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert parts(text) == expected
