"""Laws of what a ledger holds: what is selected is what a plain reading of the words selects, as of any entry; adding
in parts, in any order, adds up to the whole."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MOMENT, reading, rejected, resolved, run
from recount.ledger import Contents, open_ledger, verify
from recount.ledger.projection import fold
from recount.model import EVERYTHING, Recorded, Rejected, ResolvedClaim, Selection

TEXT = "12 people died in Áberdon, Ana Ruiz said; the army of Velmor counted 7 in Low_Town, 5% of them by 3 shells."
NAMES = st.sampled_from([None, "Ana Ruiz", "the army of Velmor"])
PLACES = st.sampled_from([None, "Áberdon", "Low_Town"])
DAYS = st.dates(date(2024, 2, 27), date(2024, 3, 5))


@st.composite
def recordings(draw: st.DrawFn) -> Recorded:
    """A report, one of few, read in one of many ways."""
    published = draw(st.none() | DAYS)
    of = reading(TEXT + draw(st.sampled_from(["", " (1)", " (2)"])), publisher="The Post")
    of = msgspec.structs.replace(of, report=msgspec.structs.replace(of.report, published_on=published))
    claims = []
    for words in draw(st.lists(st.sampled_from(["12", "7", "3"]), unique=True)):
        days = sorted(draw(st.tuples(DAYS, DAYS)))
        claims.append(
            resolved(
                of,
                words,
                int(words),
                int(words),
                effect=draw(st.sampled_from(["killed", "injured"])),
                group=draw(st.sampled_from(["civilians", "unknown"])),
                source=draw(NAMES),
                modality=draw(st.sampled_from(["asserted", "denied"])),
                scope=draw(st.sampled_from(["incident", "total"])),
                party=draw(st.sampled_from([None, "Velmor", "Karsova"])),
                place=draw(PLACES),
                country=draw(st.sampled_from([None, "XV", "XK"])),
                days=(days[0], days[1]) if draw(st.booleans()) else None,
            )
        )
    return Recorded(reading=of, claims=tuple(claims))


def selections() -> st.SearchStrategy[Selection]:
    return st.builds(
        Selection,
        effect=st.sampled_from([None, None, "killed", "injured", "missing"]),
        group=st.sampled_from([None, None, "civilians"]),
        party=st.sampled_from([None, None, "VEL", "o"]),
        source=st.sampled_from([None, None, "ana  ruiz", "army", "u", "%", "Ana Ruiz the"]),
        kind=st.sampled_from([None, None, "other", "un"]),
        place=st.sampled_from([None, None, "aberdon", "LOW_", "_", "\\", "town"]),
        country=st.sampled_from([None, None, "xv", "XK"]),
        scope=st.sampled_from([None, None, "total"]),
        modality=st.sampled_from([None, None, "denied"]),
        since=st.none() | DAYS,
        until=st.none() | DAYS,
        report=st.none() | st.sampled_from([reading(TEXT, publisher="The Post").report.id, "rpt:none"]),
        published_since=st.none() | DAYS,
        published_until=st.none() | DAYS,
    )


def wants(wanted: Selection, one: ResolvedClaim, published: date | None) -> bool:
    """What `Selection` says, word for word."""
    claim, decided = one.claim, one.resolutions
    speaker, place, days = decided.source.value, decided.place.value, decided.time.value
    names = [speaker.name if speaker else "", claim.source.mention.exact if claim.source else ""]
    kind = speaker.kind if speaker else claim.source.kind if claim.source else None
    return (
        wanted.effect in (None, claim.effect)
        and wanted.group in (None, claim.victims.group)
        and wanted.scope in (None, claim.scope)
        and wanted.modality in (None, claim.modality)
        and wanted.kind in (None, kind)
        and wanted.report in (None, claim.report)
        and (wanted.party is None or fold(wanted.party) in fold(decided.party.value or ""))
        and (wanted.source is None or any(fold(wanted.source) in fold(name) for name in names if name))
        and (wanted.place is None or (place is not None and fold(wanted.place) in fold(place.name)))
        and (wanted.country is None or (place is not None and place.country == wanted.country.upper()))
        and (wanted.since is None or (days is not None and days.last >= wanted.since))
        and (wanted.until is None or (days is not None and days.first <= wanted.until))
        and (wanted.published_since is None or (published is not None and published >= wanted.published_since))
        and (wanted.published_until is None or (published is not None and published <= wanted.published_until))
    )


def plainly(contents: Contents, wanted: Selection) -> list[ResolvedClaim]:
    published = {one.report.id: one.report.published_on for one in contents.readings()}
    return [one for one in contents.claims() if wants(wanted, one, published[one.claim.report])]


@given(batch=st.lists(recordings(), max_size=5), wanted=st.lists(selections(), min_size=6, max_size=6), data=st.data())
@settings(max_examples=40)
def test_what_is_selected_is_what_the_words_say_as_of_any_entry(
    batch: list[Recorded], wanted: list[Selection], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger", now=lambda: MOMENT) as ledger:
        for times, each in enumerate(batch):
            ledger.add(run(MOMENT + timedelta(days=times)), [each])
        number = data.draw(st.integers(0, ledger.head().seq))
        for contents in (ledger, ledger.as_of(number), ledger.as_of(data.draw(DAYS))):
            for each in (EVERYTHING, *wanted):
                meant = plainly(contents, each)
                assert list(contents.selected(each)) == meant
                assert contents.count(each) == len(meant)
        assert verify(ledger).ok


@given(batch=st.lists(recordings(), max_size=6), limit=st.integers(1, 3), wanted=selections())
@settings(max_examples=25)
def test_pages_add_up_to_all(batch: list[Recorded], limit: int, wanted: Selection) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger") as ledger:
        ledger.add(run(), batch)
        for each in (EVERYTHING, wanted):
            found: list[ResolvedClaim] = []
            page = ledger.select(each, limit=limit)
            found.extend(page.claims)
            while page.next is not None:
                assert len(page.claims) == limit
                page = ledger.select(each, page.next, limit)
                found.extend(page.claims)
            assert found == list(ledger.selected(each))


@given(batch=st.lists(recordings(), max_size=5), cut=st.integers(0, 5))
@settings(max_examples=25)
def test_as_of_an_entry_a_ledger_says_what_it_said_when_that_was_its_last(batch: list[Recorded], cut: int) -> None:
    with (
        TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "a.ledger", now=lambda: MOMENT) as ledger,
        open_ledger(Path(folder) / "b.ledger", now=lambda: MOMENT) as cut_off,
    ):
        for times, each in enumerate(batch):
            ledger.add(run(MOMENT + timedelta(days=times)), [each])
        for times, each in enumerate(batch[:cut]):
            cut_off.add(run(MOMENT + timedelta(days=times)), [each])
        then = ledger.as_of(cut_off.head().seq)
        assert then.head().seq == cut_off.head().seq
        assert list(then.claims()) == list(cut_off.claims())
        assert list(then.readings()) == list(cut_off.readings())
        assert list(then.entries()) == list(cut_off.entries())


def contents_of(shards: list[list[Recorded | Rejected]]) -> tuple[list[str], list[str], list[str]]:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "a.ledger") as ledger:
        for shard in shards:
            ledger.add(run(), shard)
        assert verify(ledger).ok
        claims = sorted(one.claim.id for one in ledger.claims())
        assert sorted(one.claim.id for one in ledger.selected(EVERYTHING)) == claims
        return claims, list(ledger.reports()), sorted(each.where for each in ledger.rejected())


@given(
    batch=st.lists(recordings() | st.sampled_from("abc").map(rejected), max_size=8, unique_by=lambda each: (
        each.reading.report.id if isinstance(each, Recorded) else each.where
    )),
    data=st.data(),
)  # fmt: skip
@settings(max_examples=25)
def test_shards_in_any_order_add_up_to_the_whole(batch: list[Recorded | Rejected], data: st.DataObject) -> None:
    order = data.draw(st.permutations(batch))
    number = data.draw(st.integers(1, 3))
    shards = [list(order[part::number]) for part in range(number)]
    assert contents_of(shards) == contents_of([batch])


def test_what_was_entered_after_something_later_is_not_known_earlier_though_its_clock_says_so(tmp_path: Path) -> None:
    clock = iter([MOMENT, MOMENT + timedelta(hours=2), MOMENT + timedelta(hours=1)])
    with open_ledger(tmp_path / "a.ledger", now=lambda: next(clock)) as ledger:
        for words in ("one died", "two died", "three died"):
            ledger.add(run(), [Recorded(reading=reading(words), claims=())])
        known = ledger.as_of(MOMENT + timedelta(minutes=90))
        assert [each.report.text for each in known.readings()] == ["one died"]
