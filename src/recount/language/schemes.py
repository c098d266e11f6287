"""Names of relations and of kinds of names in other schemes, to the ones that `recount.language.labels` lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from recount.language.labels import ENTITIES, RELATIONS
from recount.lexicon import load

Scheme = Literal["universal", "clearnlp"]


class _Names(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    names: Mapping[str, str]


def renamed(relation: str, scheme: Scheme) -> str:
    """The relation as we name it: its subtype is dropped, or it becomes ``dep``, where we know no such one.

    >>> renamed("dobj", "clearnlp"), renamed("nmod:agent", "universal"), renamed("subtok", "clearnlp")
    ('obj', 'nmod', 'dep')
    """
    name = _names(scheme).get(relation, relation)
    if name in RELATIONS:
        return name
    family = name.partition(":")[0]
    return family if family in RELATIONS else "dep"


def kind_of(entity: str) -> str | None:
    """The kind of a name as we name it, None where we keep no such kind.

    >>> kind_of("GPE"), kind_of("MONEY")
    ('LOC', None)
    """
    kind = _names("entities").get(entity, entity)
    return kind if kind in ENTITIES else None


def _names(table: str) -> Mapping[str, str]:
    tables: Mapping[str, _Names] = load("relations", Mapping[str, _Names])
    return tables[table].names
