"""Charts as pictures that a notebook shows and a file keeps."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from msgspec import Struct

from recount.errors import ChoiceError
from recount.publish.pictures import Form, form_of


class Picture(Struct, frozen=True):
    """The bytes of a picture, PNG or SVG.

    >>> Picture("svg", b"<svg/>")
    <picture, svg, 6 bytes>
    """

    form: Form
    content: bytes

    def __repr__(self) -> str:
        return f"<picture, {self.form}, {len(self.content):,} bytes>"

    def _repr_png_(self) -> bytes | None:
        return self.content if self.form == "png" else None

    def _repr_svg_(self) -> str | None:
        return self.content.decode() if self.form == "svg" else None

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file whose name ends as its form does.

        Raises `ChoiceError` where the name ends otherwise.
        """
        if form_of(str(path)) != self.form:
            raise ChoiceError(f"{path}: this picture is of form {self.form}: draw it anew, or name the file so")
        Path(path).write_bytes(self.content)
