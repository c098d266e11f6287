"""All records of the journey and their invariants; these modules import nothing of recount but its errors.

Offsets are half-open code points into `Report.text`. A name ending in ``_at`` is an instant in UTC, one ending in
``_on`` a calendar date, one ending in ``_km`` a distance. *None* means not stated, never zero.

The meaning of a claim's fields is told in ``docs/codebook.md``.
"""

from __future__ import annotations

from recount.model.claims import (
    Act,
    Claim,
    Effect,
    Field,
    Group,
    Hint,
    Modality,
    Operator,
    Quantity,
    Reason,
    Scope,
    Source,
    SourceKind,
    Standing,
    Victims,
)
from recount.model.comparison import Relation, Subject
from recount.model.decisions import (
    Anchor,
    Interval,
    Place,
    RelativeKind,
    RelativePlace,
    Resolution,
    Resolutions,
    ResolvedClaim,
    ResolvedStatement,
    Shape,
    Speaker,
)
from recount.model.runs import Recorded, Run
from recount.model.statements import Accusation, Action, Admission, Appeal, Denial, Event, Mode, Statement, Status
from recount.model.texts import (
    DateOrigin,
    Evidence,
    Mention,
    Passage,
    PassageKind,
    Reading,
    Refusal,
    Rejected,
    Report,
    Sort,
    Span,
)

__all__ = [
    "Accusation",
    "Act",
    "Action",
    "Admission",
    "Anchor",
    "Appeal",
    "Claim",
    "DateOrigin",
    "Denial",
    "Effect",
    "Event",
    "Evidence",
    "Field",
    "Group",
    "Hint",
    "Interval",
    "Mention",
    "Modality",
    "Mode",
    "Operator",
    "Passage",
    "PassageKind",
    "Place",
    "Quantity",
    "Reading",
    "Reason",
    "Recorded",
    "Refusal",
    "Rejected",
    "Relation",
    "RelativeKind",
    "RelativePlace",
    "Report",
    "Resolution",
    "Resolutions",
    "ResolvedClaim",
    "ResolvedStatement",
    "Run",
    "Scope",
    "Shape",
    "Sort",
    "Source",
    "SourceKind",
    "Span",
    "Speaker",
    "Standing",
    "Statement",
    "Status",
    "Subject",
    "Victims",
]
