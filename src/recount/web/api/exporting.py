"""``/api/export``: claims in the formats of the field, streamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.response import File, Stream

from recount.catalogue import Catalogue, Query
from recount.choosing import when
from recount.ledger import AsOf
from recount.publish.exports import WRITERS
from recount.publish.exports.claims import csv_lines, geojson_lines, json_lines
from recount.publish.formats import FormatName
from recount.publish.rows import ClaimRow
from recount.web.api.answers import AsOfParameter, asked, made, material_of
from recount.web.desk import Desk

_AT_ONCE: Final = 500
_LINES: Final = {"csv": csv_lines, "json": json_lines, "geojson": geojson_lines}
_Form = Annotated[FormatName, QueryParameter(name="format", description="The format: docs/exports.md tells of each.")]


@asked("/export", summary="Claims in an exchange format")
async def export(
    desk: NamedDependency[Desk], wanted: NamedDependency[Query], form: _Form = "csv", as_of: AsOfParameter = None
) -> Stream | File:
    """The claims asked for, in the order asked for, as csv, json or geojson; the whole ledger in any other format.

    What takes longer to make than a few seconds is answered with 503 until it is ready.
    """
    chosen, material = WRITERS[form], await material_of(desk, as_of)
    headers = {"Content-Disposition": f'attachment; filename="{chosen.file_name}"'}
    if form in _LINES:
        rows = _rows(material.catalogue, material.catalogue.find(wanted).numbers.tolist())
        kind = chosen.media_type.replace("; charset=utf-8", "")  # that is put there by itself
        return Stream(_LINES[form](rows), media_type=kind, headers=headers)
    if wanted != Query():
        raise ValidationException(f"{form} holds the whole ledger: only {', '.join(_LINES)} hold a choice of claims")
    then: AsOf = when(as_of) if as_of else int(material.catalogue.about["seq"])
    path = await made(lambda: desk.keeper.export(then, form), f"{form} is being made")
    return File(path, media_type=chosen.media_type, filename=chosen.file_name)


def _rows(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[ClaimRow]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield from (entry.row for entry in catalogue.entries(numbers[start : start + _AT_ONCE]))


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (export,)
