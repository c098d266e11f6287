"""People harmed who are not counted: named, told by a noun, listed, identified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from recount.claims.persons import Person, find_persons
from recount.claims.trees import Tree
from recount.language.analysis import Analysis, Entity, Word
from recount.language.words import cut
from recount.model import Span
from recount.reports import read_text

Arcs = Mapping[str, tuple[str, str, str]]


class Heard:
    """A backend that hears the arcs it is given: a word to its part of speech, relation and head."""

    name = "heard 1 sha256:0"

    def __init__(self, arcs: Arcs, names: Sequence[str] = ()) -> None:
        self.arcs = arcs
        self.names = names

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        places = [place for sentence in sentences for place in cut(text, sentence.start, sentence.end)]
        forms = [place.of(text).lower() for place in places]
        words = []
        for place, form in zip(places, forms, strict=True):
            pos, relation, head = self.arcs.get(form, ("X", "root", ""))
            words.append(Word(place.start, place.end, pos, forms.index(head) if head else -1, relation))
        lower = text.lower()
        spans = [(lower.index(name), lower.index(name) + len(name)) for name in self.names]
        return Analysis(tuple(words), tuple(Entity(start, end, "PER", 0.9) for start, end in sorted(spans)))


def persons(text: str, arcs: Arcs, names: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """Everybody found: effect, kind, and name or noun phrase."""
    found = find_persons(read_text(text), Heard(arcs, names))
    return [(person.effect, person.kind, person.name or person.words) for person in found]


PASSIVE: Arcs = {
    "ruiz": ("PROPN", "nsubj:pass", "murdered"),
    "was": ("AUX", "aux:pass", "murdered"),
    "murdered": ("VERB", "root", ""),
}


def test_who_is_named_is_found() -> None:
    assert persons("Ruiz was murdered.", PASSIVE, ["ruiz"]) == [("killed", "named", "ruiz")]


def test_a_report_in_capitals_is_read_alike() -> None:
    assert persons("RUIZ WAS MURDERED.", PASSIVE, ["ruiz"]) == [("killed", "named", "ruiz")]


def test_a_noun_alone_is_one_and_a_plural_several() -> None:
    arcs: Arcs = {
        "the": ("DET", "det", "judge"),
        "judge": ("NOUN", "nsubj:pass", "murdered"),
        "was": ("AUX", "aux:pass", "murdered"),
        "murdered": ("VERB", "root", ""),
    }
    assert persons("The judge was murdered.", arcs) == [("killed", "single", "the judge")]
    plural: Arcs = {
        "the": ("DET", "det", "priests"), "priests": ("NOUN", "nmod", "murder"), "of": ("ADP", "case", "priests"),
        "murder": ("NOUN", "obj", "condemned"), "condemned": ("VERB", "root", ""),
    }  # fmt: skip
    assert persons("They condemned murder of the priests.", plural) == [("killed", "several", "the priests")]


def test_counts_are_found_by_the_rules_of_claims() -> None:
    found = find_persons(read_text("Nine nurses were killed."), Heard({}))
    assert [(person.kind, person.low, person.head, person.group) for person in found] == [
        ("counted", 9, "nurse", "civilians")
    ]


def test_names_in_a_list_after_a_victim_are_victims_too() -> None:
    arcs: Arcs = {"ruiz": ("PROPN", "obj", "killed"), "killed": ("VERB", "root", "")}
    text = "Gunmen killed Ana Ruiz, 42; Juan Paz, a clerk, and Eva Sol before Leo Mar fled."
    found = persons(text, arcs, ["ana ruiz", "juan paz", "eva sol", "leo mar"])
    assert [name for _, _, name in found] == ["ana ruiz", "juan paz", "eva sol"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The dead were identified as Ana Ruiz and Juan Paz.", ["ana ruiz", "juan paz"]),
        ("The victims were Ana Ruiz and Juan Paz.", ["ana ruiz", "juan paz"]),
        ("Those arrested for the killing were identified as Ana Ruiz and Juan Paz.", []),
        ("The dead were identified by inspector Juan Paz.", []),
    ],
)
def test_names_given_for_victims(text: str, names: list[str]) -> None:
    assert [name for _, _, name in persons(text, {}, ["ana ruiz", "juan paz"] if "Ruiz" in text else ["juan paz"])] == (
        names
    )


@pytest.mark.parametrize("auxiliary", ["would", "not", "may"])
def test_a_harm_that_is_only_thought_of_is_marked(auxiliary: str) -> None:
    arcs: Arcs = {
        "ruiz": ("PROPN", "obj", "murder"), auxiliary: ("AUX", "aux", "murder"), "murder": ("VERB", "root", ""),
    }  # fmt: skip
    [person] = find_persons(read_text(f"They {auxiliary} murder Ruiz."), Heard(arcs, ["ruiz"]))
    assert person.unreal


def test_things_and_pronouns_are_nobody() -> None:
    arcs: Arcs = {"them": ("PRON", "obj", "killed"), "killed": ("VERB", "root", "")}
    assert persons("The blast killed them.", arcs) == []


def test_a_report_without_harm_is_not_listened_to() -> None:
    class Deaf:
        name = "deaf"

        def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
            raise AssertionError(text, sentences)

    assert find_persons(read_text("Two ministers met."), Deaf()) == ()


def test_a_tree_without_words_leads_nowhere() -> None:
    tree = Tree.of("Two died.", Analysis(), Span(0, 9))
    assert tree.at(0) is None
    assert tree.words == ()


def test_persons_are_records() -> None:
    told = Person(effect="killed", kind="named", words="", head="ruiz", group="unknown", start=0, sentence=Span(0, 4))
    assert (told.low, told.high, told.vague, told.unreal) == (1, 1, False, False)
