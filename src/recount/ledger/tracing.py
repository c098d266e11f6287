"""Reports of a ledger that were added since the rest was traced: what link entries are to say of them.

Only the families that they are of are traced, and only the reports that share words of a statement with them compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from recount.errors import OriginsError
from recount.ledger.contents import Contents
from recount.ledger.links import Heard, Kin, Links, heard_key
from recount.model import Recorded
from recount.resolve.origins.index import Index
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.statements import utterances
from recount.resolve.origins.statements.filing import Filing
from recount.resolve.origins.tracing import has_words, trace_alone, trace_family

_HELD: Final = 1024
"""How many reports are kept in memory with what is said in them."""

Load = Callable[[str], Recorded | None]
T = TypeVar("T")


class Watch(Protocol):
    """Passes items on one by one, for somebody who waits to see how far it is."""

    def __call__(self, items: Sequence[T], /) -> Iterable[T]:
        """The same items."""


class Placed(Struct, frozen=True):
    """Reports placed among their kin, by their ids; those that have no words of their own are not there.

    `fresh` are to be traced, `new` those of them that the index had not, `unfiled` those whose statements are to be
    filed; `groups` are the families that `fresh` are of.
    """

    fresh: tuple[str, ...]
    new: frozenset[str]
    unfiled: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]


def place(contents: Contents, fresh: Sequence[str], index: Index, filing: Filing) -> Placed:
    """Place the reports of a ledger that were added or read in another way since the rest was traced.

    Where index and filing do not hold all the rest, that is placed too.
    """
    every, speaking = filing.count()
    unfiled = [report for report in fresh if not filing.known(report)]
    complete = speaking == len(index) and every + len(unfiled) == sum(1 for _ in contents.reports())
    looked_at = fresh if complete else tuple(contents.reports())
    unplaced = [report for report in looked_at if not index.known(report)]
    index.place_all(_sketches(contents, unplaced))
    filing.pass_over(report for report in unplaced if not index.known(report))
    placed = tuple(report for report in fresh if index.known(report))
    groups: dict[str, tuple[str, ...]] = {}
    for report in placed:
        if report not in groups and len(family := index.family_of(report)) > 1:
            groups.update(dict.fromkeys(family, family))
    return Placed(
        fresh=placed,
        new=frozenset(placed).intersection(unplaced),
        unfiled=tuple(sorted({*placed, *(report for report in looked_at if not filing.known(report))})),
        groups=tuple(sorted(set(groups.values()))),
    )


def _sketches(contents: Contents, reports: Sequence[str]) -> Iterator[Sketch]:
    for report in reports:
        reading = contents.reading(report)
        if reading is not None and has_words(reading):
            yield sketch_of(reading)


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
    group_of = {report: group for group in placed.groups for report in group}
    for group in watch(placed.groups):
        yield from _kin(group, load, links)
    for report in watch([report for report in placed.fresh if report not in group_of]):
        if (alone := load(report)) is not None:
            family = trace_alone(alone)
            if family is not None or links.kin(report) is not None:
                yield report, Kin(family=family)
    listen = _listening(load)
    for report in watch(placed.unfiled):
        if (said := listen(report)) is not None:
            filing.file(report, utterances.utterance_keys(said))
    pairs = _pairs(placed.fresh, group_of, filing, links)
    for left, right in watch(sorted(pairs)):
        one, other = listen(left), listen(right)
        link = utterances.utterances(one, other) if one is not None and other is not None else None
        if link is not None or pairs[left, right]:
            yield heard_key(left, right), Heard(link=link)


def _kin(group: Sequence[str], load: Load, links: Links) -> Iterator[tuple[str, Kin]]:
    """What the entries of the reports of one family are to say; its home stays where it is, or is the first."""
    members = {}
    for report in group:
        recorded = load(report)
        if recorded is None:
            raise OriginsError(
                f"the index of copies holds {report}, and the ledger does not: delete the index's folder, which is "
                "made anew"
            )
        members[report] = recorded
    family, claims = trace_family(members)
    homes = [report for report in group if (kin := links.kin(report)) is not None and kin.family is not None]
    home = min(homes, default=min(group))
    for report in group:
        yield report, Kin(family=family, claims=claims) if report == home else Kin(home=home)


def _listening(load: Load) -> Callable[[str], utterances.Heard | None]:
    """Gives reports with what is said in them, by their ids."""

    @lru_cache(_HELD)
    def listen(report: str) -> utterances.Heard | None:
        recorded = load(report)
        return None if recorded is None else utterances.hear(recorded)

    return listen


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
