"""Estimates as a picture, PNG or SVG: a line from low to high for each event on one scale of powers of ten.

Ends, the best and open ends are told by shape: upright ticks, a dot, an arrow. The numbers stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from recount.errors import ChoiceError
from recount.model import Estimate, Range
from recount.publish import wording
from recount.publish.estimates import numbers_of
from recount.publish.pictures import GRID, INK, QUIET, Form, drawing, saved

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST, _WIDTH, _ROW, _HEAD, _LABEL = 60, 10.0, 0.42, 0.9, 60


def estimates_plot(estimates: Sequence[Estimate], form: Form) -> bytes:
    """A picture of the estimates that have a number, from top to bottom in their order.

    Raises `ChoiceError` where there is none, or where there are too many for one picture.
    """
    from matplotlib.figure import Figure

    shown = [each for each in estimates if not each.range.empty]
    if not shown:
        raise ChoiceError("no event has a number by this convention, so there is nothing to draw: choose another")
    if len(shown) > _MOST:
        raise ChoiceError(
            f"{len(shown)} events are too many for one picture, which holds {_MOST}: choose fewer by --effect, "
            "--source, --place or --country"
        )
    with drawing():
        figure = Figure(figsize=(_WIDTH, _ROW * len(shown) + _HEAD), layout="constrained", facecolor="white")
        axes = figure.add_subplot()
        _scale(axes, shown)
        for row, each in enumerate(shown):
            _draw(axes, row, each.range)
        axes.set_title(f"Low, best and high by {shown[0].convention}", loc="left", color=INK, weight="bold")
        return saved(figure, form)


def _scale(axes: Axes, shown: Sequence[Estimate]) -> None:
    from matplotlib.ticker import FuncFormatter, NullLocator

    top = max(number for each in shown for number in numbers_of(each.range) if number is not None)
    axes.set_xscale("symlog", linthresh=1, linscale=0.4)
    axes.set_xlim(-0.3, max(top, 1) * 1.6)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.tick_top()
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_yticks(range(len(shown)), [_label(each) for each in shown])
    axes.tick_params(axis="both", length=0, colors=QUIET, labelsize=8)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _label(estimate: Estimate) -> str:
    """The event; below, its grade and who denies it."""
    grade = estimate.graded.grade if estimate.graded else "not graded"
    denied = f"; denied by {', '.join(estimate.denied_by)}" if estimate.denied_by else ""
    return "\n".join(
        shorten(wording.visible(line), _LABEL, placeholder="…") for line in (estimate.label, grade + denied)
    )


def _draw(axes: Axes, row: int, of: Range) -> None:
    low = of.low if of.low is not None else 0
    high = of.high if of.high is not None else low
    axes.plot([low, high], [row, row], color=INK, linewidth=1.4, solid_capstyle="butt")
    axes.plot([low], [row], marker="|" if of.low is not None else "<", color=INK, markersize=9)
    axes.plot([high], [row], marker="|" if of.high is not None else ">", color=INK, markersize=9)
    if of.best is not None:
        axes.plot([of.best], [row], marker="o", color=INK, markersize=5.5)
    told = [f"{number:,}" for number in dict.fromkeys(numbers_of(of)) if number is not None]
    if of.high is None:
        told.append("or more")
    axes.annotate(
        " – ".join(told).replace(" – or more", " or more"),
        xy=(1.01, row),
        xycoords=("axes fraction", "data"),
        color=INK,
        fontsize=8,
        va="center",
        annotation_clip=False,
    )
