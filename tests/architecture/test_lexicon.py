"""Every word list says where it comes from and shows an example."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

LEXICON = Path(__file__).parents[2] / "src" / "recount" / "lexicon"
FILES = sorted(LEXICON.rglob("*.toml"))


def undocumented(where: str, value: object, lacking: frozenset[str]) -> Iterator[str]:
    """The lists of words for which neither their own table nor one around it says what is lacking."""
    if isinstance(value, dict):
        lacking -= {field for field in lacking if isinstance(value.get(field), str) and value[field].strip()}
        for name, entry in value.items():
            if isinstance(entry, list) and set(map(str, entry)) <= value.keys():
                continue  # an order of the tables beside it, not a list of words
            yield from undocumented(f"{where}.{name}", entry, lacking)
    elif isinstance(value, list):
        if lacking and any(isinstance(entry, str) for entry in value):
            yield f"{where} lacks {' and '.join(sorted(lacking))}"
        for number, entry in enumerate(value):
            yield from undocumented(f"{where}[{number}]", entry, lacking)


def test_there_are_word_lists() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_list_has_a_source_and_an_example(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(undocumented(path.stem, content, frozenset({"source", "example"}))) == []
