"""recount reads reports of armed conflict and keeps a ledger of who said what.

To read reports and look at what they say, `recount.read(...)` and `recount.open(...)` are enough; what they give shows
itself in a notebook and becomes data frames: `recount.library`, and ``docs/python.md``.

The journey, a package a stage:

- `recount.reports`: bytes to `Report` and its passages (headline, sentence, quotation, caption, furniture).
- `recount.language`: text to sentences and tokens.
- `recount.claims`: passages to claims, exactly as worded: quantity, effect, victims, source, cue, place and time words;
  and to statements without a figure: what is denied, admitted, alleged, asked for and done.
- `recount.resolve`: claims to decisions: who spoke, whose people, where, when; each with its method and confidence.
- `recount.series`: rows of tables of daily figures to claims with their source, beside those read from text.
- `recount.ledger`: an append-only, hash-chained record of all of it.
- `recount.compare`: claims side by side: agree, differ, deny; figures over time, with the gap between two sides.
- `recount.publish`: tables, exchange formats, and a page that opens offline.

`recount.pipeline` walks it on one page; the command line is `recount --help`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recount.library import Batch, Claims, Ledger, open, read  # noqa: A004 - as in gzip and shelve

__version__ = "0.1.0"

__all__ = ["Batch", "Claims", "Ledger", "__version__", "open", "read"]


def __getattr__(name: str) -> object:
    """What stands in `recount.library`, loaded when it is first asked for: `import recount` alone loads nothing."""
    if name in __all__:
        return getattr(import_module("recount.library"), name)
    raise AttributeError(f"module 'recount' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names that there are, whether loaded or not."""
    return sorted({*globals(), *__all__})
