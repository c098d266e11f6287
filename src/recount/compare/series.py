"""Claims over time: each source's running totals, figures for periods and revisions, and the gap between two sides.

A *series* takes together subjects that differ in nothing but time and scope. Copies are no voices of their own. Two
names are one source where they are shown to be (`recount.resolve.origins.statements.voices`), and two where not.

A running total goes up by new harm and by older harm that is learnt of late. Where the source itself states what is
new in the very days between two totals, the rest of the change is *revision*; where it states the revision, the rest is
new. A total that falls is a correction.

Source: OHCHR, Guidance on Casualty Recording (2019), and Every Casualty Worldwide, Standards for Casualty Recording
(2016), on records that are corrected after the fact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from recount import wire
from recount.compare.gaps import gaps_between
from recount.compare.independence import fullness
from recount.compare.points import points
from recount.compare.provenance import Tracing, provenance, tracing
from recount.compare.steps import steps
from recount.compare.subjects import as_of, folded
from recount.compare.subjects.keys import things
from recount.compare.subjects.places import Ids, entries, place_key
from recount.lexicon.conflicts import opposed
from recount.model import Lineage, Mention, Report, ResolvedClaim, Series, Side, SourceSeries, Subject
from recount.model.descent import carried
from recount.resolve.origins.statements.voices import Voice, likeness

_ALONE = Lineage()
_SIDES: tuple[Side, ...] = ("own", "other", "third")
WITHIN = timedelta(days=3)
"""How far apart the days of two totals may lie that are set beside each other."""


class _Key(Struct, frozen=True, kw_only=True):
    """What the subjects of a series have in common; `within` is the one subject where the place is not known."""

    effect: str
    group: str
    party: str | None
    place: str | None
    country: str | None
    conflict: str | None
    within: str | None
    noun: str | None
    part: bool


def series(
    subjects: Iterable[Subject],
    claims: Iterable[ResolvedClaim],
    lineage: Lineage = _ALONE,
    reports: Iterable[Report] = (),
    *,
    within: timedelta = WITHIN,
) -> tuple[Series, ...]:
    """The series that subjects with running totals, periods or revisions make up, by label then id, parts last.

    `claims` may hold others than theirs. Of several figures that a source gives for one day the one published last
    counts; of one day's the one whose report comes last in `reports`, which come in the order they were added in.
    `within` is how far apart the days of two sides' totals may lie to be compared.

    >>> series([], [])
    ()
    """
    known = tracing(tuple({each.claim.id: each for each in claims}.values()), lineage, tuple(reports))
    copies = {
        link.copy for link in carried(lineage.claims).values() if not link.revises and link.original in known.claims
    }
    ids = entries(place for each in known.claims.values() if (place := each.resolutions.place.value))
    alike: defaultdict[_Key, list[ResolvedClaim]] = defaultdict(list)
    first: dict[_Key, Subject] = {}
    for subject in sorted(subjects, key=lambda each: (each.scope != "total", each.label, each.id)):
        if subject.scope != "incident":
            own = [known.claims[claim] for claim in subject.claims if claim in known.claims]
            where = _place(own, ids)
            for each in own:
                if each.claim.modality != "denied" and each.claim.id not in copies:
                    key = _key(subject, where, each)
                    first.setdefault(key, subject)
                    alike[key].append(each)
    found = (_series(key, first[key], told, known, within) for key, told in alike.items())
    return tuple(sorted(found, key=lambda each: (each.part, each.label, each.id)))


def _place(claims: Iterable[ResolvedClaim], ids: Ids) -> str | None:
    """What to tell the place of a subject by: that of most of its claims."""
    keys = Counter(place_key(each.resolutions.place.value, ids) for each in claims)
    return min(keys, key=lambda key: (-keys[key], key or ""), default=None)


def _key(subject: Subject, place: str | None, resolved: ResolvedClaim) -> _Key:
    claim = resolved.claim
    part = claim.subset_of is not None and claim.scope != "revision"
    noun = _noun(resolved)
    return _Key(
        effect=subject.effect,
        group=subject.group,
        party=subject.party,
        place=place,
        country=subject.country,
        conflict=subject.conflict,
        within=subject.id if place is None and subject.country is None else None,
        noun=things(noun.exact) if noun and (part or claim.effect == "destroyed") else None,
        part=part,
    )


def _noun(resolved: ResolvedClaim) -> Mention | None:
    victims = resolved.claim.victims
    return victims.mention if victims else None


def _series(key: _Key, subject: Subject, claims: Sequence[ResolvedClaim], known: Tracing, within: timedelta) -> Series:
    order = {report: place for place, report in enumerate(known.reports)}
    sources = [_source(name, own, subject, known.reports, order) for name, own in _mouths(claims, known)]
    sources.sort(key=lambda each: (_SIDES.index(each.side), folded(each.source or ""), each.source is None))
    told = subject.label.rpartition(", ")[0] or subject.label
    noun = min((mention.exact for each in claims if (mention := _noun(each))), default=None)
    return Series(
        id=wire.content_id("ser", key),
        label=f"{noun} among {told}" if key.part else told,
        effect=subject.effect,
        group=subject.group,
        party=subject.party,
        place=subject.place,
        country=subject.country,
        conflict=subject.conflict,
        noun=key.noun,
        part=key.part,
        sources=tuple(sources),
        gaps=tuple(gaps_between(sources, within)),
    )


def _mouths(claims: Sequence[ResolvedClaim], known: Tracing) -> Iterator[tuple[str | None, Sequence[ResolvedClaim]]]:
    """The claims of each who states them, with the fullest name; of outlets on their own word with theirs.

    Who may be another but is not shown to be, is not: nobody's figure is put into the mouth of somebody else.
    """
    by_voice: defaultdict[Voice, list[ResolvedClaim]] = defaultdict(list)
    own_word: defaultdict[str | None, list[ResolvedClaim]] = defaultdict(list)
    for each in claims:
        came = provenance(each, known)
        (own_word[came.outlet] if came.voice is None else by_voice[came.voice]).append(each)
    told: dict[Voice, list[ResolvedClaim]] = {}
    for voice in sorted(by_voice, key=fullness):
        same = next((other for other in told if _same(voice, other)), voice)
        told.setdefault(same, []).extend(by_voice[voice])
    yield from ((voice.name, own) for voice, own in told.items())
    yield from own_word.items()


def _same(voice: Voice, other: Voice) -> bool:
    """Whether two voices are shown to be one; a person by a rank or an office only where the side is the same too."""
    if voice.name is not None and other.name is not None and folded(voice.name) == folded(other.name):
        return True
    alike = voice.side == other.side or not (voice.person or other.person)
    return alike and likeness(voice, other) == "same"


def _source(
    name: str | None,
    claims: Sequence[ResolvedClaim],
    subject: Subject,
    reports: Mapping[str, Report],
    order: Mapping[str, int],
) -> SourceSeries:
    ordered = sorted(claims, key=lambda each: (_came(each, reports), order.get(each.claim.report, -1), each.claim.id))
    totals, periods, revisions = (
        points([each for each in ordered if each.claim.scope == scope]) for scope in ("total", "period", "revision")
    )
    within = {each.claim.id: each.claim.subset_of for each in ordered if each.claim.subset_of is not None}
    last = ordered[-1].resolutions
    side = next((one for each in reversed(ordered) if (one := each.resolutions.speaker_party.value)), None)
    return SourceSeries(
        source=name,
        kind=last.source.value.kind if last.source.value else None,
        party=side,
        side=_side(side, subject),
        totals=totals,
        periods=periods,
        revisions=revisions,
        steps=tuple(steps(totals, periods, revisions, within)),
        undated=tuple(each.claim.id for each in ordered if as_of(each) is None),
    )


def _side(side: str | None, subject: Subject) -> Side:
    """Where a source stands; in a war that is not known, whoever speaks for another party is on the other side."""
    party, war = subject.party, subject.conflict
    if side is None or party is None:
        return "third"
    if side == party:
        return "own"
    return "other" if war is None or opposed(war, side, party) else "third"


def _came(resolved: ResolvedClaim, reports: Mapping[str, Report]) -> date:
    """The day that a claim came out, for the order of versions."""
    report = reports.get(resolved.claim.report)
    return report.published_on if report and report.published_on else as_of(resolved) or date.min
