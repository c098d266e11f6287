"""A view as one HTML file that asks the network for nothing: readable without scripts, on paper, and in ten years."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

from recount.publish.markup import environment, rendered
from recount.publish.page import content
from recount.publish.view import View

__all__ = ["render_page"]


def render_page(view: View) -> str:
    """The page of a view, as HTML; the same view gives the same page, byte for byte.

    All text of reports is escaped, controls that would reorder it are written out, and only web addresses become links.
    A content security policy forbids the page every request and every script but its own.

    >>> page = render_page(View(title="Nothing <yet>", software="recount 0.1.0"))
    >>> "<title>Nothing &lt;yet&gt;</title>" in page
    True
    """
    style, script = _asset("style.css"), _asset("enhance.js")
    template = environment("recount.publish.page").get_template("page.html.j2")
    return rendered(
        template,
        page=content.gather(view),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _asset(name: str) -> str:
    return (files("recount") / "publish" / "page" / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression that lets exactly this inline text through (Content Security Policy Level 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
