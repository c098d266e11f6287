"""Text to paragraphs: lines that break at a width end none, in capitals neither."""

from __future__ import annotations

import pytest

from recount.language.paragraphs import is_wrapped, paragraphs
from recount.language.sentences import of_paragraph
from recount.model import Span

WIRE = (
    "   VELLA, 3 JAN 90 -- THE ARMY SAID TODAY THAT ABOUT FIFTY PEASANTS OF THE\n"
    "VILLAGE OF ALTO SOL HAVE BEEN KIDNAPPED BY UNIDENTIFIED MEN WHO CAME FROM\n"
    "THE NORTHERN HILLS.  TWO WERE KILLED.\n\n"
    "   A SPOKESMAN SAID THE SEARCH FOR THE OTHERS HAD BEGUN AND THAT TROOPS HAD\n"
    "BEEN SENT THERE."
)


def test_wire_copy_in_capitals_breaks_at_blank_lines_alone() -> None:
    assert [" ".join(span.of(WIRE).split())[:14] for span in paragraphs(WIRE)] == ["VELLA, 3 JAN 9", "A SPOKESMAN SA"]


def test_a_sentence_runs_over_the_lines_of_its_paragraph() -> None:
    first = paragraphs(WIRE)[0]
    assert [" ".join(span.of(WIRE).split())[-10:] for span in of_paragraph(WIRE, first)] == ["ERN HILLS.", "RE KILLED."]


@pytest.mark.parametrize(
    "text",
    [
        "TWO DIE IN VELLA BLAST\nPOLICE SEEK THREE MEN\nMAYOR CALLS FOR CALM",  # short lines: headlines
        "Two died in Vella.\nThree fled.\nOne is missing.",
        "SHELLING KILLS TWO",
    ],
)
def test_lines_that_are_paragraphs_are_not_wrapped(text: str) -> None:
    assert not is_wrapped(text)
    assert len(paragraphs(text)) == text.count("\n") + 1


def test_a_short_paragraph_of_wrapped_text_is_one_sentence() -> None:
    text = "Seven rebels were\nkilled near Vella."
    assert of_paragraph(text, Span(0, len(text))) == [Span(0, len(text))]
