"""Decoders for records whose quotations are checked anyway: quicker, as words are not measured against their place.

A `Mention` that is decoded in the ordinary way checks in Python that it is as long as its place. A claim quotes some
thirty times, and comparing each quotation with the text, as `recount.ledger.evidence` does, checks the same. Every
other invariant of the records holds.
"""

from __future__ import annotations

import operator
from functools import cache, reduce
from types import GenericAlias, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from msgspec import NODEFAULT, Struct, defstruct, field, structs
from msgspec.json import Decoder

from recount.model import Mention

S = TypeVar("S", bound=Struct)


@cache
def decoder(kind: type[S]) -> Decoder[S]:
    """The decoder of a record; what it gives is a record of that kind.

    >>> from recount.model import Source
    >>> decoder(Source).decode(b'{"kind":"other","mention":{"exact":"Ana","start":0,"end":9}}').mention.exact
    'Ana'
    """
    return cast("Decoder[S]", Decoder(_unproven(kind)))


def _unproven(kind: Any) -> Any:
    origin, given = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return reduce(operator.or_, map(_unproven, given))
    if origin is tuple:
        return GenericAlias(tuple, tuple(each if each is ... else _unproven(each) for each in given))
    record = origin or kind
    return _like(kind, record) if isinstance(record, type) and issubclass(record, Struct) else kind


@cache
def _like(kind: Any, record: type[Struct]) -> type[Struct]:
    """A record with the same fields, of a kind below; but a mention is one by its fields only."""
    fields = structs.fields(kind)
    config = record.__struct_config__
    return defstruct(
        record.__name__,
        [(each.name, _unproven(each.type), *_default(each)) for each in fields],
        bases=() if record is Mention else (record,),
        rename={each.name: each.encode_name for each in fields},
        tag=config.tag,
        tag_field=config.tag_field,
        frozen=True,
        kw_only=True,
        gc=False,
    )


def _default(of: structs.FieldInfo) -> tuple[Any, ...]:
    if of.default is not NODEFAULT:
        return (of.default,)
    return () if of.default_factory is NODEFAULT else (field(default_factory=of.default_factory),)
