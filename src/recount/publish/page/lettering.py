"""Room for words in a drawing: how wide they are, and where they do not cover one another. All units are pixels."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

# The mean advance of a sans-serif letter, in ems, on the generous side: a browser's font is not known here.
_ADVANCE, _CAPITAL = 0.58, 0.74


class Box(Struct, frozen=True):
    """A rectangle of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two rectangles share an inside point."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Whether the other rectangle lies wholly inside this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


def text_width(text: str, size: float) -> float:
    """About how wide the text is at that font size.

    >>> round(text_width("Kyiv", 10), 1)
    24.8
    """
    return size * sum(_CAPITAL if letter.isupper() else _ADVANCE for letter in text)


def shortened(text: str, most: int) -> str:
    """The text, or as much of it as `most` letters hold, an ellipsis counted.

    >>> shortened("tens of thousands", 10)
    'tens of t…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether the box covers none of those taken."""
    return not any(box.overlaps(other) for other in taken)
