"""Reports of a ledger that were added since the rest was traced: what link entries are to say of them.

Only the families that they are of are traced, and only the reports that share words of a statement with them compared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from recount.errors import OriginsError
from recount.ledger.contents import Contents
from recount.ledger.links import Heard, Kin, Links, heard_key
from recount.model import Recorded
from recount.resolve.origins.index import Index
from recount.resolve.origins.notes import Note, Notes, sketch_in, unpacked
from recount.resolve.origins.sketches import Sketch
from recount.resolve.origins.statements.filing import Filing
from recount.resolve.origins.statements.utterances import utterances
from recount.resolve.origins.tracing import has_words, trace_alone, trace_family
from recount.resolve.origins.trees import Texts

_HELD: Final = 64
"""How many reports are kept in memory with what was found in them."""
_NOTED: Final = 256
"""Of how many reports the notes are kept in memory."""

Load = Callable[[str], Recorded | None]
T = TypeVar("T")


class Watch(Protocol):
    """Passes items on one by one, for somebody who waits to see how far it is."""

    def __call__(self, items: Sequence[T], /) -> Iterable[T]:
        """The same items."""


class Placed(Struct, frozen=True):
    """Reports placed among their kin, by their ids; those that have no words of their own are not there.

    `fresh` are to be traced, `new` those of them that the index had not; `groups` are the families that `fresh` are of.
    """

    fresh: tuple[str, ...]
    new: frozenset[str]
    groups: tuple[tuple[str, ...], ...]


def place(
    contents: Contents, fresh: Sequence[str], since: int, index: Index, filing: Filing, note: Note, watch: Watch = iter
) -> Placed:
    """Place the reports of a ledger that were added or read in another way since the rest was traced.

    `since` is the entry up to which that was. Where index and filing do not hold all the rest, that is placed too;
    `note` makes notes on what is placed.
    """
    complete = filing.speaking() == len(index) and _holds_rest(contents, filing, since)
    looked_at = fresh if complete else tuple(contents.reports())
    unplaced = frozenset(report for report in looked_at if not index.known(report))
    wanting = sorted({*unplaced, *fresh, *(report for report in looked_at if not filing.known(report))})
    index.place_all(_noted(contents, watch(wanting), filing, note))
    head = contents.head()
    filing.mark(head.seq, head.hash)
    placed = tuple(report for report in fresh if index.known(report))
    groups: dict[str, tuple[str, ...]] = {}
    for report in placed:
        if report not in groups and len(family := index.family_of(report)) > 1:
            groups.update(dict.fromkeys(family, family))
    return Placed(fresh=placed, new=unplaced.intersection(placed), groups=tuple(sorted(set(groups.values()))))


def _holds_rest(contents: Contents, filing: Filing, since: int) -> bool:
    """Whether all reports up to an entry were filed, and those of this ledger."""
    until, digest = filing.filed_until()
    return since <= until <= contents.head().seq and Contents(contents.database, until).head().hash == digest


def _noted(contents: Contents, reports: Iterable[str], filing: Filing, note: Note) -> Iterator[Sketch]:
    """File notes on reports, and give their sketches; what has no words of its own is passed over."""
    load, waiting = loading(contents), deque[str]()

    def speaking() -> Iterator[Recorded]:
        for report in reports:
            recorded = load(report)
            if recorded is not None and has_words(recorded.reading):
                waiting.append(report)
                yield recorded
            else:
                filing.pass_over([report])

    for packed in note(speaking()):
        report = waiting.popleft()
        if packed is None:
            filing.pass_over([report])
        else:
            filing.file(report, packed.keys, packed.notes)
            yield sketch_in(packed.notes)


def loading(contents: Contents) -> Load:
    """Loads reports of a ledger by their ids, with what was found in them; None where one is not held."""

    @lru_cache(_HELD)
    def load(report: str) -> Recorded | None:
        reading = contents.reading(report)
        if reading is None:
            return None
        claims, statements = tuple(contents.claims(report)), tuple(contents.statements(report))
        return Recorded(reading=reading, claims=claims, statements=statements)

    return load


def found(
    contents: Contents, placed: Placed, filing: Filing, links: Links, watch: Watch = iter
) -> Iterator[tuple[str, Kin | Heard]]:
    """What link entries are to say of reports that were placed, by their keys; `links` is what they say now.

    Raises `OriginsError` where a family has a report that the ledger has not.
    """
    load = loading(contents)
    noted = _noting(filing)
    held = Texts(
        standing=lambda report: noted(report).standing,
        sketch=lambda report: noted(report).sketch,
        reading=lambda report: _held(load, report).reading,
    )
    group_of = {report: group for group in placed.groups for report in group}
    for group in watch(placed.groups):
        yield from _kin(group, frozenset(placed.fresh), held, load, links)
    for report in watch([report for report in placed.fresh if report not in group_of]):
        family = trace_alone(report, held)
        if family is not None or links.kin(report) is not None:
            yield report, Kin(family=family)
    pairs = _pairs(placed.fresh, group_of, filing, links)
    for left, right in watch(sorted(pairs)):
        link = utterances(noted(left).heard, noted(right).heard)
        if link is not None or pairs[left, right]:
            yield heard_key(left, right), Heard(link=link)


def _kin(group: Sequence[str], fresh: Set[str], held: Texts, load: Load, links: Links) -> Iterator[tuple[str, Kin]]:
    """What the entries of the reports of one family are to say; its home stays where it is, or is the first."""
    homes = _homes(group, links)
    before = [
        (kin.family, kin.claims)
        for kin in homes.values()
        if kin.family is not None and fresh.isdisjoint(kin.family.reports)  # what was read anew may no longer be kin
    ]
    family, claims = trace_family(group, held, lambda report: _held(load, report), before)
    home = min(homes, default=min(group))
    for report in group:
        yield report, Kin(family=family, claims=claims) if report == home else Kin(home=home)


def _homes(group: Sequence[str], links: Links) -> Mapping[str, Kin]:
    """The homes of the families that reports were of, and what stands there."""
    homes: dict[str, Kin] = {}
    seen: set[str] = set()
    for report in group:
        if report not in seen and (found := links.home(report)) is not None:
            home, kin = found
            homes[home] = kin
            seen.update(kin.family.reports if kin.family is not None else ())
    return homes


def _held(load: Load, report: str) -> Recorded:
    recorded = load(report)
    if recorded is None:
        raise OriginsError(
            f"the index of copies holds {report}, and the ledger does not: delete the index's folder, which is made "
            "anew"
        )
    return recorded


def _noting(filing: Filing) -> Callable[[str], Notes]:
    """Gives the notes on reports that were filed, by their ids."""

    @lru_cache(_NOTED)
    def noted(report: str) -> Notes:
        notes = filing.notes(report)
        try:
            return unpacked(notes or b"")
        except ValueError as error:
            raise OriginsError(
                f"what the index of copies notes of {report} is damaged: delete the index's folder, which is made anew"
            ) from error

    return noted


def _pairs(
    fresh: Sequence[str], group_of: Mapping[str, tuple[str, ...]], filing: Filing, links: Links
) -> dict[tuple[str, str], bool]:
    """Each two reports that may quote one statement, one of them fresh; whether an entry says that they do."""
    pairs: dict[tuple[str, str], bool] = {}
    for report in fresh:
        pairs.update(dict.fromkeys(links.heard(report), True))
        for other in filing.near(report):
            if other not in group_of.get(report, ()):
                pairs.setdefault((min(report, other), max(report, other)), False)
    return pairs
