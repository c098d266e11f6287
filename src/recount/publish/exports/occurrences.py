"""What an estimate is of, as tables of events tell it: where, on which days, and which reports carry its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from recount.errors import InvariantError
from recount.lexicon.peoples import nations
from recount.model import Estimate, Interval, Place, Report, ResolvedClaim
from recount.publish.view import View

_COUNTRY, _DAYS = 6, 2  # UCDP's where_prec of a country, its date_prec of two to six days


class Occurrence(Struct, frozen=True, kw_only=True):
    """One event: its estimate, the claims that count in it, the reports they stand in, its place and its days.

    Where no claim counts because of the grade of the event, they are those that would.

    `place` is the one that is known most precisely; `days` are, of an incident, those that all claims allow, else all
    that it spans. None where not known.
    """

    estimate: Estimate
    counting: tuple[ResolvedClaim, ...]
    reports: tuple[Report, ...]
    place: Place | None
    days: Interval | None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, in WGS 84 degrees; None where not known."""
        place = self.place
        return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)

    @property
    def country(self) -> str | None:
        """The name of its country; the code where that has no name, None where it is not known."""
        code = self.estimate.country
        return next((nation.name for nation in nations() if nation.code == code), code)

    @property
    def single(self) -> bool:
        """Whether it is one event of at most six days in a place smaller than a country, and no summary of several."""
        placed = self.place is not None and self.place.precision is not None and self.place.precision < _COUNTRY
        return self.estimate.scope == "incident" and placed and self.days is not None and self.days.precision <= _DAYS

    @property
    def offices(self) -> tuple[str, ...]:
        """Who published the reports, each once."""
        return tuple(dict.fromkeys(each.publisher for each in self.reports if each.publisher))


def occurrences(estimates: Iterable[Estimate], view: View) -> Iterator[Occurrence]:
    """What each of these estimates of a view is of, in their order."""
    claims = {each.claim.id: each for each in view.claims}
    reports = {each.report.id: each.report for each in view.readings}
    for each in estimates:
        counted = [figure for figure in each.figures if figure.weight != "set aside"]
        uncounted = [figure for figure in each.figures if figure.rule == "grade"]
        counting = tuple(claims[figure.claim] for figure in counted or uncounted)
        yield Occurrence(
            estimate=each,
            counting=counting,
            reports=tuple({held.claim.report: reports[held.claim.report] for held in counting}.values()),
            place=_where(counting),
            days=_when(each, counting),
        )


def require(estimates: Iterable[Estimate], breach: Callable[[Estimate], str | None]) -> None:
    """Hold estimates to the rules of a format; `breach` tells what one breaks, in words (None: nothing).

    Raises `InvariantError` for the first that breaks any.
    """
    for each in estimates:
        if broken := breach(each):
            raise InvariantError(
                f"{each.label} ({', '.join(each.subjects)}): {broken}; nothing is written. "
                f"`recount estimate {each.subjects[0][:12]}` shows what it was derived from"
            )


def _where(counting: Iterable[ResolvedClaim]) -> Place | None:
    places = [place for each in counting if (place := each.resolutions.place.value)]
    return min(places, key=lambda each: (each.lat is None, each.precision or 9, each.name), default=None)


def _when(estimate: Estimate, counting: Iterable[ResolvedClaim]) -> Interval | None:
    times = [time for each in counting if (time := each.resolutions.time.value)]
    first = max((each.first for each in times), default=None)
    last = min((each.last for each in times), default=None)
    if estimate.scope != "incident" or first is None or last is None or first > last:
        first, last = estimate.first, estimate.last
    return Interval(first=first, last=last, mention=None) if first and last else None
