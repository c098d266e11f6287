"""Which page an address is of: the path to the record that it shows, and the template that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from recount.site.asking import asked, page_asked
from recount.site.frame import Visiting
from recount.site.material import Material
from recount.site.pages import (
    about,
    claim,
    claims,
    disputes,
    families,
    overview,
    report,
    reports,
    review,
    subject,
    subjects,
    timeline,
)

_NUMBERED: Final = re.compile(r"(?<=/)page-([1-9][0-9]{0,8})\.html$")

QUEUE: Final = "review/index.html"
"""The path of the one page that is only served."""
Told = Sequence[tuple[str, str]]


class Found(Struct, frozen=True):
    """The record of a page, and the name of its template."""

    template: str
    page: object


def page_at(path: str, told: Told, material: Material, visiting: Visiting | None = None) -> Found | None:
    """What the page at a path shows, asked for with the query `told`; None where there is no such page.

    ``claims/page-2.html`` is the second page of the list ``claims/index.html``. `visiting` is who looks, where the page
    is served (None: it will lie in a folder).

    Raises `ChoiceError` where the query asks for what cannot be.
    """
    if path == QUEUE:
        return Found("review", review.gather(material, review.asked(told), visiting)) if visiting is not None else None
    if number := _NUMBERED.search(path):
        path, told = f"{path[: number.start()]}index.html", (*told, ("page", number[1]))
    if (listing := LISTINGS.get(path)) is not None:
        return listing(material, told)
    folder, _, name = path.partition("/")
    about = SINGLE.get(folder)
    if about is None or not name.endswith(".html"):
        return None
    return about(material, name.removesuffix(".html").replace("-", ":", 1), told)


def _overview(material: Material, _: Told) -> Found:
    return Found("overview", overview.gather(material))


def _claims(material: Material, told: Told) -> Found:
    return Found("claims", claims.gather(material, asked(told)))


def _claim(material: Material, name: str, _: Told) -> Found | None:
    page = claim.gather(material, name)
    return Found("claim", page) if page is not None else None


def _subjects(material: Material, told: Told) -> Found:
    return Found("subjects", subjects.gather(material, told))


def _subject(material: Material, name: str, told: Told) -> Found | None:
    page = subject.gather(material, name, told)
    return Found("subject", page) if page is not None else None


def _reports(material: Material, told: Told) -> Found:
    return Found("reports", reports.gather(material, told))


def _report(material: Material, name: str, _: Told) -> Found | None:
    held = material.catalogue.report_paged(name.replace(":", "-", 1))
    page = report.gather(material, held) if held is not None else None
    return Found("report", page) if page is not None else None


def _disputes(material: Material, told: Told) -> Found:
    return Found("disputes", disputes.gather(material, disputes.asked(told)))


def _families(material: Material, told: Told) -> Found:
    return Found("families", families.gather(material, page_asked(told)))


def _quoted(material: Material, told: Told) -> Found:
    return Found("quoted", families.gather_quoted(material, page_asked(told)))


def _family(material: Material, name: str, _: Told) -> Found | None:
    page = families.gather_family(material, name)
    return Found("family", page) if page is not None else None


def _about(material: Material, _told: Told) -> Found:
    return Found("about", about.gather(material))


def _timeline(material: Material, told: Told) -> Found:
    return Found("timeline", timeline.gather(material, asked(told)))


LISTINGS: Final[Mapping[str, Callable[[Material, Told], Found]]] = {
    "index.html": _overview,
    "about.html": _about,
    "claims/index.html": _claims,
    "disputes/index.html": _disputes,
    "families/index.html": _families,
    "families/statements/index.html": _quoted,
    "reports/index.html": _reports,
    "subjects/index.html": _subjects,
    "timeline/index.html": _timeline,
}
SINGLE: Final[Mapping[str, Callable[[Material, str, Told], Found | None]]] = {
    "claims": _claim,
    "families": _family,
    "reports": _report,
    "subjects": _subject,
}
