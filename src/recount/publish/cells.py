"""Words from records to cells of a terminal's tables: shown as text, without markup or control sequences."""

from __future__ import annotations

from rich.text import Text

from recount.publish.wording import visible


def cell(words: str, style: str = "") -> Text:
    """The words with single spaces between them, controls written out.

    >>> cell("[red]at\\nleast\\x1b12[/red]").plain
    '[red]at least[U+001B]12[/red]'
    """
    return Text(visible(" ".join(words.split())), style)
