"""What is decided about a claim: each a value with its method, its confidence and what else was possible."""

from __future__ import annotations

from datetime import date
from typing import Generic, Literal, TypeVar

from msgspec import Struct, field

from recount.errors import EvidenceError
from recount.model.claims import Claim, SourceKind
from recount.model.statements import Statement
from recount.model.texts import Mention

T = TypeVar("T")

# Source: UCDP GED codebook 24.1, date_prec: a day, two to six days, a week, eight to thirty days, longer.
_DATE_PRECISION, _LONGEST = ((1, 1), (2, 6), (3, 7), (4, 31)), 5


class Resolution(Struct, Generic[T], frozen=True, kw_only=True):
    """A decision: its value (None: unresolved), the rule that made it, its confidence 0-1, what else was possible."""

    value: T | None
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


class Speaker(Struct, frozen=True, kw_only=True):
    """Who a source is: the fullest name in the report, the kind, and the words that name them there."""

    name: str
    kind: SourceKind
    mention: Mention


RelativeKind = Literal[
    "distance", "travel", "direction", "near", "edge", "towards", "between", "midway",
    "border", "inside", "coast", "bank", "stream", "part",
]  # fmt: skip
Shape = Literal["disc", "ring", "sector", "corridor", "line", "part"]


class Anchor(Struct, frozen=True, kw_only=True):
    """A place that another one is told by: its name, its words, and where the gazetteer has it.

    `mention` is None where no words name it ("the border", of the country that the report speaks of). `lat` and `lon`
    are WGS 84 degrees, `radius_km` how far from there it reaches, `country` ISO 3166 alpha-2, `gazetteer` the id of its
    entry; None where not known. `wide` is whether it is a whole country.
    """

    name: str
    mention: Mention | None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    gazetteer: str | None = None
    wide: bool = False


class RelativePlace(Struct, frozen=True, kw_only=True):
    """A place told by another: "some 15 miles from Bucha", "north of Kyiv", "near the border with Chad".

    `wording` are all the words, anchors and all. The distance from the anchor lies between `low_km` and `high_km`: as
    worded, with its tolerance, or as `estimated` where the words give none ("near"); `high_km` is None where they bound
    it only from below. `bearing` is in degrees from north, `spread` how far the words reach to either side of it.
    `shape` is the area meant: a `disc` around the anchor, a `ring` at a distance, a `sector` of one, the `corridor`
    between two anchors, a `line` (a border, a coast), or the `part` of a wide anchor.

    Where the report names the place as well ("Borodyanka, some 15 miles from Bucha") and the gazetteer has it,
    `measured_km` is how far from the anchor it lies, and `agreement` how well it fits all the words (0-1).
    """

    kind: RelativeKind
    wording: Mention
    anchors: tuple[Anchor, ...]
    shape: Shape
    low_km: float | None = None
    high_km: float | None = None
    bearing: float | None = None
    spread: float | None = None
    estimated: bool = False
    measured_km: float | None = None
    agreement: float | None = None

    def __post_init__(self) -> None:
        if not self.anchors:
            raise EvidenceError(f"{self.wording.exact!r} at {self.wording.start} is relative to nothing")
        if (self.bearing is None) != (self.spread is None):
            raise EvidenceError(f"{self.wording.exact!r} at {self.wording.start}: a bearing and its spread go together")
        low, high = self.low_km, self.high_km
        if any(km is not None and km < 0 for km in (low, high)):
            raise EvidenceError(f"{self.wording.exact!r} at {self.wording.start}: a distance is not negative")
        if low is not None and high is not None and low > high:
            raise EvidenceError(f"{self.wording.exact!r} at {self.wording.start}: low {low} is above high {high}")


class Place(Struct, frozen=True, kw_only=True):
    """Where: the name the report uses, its words, the country (ISO 3166 alpha-2), and WGS 84 degrees where known.

    `precision` is UCDP's where_prec: 1 exact, 2 nearby (about 25 km), 3 district, 4 province, 5 a line or a fuzzy area,
    6 country, 7 international waters (None where unknown); `radius_km` is how far from the point the place may reach.
    `admin1` is the first-order division, `gazetteer` the id of the entry meant, as ``geonames:703448``. `relative` is
    how the report tells the place by another; coordinates and radius are derived from that where `gazetteer` is None.
    `country` is what the gazetteer files the coordinates under; nothing is asserted by it about borders or status.
    """

    name: str
    mention: Mention
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    radius_km: float | None = None
    admin1: str | None = None
    gazetteer: str | None = None
    relative: RelativePlace | None = None


class Interval(Struct, frozen=True, kw_only=True):
    """When: first and last day, inclusive, and the words that say so (None where it is only inferred).

    `value` is the TIMEX3 value of those words.
    """

    first: date = field(name="from")
    last: date = field(name="to")
    mention: Mention | None
    value: str | None = None

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise EvidenceError(f"an interval must run forwards, not from {self.first} to {self.last}")

    @property
    def precision(self) -> int:
        """UCDP's date_prec: how closely the interval pins the day.

        >>> Interval(first=date(2022, 4, 1), last=date(2022, 4, 30), mention=None).precision
        4
        """
        days = (self.last - self.first).days + 1
        return next((grade for grade, most in _DATE_PRECISION if days <= most), _LONGEST)


_UNDECIDED = Resolution[str](value=None, method="undecided", confidence=0.0)


class Resolutions(Struct, frozen=True, kw_only=True):
    """All that was decided about one claim.

    `party` is whose the people or things harmed are, `speaker_party` the state, armed group or side that the source
    speaks for; `against_interest` is whether the claim owns up to that side's own loss, or to harm that it caused.
    """

    claim: str
    source: Resolution[Speaker]
    party: Resolution[str]
    place: Resolution[Place]
    time: Resolution[Interval]
    said_on: date | None
    speaker_party: Resolution[str] = _UNDECIDED
    against_interest: bool = False


class ResolvedClaim(Struct, frozen=True, kw_only=True):
    """A claim as worded, with what was decided about it."""

    claim: Claim
    resolutions: Resolutions


class ResolvedStatement(Struct, frozen=True, kw_only=True):
    """A statement as worded, with what was decided about it.

    `agent` is who states it, of an action who acts; `party` is the state, armed group or side that the agent speaks or
    acts for; `recipient` is who is accused, asked or acted upon, the side where the words name one; `reporter` is who
    says that an action happened; `time` is when it was stated, of an action when it was done.
    """

    statement: Statement
    agent: Resolution[Speaker]
    party: Resolution[str]
    recipient: Resolution[str]
    reporter: Resolution[Speaker]
    time: Resolution[Interval]
