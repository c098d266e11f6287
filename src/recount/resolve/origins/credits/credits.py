"""A report to the credits in it: whose text it says it is, who contributed, where it was published before.

Credits stand in datelines ("KYIV (Reuters) -"), bylines, sign-offs, notes at the foot and appeals that a reprint left
standing; so all of a report is searched, its furniture too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from recount.language.paragraphs import paragraphs
from recount.lexicon.outlets import Outlet, namings, outlet_of, same_house
from recount.model import Credit, CreditRole, Mention, Reading, Report, Span
from recount.reports.plain import same_words
from recount.resolve.origins.credits.lines import Line, cues, groups, role_of, unknown_outlets

_BEFORE_TITLE = 200
_TITLE_END = re.compile(r"\s+(?:[|–—-])\s+(?P<outlet>[^|–—]{2,40})$")


def credits_of(reading: Reading) -> tuple[Credit, ...]:
    """What a report says of where its text came from: one credit an outlet and role, the report's own words first.

    >>> from recount.reports import read_text
    >>> found = credits_of(read_text("KYIV (Reuters) - Two died, a medic told AFP.\\n\\nDonate to Mondoweiss today"))
    >>> [(credit.role, credit.outlet, credit.words) for credit in found]
    [('text', 'Reuters', 'Reuters'), ('told', 'AFP', 'AFP'), ('appeal', 'Mondoweiss', 'Mondoweiss')]
    """
    found: dict[tuple[str, str], Credit] = {}
    for credit in (*_of_text(reading), *_of_fields(reading.report)):
        found.setdefault((credit.role, credit.outlet), credit)
    signed = {credit.outlet for credit in found.values() if credit.role in ("text", "byline")}
    return tuple(credit for credit in found.values() if not _is_needless(credit, signed, reading.report.publisher))


def _is_needless(credit: Credit, signed: set[str], publisher: str | None) -> bool:
    """Whether a credit says no more than another, or only what paper the report stands in."""
    if credit.role == "contributed":
        return credit.outlet in signed or same_house(credit.outlet, publisher)
    own = credit.role in ("byline", "copyright", "appeal", "republished")
    return own and not credit.agency and same_house(credit.outlet, publisher)


def _of_text(reading: Reading) -> Iterator[Credit]:
    text = reading.report.text
    named = sorted((*(one.start for one in namings(text)), *cues(text)))
    for line in _lines(reading, named):
        for group in groups(line):
            role = _headed(reading.report, line.start + group.start) if line.number == 0 else None
            role = role or role_of(line, group)
            for one in group.members if role else ():
                assert role is not None
                mention = Mention.at(text, line.start + one.start, line.start + one.end)
                yield _credit(one.outlet, role, mention.exact, mention)
        for role, start, end in unknown_outlets(line):
            mention = Mention.at(text, line.start + start, line.start + end)
            yield _credit(Outlet(mention.exact.removeprefix("the ")), role, mention.exact, mention)


def _lines(reading: Reading, named: Sequence[int]) -> Iterator[Line]:
    """The paragraphs of a text in which one of some places lies, with what its passages say of them."""
    text, passages, at = reading.report.text, reading.passages, 0
    for number, span in enumerate(paragraphs(text)):
        if bisect_left(named, span.start) == bisect_left(named, span.end):
            continue
        while at < len(passages) and passages[at].span.end <= span.start:
            at += 1
        until = at
        while until < len(passages) and passages[until].span.start < span.end:
            until += 1
        own = passages[at:until]
        yield Line(
            span.of(text),
            span.start,
            number,
            frozenset(passage.sort for passage in own if passage.sort),
            tuple(_within(passage.span, span) for passage in own if passage.kind == "caption"),
        )


def _within(part: Span, whole: Span) -> tuple[int, int]:
    return part.start - whole.start, part.end - whole.start


def _headed(report: Report, start: int) -> CreditRole | None:
    """The role of an outlet right behind the title, where headline, agency and text have run together."""
    title = report.title or ""
    if title and start < len(title) + _BEFORE_TITLE:
        before = report.text[:start].split()[-len(title.split()) :]
        return "text" if same_words(" ".join(before), title) else None
    return None


def _of_fields(report: Report) -> Iterator[Credit]:
    """What byline, publisher and the end of the title say."""
    for one in namings(report.byline or ""):
        if one.sure or _is_name(report.byline or "", one.start, one.end):
            yield _credit(one.outlet, "byline", report.byline or "")
    publisher = outlet_of(report.publisher)
    if publisher and publisher.agency and not publisher.pictures:
        yield _credit(publisher, "text", report.publisher or "")
    ends = _TITLE_END.search(report.title or "")
    outlet = outlet_of(ends["outlet"]) if ends else None
    if outlet and outlet.agency and not same_house(outlet.name, report.publisher):
        yield _credit(outlet, "text", outlet.name)


def _is_name(byline: str, start: int, end: int) -> bool:
    """Whether an outlet's letters in a byline stand for it, not for a person's name that begins with them."""
    return not re.match(r" [A-ZÀ-Þ][a-z]+ [A-ZÀ-Þ]", byline[end:]) or start > 0


def _credit(outlet: Outlet, role: CreditRole, words: str, mention: Mention | None = None) -> Credit:
    return Credit(outlet=outlet.name, role=role, words=words, mention=mention, agency=outlet.agency)
