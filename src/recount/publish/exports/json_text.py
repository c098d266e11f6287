"""JSON that stays whole wherever it is put: no character of it ends a line, steers a terminal or turns letters round.

Source: RFC 8259, section 7, on escapes; the separators of Unicode (NEL, LS, PS) that readers of lines may stop at.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

# DEL, C1 controls, line separators and bidirectional controls, in UTF-8; they can only stand in strings.
_STEERING: Final = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
_MARKUP: Final = re.compile(rb"[<>&]")


def line(record: object) -> bytes:
    """A record as JSON in a line; what is escaped reads the same.

    >>> line("a\\u2028b\\u202e")
    b'"a\\\\u2028b\\\\u202e"'
    """
    return _STEERING.sub(_escaped, msgspec.json.encode(record))


def pretty(record: object) -> bytes:
    """A record as JSON, indented, with an end of line."""
    return msgspec.json.format(line(record), indent=1) + b"\n"


def embeddable(record: object) -> bytes:
    """A record as JSON, indented, that can stand in a page as it is: ``</script>`` ends no script.

    >>> embeddable("</script>")
    b'"\\\\u003c/script\\\\u003e"\\n'
    """
    return _MARKUP.sub(_escaped, pretty(record))


def _escaped(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found[0].decode()):04x}".encode()
