"""The links of a folder of pages, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html

_LINKS = ("href", "src", "action", "data-points", "data-index")


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the links of every page in a folder, a line each."""
    pages = {path.relative_to(folder).as_posix(): html.parse(str(path)).getroot() for path in folder.rglob("*.html")}
    marks = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        for link in _LINKS:
            for element in page.xpath(f"//*[@{link}]"):
                fault = _fault(folder, marks, name, element, str(element.get(link)))
                if fault:
                    yield f"{name}: <{element.tag} {link}={element.get(link)!r}>: {fault}"


def _fault(folder: Path, marks: dict[str, set[str]], name: str, element: html.HtmlElement, told: str) -> str | None:
    parts = urlsplit(told)
    if told == "data:," and element.get("rel") == "icon":
        return None
    if parts.scheme or parts.netloc:
        outside = parts.scheme in ("http", "https") and "external" in (element.get("rel") or "").split()
        return None if outside else "leads out of the site"
    target = normpath(str(PurePosixPath(name).parent / unquote(parts.path))) if parts.path else name
    if target.startswith(("..", "/")) or not (folder / target).is_file():
        return f"there is no file {target}"
    if parts.fragment and unquote(parts.fragment) not in marks.get(target, ()):
        return f"{target} has no #{parts.fragment}"
    return None
