"""Pages that no browser's maker foresaw."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hostile.inputs.bad import GOOD, Bad, bad, page

_BITS = ("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<p>", "</p>", "<p ", "=", '"', "'", "&", ";", "<td>", "</table>",
         "<script>", "</script>", "<style>", "<title>", "<textarea>", "<svg>", "<html>", "</body>", "<br/>", "<a href=", "\0", " ", GOOD)  # fmt: skip
_ANY = ("recorded", "no_text", "binary", "too_deep", "too_large")


def markup() -> Iterator[Bad]:
    """Tags left open, attributes without end, what is hidden, what is struck out, scripts, and chance."""
    for about, body in {
        "attributes": "<a " + "x=1 " * 100_000 + ">" + GOOD, "attributes without names": "<a " + "=" * 100_000 + ">" + GOOD,
        "quotation marks left open": "<a href='" * 2_000 + GOOD, "tags left open": "<" * 100_000 + GOOD, "end tags alone": "</div>" * 100_000 + GOOD,
        "comments left open": "<!--" * 50_000 + GOOD, "comments": "<!-- x -->" * 50_000 + GOOD, "CDATA": "<![CDATA[" * 20_000 + GOOD,
        "processing": "<?x " * 50_000 + GOOD, "doctypes": "<!DOCTYPE html>" * 20_000 + GOOD, "bodies": "<body><html><head>" * 5_000 + GOOD,
        "empty tags": "<b></b>" * 30_000 + GOOD, "line breaks": "<br>" * 90_000 + GOOD, "cells": "<table><tr>" + "<td>x" * 6_000, "rows": "<table>" + "<tr><td>1" * 5_000,
        "links": "<a href=x>y</a> " * 4_000 + GOOD, "images": "<img src=x alt='Two people died.'>" * 500, "headings": "<h1>Two died in Vell</h1>" * 60,
        "quotations": f"<blockquote>{GOOD}</blockquote>" * 60, "captions": "<figure><figcaption>Two died</figcaption></figure>" * 60,
        "raw text left open": "<textarea>" + GOOD, "a style left open": f"<p>{GOOD}</p><style>", "a title left open": "<title>" + GOOD,
        "a template": f"<template><p>{GOOD}</p></template>", "noscript": f"<noscript><p>{GOOD}</p></noscript>", "a frame set": "<frameset><frame src=x>",
        "meta refresh": f"<meta http-equiv=refresh content='0;url=http://x.invalid'><p>{GOOD}</p>", "nothing but a script": "<script>document.write('Two people died.')</script>",
        "same id everywhere": f"<p id=a>{GOOD}</p>" * 60, "one class list": f"<p class='{'c ' * 50_000}'>{GOOD}</p>",
    }.items():  # fmt: skip
        yield bad("broken markup", about, ".html", page(body), *_ANY)
    unseen = "9,999 people were killed in Kharkiv, the mayor said."
    for about, body in {
        "hidden": f"<p hidden>{unseen}</p>", "not displayed": f"<div style='display:none'>{unseen}</div>", "invisible": f"<p style='visibility : hidden'>{unseen}</p>",
        "in a script": f"<script>'{unseen}'</script>", "in a comment": f"<!-- {unseen} -->", "in a template": f"<template>{unseen}</template>",
        "in a text area": f"<textarea>{unseen}</textarea>", "in an option": f"<select><option>{unseen}</select>", "in a drawing": f"<svg><text>{unseen}</text></svg>",
        "in an attribute": f"<p title='{unseen}'></p>", "in an image's words": f"<img alt='{unseen}'>",
    }.items():  # fmt: skip
        yield bad("broken markup", f"words {about}", ".html", page(f"<p>{GOOD}</p>{body}"), figures={2})
    chance = Random(11)
    for number in range(60):
        body = "".join(chance.choice(_BITS) for _ in range(chance.choice((10, 100, 2000))))
        yield bad("broken markup", f"tags at random, {number}", ".html", body, *_ANY, "empty", "encoding")
