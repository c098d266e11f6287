"""Expressions of time to TIMEX3 values and days, against the day of writing and a narrative's own clock."""

from recount.resolve.timex.anchoring import Kind, Timed, timed
from recount.resolve.timex.covering import covered
from recount.resolve.timex.intervals import Days, days_of

__all__ = ["Days", "Kind", "Timed", "covered", "days_of", "timed"]
