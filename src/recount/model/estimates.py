"""What claims add up to: a low, a best and a high by a named convention, each with all that it was derived from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from recount.model.claims import Effect, Group, Scope
from recount.model.comparison import Interest
from recount.model.judgements import Grade

ConventionName = Literal["ucdp", "acled", "isaf-min", "airwars"]
Weight = Literal["counted", "high only", "set aside"]
Rule = Literal[
    "counted", "copy", "rejected", "denied", "superseded", "older figure", "out of date", "part", "vague", "possible",
    "unreliable", "enemy", "no number", "grade",
]  # fmt: skip
Column = Literal["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]


class Range(Struct, frozen=True):
    """A low, a best and a high; None where the convention or the claims give none."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def empty(self) -> bool:
        """Whether it holds no number."""
        return self.low is None and self.best is None and self.high is None

    @property
    def ordered(self) -> bool:
        """Whether low ≤ best ≤ high, as far as they stand.

        >>> Range(3, None, 9).ordered, Range(5, 4, 9).ordered
        (True, False)
        """
        stand = [each for each in (self.low, self.best, self.high) if each is not None]
        return stand == sorted(stand)


class Figure(Struct, frozen=True, kw_only=True):
    """What one claim came to in an estimate: the numbers taken from it, its weight, and the rule that says so.

    `source` is the primary source that it rests on, by its fullest name, else the outlet that states it on its own
    word; None where neither is known, or where the claim was set aside before its source mattered. `made_on` is the day
    that it was made, or the last that it counts. `interest` is whose loss its side tells of; `owned` is whether it owns
    up, against its own interest.
    """

    claim: str
    subject: str
    source: str | None
    made_on: date | None
    range: Range
    weight: Weight
    rule: Rule
    reason: str
    interest: Interest = "neither"
    owned: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """What an estimate says of one group of one party, in how many independent sources' words, and why.

    `column` is where UCDP counts it: with one of the two sides, with civilians, or with those of whom it is not known.
    """

    group: Group
    party: str | None
    column: Column
    range: Range
    subjects: tuple[str, ...]
    steps: tuple[str, ...]


class Graded(Struct, frozen=True, kw_only=True):
    """How well founded an event is, in Airwars' five grades, by which rule, and the claims and statements it rests on.

    `by` are the reviewers who gave the grade, none where the rule did; `others` are gradings that say otherwise, as
    ``name: grade``.
    """

    grade: Grade
    rule: str
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Deaths(Struct, frozen=True, kw_only=True):
    """The best of an estimate, by side as UCDP has it; with the names of the sides, None where not known."""

    side_a: str | None
    side_b: str | None
    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.deaths_a + self.deaths_b + self.deaths_civilians + self.deaths_unknown


class Estimate(Struct, frozen=True, kw_only=True):
    """What the claims on one event add up to, by a convention, and how.

    An event is one harm in one place at one time; its `subjects` are the groups that were harmed there, `conflict` is
    the war it belongs to, by the id of ``lexicon/eras.toml``. `figures` are all its claims, also those set aside;
    `sources` the primary sources of those that count, `independent` how many of them are independent (`Grounds`).
    `conceded` are the numbers that a side owns up to, `denied_by` those who deny any of it, by their side where that is
    known: a denial takes nothing away. `notes` are what reviewers disagree about.
    """

    id: str
    convention: ConventionName
    label: str
    effect: Effect
    scope: Scope
    place: str | None
    country: str | None
    conflict: str | None
    first: date | None
    last: date | None
    subjects: tuple[str, ...]
    range: Range
    deaths: Deaths | None
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]
    steps: tuple[str, ...]
    sources: tuple[str, ...]
    independent: int
    graded: Graded | None
    conceded: Range
    denied_by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
