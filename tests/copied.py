"""An invented story and its copies, for tests: a wire report, a reprint, an edited copy, an update, a rewrite.

Beside them two outlets that print an agency whose own report is not held, and one that heard the mayor itself.
"""

from __future__ import annotations

from datetime import date

from invented import claim, reading
from recount.compare import compare
from recount.model import (
    Branch,
    Change,
    ClaimLink,
    Credit,
    Evidence,
    Family,
    Lineage,
    Link,
    LinkKind,
    Mention,
    Parallel,
    Reading,
    Resolution,
    ResolvedClaim,
    Signal,
)
from recount.publish.view import View

MONDAY = (date(2031, 4, 7), date(2031, 4, 7))
TITLE = "Shelling of Karsova kills scores"

Told = tuple[Reading, tuple[ResolvedClaim, ...]]


def _toll(
    of: Reading,
    sentence: str,
    words: str,
    low: int,
    said: date | None,
    *,
    mayor: str | None = "Ada Lind",
    **more: object,
) -> ResolvedClaim:
    return claim(  # type: ignore[arg-type]
        of, sentence, words, low, None if words.lower().startswith("at least") else low, "killed", noun="civilians",
        group="civilians", party="Karsova", source=(f"mayor {mayor}", "government") if mayor else None, name=mayor,
        cue="said" if mayor else None, act="says" if mayor else None, place="Karsova", days=MONDAY, said_on=said,
        operator="at_least" if words.lower().startswith("at least") else "exact", **more,
    )  # fmt: skip


def wire() -> Told:
    """The origin: the toll by the mayor, the injured by a clinic."""
    toll = "About 120 civilians were killed in Karsova on Monday, mayor Ada Lind said."
    hurt = "A clinic counted 300 injured and asked for blood."
    of = reading(
        ("headline", TITLE), ("sentence", f"{toll} {hurt}"), ("sentence", "Roads to the north were closed."),
        publisher="Harbour Wire", title=TITLE, published=date(2031, 4, 8), url="https://example.org/karsova",
    )  # fmt: skip
    injured = claim(
        of, hurt, "300", 300, 300, "injured", source=("A clinic", "medical"), cue="counted", act="says",
        place="Karsova", days=MONDAY, said_on=date(2031, 4, 8),
    )  # fmt: skip
    return of, (_toll(of, toll, "About 120", 120, date(2031, 4, 8), approx=True), injured)


def reprint() -> Told:
    """The wire's report cut short."""
    toll = "About 120 civilians were killed in Karsova on Monday, mayor Ada Lind said."
    of = reading(
        ("headline", TITLE), ("sentence", toll),
        publisher="The Daily Lantern", title=TITLE, published=date(2031, 4, 8), url="https://lantern.example/1",
    )  # fmt: skip
    return of, (_toll(of, toll, "About 120", 120, date(2031, 4, 8), approx=True),)


def edited() -> Told:
    """A copy that made "about" into "at least" and left the mayor out."""
    toll = "At least 120 civilians were killed in Karsova on Monday."
    of = reading(
        ("headline", "Scores dead in Karsova"), ("sentence", f"{toll} Roads to the north were closed."),
        publisher="Eastmoor Echo", title="Scores dead in Karsova", published=date(2031, 4, 9),
    )  # fmt: skip
    return of, (_toll(of, toll, "At least 120", 120, None, mayor=None),)


def update() -> Told:
    """The wire's report a day on, with a newer toll."""
    toll = "At least 131 civilians were killed in Karsova on Monday, mayor Ada Lind said."
    hurt = "A clinic counted 300 injured and asked for blood."
    of = reading(
        ("headline", "Toll of Karsova rises"), ("sentence", f"{toll} {hurt}"),
        publisher="Harbour Wire", title="Toll of Karsova rises", published=date(2031, 4, 9),
        url="https://example.org/karsova",
    )  # fmt: skip
    injured = claim(
        of, hurt, "300", 300, 300, "injured", source=("A clinic", "medical"), cue="counted", act="says",
        place="Karsova", days=MONDAY, said_on=date(2031, 4, 9),
    )  # fmt: skip
    return of, (_toll(of, toll, "At least 131", 131, date(2031, 4, 9)), injured)


def rewrite() -> Told:
    """The update in other words, without credit."""
    toll = "On Monday 131 civilians lost their lives in Karsova."
    of = reading(
        ("headline", "Town mourns"), ("sentence", toll),
        publisher="Meridian Courier", title="Town mourns", published=date(2031, 4, 10),
    )  # fmt: skip
    return of, (_toll(of, toll, "131", 131, None, mayor=None),)


def heard() -> Told:
    """An outlet that heard the mayor itself."""
    toll = "“We buried 120 civilians,” mayor Ada Lind said by telephone from Karsova."
    of = reading(
        ("headline", "“We buried 120”"), ("sentence", toll),
        publisher="Velmor Courier", title=None, published=date(2031, 4, 10),
    )  # fmt: skip
    return of, (_toll(of, toll, "120", 120, date(2031, 4, 10)),)


