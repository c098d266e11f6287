"""Half a pair of UTF-16, which no file and no record can hold: U+FFFD stands in its place, and no offset changes.

Programs that count in UTF-16 cut texts in the midst of an emoji; one such cut costs neither the report nor the feed.
"""

from __future__ import annotations

import re
from typing import overload

_LONE = re.compile("[\ud800-\udfff]")
# Pairs, and backslashes that are escaped themselves, are passed over as they are.
_ESCAPED = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_REFERENCE = re.compile(rb"&#(?:[xX]0{0,9}([dD][89a-fA-F][0-9a-fA-F]{2})|0{0,9}(5[5-7][0-9]{3}));")


@overload
def mended(words: str) -> str: ...
@overload
def mended(words: None) -> None: ...
def mended(words: str | None) -> str | None:
    """The words with U+FFFD for each lone surrogate.

    >>> mended("Two \\ud83d died."), mended(None)
    ('Two \\ufffd died.', None)
    """
    if words is None or words.isascii():
        return words
    try:
        words.encode()
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", words)
    return words


def mended_json(data: bytes) -> bytes:
    """JSON with the escape of U+FFFD for each that stands for a lone surrogate.

    >>> mended_json(b'"\\\\ud83d \\\\ud83d\\\\ude00 \\\\\\\\ud83d"')
    b'"\\\\ufffd \\\\ud83d\\\\ude00 \\\\\\\\ud83d"'
    """
    return _ESCAPED.sub(lambda match: rb"\ufffd" if match["lone"] else match[0], data)


def mended_references(data: bytes) -> bytes:
    """Markup with a reference to U+FFFD for each to a surrogate.

    Source: HTML Standard, 13.2.5.80 (numeric character reference end state).

    >>> mended_references(b"&#xD83D; &#55357; &#x41; &#57344;")
    b'&#xFFFD; &#xFFFD; &#x41; &#57344;'
    """
    return _REFERENCE.sub(_referred, data)


def _referred(match: re.Match[bytes]) -> bytes:
    number = int(match[1], 16) if match[1] else int(match[2])
    return b"&#xFFFD;" if 0xD800 <= number <= 0xDFFF else match[0]
