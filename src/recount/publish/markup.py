"""Templates to HTML in which nothing that a report says can be markup."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recount.publish import wording


def environment(*packages: str) -> Environment:
    """Jinja for the templates of packages: escaping always on, and every string with its controls written out.

    A template is that of the first package which has one of its name. In it `words` is `recount.publish.wording`.

    >>> environment("recount.publish.page").from_string("{{ text }}").render(text="<b>1\\u202e2</b>")
    '&lt;b&gt;1[U+202E]2&lt;/b&gt;'
    """
    found = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    found.globals["words"] = wording
    return found


def _shown(value: object) -> object:
    return wording.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
