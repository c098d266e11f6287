"""Entries that wait are fetched, kept, read and added to the ledger; each is done when the ledger has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec import Struct

from recount.errors import CopiesError
from recount.fetching import Clock, Copies, Copy, Fetched, Many, Missed, Wanted
from recount.following.outcomes import Reads, Told
from recount.following.state import State, Waiting
from recount.ledger import Ledger
from recount.model import Rejected, Run
from recount.reports import Details, Item, Limits
from recount.reports.containers.member import Member
from recount.reports.containers.stated import stated_as
from recount.reports.containers.streams import Unpacked, in_memory
from recount.reports.items import cut

_AT_ONCE: Final = 400
_OF_HOST: Final = 40
_TRIES: Final = 4
_AGAIN_S: Final = 900.0
_LONGEST_S: Final = 86_400.0


class Put(Struct, frozen=True, kw_only=True):
    """What was new to the ledger, and how many entries are tried again another time."""

    reports_new: int = 0
    claims_new: int = 0
    put_off: int = 0


class Adding:
    """Adds what waits; `ledger`, `run` and `traced` are those of `recount.following.Follower`."""

    def __init__(
        self,
        copies: Copies,
        state: State,
        clock: Clock,
        read: Reads,
        limits: Limits,
        ledger: Callable[[], AbstractContextManager[Ledger]],
        run: Callable[[], Run],
        traced: Callable[[], object],
    ) -> None:
        self._copies, self._state, self._clock, self._read, self._limits = copies, state, clock, read, limits
        self._ledger, self._run, self._traced = ledger, run, traced
        self._put_off = 0

    def add(self, many: Many) -> Put:
        """Add what is due, some hundred entries at most."""
        self._put_off = 0
        waiting = self._state.waiting(self._clock.now().timestamp(), _AT_ONCE, _OF_HOST)
        if not waiting:
            return Put()
        told = Told(self._state.done)
        with self._ledger() as ledger:
            added = ledger.add(
                self._run(),
                told.outcomes(self._read, self._items(waiting, many)),
                kept=lambda done: told.kept(done.recorded + done.rejected),
            )
            told.kept(added.recorded + added.rejected)
        if added.reports_new:
            self._traced()
        return Put(reports_new=added.reports_new, claims_new=added.claims_new, put_off=self._put_off)

    def _items(self, waiting: Sequence[Waiting], many: Many) -> Iterator[tuple[int, Iterator[Item | Rejected]]]:
        """What is read of entries: of copies that are there, and of pages as they come, kept first."""
        wanted: dict[str, Waiting] = {}
        for one in waiting:
            copy = self._copy(one)
            if copy is None and one.record is None:
                wanted[one.url] = one
            else:
                yield one.id, self._again(one, copy)
        for outcome in many.fetch([Wanted(url=url) for url in wanted]):
            one = wanted[outcome.wanted.url]
            if isinstance(outcome, Missed):
                if (rejected := self._missed(one, outcome)) is not None:
                    yield one.id, iter([rejected])
                continue
            copy = self._kept(one, outcome)
            yield one.id, self._items_of(one, copy, outcome.content)

    def _copy(self, one: Waiting) -> Copy | None:
        """The copy of an entry that has one, also where that was not noted before this was ended the last time."""
        if one.record is not None:
            return self._copies.with_record(one.record)
        return self._copies.find(one.url, datetime.fromtimestamp(one.found_at, UTC))

    def _again(self, one: Waiting, copy: Copy | None) -> Iterator[Item | Rejected]:
        """What is read of a copy that is there already, or why it cannot be."""
        try:
            if copy is None:
                raise CopiesError(f"the copy of {one.url} is gone")
            return self._items_of(one, copy, self._copies.content(copy))
        except CopiesError as error:
            return iter([Rejected(where=one.url, reason="unreadable", detail=str(error))])

    def _kept(self, one: Waiting, fetched: Fetched) -> Copy:
        copy = self._copies.keep(fetched)
        self._state.kept(one.id, copy.record)
        return copy

    def _missed(self, one: Waiting, missed: Missed) -> Rejected | None:
        """Why an entry is rejected; None where it is tried again later."""
        if not missed.passing or one.tries + 1 >= _TRIES:
            return missed.rejected
        pause_s = min(max(_AGAIN_S * 2**one.tries, missed.after_s or 0.0), _LONGEST_S)
        self._state.later(one.id, self._clock.now().timestamp() + pause_s, missed.rejected.reason)
        self._put_off += 1
        return None

    def _items_of(self, one: Waiting, copy: Copy, content: bytes) -> Iterator[Item | Rejected]:
        """What is read of a copy: the page, as of when and where it was fetched; an entry as its feed has it."""
        if one.details is not None:
            given = msgspec.json.decode(one.details, type=Details)
            return iter([Item(where=one.url, data=content, given=given, form="entry")])
        stated = stated_as(copy.kind or "")
        member = Member(
            one.url,
            copy.url.partition("?")[0],
            in_memory(content),
            Details(url=copy.url, fetched_at=copy.at),
            form=stated.form if stated is not None else None,
            charset=stated.charset if stated is not None else None,
            whole=True,
        )
        return cut(member, Unpacked(self._limits), self._limits)
