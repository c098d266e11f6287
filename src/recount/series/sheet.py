"""A row as the text of a report: a line that names the series, the line of the columns' names, the row as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.model import Evidence, Mention, Passage, Span
from recount.series.rows import Row


class Sheet(Struct, frozen=True, kw_only=True):
    """The text of one row's report, and where in it its lines, the columns' names and the cells stand."""

    text: str
    names: Mapping[str, Mention]
    cells: Mapping[str, Mention]
    lines: tuple[Span, Span, Span]
    title: Mention

    @classmethod
    def of(cls, who: str, title: str, header: Row, row: Row) -> Sheet:
        r"""The sheet of a row under its header; both are there to the letter.

        >>> from recount.series.rows import rows_of
        >>> header, row = rows_of('day,dead\n1 May,"1,200"')
        >>> sheet = Sheet.of("Post Office of Retrovia", "dead", header, row)
        >>> sheet.text
        'Post Office of Retrovia: dead\nday,dead\n1 May,"1,200"'
        >>> sheet.cells["dead"]
        Mention(exact='1,200', start=46, end=51)
        """
        text = "\n".join((f"{who}: {title}", header.text, row.text))
        begins = len(who) + len(": ")
        top = begins + len(title) + 1
        below = top + len(header.text) + 1
        columns = [cell.value for cell in header.cells]
        return cls(
            text=text,
            names=dict(zip(columns, _mentions(text, top, header), strict=True)),
            cells=dict(zip(columns, _mentions(text, below, row), strict=True)),
            lines=(Span(0, top - 1), Span(top, below - 1), Span(below, len(text))),
            title=Mention.at(text, begins, top - 1),
        )

    @property
    def table(self) -> str:
        """The two lines that are the file's own."""
        return self.text[self.lines[1].start :]

    @property
    def row(self) -> Evidence:
        """The row as evidence."""
        return Evidence.at(self.text, self.lines[2].start, self.lines[2].end)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The three lines: captions all, as none of them is a sentence."""
        return tuple(Passage(kind="caption", span=span, paragraph=at) for at, span in enumerate(self.lines))

    def speaker(self, name: str) -> Mention:
        """The place of a name among those that the first line begins with."""
        start = self.text.index(name)
        return Mention.at(self.text, start, start + len(name))

    def words(self, words: str, within: Mention | None = None) -> Mention:
        """The place of some words in a mention, or else in the title, one of which holds them."""
        there = within if within is not None and words in within.exact else self.title
        start = there.start + there.exact.index(words)
        return Mention.at(self.text, start, start + len(words))


def _mentions(text: str, offset: int, row: Row) -> Sequence[Mention]:
    return [Mention.at(text, offset + cell.start, offset + cell.end) for cell in row.cells]
