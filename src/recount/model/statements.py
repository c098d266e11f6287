"""What a report says beside its counts: denials, admissions, accusations, appeals, and acts of states and bodies.

Source: PLOVER, Political Language Ontology for Verifiable Event Records (Open Event Data Alliance, 2021), for events
and modes. PLOVER has no event for what is only said, so a denial and an admission have none.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.model.claims import Source
from recount.model.texts import Evidence, Mention

Event = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Mode = Literal[
    "allege", "arrest", "ban", "boycott", "ceasefire", "curfew", "deport", "disapprove", "discontinue", "ease", "expel",
    "heavy-weapons", "investigate", "martial-law", "release", "restrict", "seize", "troops", "visit", "withdraw",
]  # fmt: skip
Status = Literal["done", "planned", "possible", "demanded", "denied"]


class _Said(Struct, frozen=True, kw_only=True):
    """What somebody is said to state, and the words it rests on.

    `source` is who states it (None where nobody is named), `cue` the words that report it, `content` what is stated;
    `answers` are the claims of the report that it plainly is about; `said` are the words for when it was stated;
    `speakers` are those who spoke before, the last first.
    """

    id: str
    report: str
    source: Source | None
    cue: Mention
    content: Mention
    answers: tuple[str, ...]
    said: Mention | None
    evidence: Evidence
    speakers: tuple[Source, ...] = ()


class Denial(_Said, frozen=True, kw_only=True, tag="denial"):
    """Somebody says that something is not so, or calls what others say false."""


class Admission(_Said, frozen=True, kw_only=True, tag="admission"):
    """Somebody owns up to something, or takes responsibility for it."""


class Accusation(_Said, frozen=True, kw_only=True, tag="accusation"):
    """Somebody says that `accused` (None where not named apart) did wrong: PLOVER's ACCUSE, mode ``allege``."""

    accused: Mention | None


class Appeal(_Said, frozen=True, kw_only=True, tag="appeal"):
    """Somebody asks `asked` (None where nobody in particular) for something: PLOVER's REQUEST."""

    asked: Mention | None


class Action(Struct, frozen=True, kw_only=True, tag="action"):
    """What a state or an organisation did, or is said to plan, to have to do, or not to have done.

    Only an action whose `status` is ``done`` happened, as the report or its `source` has it. `actor` is who acts (None
    where the passive names nobody), `recipient` whom it is done to, `verb` the words of the act, `content` the clause;
    `times` are the words of its sentence that may say when, the nearest first.
    """

    id: str
    report: str
    event: Event
    mode: Mode | None
    status: Status
    actor: Source | None
    recipient: Mention | None
    verb: Mention
    content: Mention
    source: Source | None
    times: tuple[Mention, ...]
    evidence: Evidence
    speakers: tuple[Source, ...] = ()


Statement = Denial | Admission | Accusation | Appeal | Action