def agency(publisher: str, day: int) -> Told:
    """What an outlet printed of an agency."""
    toll = "KARSOVA (Coastline) - 118 civilians were killed in Karsova, a count of graves showed."
    of = reading(
        ("sentence", toll), ("sentence", f"{publisher}, {day} April."),
        publisher=publisher, title=f"Graves of Karsova ({publisher})", published=date(2031, 4, day),
    )  # fmt: skip
    return of, (_toll(of, toll, "118", 118, None, mayor=None),)


def parallel(left: Reading, words: str, right: Reading, others: str) -> Parallel:
    one, other = left.report.text, right.report.text
    return Parallel(
        Evidence.at(one, one.index(words), one.index(words) + len(words)),
        Evidence.at(other, other.index(others), other.index(others) + len(others)),
    )


def link(kind: LinkKind, origin: Reading, copy: Reading, score: float, *words: tuple[str, str]) -> Link:
    """A link from a report to what was made of it, with passages of the first and of the second."""
    pairs = [parallel(origin, one, copy, other) for one, other in words]
    turned = origin.report.id > copy.report.id
    return Link(
        kind=kind,
        left=min(origin.report.id, copy.report.id),
        right=max(origin.report.id, copy.report.id),
        score=score,
        first=Resolution(value=origin.report.id, method="date", confidence=0.9),
        signals=(Signal("containment", 0.97, "31 of 32 shingles"), Signal("title", 1.0)),
        parallels=tuple(Parallel(pair.right, pair.left) if turned else pair for pair in pairs),
    )


def carried(original: ResolvedClaim, copy: ResolvedClaim, *changes: Change, revises: bool = False) -> ClaimLink:
    return ClaimLink(original=original.claim.id, copy=copy.claim.id, score=0.9, changes=changes, revises=revises)


def told() -> tuple[Told, ...]:
    """All reports, in order of publication."""
    return wire(), reprint(), edited(), update(), rewrite(), heard(), agency("Old Mill News", 9), agency("The Tarn", 10)


def lineage() -> Lineage:
    """Where they come from."""
    (a, (a1, a2)), (b, (b1,)), (c, (c1,)), (d, (d1, d2)), (e, (e1,)), (f, _), (g, (g1,)), (h, (h1,)) = told()
    toll = "About 120 civilians were killed in Karsova on Monday, mayor Ada Lind said."
    newer = "At least 131 civilians were killed in Karsova on Monday, mayor Ada Lind said."
    echo = "At least 120 civilians were killed in Karsova on Monday."
    roads = "Roads to the north were closed."
    lost = "On Monday 131 civilians lost their lives in Karsova."
    buried = "“We buried 120 civilians,” mayor Ada Lind said"
    graves = "118 civilians were killed in Karsova, a count of graves showed."
    karsova = (
        Branch(a.report.id, None, None),
        Branch(b.report.id, a.report.id, link("reprint", a, b, 0.99, (toll, toll))),
        Branch(c.report.id, a.report.id, link("edited copy", a, c, 0.91, (toll, echo), (roads, roads))),
        Branch(d.report.id, a.report.id, link("update", a, d, 0.95, (toll, newer))),
        Branch(e.report.id, d.report.id, link("rewrite", d, e, 0.78, (newer, lost))),
    )
    again = (
        Branch(g.report.id, None, None),
        Branch(h.report.id, g.report.id, link("reprint", g, h, 0.98, (graves, graves))),
    )
    credit = Credit(
        outlet="Coastline", role="text", words="(Coastline)", mention=Mention.at(g.report.text, 10, 21), agency=True
    )
    return Lineage(
        families=(
            Family(id="fam:karsova", branches=karsova, origin=_decided(a.report.id)),
            Family(id="fam:graves", branches=again, origin=_decided(None), outside=credit),
        ),
        utterances=(link("quotes the same statement", a, f, 0.84, (toll, buried)),),
        claims=(
            carried(a1, b1),
            carried(a1, c1, Change("bound", "About", "At least"), Change("source", "Ada Lind", None)),
            carried(a1, d1, Change("number", "120", "131"), Change("bound", "About", "At least"), revises=True),
            carried(a2, d2),
            carried(d1, e1, Change("bound", "At least", None), Change("source", "Ada Lind", None)),
            carried(g1, h1),
        ),
    )  # fmt: skip


def _decided(value: str | None) -> Resolution[str]:
    return Resolution(value=value, method="date and credit", confidence=0.9)


def view() -> View:
    """All of it, compared."""
    readings = tuple(of for of, _ in told())
    claims = tuple(each for _, found in told() for each in found)
    comparison = compare(claims, lineage(), (of.report for of in readings))
    return View(
        title="A story and its copies",
        software="recount 0.0.0 (test)",
        readings=readings,
        claims=claims,
        subjects=comparison.subjects,
        relations=comparison.relations,
        grounds=comparison.grounds,
        lineage=lineage(),
    )
