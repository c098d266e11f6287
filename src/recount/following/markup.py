"""XML from strangers to its elements: no entity is expanded, nothing is loaded, and none is kept once it was seen."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from msgspec import Struct

from recount.reports import Limits
from recount.reports.nesting import refuse_crowded
from recount.reports.refusal import Refused

_LIMITS = Limits()


class Element(Struct, frozen=True, kw_only=True):
    """An element as it ends: its name without namespace, those around it from the outside in, attributes, own text."""

    name: str
    around: tuple[str, ...]
    attributes: dict[str, str]
    text: str


def elements(data: bytes) -> Iterator[Element]:
    """The elements of a document, each as it ends.

    Raises `Refused` where it is no XML ("not_a_feed"; what came before stays) or its tags are crowded ("too_deep").

    >>> [(one.name, one.text) for one in elements(b"<opml><head><title>War</title></head></opml>")]
    [('title', 'War'), ('head', ''), ('opml', '')]
    """
    refuse_crowded(data, _LIMITS)
    around: list[str] = []
    try:
        for event, element in etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if event == "start":
                around.append(_name(element.tag))
                continue
            around.pop()
            told = {_name(key): str(value) for key, value in element.attrib.items()}
            yield Element(
                name=_name(element.tag), around=tuple(around), attributes=told, text=(element.text or "").strip()
            )
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise Refused("not_a_feed", f"it is no well-formed XML ({error})") from error


def _name(tag: object) -> str:
    """A name without its namespace; what is no element has none."""
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""
