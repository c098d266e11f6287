"""What tells whether two sketches were made and compared in the same way."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from recount.model import Passage, Reading, Report, Span
from recount.resolve.origins import kinship
from recount.resolve.origins.facts import retelling
from recount.resolve.origins.index.bodies import body_of, digest_of
from recount.resolve.origins.index.rules import FAR, RULES
from recount.resolve.origins.sketches import Sketch, sketch_of

_TEXT = (
    "LORVANE, 3 March - At least 41 people died and 126 were wounded in the strike on the Ostrel market, the mayor, "
    "Ilsa Brandt, told reporters on Tuesday. “We have never seen this,” she said; the Ministry of Health puts the toll "
    "at 43, and the army of Kestria denies that its guns fired at all in the two hours before noon."
)


@cache
def fingerprint() -> str:
    """A digest of how sketches are made and compared: the sketch of a fixed text, and what kinship is weighed by.

    An index whose digest is another must be made anew: its families may be others.
    """
    report = Report(
        id="rpt:sample",
        url=None,
        publisher="Lorvane Post",
        title=None,
        byline=None,
        published_on=date(2024, 3, 5),
        published_at=None,
        published_from="given",
        fetched_at=None,
        language="en",
        text=_TEXT,
        digest="",
    )
    passages = (Passage(kind="sentence", span=Span(0, len(_TEXT)), paragraph=0),)
    constants = {name: value for name, value in vars(kinship).items() if name.isupper()}
    weights = retelling.weight_of(np.arange(16, dtype=np.uint32)).tolist()
    facts = (retelling.FEWEST, weights, retelling.log_odds(retelling.Traits(1.0, 2.0, 4.0, 8.0, 16.0, 32.0)))
    told = (Sketch.__struct_fields__, (RULES, FAR), sorted(constants.items()), facts)
    return digest_of(body_of(sketch_of(Reading(report=report, passages=passages))) + repr(told).encode()).hex()
