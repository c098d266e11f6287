"""The laps of a measurement, summed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from msgspec import Struct

from recount.bench.corpus import FEEDS, Feed
from recount.bench.speed.laps import PROCESSES, Lap
from recount.bench.speed.stages import STAGES


class Spread(Struct, frozen=True):
    """The median of what was measured, its lowest and its highest, over the rounds."""

    median: float
    low: float
    high: float


class StageSpeed(Struct, frozen=True):
    """One stage: milliseconds an article, and articles a second of one core that did nothing else."""

    stage: str
    ms: Spread
    articles_per_s: Spread


class FeedSpeed(Struct, frozen=True, kw_only=True):
    """One feed: its stages, and the whole from the bytes of pages to entries on the disk, by one core.

    `assembled` is the pipeline of well-known libraries on the same pages, `assembled_first` that with triage first;
    `ratio` and `ratio_first` are the whole's rate by theirs. All four are None where the libraries are not installed.
    """

    feed: Feed
    pages: int
    found: str
    stages: tuple[StageSpeed, ...]
    whole: Spread
    whole_ms: Spread
    assembled: Spread | None
    ratio: Spread | None
    assembled_first: Spread | None
    ratio_first: Spread | None


class SideBySide(Struct, frozen=True, kw_only=True):
    """Pages read by so many processes: articles a second by the clock, and that by the rate of one process.

    `traced` is until their copies are traced too, which one process does for all once they are added.
    """

    processes: int
    added: Spread
    added_ratio: Spread
    traced: Spread
    traced_ratio: Spread


class Speed(Struct, frozen=True, kw_only=True):
    """What was measured; rates are per second of one core.

    `ratio` is the model's rate by spaCy's; both are None where spaCy is not installed. `where_ratio` is the time to
    find and resolve every place and time of articles, by that in which the model hears them.
    """

    rounds: int
    feeds: tuple[FeedSpeed, ...]
    assembled: str | None
    side_by_side: tuple[SideBySide, ...]
    peak_mib: float
    model: str
    sentences_per_s: Spread
    spacy: str | None
    spacy_sentences_per_s: Spread | None
    ratio: Spread | None
    where_ratio: Spread
    load_s: Spread


def summed(measured: Iterable[Lap]) -> Speed:
    """The laps, summed up; those of round 0 are not counted, and ratios are taken within each round."""
    laps = [lap for lap in measured if lap.round]

    def of(contest: str, feed: Feed | None = None) -> list[Lap]:
        return sorted((lap for lap in laps if (lap.contest, lap.feed) == (contest, feed)), key=lambda lap: lap.round)

    model, spacy, rival = of("model"), of("spacy"), of("assembled", "general")
    return Speed(
        rounds=len(model),
        feeds=tuple(_feed(feed, of) for feed in FEEDS),
        assembled=rival[0].measured.who.partition(":")[0] if rival else None,
        side_by_side=tuple(
            SideBySide(
                processes=count,
                added=_rate(of(f"added by {count}", "general")),
                added_ratio=_ratio(of(f"added by {count}", "general"), of("added by 1", "general")),
                traced=_rate(of(f"traced by {count}", "general")),
                traced_ratio=_ratio(of(f"traced by {count}", "general"), of("traced by 1", "general")),
            )
            for count in PROCESSES
        ),
        peak_mib=round(of("peak")[0].measured.value / 2**20, 1),
        model=model[0].measured.who,
        sentences_per_s=_rate(model),
        spacy=spacy[0].measured.who if spacy else None,
        spacy_sentences_per_s=_rate(spacy) if spacy else None,
        ratio=_ratio(model, spacy) if spacy else None,
        where_ratio=_spread([1 / each for each in _ratios(of("where"), model)]),
        load_s=_spread([lap.measured.value for lap in of("load")]),
    )


def _feed(feed: Feed, of: Callable[[str, Feed], list[Lap]]) -> FeedSpeed:
    whole, rival, first = of("whole", feed), of("assembled", feed), of("assembled, triage first", feed)
    return FeedSpeed(
        feed=feed,
        pages=sum(lap.measured.done for lap in whole),
        found="; ".join(lap.measured.who for lap in whole[:1]),
        stages=tuple(StageSpeed(stage, _ms(own), _rate(own)) for stage in STAGES for own in [of(stage, feed)]),
        whole=_rate(whole),
        whole_ms=_ms(whole),
        assembled=_rate(rival) if rival else None,
        ratio=_ratio(whole, rival) if rival else None,
        assembled_first=_rate(first) if first else None,
        ratio_first=_ratio(whole, first) if first else None,
    )


def _ms(laps: Sequence[Lap]) -> Spread:
    return _spread([1000 * lap.measured.value / lap.measured.done for lap in laps])


def _rate(laps: Sequence[Lap]) -> Spread:
    return _spread([lap.measured.done / max(lap.measured.value, 1e-9) for lap in laps])


def _ratio(ours: Sequence[Lap], theirs: Sequence[Lap]) -> Spread:
    return _spread(_ratios(ours, theirs))


def _ratios(ours: Sequence[Lap], theirs: Sequence[Lap]) -> list[float]:
    """Our rate by theirs, in each round."""
    return [
        (one.measured.done / one.measured.value) / (other.measured.done / other.measured.value)
        for one, other in zip(ours, theirs, strict=True)
    ]


def _spread(values: Sequence[float]) -> Spread:
    """The spread of values, to three significant digits."""
    return Spread(*(float(f"{value:.3g}") for value in (median(values), min(values), max(values))))
