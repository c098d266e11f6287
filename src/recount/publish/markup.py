"""Templates to HTML in which nothing that a report says can be markup."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template

from recount.publish import wording


def environment(*packages: str) -> Environment:
    """Jinja for the templates of packages, with escaping always on.

    A template is that of the first package which has one of its name. In it `words` is `recount.publish.wording`.
    """
    found = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals["words"] = wording
    return found


def rendered(template: Template, **given: object) -> str:
    """What a template makes of what it is given, with controls written out: our own markup has none.

    >>> rendered(environment("recount.publish.page").from_string("{{ text }}"), text="<b>1\\u202e2</b>")
    '&lt;b&gt;1[U+202E]2&lt;/b&gt;'
    """
    return wording.visible(template.render(given))
