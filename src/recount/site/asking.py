"""Which claims an address asks for: a URL's query to a `Query` and back, so that any view can be saved as a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, get_args

from msgspec import Struct

from recount.catalogue.facets import FACETS, Facet, Query, Sort
from recount.errors import ChoiceError

ROWS: Final = 50
DAYS: Final = ("since", "until", "stated_since", "stated_until")
_NAMES: Final[tuple[Sort, ...]] = ("source", "place")


class Asked(Struct, frozen=True, kw_only=True):
    """Which claims are wanted, and which page of them, from 1; `more` is a facet whose values are all to be shown."""

    query: Query = Query()
    page: int = 1
    more: Facet | None = None

    def given(self, **changed: object) -> dict[str, str | int | Sequence[str] | None]:
        """What an address says of it, with some of that changed; what goes without saying is left out.

        >>> Asked(query=Query(words="Mariupol", picked={"effect": ("killed",)})).given(page=2)
        {'q': 'Mariupol', 'effect': ('killed',), 'page': 2}
        """
        query = self.query
        told: dict[str, object] = {"q": query.words, **dict[str, object](query.picked.items())}
        told |= {name: day.isoformat() for name in DAYS if (day := getattr(query, name)) is not None}
        told |= {"subject": query.subject, "report": query.report}
        if (query.sort, query.ascending) != ("published", False):
            told["sort"] = query.sort if query.ascending else f"-{query.sort}"
        told["page"] = self.page if self.page > 1 else None
        told["more"] = self.more
        told |= changed
        return {name: value for name, value in told.items() if value not in (None, "", ())}  # type: ignore[misc]

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a form has to send on beside the words and days that are typed into it: names with values.

        >>> asked([("effect", "killed"), ("q", "Mariupol"), ("page", "3")]).kept()
        (('effect', 'killed'),)
        """
        told = self.given(q=None, page=None, **dict.fromkeys(DAYS))
        return tuple((name, str(each)) for name, value in told.items() for each in _each(value))

    def toggled(self, facet: Facet, value: str) -> dict[str, str | int | Sequence[str] | None]:
        """What an address says with one more value of a facet picked, or one fewer; from the first page."""
        picked = self.query.picked.get(facet, ())
        left = tuple(each for each in picked if each != value)
        return self.given(**{facet: left if value in picked else (*picked, value), "page": None})

    def sorted_by(self, sort: Sort) -> dict[str, str | int | Sequence[str] | None]:
        """What an address says with claims sorted by that: names from A, numbers and days from the most.

        By what they are sorted already, it is turned round.

        >>> asked([("sort", "-high")]).sorted_by("high"), asked([]).sorted_by("source")
        ({'sort': 'high'}, {'sort': 'source'})
        """
        ascending = not self.query.ascending if self.query.sort == sort else sort in _NAMES
        told = None if (sort, ascending) == ("published", False) else sort if ascending else f"-{sort}"
        return self.given(sort=told, page=None)


def _each(value: str | int | Sequence[str] | None) -> Sequence[str | int]:
    return value if isinstance(value, list | tuple) else [value]  # type: ignore[list-item]


def asked(told: Iterable[tuple[str, str]]) -> Asked:
    """What the query of a URL asks for; names that mean nothing here are passed over.

    Raises `ChoiceError` where a day is no date, a page no number, or claims cannot be sorted so.

    >>> asked([("effect", "killed"), ("q", "Mariupol"), ("sort", "-high")]).query.sort
    'high'
    """
    values: dict[str, list[str]] = {}
    for name, value in told:
        if value.strip():
            values.setdefault(name, []).append(value.strip())
    picked = {facet: tuple(dict.fromkeys(values[facet])) for facet in FACETS if facet in values}
    days = {name: _day(name, values[name][-1]) for name in DAYS if name in values}
    sort, ascending = sort_of(_last(values, "sort") or "-published")
    query = Query(
        words=_last(values, "q"),
        picked=picked,
        subject=_last(values, "subject"),
        report=_last(values, "report"),
        sort=sort,
        ascending=ascending,
        **days,
    )
    more = next((facet for facet in FACETS if facet == _last(values, "more")), None)
    return Asked(query=query, page=_page(_last(values, "page") or "1"), more=more)


def last_of(told: Iterable[tuple[str, str]], name: str) -> str | None:
    """What a URL's query says last under a name; None where it says nothing.

    >>> last_of([("page", "2"), ("page", " 3 "), ("q", "")], "page")
    '3'
    """
    return next((value.strip() for key, value in reversed(tuple(told)) if key == name and value.strip()), None)


def page_asked(told: Iterable[tuple[str, str]]) -> int:
    """Which page of a list a URL's query asks for, from 1; raises `ChoiceError` where that is no number."""
    return _page(last_of(told, "page") or "1")


def _last(values: Mapping[str, Sequence[str]], name: str) -> str | None:
    return values[name][-1] if name in values else None


def _day(name: str, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise ChoiceError(f"{name}: {told!r} is not a date like 2022-04-07") from None


def sort_of(told: str) -> tuple[Sort, bool]:
    """What claims are sorted by, and whether the least comes first: ``-high`` is the highest first.

    Raises `ChoiceError` where claims cannot be sorted so.
    """
    for sort in get_args(Sort):
        if told.removeprefix("-") == sort:
            return sort, not told.startswith("-")
    raise ChoiceError(f"sort: {told!r} is none of {', '.join(get_args(Sort))}, with or without - before it")


def _page(told: str) -> int:
    if told.isascii() and told.isdecimal() and 1 <= len(told) <= 9 and int(told) >= 1:
        return int(told)
    raise ChoiceError(f"page: {told!r} is no number from 1")
