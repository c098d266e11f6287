from __future__ import annotations

import json
import random
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import recorded
from recount import wire
from recount.errors import EvidenceError
from recount.model import Quantity, Recorded, ResolvedClaim, Span

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_has_sorted_keys_no_white_space_and_is_utf_8(value: object) -> None:
    assert (
        wire.canonical(value) == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), JSON), st.randoms())
def test_an_id_does_not_depend_on_the_order_of_keys(record: dict[str, object], chance: random.Random) -> None:
    items = list(record.items())
    chance.shuffle(items)
    assert wire.content_id("psg", dict(items)) == wire.content_id("psg", record)


def test_an_id_does_not_depend_on_the_process() -> None:
    program = "from recount import wire; print(wire.content_id('psg', {'a': 1, 'b': [1, 2]}))"
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert made == {wire.content_id("psg", {"b": [1, 2], "a": 1})}


def test_different_content_has_different_ids() -> None:
    assert wire.content_id("psg", Span(1, 2)) != wire.content_id("psg", Span(1, 3))


def test_a_record_comes_back_as_it_was() -> None:
    record = recorded()
    assert wire.decode(wire.canonical(record), Recorded) == record


def test_what_is_not_the_record_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        wire.decode(b'{"start": "one", "end": 2}', Span)


def test_a_record_that_breaks_its_invariant_is_refused() -> None:
    with pytest.raises(EvidenceError, match="low 9 is above high 3"):
        wire.decode(b'{"exact": "9", "start": 0, "end": 1, "low": 9, "high": 3, "operator": "between"}', Quantity)


def test_the_schema_names_the_fields_of_the_record() -> None:
    schema = json.dumps(wire.schema(ResolvedClaim))
    assert all(f'"{name}"' in schema for name in ("quantity", "evidence", "resolutions", "said_on"))
