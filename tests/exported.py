"""A small invented view that holds something of all that exports tell: a strike, its copies, an act, a grade, a run."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from msgspec.structs import replace

import invented
from invented import reading
from recount import wire
from recount.compare import compare
from recount.compare.estimates import estimates
from recount.model import (
    Accusation,
    Action,
    Appeal,
    Branch,
    ClaimLink,
    ConventionName,
    Denial,
    Evidence,
    Family,
    Grading,
    Judged,
    Lineage,
    Link,
    Mention,
    Reading,
    ReportRun,
    Resolution,
    ResolvedClaim,
    ResolvedStatement,
    Run,
    Signal,
    Source,
    Speaker,
    Statement,
)
from recount.publish.exports import WRITERS
from recount.publish.feed import Alteration, Amendment, Feed
from recount.publish.formats import FormatName
from recount.publish.rows import claim_rows
from recount.publish.view import View

MONDAY, SAID = (date(2031, 4, 7), date(2031, 4, 7)), date(2031, 4, 8)
AT = datetime(2031, 5, 1, 9, 30, tzinfo=UTC)
TOLL = "At least 12 civilians, including 3 children, were killed in Karsova on Monday, mayor Ada Lind said."
HURT = "Nine people were wounded in Karsova, a clinic said."
ACTS = "Ada Lind accused Velmor of the shelling. Velmor seized two trucks. Ada Lind asked the Relief Board for help."
RUN = Run(software="recount 0.0.0 (test)", started_at=AT, inputs=("reports/",), model="en 1", gazetteer="places 1")


def written(form: FormatName, of: View) -> bytes:
    out = io.BytesIO()
    WRITERS[form].write(of, out)
    assert not out.closed
    return out.getvalue()


def claim(*words: object, **fields: object) -> ResolvedClaim:
    """A claim as `invented.claim` makes it, in a country that is none."""
    made = invented.claim(*words, **fields)  # type: ignore[arg-type]
    place = made.resolutions.place
    assert place.value is not None
    where = replace(place, value=replace(place.value, country="ZZ", admin1="Lowland"))
    return replace(made, resolutions=replace(made.resolutions, place=where))


def wire_report() -> tuple[Reading, tuple[ResolvedClaim, ...]]:
    of = reading(
        ("headline", "Market of Karsova shelled"), ("sentence", f"{TOLL} {HURT}"), ("sentence", ACTS),
        publisher="Harbour Wire", title="Market of Karsova shelled", published=SAID, url="https://example.org/karsova",
    )  # fmt: skip
    dead = claim(
        of, TOLL, "At least 12", 12, None, "killed", operator="at_least", noun="civilians", group="civilians",
        party="Karsova", source=("mayor Ada Lind", "government"), name="Ada Lind", cue="said", act="says",
        place="Karsova", days=MONDAY, time="on Monday", said_on=SAID,
    )  # fmt: skip
    children = claim(
        of, TOLL, "3", 3, 3, "killed", noun="children", group="civilians", party="Karsova",
        source=("mayor Ada Lind", "government"), name="Ada Lind", cue="said", act="says", place="Karsova",
        days=MONDAY, said_on=SAID, subset_of=dead,
    )  # fmt: skip
    hurt = claim(
        of, HURT, "Nine", 9, 9, "injured", noun="people", source=("a clinic", "medical"), name="a clinic", cue="said",
        act="says", place="Karsova", days=MONDAY, said_on=SAID,
    )  # fmt: skip
    return of, (dead, children, hurt)


def reprint() -> tuple[Reading, tuple[ResolvedClaim, ...]]:
    of = reading(
        ("sentence", TOLL), publisher="The Daily Lantern", title="Scores dead", published=date(2031, 4, 9)
    )  # fmt: skip
    dead = claim(
        of, TOLL, "At least 12", 12, None, "killed", operator="at_least", noun="civilians", group="civilians",
        party="Karsova", source=("mayor Ada Lind", "government"), name="Ada Lind", cue="said", act="says",
        place="Karsova", days=MONDAY, time="on Monday", said_on=SAID,
    )  # fmt: skip
    return of, (dead,)


def other() -> tuple[Reading, tuple[ResolvedClaim, ...]]:
    toll = "Doctors counted 14 dead civilians in Karsova on Monday."
    of = reading(("sentence", toll), publisher="Velmor Courier", title=None, published=date(2031, 4, 10))
    counted = claim(
        of, toll, "14", 14, 14, "killed", noun="civilians", group="civilians", party="Karsova",
        source=("Doctors", "medical"), name="Doctors", cue="counted", act="says", place="Karsova", days=MONDAY,
    )  # fmt: skip
    return of, (counted,)


def lineage() -> Lineage:
    (first, (dead, *_)), (copy, (copied,)) = wire_report(), reprint()
    link = Link(
        kind="reprint",
        left=min(first.report.id, copy.report.id),
        right=max(first.report.id, copy.report.id),
        score=0.98,
        first=Resolution(value=first.report.id, method="date", confidence=0.9),
        signals=(Signal("containment", 1.0),),
        parallels=(),
    )
    origin = Resolution(value=first.report.id, method="date", confidence=0.9)
    branches = Branch(first.report.id, None, None), Branch(copy.report.id, first.report.id, link)
    return Lineage(
        families=(Family(id="fam:karsova", branches=branches, origin=origin),),
        claims=(ClaimLink(original=dead.claim.id, copy=copied.claim.id, score=1.0, changes=()),),
    )


def statements() -> tuple[ResolvedStatement, ...]:
    of, (dead, *_) = wire_report()
    text = of.report.text

    def words(wanted: str) -> Mention:
        return Mention.at(text, at := text.index(wanted), at + len(wanted))

    def said(number: int, sentence: str) -> dict[str, object]:
        found = words(sentence)
        return {
            "id": f"stm:{number}", "report": of.report.id, "content": found,
            "evidence": Evidence.at(text, found.start, found.end),
        }  # fmt: skip

    told = {"source": Source(mention=words("Ada Lind"), kind="government"), "answers": (dead.claim.id,), "said": None}
    accused = Accusation(
        **said(1, "Ada Lind accused Velmor of the shelling"),
        **told,
        cue=words("accused"),
        accused=words("Velmor"),
    )  # type: ignore[arg-type]
    act = {
        "event": "COERCE", "mode": "seize", "actor": Source(mention=words("Velmor"), kind="government"),
        "recipient": None, "verb": words("seized"), "source": None, "times": (),
    }  # fmt: skip
    seized = Action(**said(2, "Velmor seized two trucks"), **act, status="done")  # type: ignore[arg-type]
    planned = Action(**said(3, "Velmor seized two trucks"), **act, status="planned")  # type: ignore[arg-type]
    asked = Appeal(
        **said(4, "Ada Lind asked the Relief Board for help"),
        **told,
        cue=words("asked"),
        asked=words("the Relief Board"),
    )  # type: ignore[arg-type]
    denied = Denial(**said(5, "Ada Lind asked"), **told, cue=words("asked"))  # type: ignore[arg-type]
    return (
        _resolved(accused, "Ada Lind", words("Ada Lind"), "Velmor"),
        _resolved(seized, "Velmor", words("Velmor"), None),
        _resolved(planned, "Velmor", words("Velmor"), None),
        _resolved(asked, "Ada Lind", words("Ada Lind"), None),
        _resolved(denied, "Ada Lind", words("Ada Lind"), None),
    )


def _resolved(statement: Statement, name: str, mention: Mention, recipient: str | None) -> ResolvedStatement:
    return ResolvedStatement(
        statement=statement,
        agent=Resolution(value=Speaker(name=name, kind="government", mention=mention), method="test", confidence=1.0),
        party=Resolution(value=None, method="test", confidence=0.0),
        recipient=Resolution(value=recipient, method="test", confidence=1.0),
        reporter=Resolution(value=None, method="test", confidence=0.0),
        time=Resolution(value=None, method="test", confidence=0.0),
    )


def view(convention: ConventionName | None = None) -> View:
    """All of it; with estimates by a convention."""
    told = wire_report(), reprint(), other()
    readings, claims = tuple(of for of, _ in told), tuple(each for _, found in told for each in found)
    reports = tuple(of.report for of in readings)
    comparison = compare(claims, lineage(), reports)
    fair = Grading(claim=claims[0].claim.id, grade="fair", note="two sources")
    grading = Judged(id="jdg:1", who="ana", at=AT, seq=40, judgement=fair)
    run = wire.content_id("run", RUN)
    shown = View(
        title="Karsova",
        software="recount 0.0.0 (test)",
        ledger_head="5f" * 32,
        readings=readings,
        claims=claims,
        statements=statements(),
        subjects=comparison.subjects,
        relations=comparison.relations,
        grounds=comparison.grounds,
        lineage=lineage(),
        judgements=(grading,),
        runs=tuple(ReportRun(report=each.id, id=run, run=RUN, who="ana", at=AT) for each in reports),
    )
    if convention is not None:
        found = estimates(shown.subjects, claims, lineage(), reports, convention=convention)
        shown = replace(shown, estimates=found)
    return replace(shown, feed=feed(shown))


def feed(of: View) -> Feed:
    row = next(iter(claim_rows(of)))
    changed = Amendment(
        id="urn:uuid:00000000-0000-5000-8000-000000000001",
        kind="corrected",
        row=row,
        alterations=(Alteration("low", 10, 12), Alteration("place", None, "Karsova")),
        who="ana",
        at=AT,
        seq=41,
        note="the mayor said 12",
    )
    gone = replace(changed, id="urn:uuid:00000000-0000-5000-8000-000000000002", kind="gone", alterations=(), note=None)
    return Feed(id="urn:uuid:00000000-0000-5000-8000-000000000000", updated=AT, amendments=(changed, gone))


def view_for(form: FormatName) -> View:
    """The view that a format's writer needs."""
    return view(WRITERS[form].convention)
