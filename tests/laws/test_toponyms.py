"""Laws of toponyms: each is its words in the text; what is chosen hangs on the report, not on the order of names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Mention
from recount.resolve.geoparsing import geoparse, located

NAMES = ("Kharkiv", "Tripoli", "Paris", "Georgia", "Ukrainian", "Dornovka", "Calif.", "Laurel County", "Washington")
WORDS = ("in", "and", "the", "near", "burnt", ",", ".", "\n", "said", "Mayor", "city of")
TEXTS = st.lists(st.sampled_from(NAMES + WORDS), max_size=25).map(" ".join)
LINKS = st.permutations(("Benghazi", "Misrata", "Sirte", "Zawiya"))


@given(TEXTS)
@settings(deadline=None)
def test_a_toponym_is_its_words_in_the_text(text: str) -> None:
    found = geoparse(text, ())
    assert all(text[one.mention.start : one.mention.end] == one.mention.exact for one in found)
    assert [one.mention.start for one in found] == sorted({one.mention.start for one in found})
    assert all(0.0 <= one.confidence <= 1.0 for one in found)
    assert all(one.entry is None or one.entry == one.candidates[0] for one in found)


@given(LINKS)
@settings(deadline=None)
def test_the_order_of_other_names_does_not_matter(others: tuple[str, ...]) -> None:
    text = "Two men left Tripoli. " + " ".join(f"They saw {name} later." for name in others)
    spans = [(text.index(name), len(name)) for name in ("Tripoli", *others)]
    found = located(text, [Mention.at(text, at, at + size) for at, size in spans])
    assert found[0].entry is not None
    assert found[0].entry.country == "LY"
