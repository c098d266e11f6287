"""Feeds that are broken, endless, or no feeds."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hostile.inputs.bad import GOOD, Bad, bad, entry, feed
from hostile.mutation import mutated

_ANY = ("recorded", "not_a_feed", "empty", "no_text", "too_deep", "too_large", "encoding", "binary")
_ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Raid</title><link href="http://a.example/1"/><content type="html">{GOOD}</content></entry></feed>'


def feeds() -> Iterator[Bad]:
    """Entries without end, without words, with links of every kind, and feeds changed at random."""
    one = entry("Raid", GOOD)
    for about, words in {
        "no entries": feed(""), "an entry without words": feed("<item/>"), "500 empty entries": feed("<item/>" * 500), "300 entries": feed(one * 300),
        "an entry cut": feed(one)[:120], "two feeds": feed(one) * 2, "a feed in a feed": feed(feed(one)), "only a declaration": '<?xml version="1.0"?>', "an item alone": one,
        "a script for a title": feed(entry("<script>x()</script>", GOOD)), "a link that runs": feed(f"<item><link>javascript:x()</link><description>{GOOD}</description></item>"),
        "many links": feed("<item>" + "<link>http://a.example/</link>" * 20_000 + f"<description>{GOOD}</description></item>"), "many dates": feed("<item>" + "<pubDate>x</pubDate>" * 5_000 + "</item>"),
        "an enclosure of petabytes": feed(f'<item><description>{GOOD}</description><enclosure url="http://a.example/a.mp3" length="{"9" * 30}" type="audio/mpeg"/></item>'),
        "an end tag too many": feed("</item>" * 500 + one), "no root": one + one, "a namespace of megabytes": feed(f'<x:item xmlns:x="{"u" * 1_000_000}">{GOOD}</x:item>'),
        "RDF": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><description>{GOOD}</description></item></rdf:RDF>', "Atom": _ATOM,
        "Atom in base64": _ATOM.replace('type="html"', 'type="image/png"'), "Atom in base64 that is none": _ATOM.replace('"html"', '"x/y" mode="base64"'), "Atom by reference": _ATOM.replace('type="html"', 'src="file:///etc/passwd"'),
        "a date without end": feed(f"<item><pubDate>{'1' * 100_000}</pubDate><description>{GOOD}</description></item>"), "a link before its entry": feed("</link><link></item></link>" + one),
        "a place": feed(f"<item><georss:point>{'9' * 5000} 1</georss:point><description>{GOOD}</description></item>"), "a polygon": feed(f"<item><georss:polygon>{'1 2 ' * 20_000}</georss:polygon></item>"),
    }.items():  # fmt: skip
        yield bad("feeds", about, ".xml", words, *_ANY)
    chance = Random(5)
    for number in range(60):
        raw = mutated((_ATOM if number % 3 == 0 else feed(one * 3)).encode(), chance)
        yield bad("feeds", f"changed at random, {number}", ".xml", raw, *_ANY)
