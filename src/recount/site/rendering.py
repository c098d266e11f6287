"""Records put into templates: text is always escaped, and controls that would reorder it are written out."""

from __future__ import annotations

from functools import cache, lru_cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recount.publish import wording
from recount.publish.page.bars import Decades
from recount.site.frame import Frame, page_of
from recount.site.lines import Line


def render(template: str, frame: Frame, page: object) -> str:
    """A page as HTML: `page` is the record that the template of that name shows, within `frame`."""
    return _environment().get_template(f"{template}.html.j2").render(page=page, frame=frame)


@cache
def _environment() -> Environment:
    """Jinja with escaping always on. Parts of rows and bars are those of the one-page publication."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("recount.site"), PackageLoader("recount.publish.page")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals["words"] = wording
    environment.globals["page_of"] = page_of
    environment.globals["drawn_row"] = _row
    return environment


@lru_cache(maxsize=8192)
def _row(line: Line, scale: Decades, root: str, then: str) -> Markup:
    """A claim as a row of a table, kept: one view of claims shows much of what the view before it showed."""
    told = _environment().get_template("row.html.j2").render(line=line, scale=scale, root=root, then=then)
    return Markup(told)


def _shown(value: object) -> object:
    return wording.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
