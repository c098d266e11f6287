"""How much memory this process has allocated, and a bound on how much more it may.

The bound is ``RLIMIT_DATA`` (heap and private mappings; Linux): the kernel refuses the allocation itself, so a bomb
ends in a `MemoryError` before it fills the machine. Whoever watches the resident size from outside sees a bomb only
after it has taken what it could between two looks. Where the system counts no such thing, memory is not bounded.
"""

from __future__ import annotations

import gc
import resource
from pathlib import Path

_COUNTS = Path("/proc/self/statm")
_DATA = 5  # data and stack, in pages


def settle() -> None:
    """Take what is loaded for what lives as long as the process: it is not looked through for garbage again.

    Lists, tables and a model are a million objects; to look through them took a sixth of the time of reading.
    """
    gc.collect()
    gc.freeze()


def allocated() -> int:
    """The bytes of heap and private mappings of this process; 0 where the system does not tell."""
    try:
        return int(_COUNTS.read_bytes().split()[_DATA]) * resource.getpagesize()
    except FileNotFoundError:
        return 0


def bound(more: int) -> None:
    """Let this process allocate so many bytes more than it has now."""
    if now := allocated():
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = now + more
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))


def unbound() -> None:
    """Let this process allocate what it likes, so that it can still say what happened."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
