"""The index of a folder holds what the catalogue finds, as scripts, the same bytes each time."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from msgspec import json

from recount.catalogue import FACETS, Query
from recount.site import static_index
from recount.site.material import Material


def loaded(material: Material) -> dict[str, Any]:
    """The data that the scripts register, by name."""
    found = {}
    for path, script in static_index.files(material.catalogue):
        told = script.decode().removeprefix("recountIndex(").removesuffix(");\n")
        name, data = json.decode(f"[{told}]")
        assert path == f"claims/index/{name}.js"
        found[name] = data
    return found


def test_it_is_the_same_each_time(material: Material) -> None:
    assert list(static_index.files(material.catalogue)) == list(static_index.files(material.catalogue))


def test_facets_and_numbers_are_those_of_the_catalogue(material: Material) -> None:
    index, columns = loaded(material), material.catalogue.columns
    for facet in FACETS:
        told = index[f"facet-{facet}"]
        assert [told["values"][code] for code in told["codes"]] == [
            columns.facets[facet].values[code] for code in columns.facets[facet].codes
        ]
        assert len(told["names"]) == len(told["values"])
    assert len(index["measures"]["low"]) == index["head"]["total"] == material.catalogue.counts()["claims"]


def test_every_word_leads_to_the_claims_that_the_catalogue_finds_by_it(material: Material) -> None:
    index = loaded(material)
    words = {word: gaps for name, part in index.items() if name.startswith("words-") for word, gaps in part.items()}
    assert list(words) == sorted(words)
    for word in words:
        found = {number for other, gaps in words.items() if other.startswith(word) for number in accumulate(gaps)}
        assert found == set(material.catalogue.find(Query(words=word)).numbers.tolist()), word


def test_every_claim_is_a_row_that_leads_to_its_page(material: Material) -> None:
    index = loaded(material)
    rows = [row for name, part in index.items() if name.startswith("rows-") for row in part]
    entries = material.catalogue.entries(range(index["head"]["total"]))
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries, strict=True):
        assert row.startswith("<tr")
        assert row.endswith("</tr>")
        assert f'href="../claims/{entry.row.id.replace(":", "-")}.html"' in row


def test_parts_of_words_are_cut_by_size_and_lose_none() -> None:
    words = [(f"{n:05}", [n]) for n in range(9000)]
    parts = list(static_index._packed(words))
    assert len(parts) > 1
    assert [word for part in parts for word in part] == words
