"""A spaCy pipeline behind our door: its labels turned, its names kept, the statements its trees show."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import LanguageModelError
from recount.language import labels
from recount.language.analysis import Backend
from recount.language.backends import backend
from recount.language.clearnlp import ClearTree
from recount.language.reporting import attributions
from recount.language.sentences import split
from recount.language.words import cut
from recount.model import Span

spacy = pytest.importorskip("spacy", reason="spaCy is not installed")

from recount.language.spacy import SpacyBackend, entities_of, words_of  # noqa: E402

CLEAR = (
    "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg",
    "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip


def doc_of(parsed: str, names: tuple[tuple[int, int, str], ...] = ()):
    """A sentence written as word/part of speech/head/label; heads count from 0, and the root is its own."""
    rows = [entry.rsplit("/", 3) for entry in parsed.split()]
    words, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = spacy.tokens.Doc(
        spacy.blank("en").vocab, words=words, pos=pos, heads=[int(head) for head in heads], deps=deps
    )
    doc.ents = [spacy.tokens.Span(doc, start, end, label) for start, end, label in names]
    return doc


def places_of(doc) -> list[Span]:
    return [Span(token.idx, token.idx + len(token)) for token in doc]


def arcs(doc, scheme="clearnlp") -> list[str]:
    """Each word with its relation and its head: ``Dorno obl fled``."""
    words = words_of(doc, places_of(doc), scheme)
    text = doc.text
    shown = [text[word.start : word.end] for word in words]
    return [
        f"{own} {word.relation} {shown[word.head] if word.head >= 0 else '-'}"
        for own, word in zip(shown, words, strict=True)
    ]


TURNED = {
    "a preposition under a verb": (
        "Families/NOUN/1/nsubj fled/VERB/1/ROOT to/ADP/1/prep Dorno/PROPN/2/pobj",
        ["Families nsubj fled", "fled root -", "to case Dorno", "Dorno obl fled"],
    ),
    "a preposition under a noun": (
        "The/DET/1/det mayor/NOUN/4/nsubj of/ADP/1/prep Dorno/PROPN/2/pobj left/VERB/4/ROOT",
        ["The det mayor", "mayor nsubj left", "of case Dorno", "Dorno nmod mayor", "left root -"],
    ),
    "according to": (
        "According/VERB/6/prep to/ADP/0/prep the/DET/3/det army/NOUN/1/pobj ,/PUNCT/6/punct "
        "rebels/NOUN/6/nsubj fled/VERB/6/ROOT",
        ["According case army", "to fixed According", "the det army", "army obl fled", ", punct fled",
         "rebels nsubj fled", "fled root -"],
    ),
    "because of, whose second word is a pcomp": (
        "They/PRON/1/nsubj fled/VERB/1/ROOT because/SCONJ/1/prep of/ADP/2/pcomp hunger/NOUN/3/pobj",
        ["They nsubj fled", "fled root -", "because case hunger", "of fixed because", "hunger obl fled"],
    ),
    "a preposition before a clause": (
        "He/PRON/1/nsubj died/VERB/1/ROOT after/ADP/1/prep falling/VERB/2/pcomp",
        ["He nsubj died", "died root -", "after mark falling", "falling advcl died"],
    ),
    "what measures a preposition": (
        "He/PRON/1/nsubj died/VERB/1/ROOT two/NUM/3/nummod days/NOUN/4/npadvmod after/ADP/1/prep it/PRON/4/pobj",
        ["He nsubj died", "died root -", "two nummod days", "days nmod:unmarked it", "after case it", "it obl died"],
    ),
    "a passive and its agent": (
        "Dorno/PROPN/2/nsubjpass was/AUX/2/auxpass shelled/VERB/2/ROOT by/ADP/2/agent troops/NOUN/3/pobj",
        ["Dorno nsubj:pass shelled", "was aux:pass shelled", "shelled root -", "by case troops",
         "troops obl:agent shelled"],
    ),
    "two phrases joined": (
        "in/ADP/4/prep Dorno/PROPN/0/pobj and/CCONJ/0/cc near/ADP/0/conj fought/VERB/4/ROOT Lisets/PROPN/3/pobj",
        ["in case Dorno", "Dorno obl fought", "and cc Lisets", "near case Lisets", "fought root -",
         "Lisets conj Dorno"],
    ),
    "a preposition without its noun": (
        "the/DET/1/det town/NOUN/1/ROOT he/PRON/3/nsubj lived/VERB/1/relcl in/ADP/3/prep",
        ["the det town", "town root -", "he nsubj lived", "lived acl:relcl town", "in advmod lived"],
    ),
    "a preposition that opens what is no clause": (
        "In/ADP/0/ROOT Dorno/PROPN/0/pobj",
        ["In case Dorno", "Dorno root -"],
    ),
    "a noun after be": (
        "He/PRON/1/nsubj is/AUX/1/ROOT the/DET/3/det mayor/NOUN/1/attr ./PUNCT/1/punct",
        ["He nsubj mayor", "is cop mayor", "the det mayor", "mayor root -", ". punct mayor"],
    ),
    "an adjective after be, in a clause": (
        "said/VERB/0/ROOT two/NUM/2/nsubj were/AUX/0/ccomp dead/ADJ/2/acomp",
        ["said root -", "two nsubj dead", "were cop dead", "dead ccomp said"],
    ),
    "a place after be": (
        "He/PRON/1/nsubj was/AUX/1/ROOT in/ADP/1/prep Dorno/PROPN/2/pobj on/ADP/1/prep Monday/PROPN/4/pobj",
        ["He nsubj Dorno", "was cop Dorno", "in case Dorno", "Dorno root -", "on case Monday", "Monday obl Dorno"],
    ),
    "there is": (
        "There/PRON/1/expl were/AUX/1/ROOT 40/NUM/3/nummod men/NOUN/1/attr",
        ["There expl were", "were root -", "40 nummod men", "men nsubj were"],
    ),
    "a noun after become": (
        "He/PRON/1/nsubj became/VERB/1/ROOT mayor/NOUN/1/attr",
        ["He nsubj became", "became root -", "mayor xcomp became"],
    ),
    "a chain of conjuncts": (
        "men/NOUN/5/nsubj ,/PUNCT/0/punct women/NOUN/0/conj and/CCONJ/2/cc children/NOUN/2/conj fled/VERB/5/ROOT",
        ["men nsubj fled", ", punct men", "women conj men", "and cc children", "children conj men", "fled root -"],
    ),
    "what only changes its name": (
        "His/PRON/1/poss men/NOUN/5/nsubj did/AUX/5/aux n't/PART/5/neg all/DET/5/predet give/VERB/5/ROOT "
        "them/PRON/5/dative up/ADP/5/prt food/NOUN/5/dobj",
        ["His nmod:poss men", "men nsubj give", "did aux give", "n't advmod give", "all det:predet give", "give root -",
         "them iobj give", "up compound:prt give", "food obj give"],
    ),
    "to before a verb": (
        "asked/VERB/0/ROOT to/PART/2/aux leave/VERB/0/xcomp",
        ["asked root -", "to mark leave", "leave xcomp asked"],
    ),
    "a noun used as an adverb": (
        "It/PRON/1/nsubj fell/VERB/1/ROOT last/ADJ/3/amod night/NOUN/1/npadvmod",
        ["It nsubj fell", "fell root -", "last amod night", "night obl:unmarked fell"],
    ),
    "a label that nobody knows": ("so/ADV/1/subtok gone/VERB/1/ROOT", ["so dep gone", "gone root -"]),
}  # fmt: skip


@pytest.mark.parametrize(("parsed", "expected"), TURNED.values(), ids=TURNED.keys())
def test_clearnlp_is_turned_into_universal_dependencies(parsed: str, expected: list[str]) -> None:
    assert arcs(doc_of(parsed)) == expected


def test_a_persons_name_hangs_on_its_first_word() -> None:
    parsed = (
        "Gen./PROPN/2/compound Vadym/PROPN/2/compound Kostin/PROPN/7/nsubj ,/PUNCT/2/punct the/DET/5/det "
        "mayor/NOUN/2/appos ,/PUNCT/2/punct left/VERB/7/ROOT"
    )
    assert arcs(doc_of(parsed, ((1, 3, "PERSON"),))) == [
        "Gen. nmod:desc Vadym", "Vadym nsubj left", "Kostin flat Vadym", ", punct Vadym", "the det mayor",
        "mayor appos Vadym", ", punct Vadym", "left root -",
    ]  # fmt: skip
    assert arcs(doc_of(parsed))[:3] == ["Gen. compound Kostin", "Vadym compound Kostin", "Kostin nsubj left"]


def test_universal_labels_keep_their_place_and_get_the_names_of_version_2() -> None:
    parsed = (
        "Gen./PROPN/3/nsubjpass Ruiz/PROPN/0/name was/AUX/3/auxpass shot/VERB/3/ROOT last/ADJ/5/amod "
        "night/NOUN/3/obl:tmod in/ADP/7/case Dorno/PROPN/3/nmod:loc"
    )
    assert arcs(doc_of(parsed), "universal") == [
        "Gen. nsubj:pass shot", "Ruiz flat Gen.", "was aux:pass shot", "shot root -", "last amod night",
        "night obl:unmarked shot", "in case Dorno", "Dorno nmod shot",
    ]  # fmt: skip


@given(st.data())
def test_whatever_the_labels_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 7))
    order = data.draw(st.permutations(range(size)))
    heads = [-1] * size
    for rank, place in enumerate(order[1:], 1):
        heads[place] = order[data.draw(st.integers(0, rank - 1))]
    given_labels = [data.draw(st.sampled_from(CLEAR)) if head >= 0 else "ROOT" for head in heads]
    pos = [data.draw(st.sampled_from(labels.POS)) for _ in heads]
    words = [data.draw(st.sampled_from(("was", "to", "because", "of", "men"))) for _ in heads]
    start = data.draw(st.integers(0, size - 1))
    tree = ClearTree(words, pos, heads, given_labels)
    tree.to_universal([range(start, data.draw(st.integers(start + 1, size)))])
    assert tree.heads.count(-1) == 1
    assert set(tree.labels) <= set(labels.RELATIONS)
    assert all(reaches_the_root(tree.heads, place) for place in range(size))


def reaches_the_root(heads: list[int], place: int) -> bool:
    for _ in heads:
        place = heads[place]
        if place < 0:
            return True
    return False


def test_names_keep_four_kinds() -> None:
    doc = doc_of(
        "Kostin/PROPN/1/nsubj told/VERB/1/ROOT the/DET/3/det UN/PROPN/1/dobj three/NUM/1/dep "
        "Malians/PROPN/1/dep left/VERB/1/dep "
        "Dorno/PROPN/6/dobj",
        ((0, 1, "PERSON"), (2, 4, "ORG"), (4, 5, "CARDINAL"), (5, 6, "NORP"), (7, 8, "GPE")),
    )
    found = [(doc.text[name.start : name.end], name.kind) for name in entities_of(doc, places_of(doc))]
    assert found == [("Kostin", "PER"), ("UN", "ORG"), ("Malians", "NAT"), ("Dorno", "LOC")]


STATED = {
    "a clause": (
        "The/DET/1/det mayor/NOUN/2/nsubj said/VERB/2/ROOT that/SCONJ/5/mark two/NUM/5/nsubj died/VERB/2/ccomp",
        [("said", ["The mayor"], ["that two died"])],
    ),
    "a quotation, the verb before its subject": (
        '"/PUNCT/2/punct We/PRON/2/nsubj fled/VERB/5/ccomp ,/PUNCT/5/punct "/PUNCT/5/punct said/VERB/5/ROOT '
        'he/PRON/5/nsubj',
        [("said", ["he"], ["We fled"])],
    ),
    "a quotation broken by the verb": (
        '"/PUNCT/7/punct We/PRON/7/nsubj ,/PUNCT/7/punct "/PUNCT/7/punct he/PRON/5/nsubj said/VERB/7/parataxis '
        ',/PUNCT/7/punct fled/VERB/7/ROOT',
        [("said", ["he"], ["We", "fled"])],
    ),
    "according to": (
        "According/VERB/6/prep to/ADP/0/prep the/DET/3/det army/NOUN/1/pobj ,/PUNCT/6/punct "
        "rebels/NOUN/6/nsubj fled/VERB/6/ROOT",
        [("According to", ["the army"], ["rebels fled"])],
    ),
    "nobody": (
        "It/PRON/2/nsubjpass was/AUX/2/auxpass reported/VERB/2/ROOT that/SCONJ/5/mark two/NUM/5/nsubj "
        "died/VERB/2/ccomp",
        [("reported", [], ["that two died"])],
    ),
    "an agent": (
        "Deaths/NOUN/2/nsubjpass were/AUX/2/auxpass reported/VERB/2/ROOT by/ADP/2/agent police/NOUN/3/pobj",
        [("reported", ["police"], ["Deaths"])],
    ),
    "an agent under a noun": (
        "Deaths/NOUN/4/nsubj reported/VERB/0/acl by/ADP/1/agent police/NOUN/2/pobj rose/VERB/4/ROOT",
        [("reported", ["police"], ["Deaths"])],
    ),
    "an object": (
        "Police/NOUN/1/nsubj confirmed/VERB/1/ROOT 12/NUM/3/nummod deaths/NOUN/1/dobj",
        [("confirmed", ["Police"], ["12 deaths"])],
    ),
    "a hearer, who is not what is said": (
        "Police/NOUN/1/nsubj told/VERB/1/ROOT Reuters/PROPN/1/dobj",
        [],
    ),
    "a hearer, and what is said after of": (
        "Police/NOUN/1/nsubj warned/VERB/1/ROOT them/PRON/1/dobj of/ADP/1/prep looting/VERB/3/pcomp",
        [("warned", ["Police"], ["of looting"])],
    ),
    "a charge": (
        "Police/NOUN/1/nsubj accused/VERB/1/ROOT them/PRON/1/dobj of/ADP/1/prep looting/VERB/3/pcomp shops/NOUN/4/dobj",
        [("accused", ["Police"], ["them of looting shops"])],
    ),
    "an infinitive": (
        "Rebels/NOUN/1/nsubj claimed/VERB/1/ROOT to/PART/4/aux have/AUX/4/aux won/VERB/1/xcomp",
        [("claimed", ["Rebels"], ["to have won"])],
    ),
    "a shared subject": (
        "He/PRON/1/nsubj wept/VERB/1/ROOT and/CCONJ/1/cc said/VERB/1/conj they/PRON/5/nsubj fled/VERB/3/ccomp",
        [("said", ["He"], ["they fled"])],
    ),
    "a paper": (
        "A/DET/1/det statement/NOUN/1/ROOT saying/VERB/1/acl they/PRON/4/nsubj fled/VERB/2/ccomp",
        [("saying", ["A statement"], ["they fled"])],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parsed", "expected"), STATED.values(), ids=STATED.keys())
def test_a_tree_shows_who_states_what(parsed: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    doc = doc_of(parsed)
    found = [
        (one.cue.of(doc.text), [span.of(doc.text) for span in one.source], [span.of(doc.text) for span in one.content])
        for one in attributions(doc.text, words_of(doc, places_of(doc), "clearnlp"))
    ]
    assert found == expected


@spacy.Language.component("chain")
def chain(doc):
    """Each word on the one after it, but *Two* on nothing: a parser for a test."""
    for token in doc[:-1]:
        if token.text != "Two":
            token.head, token.dep_ = doc[token.i + 1], "nsubj"
    doc[-1].dep_ = "ROOT"
    return doc


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Path]:
    """A pipeline on disk that parses."""
    made = spacy.blank("en")
    made.add_pipe("chain")
    made.to_disk(tmp_path / "chain")
    return tmp_path / "chain"


def test_offsets_count_code_points_of_the_whole_text(pipeline: Path) -> None:
    text = "🕊 Père Ÿ fled.\n\nTwo didn't \ud83d."
    found = SpacyBackend(str(pipeline)).analyse(text, split(text))
    assert [text[word.start : word.end] for word in found.words] == [
        place.of(text) for sentence in split(text) for place in cut(text, sentence.start, sentence.end)
    ]
    assert [word.head for word in found.words] == [1, 2, 3, 4, -1, -1, 7, 8, 9, 5]
    assert [word.relation for word in found.words if word.head in {-1, 5}] == ["root", "root", "parataxis"]


def test_the_name_says_which_pipeline_it_was(pipeline: Path) -> None:
    found = backend(f"spacy:{pipeline}")
    assert isinstance(found, Backend)
    assert found.name == SpacyBackend(str(pipeline)).name
    assert found.name.startswith("spacy:en_pipeline 0.0.0 sha256:")


def test_a_pipeline_that_parses_nothing_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LanguageModelError, match="has no parser"):
        SpacyBackend(str(tmp_path / "blank")).analyse("Two died.", [Span(0, 9)])


def test_a_pipeline_that_is_not_there_says_how_to_get_one() -> None:
    with pytest.raises(LanguageModelError, match="python -m spacy download"):
        SpacyBackend("no_such_pipeline")


def test_spacy_that_is_not_there_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(LanguageModelError, match="pip install"):
        SpacyBackend("en_core_web_sm")
