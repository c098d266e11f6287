"""An invented article as a page of an outlet: about as much around it as a page of a news site has, 60 to 130 kB.

Outlets differ in how they mark a page up, as sites do: with elements that say what they are, with classes alone, or
with all of the page's state in a script besides. Style sheets and scripts are those of the outlet on all its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from random import Random
from typing import Final, Literal

import msgspec
from msgspec import Struct

from recount.bench.corpus.articles import Article, Feed, Heading, article, heading
from recount.lexicon import load

Make = Literal["elements", "classes", "state"]
_MAKES: Final[tuple[Make, ...]] = ("elements", "classes", "state")
_SYLLABLES = ("ba", "con", "dis", "el", "for", "gri", "hea", "in", "lay", "men", "nav", "out", "pro", "sta", "tra")
_PROPERTIES = ("margin", "padding", "width", "max-width", "font-size", "line-height", "border-radius", "gap", "top")
_NEAR = 400


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    sections: tuple[str, ...]
    footers: tuple[str, ...]
    tags: tuple[str, ...]
    services: tuple[str, ...]
    cookies: tuple[str, ...]
    newsletter: tuple[str, ...]
    comments: tuple[str, ...]
    related: tuple[str, ...]
    popular: tuple[str, ...]
    rights: tuple[str, ...]
    outlets: dict[str, tuple[str, ...]]


class Outlet(Struct, frozen=True, kw_only=True):
    """A site: how it makes its pages, and the style and script that all of them carry."""

    name: str
    host: str
    make: Make
    style: str
    script: str


@cache
def outlets() -> tuple[Outlet, ...]:
    """The outlets, the same ones always."""
    return tuple(_outlet(name, _MAKES[number % len(_MAKES)]) for number, name in enumerate(_words().outlets["names"]))


def page(feed: Feed, number: int, seed: int = 1) -> str:
    """The page of an article of a feed, as HTML.

    >>> html = page("general", 3)
    >>> html == page("general", 3), html.count("<h1"), 40_000 < len(html) < 160_000
    (True, 1, True)
    """
    draw = Random(f"{seed} {feed} {number} page")
    outlet = draw.choice(outlets())
    told = article(feed, number, seed)
    others = [heading(feed, draw.randrange(max(number, _NEAR)), seed) for _ in range(draw.randint(12, 20))]
    return "\n".join(_page(draw, outlet, told, others, number))


def _words() -> _Words:
    words: _Words = load("corpus_page", _Words)
    return words


def _outlet(name: str, make: Make) -> Outlet:
    draw = Random(name)
    host = f"www.{name.lower().replace(' ', '-')}.example"
    style = "".join(_rules(draw, draw.randint(180, 420)))
    return Outlet(
        name=name, host=host, make=make, style=style, script="".join(_statements(draw, draw.randint(250, 600)))
    )


def _word(draw: Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))


def _rules(draw: Random, number: int) -> Iterator[str]:
    """A style sheet, packed as sites pack theirs."""
    for _ in range(number):
        chosen = "".join(f"{p}:{draw.randint(0, 90)}px;" for p in draw.sample(_PROPERTIES, 3))
        yield f".{_word(draw)}__{_word(draw)}--{_word(draw)}{{{chosen}color:#{draw.randrange(16**6):06x}}}"


def _statements(draw: Random, number: int) -> Iterator[str]:
    """A script, packed as sites pack theirs."""
    for _ in range(number):
        a, b = _word(draw), _word(draw)
        number, said = draw.randrange(9999), _word(draw)
        yield f'!function(e,t){{var {a}=e["{b}"]||{number};t&&t.push("{said}",{a}<{b}.length)}}(w,d);'


def _page(draw: Random, outlet: Outlet, told: Article, others: Sequence[Heading], number: int) -> Iterator[str]:
    address = f"https://{outlet.host}/{told.desk}/{told.published_at:%Y/%m/%d}/{number}"
    yield f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_head(outlet, told, address)}'
    yield f"<style>{outlet.style}</style>\n<script>{outlet.script}</script>"
    if outlet.make == "state":
        yield f'<script id="__STATE__" type="application/json">{_state(told, others)}</script>'
    yield '</head>\n<body class="article-page">\n<a class="skip" href="#main">Skip to content</a>'
    yield from _menu(draw, outlet)
    yield '<main id="main">' if outlet.make == "elements" else '<div id="main" class="layout__main">'
    yield from _article(draw, outlet, told, others)
    yield "</main>" if outlet.make == "elements" else "</div>"
    yield from _aside(draw, outlet, others)
    yield from _closing(draw, outlet)
    yield "</body>\n</html>\n"


def _head(outlet: Outlet, told: Article, address: str) -> str:
    title, lead = escape(told.title), escape(told.paragraphs[0][:160])
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": told.title,
        "datePublished": told.published_at.isoformat(),
        "mainEntityOfPage": address,
        "author": [{"@type": "Person", "name": told.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "description": told.paragraphs[0][:160],
    }
    return "\n".join(
        (
            f'<meta charset="utf-8">\n<title>{title} - {outlet.name}</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="description" content="{lead}">\n<link rel="canonical" href="{address}">',
            f'<meta property="og:title" content="{title}">\n<meta property="og:site_name" content="{outlet.name}">',
            f'<meta property="og:description" content="{lead}">\n<meta property="og:type" content="article">',
            f'<meta property="article:published_time" content="{told.published_at.isoformat()}">',
            *(f'<link rel="preload" as="font" href="/static/{place}/face.woff2" crossorigin>' for place in range(8)),
            f'<script type="application/ld+json">{msgspec.json.encode(linked).decode()}</script>',
        )
    )


def _state(told: Article, others: Sequence[Heading]) -> str:
    """All that a page shows, as the script that draws it holds it."""
    shown = {
        "article": {"title": told.title, "body": [{"type": "p", "children": one} for one in told.paragraphs]},
        "related": [{"title": one.title, "lead": one.lead, "desk": one.desk} for one in others],
    }
    return msgspec.json.encode(shown).decode().replace("</", "<\\/")


def _menu(draw: Random, outlet: Outlet) -> Iterator[str]:
    tag = "nav" if outlet.make == "elements" else "div"
    yield f'<header class="masthead"><a class="brand" href="/">{outlet.name}</a><{tag} class="menu-bar"><ul>'
    for section in _words().sections:
        yield f'<li class="menu-item menu-item-{draw.randrange(9999)}"><a href="/{section.lower()}">{section}</a></li>'
    yield f'</ul></{tag}><form class="search" action="/search"><label>Search<input name="q"></label>'
    yield "<button>Search</button></form></header>"


def _article(draw: Random, outlet: Outlet, told: Article, others: Sequence[Heading]) -> Iterator[str]:
    tag = "div" if outlet.make == "classes" else "article"
    yield f'<{tag} class="story story--{told.desk}">\n<div class="kicker"><a href="/{told.desk}">{told.desk}</a></div>'
    yield f'<h1 class="headline">{escape(told.title)}</h1>\n<div class="byline">By {escape(told.byline)}</div>'
    yield f'<time datetime="{told.published_at.isoformat()}">{told.published_at:%d %B %Y %H:%M} GMT</time>'
    yield from _share(outlet)
    yield '<div class="story__body">'
    pictures = dict(zip(sorted(draw.sample(range(60), len(told.captions))), told.captions, strict=True))
    inset = draw.randrange(2, 9)
    for place, paragraph in enumerate(told.paragraphs):
        if place in pictures:
            yield _picture(draw, outlet, pictures[place])
        yield f'<p class="story__text">{_marked(draw, paragraph)}</p>'
        if place % 4 == 3:
            yield f'<div class="ad-slot" id="ad-{draw.randrange(10**6)}"><span>Advertisement</span><script>ads({place})'
            yield "</script></div>"
        if place == inset:
            yield f'<div class="inset"><strong>{draw.choice(_words().related)}</strong><ul>'
            yield from (f'<li><a href="/n/{draw.randrange(10**6)}">{escape(one.title)}</a></li>' for one in others[:3])
            yield "</ul></div>"
    yield f'</div>\n<ul class="tags">{"".join(_links(draw.sample(_words().tags, 5), "topic"))}</ul>'
    yield from _share(outlet)
    yield f"</{tag}>"


def _marked(draw: Random, paragraph: str) -> str:
    """A paragraph as HTML; every fifth has a link on some of its words."""
    words = paragraph.split(" ")
    if len(words) < 8 or draw.random() > 0.2:
        return escape(paragraph, quote=False)
    first = draw.randrange(len(words) - 4)
    parts = (" ".join(words[:first]), " ".join(words[first : first + 3]), " ".join(words[first + 3 :]))
    before, linked, after = (escape(part, quote=False) for part in parts)
    return f'{before} <a href="https://{_word(draw)}.example/{draw.randrange(10**6)}">{linked}</a> {after}'


def _picture(draw: Random, outlet: Outlet, caption: str) -> str:
    number = draw.randrange(10**8)
    sizes = ", ".join(
        f"https://{outlet.host}/img/{number}/{width}/photo.jpg?quality=85&amp;auto=format {width}w"
        for width in range(220, 2000, 160)
    )
    image = f'<img loading="lazy" srcset="{sizes}" src="/img/{number}.jpg" alt="{escape(caption[:60])}">'
    if outlet.make == "classes":
        return f'<div class="wp-caption">{image}<p class="wp-caption-text">{escape(caption, quote=False)}</p></div>'
    return f"<figure><picture>{image}</picture><figcaption>{escape(caption, quote=False)}</figcaption></figure>"


def _share(outlet: Outlet) -> Iterator[str]:
    yield '<ul class="share">'
    for name in _words().services:
        yield f'<li><a class="share__{name.lower()}" href="https://{outlet.host}/share"><svg viewBox="0 0 24 24">'
        yield '<path d="M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10 10-4.5 10-10S17.5 2 12 2z"/></svg>'
        yield f"<span>{name}</span></a></li>"
    yield "</ul>"


def _links(names: Sequence[str], where: str) -> Iterator[str]:
    return (f'<li><a href="/{where}/{name.lower().replace(" ", "-")}">{name}</a></li>' for name in names)


def _aside(draw: Random, outlet: Outlet, others: Sequence[Heading]) -> Iterator[str]:
    """What leads to other stories: cards with their first words, and a list of those read most."""
    tag = "aside" if outlet.make == "elements" else "div"
    yield f'<{tag} class="sidebar more"><h2>{draw.choice(_words().related)}</h2>'
    for one in others[3:]:
        yield f'<div class="card"><a href="/n/{draw.randrange(10**6)}">{_thumbnail(draw, outlet)}'
        yield f'<h3>{escape(one.title)}</h3></a><p class="teaser">{escape(one.lead[:90])}…</p></div>'
    yield f'</{tag}>\n<{tag} class="popular"><h2>{draw.choice(_words().popular)}</h2><ol>'
    yield from (f'<li><a href="/n/{draw.randrange(10**6)}">{escape(one.title)}</a></li>' for one in others[:10])
    yield f"</ol></{tag}>"


def _thumbnail(draw: Random, outlet: Outlet) -> str:
    number = draw.randrange(10**8)
    sizes = ", ".join(
        f"https://{outlet.host}/img/{number}/{width}/thumb.jpg {width}w" for width in (120, 240, 480, 720)
    )
    return f'<img loading="lazy" width="240" height="160" srcset="{sizes}" alt="">'


def _closing(draw: Random, outlet: Outlet) -> Iterator[str]:
    """Forms, notices and the links at the foot of a page."""
    words = _words()
    yield f'<div class="newsletter"><p>{"</p><p>".join(words.newsletter)}</p><form><input type="email"><button>Sign up'
    yield f'</button></form></div>\n<div id="comments"><h3>{words.comments[0]}</h3><p>{words.comments[1]}</p>'
    yield '<form><label>Comment <textarea name="comment"></textarea></label><label>Name <input name="author"></label>'
    yield f"<button>Post comment</button></form><p>{words.comments[2]}</p></div>"
    tag = "footer" if outlet.make == "elements" else "div"
    yield f'<{tag} class="foot"><ul>{"".join(_links(words.footers, "about"))}'
    yield f"{''.join(_links(words.sections, 's'))}</ul>"
    yield f"<p>© 2024 {outlet.name} (invented). {draw.choice(words.rights)}</p></{tag}>"
    yield f'<div class="cookie-notice" role="dialog"><p>{"</p><p>".join(words.cookies)}</p><button>Accept all</button>'
    yield f"<button>Manage choices</button></div>\n<script>{''.join(_statements(draw, 60))}</script>"
