"""How firmly a figure is stated."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text

SENTENCES = [
    ("Up to 300 people are feared dead in Bor.", "possible"),
    ("It is believed that 300 people were killed in Bor.", "possible"),
    ("Troops may have killed 40 herders.", "possible"),
    ("The abduction of a reported 276 pupils shocked Bor.", "possible"),
    ("In May, 40 herders were killed.", "asserted"),
    ("One suspected extremist was arrested in Bor.", "asserted"),
    ("The colonel denied killing 20 villagers.", "denied"),
    ("The colonel said 20 villagers were killed.", "asserted"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_the_modality_of_a_figure(sentence: str, expected: str) -> None:
    [claim] = find_claims(read_text(sentence, id="rpt:1", title=None, publisher=None, published_on=None))
    assert claim.modality == expected
