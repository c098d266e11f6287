"""Sentences with slots, filled from lists that may have slots themselves, so that few are written twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from msgspec import Struct

from recount.lexicon import load

_SLOT = re.compile(r"\{(\w+)\}")
Slots = Mapping[str, tuple[str, ...]]


class Desk(Struct, frozen=True, forbid_unknown_fields=True):
    """What one desk writes: `counted` is the share of `counts` among its sentences, `set` where it plays."""

    set: str
    counted: float
    headlines: tuple[str, ...]
    counts: tuple[str, ...]
    sentences: tuple[str, ...]


class Templates(Struct, frozen=True, forbid_unknown_fields=True):
    """All templates: a feed is the share of each of its desks, a setting the slots that are its own."""

    source: str
    example: str
    feeds: Mapping[str, Mapping[str, float]]
    desks: Mapping[str, Desk]
    settings: Mapping[str, tuple[Slots, ...]]
    slots: Slots


def templates() -> Templates:
    """The templates of ``lexicon/corpus.toml``."""
    known: Templates = load("corpus", Templates)
    return known


class Writer:
    """Fills templates by what is drawn; what the setting has goes before what all have."""

    def __init__(self, draw: Random, setting: Slots) -> None:
        self._draw = draw
        self._slots = {**templates().slots, **setting}

    def filled(self, template: str) -> str:
        """The template with every slot filled, and a capital at its start.

        >>> writer = Writer(Random(1), {"town": ("Izium",)})
        >>> writer.filled("{town} lost {few} {animals}.")
        'Izium lost eleven goats.'
        """
        said = _SLOT.sub(self._slot, template).replace(",,", ",").replace(",.", ".")
        return said[:1].upper() + said[1:]

    def _slot(self, slot: re.Match[str]) -> str:
        name, draw = slot[1], self._draw
        match name:
            case "number":
                return str(draw.randint(2, 90))
            case "count":
                return str(draw.randint(100, 999))
            case "figure":
                return f"{int(10 ** draw.uniform(3, 5)):,}"
            case "percent":
                return f"{draw.uniform(0.5, 9):.1f}"
            case "year":
                return str(draw.randint(1998, 2023))
        told = _SLOT.sub(self._slot, draw.choice(self._slots[name.lower()]))
        return told[:1].upper() + told[1:] if name[0].isupper() else told
