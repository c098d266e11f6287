"""Who may do what: one table of the least role for each action, and the scopes that a token is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from recount.model import Correction, Grading, Judgement, Merge, Rating, Reply, Review, Split

Role = Literal["reader", "reviewer", "editor", "admin"]
Scope = Literal["read", "review", "edit", "admin"]
Action = Literal[
    "read", "review", "withdraw", "reply", "correct", "merge", "split", "rate", "grade", "users", "tokens",
]  # fmt: skip
ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""The roles, each of which may do all that those before it may."""
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
LEAST: Final[Mapping[Action, Role]] = {
    "read": "reader",
    "review": "reviewer",
    "withdraw": "reviewer",
    "reply": "reviewer",
    "correct": "editor",
    "merge": "editor",
    "split": "editor",
    "rate": "editor",
    "grade": "editor",
    "users": "admin",
    "tokens": "admin",
}
"""The least role that may do a thing."""
_SCOPE: Final[Mapping[Role, Scope]] = {"reader": "read", "reviewer": "review", "editor": "edit", "admin": "admin"}
_JUDGING: Final[Mapping[type[Judgement], Action]] = {
    Review: "review",
    Correction: "correct",
    Merge: "merge",
    Split: "split",
    Rating: "rate",
    Grading: "grade",
    Reply: "reply",
}


def may(role: Role | None, action: Action) -> bool:
    """Whether a role (None: nobody's) allows an action.

    >>> may("reviewer", "review"), may("reviewer", "correct"), may(None, "read")
    (True, False, False)
    """
    return role is not None and ROLES.index(role) >= ROLES.index(LEAST[action])


def scope_of(action: Action) -> Scope:
    """The scope that a token needs for an action, whatever else it has.

    >>> scope_of("withdraw"), scope_of("grade")
    ('review', 'edit')
    """
    return _SCOPE[LEAST[action]]


def within(role: Role, scope: Scope) -> bool:
    """Whether a role may do what a scope lets a token do.

    >>> within("editor", "review"), within("editor", "admin")
    (True, False)
    """
    return scope in {_SCOPE[each] for each in ROLES[: ROLES.index(role) + 1]}


def action_of(judgement: Judgement) -> Action:
    """What somebody does who judges so.

    >>> action_of(Review(claim="clm:1", verdict="accept")), action_of(Merge(claims=("clm:1", "clm:2")))
    ('review', 'merge')
    """
    return _JUDGING[type(judgement)]
