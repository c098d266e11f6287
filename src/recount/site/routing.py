"""Which page an address is of: the path to the record that it shows, and the template that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from recount.site.asking import asked
from recount.site.material import Material
from recount.site.pages import about, claims, timeline

_NUMBERED: Final = re.compile(r"(?<=/)page-([1-9][0-9]{0,8})\.html$")

Told = Sequence[tuple[str, str]]


class Found(Struct, frozen=True):
    """The record of a page, and the name of its template."""

    template: str
    page: object


def page_at(path: str, told: Told, material: Material) -> Found | None:
    """What the page at a path shows, asked for with the query `told`; None where there is no such page.

    ``claims/page-2.html`` is the second page of the list ``claims/index.html``.

    Raises `ChoiceError` where the query asks for what cannot be.
    """
    if number := _NUMBERED.search(path):
        path, told = f"{path[: number.start()]}index.html", (*told, ("page", number[1]))
    if (listing := LISTINGS.get(path)) is not None:
        return listing(material, told)
    folder, _, name = path.partition("/")
    about = _ABOUT.get(folder)
    if about is None or not name.endswith(".html"):
        return None
    return about(material, name.removesuffix(".html").replace("-", ":", 1), told)


def _claims(material: Material, told: Told) -> Found:
    return Found("claims", claims.gather(material, asked(told)))


def _about(material: Material, _told: Told) -> Found:
    return Found("about", about.gather(material))


def _timeline(material: Material, told: Told) -> Found:
    return Found("timeline", timeline.gather(material, asked(told)))


LISTINGS: Final[Mapping[str, Callable[[Material, Told], Found]]] = {
    "about.html": _about,
    "claims/index.html": _claims,
    "timeline/index.html": _timeline,
}
_ABOUT: Final[Mapping[str, Callable[[Material, str, Told], Found | None]]] = {}
