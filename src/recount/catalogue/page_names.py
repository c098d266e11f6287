"""What the file of a page is called: after the id of what it shows, where that id is fit to name a file."""

from __future__ import annotations

import re
from typing import Final

from recount import wire

_FIT: Final = re.compile(r"rpt:[0-9a-z]{1,64}")


def page_name(report: str) -> str:
    """What the page of a report is called: its id, or where others gave it an id, something that follows from that.

    An id that a row of JSON Lines gives may hold anything: slashes, markup, more than a file name may.

    >>> page_name("rpt:36b446c62724e0c8")
    'rpt-36b446c62724e0c8'
    >>> page_name("../../etc/passwd")
    'id-3754d6cb3a38e1185e5b382d5f3ef3f1'
    """
    if _FIT.fullmatch(report):
        return report.replace(":", "-")
    return f"id-{wire.digest(report.encode('utf-8', 'surrogatepass'))[:32]}"
