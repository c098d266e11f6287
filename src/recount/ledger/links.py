"""Link entries: what a ledger says of where its reports and claims come from, as it was traced.

A report that has kin is of a family, whose tree, with the links between its claims, stands in the entry of one of its
reports, its *home*; the others name that. So a family that grows is one new entry, and one that joins another names
the other's home from then on. A report that nothing is known of has no entry. What was traced how far is an entry too:
links that follow it belong to a tracing that was not finished, and do not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec import Struct

from recount.ledger import bodies, database, sql
from recount.ledger.contents import Contents
from recount.ledger.entries import Draft, Entry
from recount.model import ClaimLink, Family, Lineage, Link

TRACED: Final = "traced"
_BETWEEN, _AFTER = "\t", "\n"


class Kin(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the link entry of a report says: the family whose home it is, with its claims' links, or where that stands.

    A report that was thought to have kin, and has none, has neither.
    """

    home: str | None = None
    family: Family | None = None
    claims: tuple[ClaimLink, ...] = ()


class Heard(Struct, frozen=True, kw_only=True):
    """What the link entry of two reports says: that they quote one statement (None: that they do not, after all)."""

    link: Link | None


class Traced(Struct, frozen=True, kw_only=True):
    """Up to which entry what reports say was traced, and by what: recount's version, its rules, how it sketches."""

    until: int
    version: str
    rules: int
    sketching: str


Body = Kin | Heard | Traced


class Known(Struct, frozen=True):
    """What is known of some reports: each family with the links of its claims, and statements that two quote."""

    families: tuple[Kin, ...]
    heard: tuple[Link, ...]

    def touching(self, reports: Collection[str]) -> Known:
        """The families, whole, and the statements that these reports are of."""
        return Known(
            tuple(kin for kin in self.families if kin.family and any(each in reports for each in kin.family.reports)),
            tuple(link for link in self.heard if link.left in reports or link.right in reports),
        )

    def lineage(self) -> Lineage:
        """The lineage, in order of ids, families before reports by themselves; nothing is heard inside a family."""
        found = [(kin, family) for kin in self.families if (family := kin.family) is not None]
        found.sort(key=lambda each: (len(each[1].branches) == 1, min(each[1].reports)))
        member = {report: family.id for _, family in found for report in family.reports}
        heard = (link for link in self.heard if member.get(link.left, link.left) != member.get(link.right, link.right))
        return Lineage(
            families=tuple(family for _, family in found),
            utterances=tuple(sorted(heard, key=lambda link: (link.left, link.right))),
            claims=tuple(link for kin, _ in found for link in kin.claims),
        )


class Links:
    """What the link entries of a ledger say, up to the last that tells how far was traced."""

    def __init__(self, contents: Contents) -> None:
        last = contents.latest("link", TRACED)
        self.traced = bodies.record_of(last, Traced) if last is not None else None
        self._read = Contents(contents.database, last.seq if last is not None else 0)
        self._contents = contents

    def untraced(self) -> tuple[str, ...]:
        """The reports that were added, or read in another way, since the last was traced, in order of their ids."""
        return read_since(self._contents, self.traced.until if self.traced is not None else 0)

    def kin(self, report: str) -> Kin | None:
        """What the entry of a report says; None where there is none."""
        entry = self._read.latest("link", report)
        return bodies.record_of(entry, Kin) if entry is not None and entry.report == report else None

    def home(self, report: str) -> tuple[str, Kin] | None:
        """The home of a report's family, and what stands there; None where the report has no family."""
        while (found := self.kin(report)) is not None and found.home is not None:
            report = found.home
        return (report, found) if found is not None and found.family is not None else None

    def heard(self, report: str) -> Iterator[tuple[str, str]]:
        """Each two reports that an entry says quote one statement, one of which is this report."""
        for entry in self._heard_of(report):
            if bodies.record_of(entry, Heard).link is not None:
                left, right = entry.key.split(_BETWEEN)
                yield left, right

    def everything(self, changed: Mapping[str, Kin | Heard]) -> Known:
        """All that is known; `changed` is what else was found, by the keys of the entries it would have."""
        held: dict[str, Kin | Heard] = {}
        for entry in self._read.latest_of("link"):
            said = body_of(entry)
            if not isinstance(said, Traced):
                held[entry.key] = said
        held.update(changed)
        return Known(
            tuple(each for each in held.values() if isinstance(each, Kin) and each.family is not None),
            tuple(each.link for each in held.values() if isinstance(each, Heard) and each.link is not None),
        )

    def of(self, reports: Collection[str]) -> Known:
        """What is known of these reports: their families, whole, and the statements that one of them quotes.

        Families of reports that quote the same statements are not there, unless they are these.
        """
        homes = dict(filter(None, map(self.home, sorted(reports))))
        entries = {entry.key: entry for report in sorted(reports) for entry in self._heard_of(report)}
        heard = [bodies.record_of(entry, Heard).link for entry in entries.values()]
        return Known(tuple(homes.values()), tuple(link for link in heard if link is not None))

    def _heard_of(self, report: str) -> Iterator[Entry]:
        read = self._read
        yield from database.entries(
            read.database, sql.LATEST_BETWEEN, "link", f"{report}{_BETWEEN}", f"{report}{_AFTER}", read.until
        )
        of_report = database.entries(read.database, sql.OF_REPORT, report, "link", read.until)
        yield from {entry.key: entry for entry in of_report if entry.key != report}.values()


def read_since(contents: Contents, seq: int) -> tuple[str, ...]:
    """The reports that entries after one of them tell of, in order of their ids: added, or read in another way."""
    found = contents.database.rows(sql.READ_SINCE, seq, contents.until)
    return tuple(str(report) for (report,) in found)


def heard_key(left: str, right: str) -> str:
    """The key of the entry of two reports, given in order of their ids."""
    return f"{left}{_BETWEEN}{right}"


def drafts(found: Mapping[str, Kin | Heard], traced: Traced) -> Iterator[Draft]:
    """The entries that say what was found, by their keys, and after them how far was traced."""
    for key, body in found.items():
        yield bodies.draft("link", key, key if isinstance(body, Kin) else key.split(_BETWEEN)[1], body)
    yield bodies.draft("link", TRACED, None, traced)


def kind_of(key: str, report: str | None) -> type[Kin] | type[Heard] | type[Traced]:
    """What record a link entry holds, by its key and the report it concerns."""
    if report is None:
        return Traced
    return Kin if key == report else Heard


def body_of(entry: Entry) -> Body:
    """What a link entry says; raises `LedgerDamagedError` as `bodies.record_of` does."""
    return bodies.record_of(entry, kind_of(entry.key, entry.report))


def reports_of(body: Body) -> tuple[str, ...]:
    """The reports that a link entry names."""
    match body:
        case Heard(link=Link(left=left, right=right)):
            return left, right
        case Kin(home=str(home)):
            return (home,)
        case Kin(family=Family() as family):
            return family.reports
        case _:
            return ()
