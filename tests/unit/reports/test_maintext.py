"""A tree is thinned without a change to what is found in it."""

from __future__ import annotations

import pytest
import trafilatura

from recount.reports.dom import parsed, pieces
from recount.reports.maintext import own_pieces

_BODY = "".join(
    f"<p>Shells fell on the {place} of Dorno on Monday, and {dead} people died there, the mayor said.</p>"
    for place, dead in (("north", 3), ("south", 4), ("market", 5), ("port", 6), ("hills", 7))
)
_PAGES = {
    "scripts and menus": "<style>p {}</style><nav><a href='/'>Home</a></nav>" + _BODY + "<script>x = 1</script>tail",
    "a menu in a menu": "<nav><a href='/'>Home</a><nav>In</nav> out</nav>" + _BODY + "<nav><p>Left over.</p></nav>",
    "an aside in the text": f"<article>{_BODY}<aside><p>More on this.</p></aside>after {_BODY}</article>",
    "a table in a figure": "<article>"
    + _BODY
    + "<figure><aside><table><tr><td>12 dead</td></tr></table></aside></figure></article>",
    "a form around all": f"<form id='page'><button>Go</button>{_BODY}<label>Name</label></form>",
    "a forum": '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    f"<article>{_BODY}<div class='comments'><p>One more word on this by somebody else.</p></div></article>",
}


def _extracted(page: str, *, thinned: bool) -> str | None:
    root = parsed(f"<html><body>{page}</body></html>")
    if thinned:
        own_pieces(root, page, pieces(root))
    return trafilatura.extract(root, favor_precision=True, fast=True, include_comments=False)


@pytest.mark.parametrize("name", _PAGES)
def test_what_is_taken_out_of_a_tree_is_what_the_extractor_throws_away(name: str) -> None:
    found = _extracted(_PAGES[name], thinned=True)
    assert found
    assert found == _extracted(_PAGES[name], thinned=False)


def test_scripts_and_menus_are_gone_before_the_extractor_looks() -> None:
    page = f"<html><body>{_PAGES['scripts and menus']}</body></html>"
    root = parsed(page)
    own_pieces(root, page, pieces(root))
    assert not list(root.iter("script", "style", "nav"))
