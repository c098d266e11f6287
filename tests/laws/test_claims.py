"""Laws of reading claims: any text is read, and what is said of it stands in it.

The texts are of two kinds: anything at all, and sentences joined from fragments as reports have them, in any order,
which reach the grammar of counts and harms far more often.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recount.claims import find_both, find_claims
from recount.claims.counts import find_counts
from recount.claims.quantities import quantities_of
from recount.language.tokens import tokenise
from recount.model import Action, Claim, Mention, Quantity, Statement
from recount.reports import read_text

BOUNDS = [
    "",
    "at least",
    "up to",
    "more than",
    "some",
    "between",
    "no",
    "an estimated",
    "as many as",
    "from",
    "a",
    "of",
    "of the",
    "fewer than",
    "rose from",
    "none",
    "$",
]
NUMBERS = [
    "12",
    "3,400",
    "1.5 million",
    "two dozen",
    "a",
    "dozens",
    "hundreds of thousands",
    "half a million",
    "no one",
    "12 000",
    "2 lakh",
    "1.5m",
    "30",
    "two thirds",
    "half",
    "2½ million",
    "two-and-a-half thousand",
    "twenty-one",
    "one",
    "2014",
    "-5",
    "1/4",
    "a hundred and",
    "a couple",
]
LINKS = [
    "and",
    "or more",
    "-plus",
    "or so",
    "but fewer than",
    "in",
    "out of",
    "percent",
    "thousand",
    "-year-old",
    "to",
    "-",
    "or",
    ",",
    "including",
    "of them",
    "–",
    "’s",
    "%",
    "km",
    ".",
    ";",
    ":",
    "“",
    "”",
    "(",
    ")",
    "\n\n",
]
NOUNS = [
    "people",
    "Russian soldiers",
    "children",
    "tanks",
    "bodies",
    "the dead",
    "others",
    "women and girls",
    "deaths",
    "",
]
HARMS = [
    "were killed",
    "killing",
    "wounded",
    "fled",
    "abducted",
    "the death toll rose",
    "losses",
    "shot down",
    "is missing",
]
SAYING = [
    "the army said",
    "according to Amina Diallo",
    "denied",
    "told reporters",
    "on Sunday",
    "in Kidal",
    "since May 3",
]

ACTING = [
    "Moscow",
    "the UN",
    "accused Kyiv of shelling",
    "urged its allies to stop",
    "denied that it had attacked",
    "expelled the ambassador",
    "has not withdrawn its troops from",
    "admitted mistakes",
    "was suspended from the council by",
]

fragments = st.sampled_from([*BOUNDS, *NUMBERS, *LINKS, *NOUNS, *HARMS, *SAYING, *ACTING])
reports = st.lists(fragments, max_size=24).map(" ".join)
clauses = st.tuples(
    *(st.sampled_from(words) for words in (BOUNDS, NUMBERS, NOUNS, HARMS, LINKS, BOUNDS, NUMBERS, NOUNS))
)
sentences = st.lists(clauses.map(" ".join), max_size=3).map(". ".join)
texts = st.one_of(st.text(max_size=200), reports, sentences)


def mentions(claim: Claim) -> list[Mention]:
    sources = [*claim.via, *claim.speakers, *([claim.source] if claim.source else [])]
    victims = claim.victims.mention if claim.victims else None
    single = [one for one in (claim.cue, claim.said, victims) if one is not None]
    return [*single, *claim.places, *claim.times, *(source.mention for source in sources)]


@given(texts)
def test_every_word_of_a_claim_stands_where_it_says(text: str) -> None:
    for claim in find_claims(read_text(text)):
        assert text[claim.quantity.start : claim.quantity.end] == claim.quantity.exact != ""
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.exact
        assert claim.evidence.start <= claim.quantity.start < claim.quantity.end <= claim.evidence.end
        for mention in mentions(claim):
            assert text[mention.start : mention.end] == mention.exact != ""


@given(texts)
def test_every_number_of_a_claim_stands_in_its_evidence(text: str) -> None:
    for claim in find_claims(read_text(text)):
        quantity, start = claim.quantity, claim.evidence.start
        words = claim.evidence.exact[quantity.start - start : quantity.end - start]
        assert words == quantity.exact
        noun = f"{words} losses"
        assert worth(quantity) in [
            worth(count.quantity) for count in find_counts(noun, tokenise(noun)) if count.quantity.exact == words
        ], "the bounds follow from the words that stand there, and from nothing else"


@given(texts)
def test_each_field_of_a_claim_has_its_one_reason_whose_words_stand_where_it_says(text: str) -> None:
    for claim in find_claims(read_text(text)):
        fields = [reason.field for reason in claim.reasons]
        expected = ["quantity", "effect", "victims", "source", "act", "modality", "scope"]
        expected += ["subset_of"] if claim.subset_of else []
        expected += ["supersedes"] if claim.supersedes else []
        assert fields == expected
        for reason in claim.reasons:
            assert reason.rule
            assert 0 < reason.confidence <= 1
            if reason.words is not None:
                assert text[reason.words.start : reason.words.end] == reason.words.exact != ""


def quoted(statement: Statement) -> list[Mention]:
    sources = [*statement.speakers, *([statement.source] if statement.source else [])]
    if isinstance(statement, Action):
        own = [statement.verb, statement.content, statement.recipient, *statement.times]
        sources += [statement.actor] if statement.actor else []
    else:
        own = [statement.cue, statement.content, statement.said]
    return [*(one for one in own if one is not None), *(source.mention for source in sources)]


@given(texts)
def test_every_word_of_a_statement_stands_where_it_says(text: str) -> None:
    claims, statements = find_both(read_text(text))
    assert len({statement.id for statement in statements}) == len(statements)
    for statement in statements:
        assert text[statement.evidence.start : statement.evidence.end] == statement.evidence.exact
        for mention in quoted(statement):
            assert text[mention.start : mention.end] == mention.exact != ""
        if not isinstance(statement, Action):
            assert set(statement.answers) <= {claim.id for claim in claims}


def worth(quantity: Quantity) -> tuple[int | None, int | None, str]:
    return quantity.low, quantity.high, quantity.operator


@given(texts)
def test_a_quantity_read_again_by_itself_says_the_same(text: str) -> None:
    for claim in find_claims(read_text(text)):
        words = claim.quantity.exact
        noun = f"{words} losses"  # the adjective of "heavy losses" is a quantity before its noun alone
        assert worth(claim.quantity) in [
            worth(count.quantity) for count in find_counts(noun, tokenise(noun)) if count.quantity.exact == words
        ]


numerals = st.sampled_from([*BOUNDS, *NUMBERS, *LINKS])
figures = st.lists(st.tuples(numerals, st.sampled_from([" ", " ", "", "-"])), min_size=1, max_size=8).map(
    lambda parts: "".join(word + gap for word, gap in parts) + " people"
)


@given(st.one_of(texts, figures))
def test_a_number_stands_in_the_words_of_its_count(text: str) -> None:
    for count in find_counts(text, tokenise(text)):
        words = count.quantity.exact
        noun = f"{words} losses"
        assert worth(count.quantity) in [
            worth(again.quantity) for again in find_counts(noun, tokenise(noun)) if again.quantity.exact == words
        ], words


@given(st.one_of(texts, figures))
def test_every_quantity_is_read_once_with_its_ends_in_order(text: str) -> None:
    tokens = tokenise(text)
    found = quantities_of(text, tokens)
    for left, right in pairwise(found):
        assert left.end <= right.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.form == "change" or one.low is None or one.high is None or one.low <= one.high
        assert (one.low is None and one.high is None) == (one.operator == "vague")


@given(texts)
def test_bounds_run_upwards_and_follow_their_operator(text: str) -> None:
    for claim in find_claims(read_text(text)):
        low, high, operator = worth(claim.quantity)
        assert low is None or high is None or 0 <= low <= high
        assert (low is None) == (operator in {"at_most", "fewer_than", "vague"})
        assert (high is None) == (operator in {"at_least", "more_than", "vague"})
        assert low == high or operator not in {"exact", "about"}
        assert claim.quantity.approx == (operator == "about")


@given(texts)
def test_a_part_has_its_whole_among_the_claims(text: str) -> None:
    claims = find_claims(read_text(text))
    ids = {claim.id: claim for claim in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        steps = 0
        while claim.subset_of is not None:
            claim, steps = ids[claim.subset_of], steps + 1
            assert steps <= len(claims), "a claim is a part of itself"


@given(texts)
def test_claims_stand_in_order_and_none_covers_another(text: str) -> None:
    claims = find_claims(read_text(text))
    for left, right in pairwise(claims):
        assert left.quantity.end <= right.quantity.start


@given(texts)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert find_claims(read_text(text)) == find_claims(read_text(text))


@given(st.lists(fragments, min_size=1, max_size=12).map(" ".join))
def test_counts_of_a_sentence_do_not_overlap(text: str) -> None:
    tokens = tokenise(text)
    counts = find_counts(text, tokens)
    for count in counts:
        assert 0 <= count.first < count.last <= len(tokens)
        assert text[count.quantity.start : count.quantity.end] == count.quantity.exact
    for left, right in pairwise(counts):
        assert left.last <= right.first
