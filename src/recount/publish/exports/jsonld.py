"""JSON-LD that needs no network: its context stands in the document, and ids are names of this vocabulary.

Source: W3C, JSON-LD 1.1, on contexts and compact IRIs; RFC 8141 for the URNs that ids of recount stand for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final

from recount.publish.exports.json_text import embeddable

Node = Mapping[str, object]
IDS: Final[Mapping[str, object]] = {
    name: f"urn:x-recount:{name}:" for name in ("clm", "rpt", "run", "jdg", "sub", "src", "agt")
}
"""The beginnings of recount's ids as prefixes: ``clm:5e`` is ``urn:x-recount:clm:5e``."""


def node(**values: object) -> Node:
    """A node without what is not stated; a name that ends in ``_`` stands for itself without, ``at_`` for ``@``.

    >>> node(at_id="clm:1", type_="Claim", text=None)
    {'@id': 'clm:1', 'type': 'Claim'}
    """
    return {
        f"@{name.removeprefix('at_')}" if name.startswith("at_") else name.rstrip("_"): value
        for name, value in values.items()
        if value is not None and value != () and value != []
    }


def write_graph(context: Node, graph: Sequence[Node], out: BinaryIO) -> None:
    """Write a document of JSON-LD."""
    document = {"@context": context, "@graph": graph}
    out.write(embeddable(document))
