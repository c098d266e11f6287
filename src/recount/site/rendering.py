"""Records put into templates."""

from __future__ import annotations

from functools import cache, lru_cache

from jinja2 import Environment
from markupsafe import Markup

from recount.publish.markup import environment, rendered
from recount.publish.page.bars import Decades
from recount.site.frame import Frame, page_of
from recount.site.lines import Line


def render(template: str, frame: Frame, page: object) -> str:
    """A page as HTML: `page` is the record that the template of that name shows, within `frame`."""
    return rendered(_environment().get_template(f"{template}.html.j2"), page=page, frame=frame)


@cache
def _environment() -> Environment:
    """Parts of rows and bars are those of the one-page publication."""
    found = environment("recount.site", "recount.publish.page")
    found.globals["page_of"] = page_of
    found.globals["drawn_row"] = _row
    return found


@lru_cache(maxsize=8192)
def _row(line: Line, scale: Decades, root: str, then: str) -> Markup:
    """A claim as a row of a table, kept: one view of claims shows much of what the view before it showed."""
    told = _environment().get_template("row.html.j2").render(line=line, scale=scale, root=root, then=then)
    return Markup(told)
