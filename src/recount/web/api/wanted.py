"""Which claims an address asks for, parameter by parameter, so that OpenAPI tells them all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from litestar.params import FromQuery, QueryParameter

from recount.catalogue import Facet, Query
from recount.model import Act, Effect, Group, Modality, Scope, SourceKind
from recount.site.asking import sort_of

_Any = Annotated[list[str] | None, QueryParameter(description="Claims with any of these values.")]
_Words = Annotated[
    str | None, QueryParameter(name="q", max_length=500, description="Words of the claim, or of its names.")
]
_Id = Annotated[str | None, QueryParameter(max_length=100, description="Claims of this one alone, by its id.")]
_Harm = Annotated[date | None, QueryParameter(description="The harm touches days from here on, or until here.")]
_Stated = Annotated[date | None, QueryParameter(description="Stated on a day from here on, or until here.")]
_Sorted = Literal[
    "published", "first", "low", "high", "origins", "confidence", "source", "place", "words",
    "-published", "-first", "-low", "-high", "-origins", "-confidence", "-source", "-place", "-words",
]  # fmt: skip
_Sort = Annotated[_Sorted, QueryParameter(description="What they are sorted by; with - before it the other way round.")]


def wanted(
    q: _Words = None,
    conflict: _Any = None,
    country: _Any = None,
    place: _Any = None,
    effect: FromQuery[list[Effect] | None] = None,
    group: FromQuery[list[Group] | None] = None,
    party: _Any = None,
    source: _Any = None,
    kind: FromQuery[list[SourceKind] | None] = None,
    act: FromQuery[list[Act] | None] = None,
    modality: FromQuery[list[Modality] | None] = None,
    told_scope: Annotated[list[Scope] | None, QueryParameter(name="scope")] = None,
    review: _Any = None,
    publisher: _Any = None,
    origins: _Any = None,
    since: _Harm = None,
    until: _Harm = None,
    stated_since: _Stated = None,
    stated_until: _Stated = None,
    subject: _Id = None,
    report: _Id = None,
    sort: _Sort = "-published",
) -> Query:
    """The query that these parameters make."""
    picked: Mapping[Facet, list[str] | None] = {
        "conflict": conflict,
        "country": country,
        "place": place,
        "effect": [*(effect or ())],
        "group": [*(group or ())],
        "party": party,
        "source": source,
        "kind": [*(kind or ())],
        "act": [*(act or ())],
        "modality": [*(modality or ())],
        "scope": [*(told_scope or ())],
        "review": review,
        "publisher": publisher,
        "origins": origins,
    }
    by, ascending = sort_of(sort)
    return Query(
        words=q,
        picked={facet: tuple(values) for facet, values in picked.items() if values},
        since=since,
        until=until,
        stated_since=stated_since,
        stated_until=stated_until,
        subject=subject,
        report=report,
        sort=by,
        ascending=ascending,
    )
