from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from recount.bench import gold_lines, row_count
from recount.bench.treebank import read_documents
from recount.errors import InputError

TREEBANK = """\
# newdoc id = raid
# newpar
# sent_id = raid-1
# text = Two died.
1\tTwo\ttwo\tNUM\tCD\t_\t2\tnsubj\t_\t_
2\tdied\tdie\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = raid-2
# text = Vell's fell.
1-2\tVell's\t_\t_\t_\t_\t_\t_\t_\t_
1\tVell\tVell\tPROPN\tNNP\t_\t3\tnsubj\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
2.1\tgates\tgate\tNOUN\tNNS\t_\t_\t_\t3:nsubj\t_
3\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\t_

# newdoc id = truce
# sent_id = truce-1
1\tPeace\tpeace\tNOUN\tNN\t_\t0\troot\t_\t_
"""


def test_words_are_read_by_document_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "small.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    raid, truce = read_documents(path)
    assert [(one.id, one.words, one.opens) for one in raid] == [
        ("raid-1", ("Two", "died", "."), True),
        ("raid-2", ("Vell", "'s", "fell"), False),
    ]
    assert [(one.id, one.opens) for one in truce] == [("truce-1", True)]
    assert row_count(path) == 3


def test_packed_and_plain_lines_are_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "rows.jsonl", tmp_path / "rows.jsonl.gz"
    plain.write_bytes(b'{"a": 1}\n\n{"a": 2}\n')
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(gold_lines(packed)) == list(gold_lines(plain))
    assert row_count(packed) == row_count(plain) == 2


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("cut.conllu.gz", gzip.compress(TREEBANK.encode())[:-9], "cannot be read"),
        ("plain.conllu.gz", TREEBANK.encode(), "cannot be read"),
        ("nameless.conllu", b"1\tTwo\ttwo\tNUM\tCD\t_\t0\troot\t_\t_\n", "sent_id"),
        ("bytes.conllu", TREEBANK.encode() + b"\n# sent_id = \xff\n", "after sentence truce-1: not UTF-8"),
    ],
)
def test_what_is_no_treebank_is_refused_by_name(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=word) as caught:
        list(read_documents(path))
    assert str(path) in str(caught.value)
