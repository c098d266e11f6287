"""Accounts of the workbench: users with roles, tokens for programs, sessions of browsers; and what each may do.

They are kept in a small file of their own, ``recount.accounts``, never in the ledger: of a user the ledger knows the
name, which is `who` of each entry they make. Nothing here knows of HTTP; `recount.web.protection` does.

How handlers are written for it::

    app = Litestar([...], plugins=[Protection(Accounts(path), Exposure(public=True), title)])

    @get("/api/claims")                               # reads: whoever may read
    async def claims() -> ...

    @post("/api/merges", action="merge")              # does a thing of `roles.Action`: whoever may do it
    async def merge(visitor: NamedDependency[Visitor], ...) -> ...:
        ...                                           # `visitor.name` is `who` of the entry

    @post("/api/judgements", action="review")         # the least of what it may do ...
    async def judge(visitor: NamedDependency[Visitor], data: Judgement) -> ...:
        require(visitor, action_of(data))             # ... and what it does this time: 401 or 403

    @get("/health", action=OPEN)                      # anybody, signed in or not; so are style sheets:
    create_static_files_router("/static", [...], opt={"action": OPEN})

A handler that changes something and names no action is refused to all. Forms carry
``<input type="hidden" name="csrf" value="{{ frame.visiting.csrf }}">``, scripts send the header ``X-CSRF-Token``; both
are checked before the handler runs. Exceptions of Litestar's, and `ChoiceError`, `EvidenceError`, `InputError` of ours,
become problem+json below ``/api/`` and pages elsewhere.
"""

from __future__ import annotations

from recount.web.accounts.records import Token, User, Visitor
from recount.web.accounts.roles import ACTIONS, ROLES, SCOPES, Action, Role, Scope, action_of, may
from recount.web.accounts.store import Accounts

__all__ = [
    "ACTIONS",
    "ROLES",
    "SCOPES",
    "Accounts",
    "Action",
    "Role",
    "Scope",
    "Token",
    "User",
    "Visitor",
    "action_of",
    "may",
]
