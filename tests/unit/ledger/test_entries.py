from __future__ import annotations

import msgspec
import pytest

from builders import MOMENT
from recount.ledger.entries import GENESIS, Draft, Entry, Head, link, link_fault

DRAFT = Draft(kind="run", key="run:1", report=None, body="{}")


def entry() -> Entry:
    return link(DRAFT, GENESIS, at=MOMENT, who="ana", software="recount 1")


def test_a_linked_entry_follows_its_head() -> None:
    first = entry()
    second = link(DRAFT, Head(first.seq, first.hash), at=MOMENT, who="ana", software="recount 1")
    assert link_fault(first, GENESIS) is None
    assert link_fault(second, Head(first.seq, first.hash)) is None
    assert second.hash != first.hash


@pytest.mark.parametrize("name", ["kind", "key", "report", "body", "digest", "at", "who", "software", "prev", "hash"])
def test_a_change_of_any_field_is_a_fault(name: str) -> None:
    changed = msgspec.structs.replace(entry(), **{name: "x"})
    assert link_fault(changed, GENESIS) is not None


def test_a_gap_names_what_is_missing() -> None:
    first = entry()
    fourth = link(DRAFT, Head(3, first.hash), at=MOMENT, who="ana", software="recount 1")
    assert link_fault(fourth, Head(first.seq, first.hash)) == "entries 2 to 3 are missing"


def test_bytes_that_are_no_text_are_a_fault_not_a_crash() -> None:
    changed = msgspec.structs.replace(entry(), who="\udcff")
    assert link_fault(changed, GENESIS) == "one of its fields is not text any more"
