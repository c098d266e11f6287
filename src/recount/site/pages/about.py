"""What the pages are, how to read them, what they are made from, and how to cite them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from msgspec import Struct

from recount.compare.conventions import Convention, conventions
from recount.model import ConventionName, Effect, LinkKind, Modality, RelationKind, Standpoint
from recount.publish import wording
from recount.publish.page.bars import WIDTH, Bar, Scale
from recount.site.material import Material


class Example(Struct, frozen=True):
    """A count as words put it, and how it is drawn."""

    words: str
    meaning: str
    effect: Effect
    modality: Modality
    bar: Bar


_SCALE: Final = Scale(200)
_EXAMPLES: Final = (
    Example("“120 were killed”", "120", "killed", "asserted", Bar(_SCALE.at(120), _SCALE.at(120), False, False)),
    Example("“at least 120”", "≥ 120", "killed", "asserted", Bar(_SCALE.at(120), WIDTH - 2, True, False)),
    Example("“80 to 150”", "80–150", "injured", "asserted", Bar(_SCALE.at(80), _SCALE.at(150), False, False)),
    Example("“no more than 40”", "≤ 40", "missing", "asserted", Bar(_SCALE.at(0), _SCALE.at(40), False, True)),
    Example("“perhaps 60”", "60", "killed", "possible", Bar(_SCALE.at(60), _SCALE.at(60), False, False)),
    Example("“it is not true that 90 died”", "90", "killed", "denied", Bar(_SCALE.at(90), _SCALE.at(90), False, False)),
)


class AboutPage(Struct, frozen=True, kw_only=True):
    """What is explained: marks with what they mean, conventions by name, and how many of what these pages hold."""

    counts: Mapping[str, int]
    effects: tuple[Effect, ...]
    relations: Mapping[RelationKind, str]
    reviews: Mapping[Standpoint, str]
    links: Mapping[LinkKind, str]
    conventions: Mapping[ConventionName, Convention]
    scale: Scale
    examples: tuple[Example, ...]


def gather(material: Material) -> AboutPage:
    """The page about all pages."""
    return AboutPage(
        counts=material.catalogue.counts(),
        effects=get_args(Effect),
        relations=wording.RELATION_MARKS,
        reviews=wording.REVIEW_MARKS,
        links=wording.LINK_MARKS,
        conventions=conventions(),
        scale=_SCALE,
        examples=_EXAMPLES,
    )
