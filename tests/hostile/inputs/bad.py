"""One bad input, and the good text that most of them are made around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from msgspec import Struct

GOOD = "Two people died in the raid on Vell, the mayor said."
RECORDED = "recorded"


class Bad(Struct, frozen=True, kw_only=True):
    """A file that somebody sends to break something.

    `kind` is its class, `about` says what is wrong with it, `suffix` is its name's. `may` holds what may become of it:
    "recorded", or reasons why it is rejected. `figures` are the only numbers that may be read from it (None: any).
    """

    kind: str
    about: str
    suffix: str
    data: bytes
    may: frozenset[str]
    figures: frozenset[int] | None = None

    @property
    def name(self) -> str:
        """A file's name."""
        return f"{self.kind.replace(' ', '-')}{self.suffix}"


def bad(
    kind: str,
    about: str,
    suffix: str,
    data: bytes | str,
    *may: str,
    figures: Iterable[int] | None = None,
) -> Bad:
    """An input; it may be recorded where nothing else is said."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Bad(
        kind=kind,
        about=about,
        suffix=suffix,
        data=raw,
        may=frozenset(may or (RECORDED,)),
        figures=None if figures is None else frozenset(figures),
    )


def page(body: str, head: str = "<title>Raid</title>") -> str:
    """A page around some markup."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def feed(items: str, before: str = "") -> str:
    """An RSS feed around some entries."""
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>The Post</title>{items}</channel></rss>'


def entry(title: str, words: str) -> str:
    """An entry of a feed."""
    return f"<item><title>{title}</title><description>{words}</description></item>"


def numbered(inputs: Iterable[Bad]) -> Iterator[tuple[str, Bad]]:
    """The inputs, each with a name of its own."""
    for number, one in zip(count(1), inputs, strict=False):
        yield f"{number:04}-{one.name}", one
