"""What every backend finds in the same sentences, and what each keeps to whatever it reads."""

from __future__ import annotations

import importlib.util
import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec import Struct, convert

from recount.language import labels
from recount.language.analysis import Analysis, Attribution, Backend
from recount.language.backends import DEFAULT, backend
from recount.language.sentences import split
from recount.language.sessions import PACKAGE
from recount.language.words import cut
from recount.model import Span


class Stated(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a cue, of its source (none: nobody is named) and of what is said."""

    cue: str
    source: str
    content: str


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """A text of one sentence or more, and what should be found in it."""

    text: str
    stated: tuple[Stated, ...] = ()
    silent: bool = False
    arcs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


TABLE = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["sentence"]
SENTENCES = convert(TABLE, tuple[Sentence, ...])
ODD = (
    "", "  \n ", "?!", "-", "12", "🕊 🕊🕊", "Zażółć gęślą jaźń — 七人が死亡。", "\ud83d fell", "a\u0301 b\u200bc",
    "SEVEN DEAD IN DORNO", "he said, he said, he said", "“", '"" said.', "http://army.example/" + "x" * 300, "(((([[[[",
    "According to", "1 2 3 4 5 6 7 8",
)  # fmt: skip
LONG = "He said that " + "the men and " * 300 + "the women fled."

# The least share of the expectations that each backend must meet. That of spaCy is a guess on the safe side: no
# pipeline could be had where it was set.
FLOORS = {
    DEFAULT: {"stated": 0.92, "silent": 0.94, "arcs": 0.96, "names": 0.88},
    "spacy": {"stated": 0.5, "silent": 0.8, "arcs": 0.7, "names": 0.5},
}


@pytest.fixture(scope="module", params=FLOORS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reads(name: str) -> Backend:
    """The backend, where what it needs is installed."""
    if name == DEFAULT:
        if importlib.util.find_spec(PACKAGE) is None:
            pytest.skip(f"the language model is not installed: no package {PACKAGE}")
        return backend()
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipelines = [pipeline for pipeline in spacy.util.get_installed_models() if pipeline.startswith("en_")]
    if not pipelines:
        pytest.skip("no English pipeline of spaCy is installed")
    return backend(f"spacy:{pipelines[0]}")


def analysed(reads: Backend, text: str) -> Analysis:
    return reads.analyse(text, split(text))


@pytest.fixture(scope="module")
def table(reads: Backend) -> dict[str, Analysis]:
    """The analysis of each text of the table."""
    return {sentence.text: analysed(reads, sentence.text) for sentence in SENTENCES}


def has_statement(text: str, found: Sequence[Attribution], wanted: Stated) -> bool:
    """Whether a statement found has the words wanted: all of the cue, source and content that the table gives."""

    def words(spans: Sequence[Span]) -> str:
        return " ".join(span.of(text) for span in spans)

    return any(
        wanted.cue in one.cue.of(text)
        and (wanted.source in words(one.source) if wanted.source else not one.source)
        and wanted.content in words(one.content)
        for one in found
    )


def met(table: Mapping[str, Analysis], kind: str) -> Iterator[tuple[str, bool]]:
    """Each expectation of one kind, and whether the backend meets it."""
    for sentence in SENTENCES:
        text = sentence.text
        found = table[text]
        if kind == "silent" and sentence.silent:
            yield f"{text}: {found.attributions}", not found.attributions
        elif kind == "stated":
            for wanted in sentence.stated:
                yield f"{text}: {wanted}", has_statement(text, found.attributions, wanted)
        elif kind == "arcs":
            words = [text[word.start : word.end] for word in found.words]
            arcs = {
                f"{own} {word.relation} {words[word.head]}"
                for own, word in zip(words, found.words, strict=True)
                if word.head >= 0
            }
            yield from ((f"{text}: {arc}", arc in arcs) for arc in sentence.arcs)
        elif kind == "names":
            names = {f"{text[one.start : one.end]} = {one.kind}" for one in found.entities}
            for wanted_name in sentence.names:
                yield f"{text}: {wanted_name}", bool({wanted_name, f"The {wanted_name}", f"the {wanted_name}"} & names)


@pytest.mark.parametrize("kind", ["stated", "silent", "arcs", "names"])
def test_a_backend_finds_its_share_of_what_stands_there(table: Mapping[str, Analysis], name: str, kind: str) -> None:
    results = list(met(table, kind))
    share = sum(good for _, good in results) / len(results)
    missed = "\n".join(wanted for wanted, good in results if not good)
    assert share >= FLOORS[name][kind], f"{share:.3f} of {len(results)} {kind}; not found:\n{missed}"


def test_the_same_text_gets_the_same_analysis(reads: Backend, table: Mapping[str, Analysis]) -> None:
    for text, found in table.items():
        assert analysed(reads, text) == found
    assert reads.name == reads.name.strip() != ""


def invariants(text: str, found: Analysis, roots: int | None = None) -> None:
    """Assert what holds of every analysis of `text`."""
    sentences = split(text)
    places = [place for sentence in sentences for place in cut(text, sentence.start, sentence.end)]
    assert [(word.start, word.end) for word in found.words] == [(place.start, place.end) for place in places]
    assert {word.pos for word in found.words} <= set(labels.POS)
    assert {word.relation for word in found.words} <= set(labels.RELATIONS)
    assert [word.head == -1 for word in found.words] == [word.relation == "root" for word in found.words]
    for sentence in sentences:
        own = [at for at, word in enumerate(found.words) if sentence.start <= word.start < sentence.end]
        assert all(found.words[at].head in {-1, *own} for at in own)
        assert all(reaches_a_root(found, at) for at in own)
        assert roots is None or sum(found.words[at].head < 0 for at in own) == roots
    assert all(any(within(sentence, one.start, one.end) for sentence in sentences) for one in found.entities)
    names = [(one.start, one.end) for one in found.entities]
    assert names == sorted(names)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(names))
    assert {one.kind for one in found.entities} <= set(labels.ENTITIES)
    for said in found.attributions:
        assert said.content
        assert any(within(sentence, said.cue.start, said.cue.end) for sentence in sentences)
        for spans in (said.source, said.content):
            assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(0 <= one.probability <= 1 for one in (*found.entities, *found.attributions))


def within(sentence: Span, start: int, end: int) -> bool:
    return sentence.start <= start < end <= sentence.end


def reaches_a_root(found: Analysis, at: int) -> bool:
    for _ in found.words:
        at = found.words[at].head
        if at < 0:
            return True
    return False


def test_every_sentence_is_one_tree_and_every_span_stands_in_its_place(
    reads: Backend, table: Mapping[str, Analysis]
) -> None:
    for text, found in (*table.items(), *((text, analysed(reads, text)) for text in ODD)):
        invariants(text, found, roots=1)


def test_a_sentence_longer_than_a_window_is_read_to_its_end(reads: Backend) -> None:
    invariants(LONG, analysed(reads, LONG))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.text[:40])
def test_the_table_speaks_of_words_that_stand_there_once(sentence: Sentence) -> None:
    text = sentence.text
    words = [place.of(text) for part in split(text) for place in cut(text, part.start, part.end)]
    for arc in sentence.arcs:
        dependent, relation, head = arc.split(" ")
        assert (words.count(dependent), words.count(head)) == (1, 1), arc
        assert relation in labels.RELATIONS
    for wanted in sentence.names:
        exact, _, kind = wanted.rpartition(" = ")
        assert text.count(exact) == 1
        assert kind in labels.ENTITIES
    for stated in sentence.stated:
        assert all(part in text for part in (stated.cue, stated.source, stated.content))
