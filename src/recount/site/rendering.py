"""Records put into templates."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from recount.publish.markup import environment, rendered
from recount.site.frame import Frame, page_of


def render(template: str, frame: Frame, page: object) -> str:
    """A page as HTML: `page` is the record that the template of that name shows, within `frame`."""
    return rendered(_environment().get_template(f"{template}.html.j2"), page=page, frame=frame)


@cache
def _environment() -> Environment:
    """Parts of rows and bars are those of the one-page publication."""
    found = environment("recount.site", "recount.publish.page")
    found.globals["page_of"] = page_of
    return found
