"""What charts as pictures share: PNG or SVG by the file's name, fonts, ink and paper, and bytes that do not vary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from recount.errors import ChoiceError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Form = Literal["png", "svg"]
INK, QUIET, GRID = "#222222", "#666666", "#E3E3E3"
_FORMS: tuple[Form, ...] = ("png", "svg")
_FONT = "DejaVu Sans"  # comes with Matplotlib


def form_of(path: str) -> Form:
    """The form of a picture, by the ending of its file's name.

    Raises `ChoiceError` where it is neither.

    >>> form_of("losses.svg")
    'svg'
    """
    ending = Path(path).suffix.lower().removeprefix(".")
    for form in _FORMS:
        if ending == form:
            return form
    raise ChoiceError(f"{path} ends in neither .png nor .svg: name the picture so")


@contextmanager
def drawing() -> Iterator[None]:
    """The settings to draw in: the same records give the same bytes with the same release of Matplotlib."""
    from matplotlib import rc_context

    with rc_context({"svg.hashsalt": "recount", "svg.fonttype": "none", "font.family": _FONT, "font.size": 9}):
        yield


def saved(figure: Figure, form: Form) -> bytes:
    """The bytes of a figure, without the day or the program that made it."""
    stream = BytesIO()
    without: dict[str, None] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(stream, format=form, dpi=130, metadata=without, bbox_inches="tight", pad_inches=0.12)
    return stream.getvalue()
