"""A look at a page's tags before any parser sees it: parsers are quadratic in nesting and in a tag's attributes."""

from __future__ import annotations

import re

from recount.reports.limits import Limits
from recount.reports.refusal import Refused

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)|<!--|<!\[CDATA\[")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s=/>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
_ATTRIBUTES = re.compile(f"(?>{_ATTRIBUTE.pattern})*+")
_CROWDED = r"<[^\s<>/!?]+(?>\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*')){%d}"
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template"})
_NEVER_NEST = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt",
    "rp", "html", "head", "body",
})  # fmt: skip


def refuse_tangled(html: str, limits: Limits) -> None:
    """Raise `Refused` where tags nest too deep or have too many attributes ("too_deep"), or are too many ("too_large").

    One pass over the text. Tags that HTML closes by itself (``<p>``, ``<li>``) do not count as nesting.

    Source: HTML Standard, 13.1.2 (void elements, optional tags).

    >>> refuse_tangled("<div>" * 1000, Limits())
    Traceback (most recent call last):
    recount.reports.refusal.Refused: tags nest more than 250 deep at offset 1250: this is no news page
    """
    depth = tags = at = 0
    deepest, most = limits.max_depth, limits.max_tags
    while match := _TAG.search(html, at):
        at = match.end()
        close, named = match.groups()
        if named is None:
            at = _after(html, "-->" if match.group() == "<!--" else "]]>", at)
            continue
        name = named.lower()
        tags += 1
        if close:
            depth -= depth > 0 and name not in _NEVER_NEST
            continue
        at = _after_attributes(html, at, limits.max_attributes)
        if name in _RAW:
            at = _after_raw(html, name, at)
        elif name not in _NEVER_NEST and html[at - 2 : at] != "/>":
            depth += 1
        if depth > deepest:
            raise Refused(
                "too_deep",
                f"tags nest more than {limits.max_depth} deep at offset {match.start()}: this is no news page",
            )
        if tags > most:
            raise Refused("too_large", f"it has more than {limits.max_tags:,} tags: this is no news page")


def refuse_crowded(xml: bytes, limits: Limits) -> None:
    """Raise `Refused` ("too_deep") where a tag of an XML document has too many attributes.

    The parser bounds all else by itself.

    >>> refuse_crowded(b"<a" + b" b='1'" * 3000, Limits())
    Traceback (most recent call last):
    recount.reports.refusal.Refused: a tag has more than 2,000 attributes: this is no list or document of anyone's
    """
    plain = xml.replace(b"\0", b"")  # as ASCII would be, also where it is UTF-16
    if re.search((_CROWDED % (limits.max_attributes + 1)).encode(), plain):
        raise Refused(
            "too_deep",
            f"a tag has more than {limits.max_attributes:,} attributes: this is no list or document of anyone's",
        )


def _after(html: str, mark: str, at: int) -> int:
    """The offset after the next `mark`, or the end."""
    found = html.find(mark, at)
    return len(html) if found < 0 else found + len(mark)


def _after_raw(html: str, name: str, at: int) -> int:
    """The offset of the end tag of an element whose content is no markup."""
    match = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return len(html) if match is None else match.start()


def _after_attributes(html: str, at: int, most: int) -> int:
    """The offset after a tag's attributes and its closing bracket."""
    if html[at : at + 1] == ">":  # as most tags end
        return at + 1
    whole = _ATTRIBUTES.match(html, at)
    if whole is not None and whole.end() - at < most:  # an attribute is one code point at least
        return _after(html, ">", whole.end())
    for _ in range(most):
        match = _ATTRIBUTE.match(html, at)
        if match is None:
            return _after(html, ">", at)
        at = match.end()
    raise Refused("too_deep", f"a tag has more than {most:,} attributes at offset {at}: this is no news page")
