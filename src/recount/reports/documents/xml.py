"""XML from outside, parsed so that no entity grows and none is fetched."""

from __future__ import annotations

from lxml import etree

from recount.reports.limits import Limits
from recount.reports.nesting import refuse_crowded
from recount.reports.refusal import Refused

_LIMITS = Limits()


def safely_parsed(data: bytes, what: str) -> etree._Element:
    """The root of an XML document; `what` names it in an error.

    Entities are left as they are, nothing is fetched, and a tree past the library's own bounds is turned away. Raises
    `Refused` ("unreadable", "too_deep").

    >>> safely_parsed(b"<a>Two died.</a>", "the part").text
    'Two died.'
    """
    refuse_crowded(data, _LIMITS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("unreadable", f"{what} is no XML ({error}): fetch it again") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("unreadable", f"{what} declares a document type, as an attack by entities does")
    return root
