"""Pieces put together are the text; each claim's quantity starts once and ends once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from invented import harbour
from recount.model import Span
from recount.publish.page.marks import ROLES, Block, Mark, blocks, pieces

TEXT = "At least 120 civilians were killed in Karsova."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(draw(st.sampled_from(ROLES)), Span(start, end), number))
    return found


@given(marks())
def test_pieces_put_together_are_the_text(found: list[Mark]) -> None:
    assert "".join(piece.text for piece in pieces(TEXT, Span(0, len(TEXT)), found)) == TEXT


@given(marks())
def test_each_quantity_and_each_statement_starts_once_and_ends_once(found: list[Mark]) -> None:
    cut = pieces(TEXT, Span(0, len(TEXT)), found)
    quantities = [mark.number for mark in found if mark.role in ("quantity", "statement")]
    assert sorted(number for piece in cut for number in piece.starts) == quantities
    assert sorted(number for piece in cut for number in piece.ends) == quantities


def harbour_blocks() -> tuple[Block, ...]:
    of, claims = harbour()
    return blocks(of, claims, {resolved.claim.id: number for number, resolved in enumerate(claims, 1)})


def test_furniture_is_kept_apart_by_sort() -> None:
    kinds = [(block.kind, block.sort) for block in harbour_blocks()]
    assert kinds == [
        ("headline", ""),
        ("text", ""),
        ("caption", ""),
        ("furniture", "donation"),
        ("furniture", "comment form"),
    ]


def test_a_pronoun_and_the_name_it_stands_for_are_both_marked() -> None:
    cut = [piece for block in harbour_blocks() for paragraph in block.paragraphs for piece in paragraph]
    notes = {piece.text: piece.note for piece in cut if piece.role == "source"}
    assert notes["She"] == "source of claim 3"
    assert notes["Ada Lind"] == "source of claims 1, 2, 3"
