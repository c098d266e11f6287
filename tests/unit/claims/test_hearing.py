"""What the language model says round a count, asked of analyses made by hand, and what claims do with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from recount.claims import find_claims
from recount.claims.hearing import Hearing, heard_sentences, hints, leanings
from recount.language.analysis import Analysis, Attribution, Entity, Word
from recount.model import Claim, Hint, Mention, Span
from recount.reports import read_text

Arcs = Mapping[str, tuple[str, str]]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def stated(text: str, *content: str, probability: float = 0.9) -> Attribution:
    """A statement of these words of a text."""
    return Attribution(Span(0, 1), (), tuple(span(text, words) for words in content), probability)


def analysis(
    text: str, arcs: Arcs | None = None, attributions: Sequence[Attribution] = (), entities: Sequence[Entity] = ()
) -> Analysis:
    """The words of a text, each a root but those in `arcs`: a word to the word that it hangs on, and how."""
    places = list(re.finditer(r"\w+|[^\w\s]", text))
    order = [place.group() for place in places]
    hung = {order.index(word): (order.index(head), relation) for word, (head, relation) in (arcs or {}).items()}
    words = [
        Word(place.start(), place.end(), "NUM" if place.group().isdigit() else "X", *hung.get(at, (-1, "root")))
        for at, place in enumerate(places)
    ]
    return Analysis(tuple(words), tuple(entities), tuple(attributions))


class Listener:
    """A backend that says what it was given, and remembers what it was asked."""

    name = "listener 1 sha256:0"

    def __init__(self, said: Analysis) -> None:
        self.said = said
        self.asked: list[list[str]] = []

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        self.asked.append([sentence.of(text) for sentence in sentences])
        return self.said


def claims(text: str, said: Analysis | None = None) -> tuple[Claim, ...]:
    return find_claims(read_text(text), Listener(analysis(text) if said is None else said))


def sources(text: str, said: Analysis | None = None) -> list[str | None]:
    return [claim.source.mention.exact if claim.source else None for claim in claims(text, said)]


TEXT = "Rebels who fled Goma killed 12 people, he said."
HEARD = Hearing.of(
    analysis(
        TEXT,
        {
            "Rebels": ("killed", "nsubj"), "who": ("fled", "nsubj"), "fled": ("Rebels", "acl:relcl"),
            "Goma": ("fled", "obj"), "killed": ("said", "ccomp"), "12": ("people", "nummod"),
            "people": ("killed", "obj"), ",": ("said", "punct"), "he": ("said", "nsubj"), ".": ("said", "punct"),
        },
    )
)  # fmt: skip


def worded(places: Sequence[int]) -> list[str]:
    return [TEXT[HEARD.analysis.words[place].start : HEARD.analysis.words[place].end] for place in places]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (span(TEXT, "12 people"), ["12", "people"]),
        (span(TEXT, "ebel"), ["Rebels"]),
        (span(TEXT, "s w"), ["Rebels", "who"]),
        (span(TEXT, " fled "), ["fled"]),
        (span(TEXT, " "), []),
        (Span(0, len(TEXT)), [*re.findall(r"\w+|[^\w\s]", TEXT)]),
        (Span(len(TEXT), len(TEXT) + 9), []),
    ],
)
def test_words_are_those_that_a_span_touches(asked: Span, expected: list[str]) -> None:
    assert worded(HEARD.words(asked)) == expected


def test_a_span_before_the_first_word_heard_holds_none() -> None:
    later = Hearing.of(Analysis((Word(10, 14, "NOUN", -1, "root"),)))
    assert list(later.words(Span(0, 10))) == []
    assert list(later.words(Span(0, 11))) == [0]


def test_the_head_of_a_span_is_the_word_that_hangs_outside_it() -> None:
    head = HEARD.head(span(TEXT, "12 people"))
    assert head is not None
    assert worded([head]) == ["people"]
    assert HEARD.head(Span(900, 905)) is None


def test_what_stands_above_a_word_ends_at_the_root() -> None:
    [goma] = HEARD.words(span(TEXT, "Goma"))
    assert worded(list(HEARD.above(goma))) == ["Goma", "fled", "Rebels", "killed", "said"]


def test_the_shortest_statement_round_a_count_comes_first() -> None:
    text = "He said the army denied that 12 died"
    inner, outer = stated(text, "12 died"), stated(text, "the army denied that 12 died")
    hearing = Hearing.of(analysis(text, attributions=(outer, inner, stated(text, "He said"))))
    assert hearing.stated_in(span(text, "12")) == [inner, outer]
    assert hearing.stated_in(span(text, "army")) == [outer]


def test_a_statement_in_two_halves_holds_each_half_and_not_what_is_between() -> None:
    text = "“12 died”, he said, “and 40 fled”"
    hearing = Hearing.of(analysis(text, attributions=(stated(text, "12 died", "and 40 fled"),)))
    assert [len(hearing.stated_in(span(text, words))) for words in ("12", "40", "he")] == [1, 1, 0]


@pytest.mark.parametrize(("relation", "reduced"), [("acl", True), ("acl:relcl", False), ("root", False)])
def test_a_verb_is_reduced_where_it_hangs_on_a_noun(relation: str, reduced: bool) -> None:
    text = "attack claimed by them"
    hearing = Hearing.of(analysis(text, {"claimed": ("attack", relation)}))
    assert hearing.reduced(span(text, "claimed")) is reduced
    assert not hearing.reduced(Span(900, 907))


@pytest.mark.parametrize(
    ("article", "noun", "describes"),
    [("det", "appos", True), ("nummod", "appos", True), ("det", "conj", False), ("nmod", "appos", False)],
)
def test_a_quantity_describes_where_its_noun_is_an_apposition(article: str, noun: str, describes: bool) -> None:
    text = "Ana, a nurse"
    hearing = Hearing.of(analysis(text, {"a": ("nurse", article), "nurse": ("Ana", noun)}))
    assert hearing.describes(Span(5, 6)) is describes
    assert not hearing.describes(Span(900, 901))


@pytest.mark.parametrize(
    ("counted", "paragraphs", "heard"),
    [
        ("", [], []),
        ("---", [0, 0, 0], []),
        ("---x--", [0, 0, 0, 0, 0, 0], [1, 2, 3, 4]),
        ("---x--", [0, 0, 1, 1, 2, 2], [2, 3]),
        ("x---x", [0, 0, 0, 0, 0], [0, 1, 2, 3, 4]),
    ],
)
def test_sentences_near_a_count_are_heard_within_its_paragraph(
    counted: str, paragraphs: list[int], heard: list[int]
) -> None:
    assert heard_sentences([mark == "x" for mark in counted], paragraphs) == heard


def hinted(hearing: Hearing, text: str, *mentions: str, quantity: str = "12") -> list[tuple[str, str, float]]:
    named = [Mention.at(text, span(text, words).start, span(text, words).end) for words in mentions]
    found = hints(hearing, span(text, quantity), Span(0, len(text)), named)
    return [(text[hint.start : hint.end], hint.kind, hint.strength) for hint in found]


def test_a_place_is_hinted_with_how_it_hangs_on_what_it_shares_with_the_count() -> None:
    assert hinted(HEARD, TEXT, "Goma") == [("Goma", "subject", 1.0)]  # by way of "Rebels who fled Goma"
    assert hinted(HEARD, TEXT, "people") == [("people", "inside", 1.0)]


@pytest.mark.parametrize(
    ("relation", "standing"),
    [("obl", "adverbial"), ("obl:tmod", "adverbial"), ("advcl", "clause"), ("conj", "joined"), ("flat", "inside")],
)
def test_how_a_place_hangs_on_the_verb_of_a_count(relation: str, standing: str) -> None:
    text = "killed 12 in Goma"
    heard = Hearing.of(analysis(text, {"12": ("killed", "obj"), "Goma": ("killed", relation), "in": ("Goma", "case")}))
    assert hinted(heard, text, "Goma") == [("Goma", standing, 1.0)]


def test_a_place_outside_what_is_stated_is_hinted_with_the_statements_probability() -> None:
    text = "In Oslo he said 12 died in Goma"
    heard = Hearing.of(analysis(text, attributions=(stated(text, "12 died in Goma", probability=0.75),)))
    assert hinted(heard, text, "Oslo", "Goma") == [("Oslo", "outside", 0.75)]


def test_a_place_of_another_sentence_is_not_outside_the_statement() -> None:
    text = "Oslo fell. He said 12 died"
    heard = Hearing.of(analysis(text, attributions=(stated(text, "12 died"),)))
    oslo = Mention.at(text, 0, 4)
    assert hints(heard, span(text, "12"), Span(11, len(text)), [oslo]) == ()


@pytest.mark.parametrize(("kind", "hinting"), [("PER", True), ("ORG", True), ("LOC", False), ("NAT", False)])
def test_words_in_the_name_of_a_person_or_organisation_are_no_place(kind: str, hinting: bool) -> None:
    text = "12 died, the Goma Post wrote"
    name = span(text, "Goma Post")
    heard = Hearing.of(analysis(text, entities=(Entity(name.start, name.end, kind, 0.5),)))
    assert hinted(heard, text, "Goma") == ([("Goma", "no place", 0.5)] if hinting else [])


def test_nothing_is_hinted_of_a_count_that_was_not_heard() -> None:
    assert hinted(Hearing.of(Analysis()), TEXT, "Goma") == []


class Nearest:
    """Leanings that are surer the nearer a place's last word stands to the count's."""

    def toward(self, count: int, victims: int, places: list[tuple[int, int]]) -> list[float]:
        return [float(victims - abs(count - last)) for _, last in places]


def test_leanings_are_asked_of_the_last_words_and_kept_in_the_order_of_the_places() -> None:
    text = "In Oslo he said 12 people died in Old Goma"
    heard = Hearing.of(Analysis(analysis(text).words, leanings=Nearest()))
    named = [Mention.at(text, span(text, words).start, span(text, words).end) for words in ("Old Goma", "Oslo")]
    assert leanings(heard, span(text, "12"), span(text, "people"), named) == (0.0, 2.0)
    assert leanings(heard, span(text, "12"), None, named) == (-1.0, 1.0)
    far = [Mention.at(text + ". Rome", len(text) + 2, len(text) + 6), named[1]]
    assert leanings(heard, span(text, "12"), None, far) == (0.0, 1.0)
    assert leanings(Hearing.of(analysis(text)), span(text, "12"), None, named) == ()
    assert leanings(Hearing.of(Analysis(leanings=Nearest())), span(text, "12"), None, named) == ()


CARRIED = "The mayor said the market was shelled. Twelve people were killed in Kirumba. He said the shelling went on."


def test_a_source_carried_over_holds_only_where_somebody_is_heard_to_state_the_count() -> None:
    heard = analysis(CARRIED, attributions=(stated(CARRIED, "Twelve people were killed in Kirumba"),))
    assert sources(CARRIED, heard) == ["mayor"]
    assert sources(CARRIED) == [None]


def test_without_a_backend_a_source_is_carried_over_by_rule() -> None:
    [claim] = find_claims(read_text(CARRIED))
    assert claim.source is not None
    assert (claim.source.mention.exact, claim.hints) == ("mayor", ())


def test_a_source_carried_over_holds_where_nothing_was_heard_of_the_count() -> None:
    assert sources(CARRIED, Analysis()) == ["mayor"]


def test_a_sentence_that_breaks_a_figure_down_keeps_its_source_unheard() -> None:
    text = "At least 12 villagers were killed in Kirumba, the mayor said. The dead include two children."
    assert sources(text) == ["mayor", "mayor"]


def test_a_verb_that_hangs_on_a_noun_reports_nothing() -> None:
    text = "An attack claimed by the Mountain Front killed 12 people in Goma."
    assert sources(text, analysis(text, {"claimed": ("attack", "acl")})) == [None]
    assert sources("Officials claimed 12 people were killed in Goma.") == ["Officials"]


def test_an_article_that_opens_an_apposition_is_no_claim_and_a_count_is() -> None:
    arcs = {"a": ("rebel", "det"), "rebel": ("leader", "appos")}
    text = "The strike killed their leader, a rebel, and wounded two guards."
    assert [claim.quantity.exact for claim in claims(text)] == ["a", "two"]
    assert [claim.quantity.exact for claim in claims(text, analysis(text, arcs))] == ["two"]
    counted = text.replace("a rebel", "one rebel")
    hung = {"one": ("rebel", "nummod"), "rebel": ("leader", "appos")}
    assert [claim.quantity.exact for claim in claims(counted, analysis(counted, hung))] == ["one", "two"]


def test_what_was_heard_of_its_places_stays_with_a_claim() -> None:
    text = "In Oslo, the minister said 12 people were killed in Goma."
    [claim] = claims(text, analysis(text, attributions=(stated(text, "12 people were killed in Goma"),)))
    oslo = span(text, "Oslo")
    assert Hint(oslo.start, oslo.end, "outside", 0.9) in claim.hints


def test_only_sentences_with_counts_and_their_neighbours_in_the_paragraph_are_heard() -> None:
    far, near = "The road was shut.", "Shells fell on the market."
    count, after, last = "Twelve people were killed.", "The mayor wept.", "Schools will open."
    text = " ".join([far, near, near, count, after, last]) + "\n\nThe army was silent on the war."
    listener = Listener(Analysis())
    assert len(find_claims(read_text(text), listener)) == 1
    assert listener.asked == [[near, near, count, after]]


def test_a_report_that_counts_nobody_is_not_heard_at_all() -> None:
    listener = Listener(Analysis())
    assert find_claims(read_text("The army was silent on the war."), listener) == ()
    assert listener.asked == []
