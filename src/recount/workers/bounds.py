"""How long a report may take and how much memory, and what is said of one that takes more."""

from __future__ import annotations

import signal

from msgspec import Struct

from recount.model import Rejected


class Bounds(Struct, frozen=True, kw_only=True):
    """Bounds on reading one report: seconds by the clock, and bytes of memory above what the process needs anyway.

    >>> Bounds().max_seconds
    60.0
    """

    max_seconds: float = 60.0
    max_memory: int = 1_000_000_000


def too_slow(where: str, bounds: Bounds, doing: str) -> Rejected:
    """What took longer than the bounds allow; `doing` is what was being done."""
    return Rejected(
        where=where,
        reason="too_slow",
        detail=f"{doing} took longer than {bounds.max_seconds:g} seconds: raise max_seconds, or leave it out",
    )


def out_of_memory(where: str, bounds: Bounds, doing: str) -> Rejected:
    """What took more memory than the bounds allow."""
    return Rejected(
        where=where,
        reason="out_of_memory",
        detail=f"{doing} took more than {bounds.max_memory:,} bytes of memory: raise max_memory, or leave it out",
    )


def crashed(where: str, cause: str, doing: str) -> Rejected:
    """What brought its process down, or met an error that nobody foresaw; `cause` names it without any words of it."""
    return Rejected(
        where=where,
        reason="crashed",
        detail=f"{doing} failed ({cause}): leave it out, and report this with the file",
    )


def garbled(where: str, doing: str) -> Rejected:
    """What a process was doing whose answer makes no sense."""
    return crashed(where, "its process answered what makes no sense", doing)


def ended(where: str, status: int, bounds: Bounds, doing: str) -> Rejected:
    """What a process was doing that ended with this exit status (below 0: killed by that signal).

    >>> ended("a.html", -11, Bounds(), "reading it").detail
    'reading it failed (its process was ended by SIGSEGV): leave it out, and report this with the file'
    >>> ended("a.html", -9, Bounds(), "reading it").reason
    'out_of_memory'
    """
    if status == -signal.SIGALRM:
        return too_slow(where, bounds, doing)
    if status == -signal.SIGKILL:
        return Rejected(
            where=where,
            reason="out_of_memory",
            detail=f"{doing} was ended by the system, most likely for want of memory: "
            "lower max_memory or processes, or leave it out",
        )
    if status < 0:
        return crashed(where, f"its process was ended by {_name(-status)}", doing)
    return crashed(where, f"its process ended with status {status}", doing)


def _name(number: int) -> str:
    """A signal's name, or its number where it has none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
