"""Laws of shards: they part what is read, and together they are the whole."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Rejected
from recount.reports import Details, Item
from recount.shards import markers
from recount.shards.making import Plan
from recount.shards.sharing import Digests, Shard, belonging, number_of
from sharded import added, imported, made, rows, said, told, total

ITEMS = st.lists(
    st.builds(Item, where=st.text(max_size=4), data=st.binary(max_size=6), given=st.just(Details()))
    | st.builds(Rejected, where=st.text(max_size=4), reason=st.just("missing"), detail=st.just("")),
    max_size=30,
)


@given(items=ITEMS, of=st.integers(1, 9))
def test_every_item_is_in_one_shard_and_each_shard_in_the_order_of_the_items(
    items: list[Item | Rejected], of: int
) -> None:
    parts = [list(belonging(items, shard, Digests(of))) for shard in Shard.all(of)]
    assert sum(map(len, parts)) == len(items)
    for number, part in enumerate(parts, start=1):
        assert part == [item for item in items if number_of(item, of) == number]


@given(data=st.binary(), one=st.text(max_size=5), other=st.text(max_size=5), of=st.integers(1, 99_999))
def test_the_same_bytes_are_in_the_same_shard_wherever_they_are_from(
    data: bytes, one: str, other: str, of: int
) -> None:
    first, second = (Item(where=where, data=data, given=Details()) for where in (one, other))
    assert number_of(first, of) == number_of(second, of)


@given(items=ITEMS, of=st.integers(1, 9))
def test_the_digest_of_a_shard_tells_its_items_and_no_others(items: list[Item | Rejected], of: int) -> None:
    whole = Digests(of)
    numbers = [whole.take(item) for item in items]
    for shard in Shard.all(of):
        alone = Digests(of)
        for item, number in zip(items, numbers, strict=True):
            if number == shard.number:
                alone.take(item)
        assert alone.of(shard) == whole.of(shard)


TEXTS = st.lists(st.just("") | st.integers(0, 6).map(told), min_size=1, max_size=8)


@given(texts=TEXTS, of=st.integers(1, 4))
@settings(max_examples=12)
def test_shards_together_are_the_whole(texts: list[str], of: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        inputs = rows(folder / "in.jsonl", texts)
        added(inputs, folder / "whole.ledger")
        made(Plan(inputs=(str(inputs),), folder=folder / "shards", of=of))
        found = imported(folder / "shards", folder / "parts.ledger")
        assert (found.missing, found.faults) == ((), ())
        assert said(folder / "parts.ledger") == said(folder / "whole.ledger")
        items, reports, rejected = total(markers.all_of(folder / "shards"))
        assert items == reports + rejected == len(texts)
