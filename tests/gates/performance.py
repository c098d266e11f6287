"""The tables of docs/performance.md from what was measured: ``python tests/gates/performance.py`` writes them anew.

``take NAME FILE`` takes one measurement from a file into ``performance.json``: the JSON of `recount bench speed`
(speed) or of `soak.py` (soak). The growth with the number of reports is that of ``scale.json`` (`scale.py`).
``measure`` measures the speed first.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), *map(str, ROOT.glob("packages/*/src"))]

import msgspec  # noqa: E402

from recount.bench.speed.summing import Speed, Spread  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
MEASURED, SCALE = (Path(__file__).with_name(f"{name}.json") for name in ("performance", "scale"))
NOTHING = "Not measured yet."


def tables(found: Mapping[str, Any]) -> Mapping[str, str]:
    """The tables of the page by their names, in Markdown, from measurements by theirs: speed, soak, general, war."""
    makers: Mapping[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
        "stages": ("speed", lambda told: _stages(msgspec.convert(told, Speed))),
        "baseline": ("speed", lambda told: _baseline(msgspec.convert(told, Speed))),
        "processes": ("speed", lambda told: _processes(msgspec.convert(told, Speed))),
        "model": ("speed", lambda told: _model(msgspec.convert(told, Speed))),
        "growth": ("general", _growth),
        "growth of war": ("war", _growth),
        "soak": ("soak", _soak),
    }
    return {
        name: "\n".join(make(found[source])) if source in found else NOTHING for name, (source, make) in makers.items()
    }


def _rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown: words to the left, figures to the right."""
    yield f"| {' | '.join(heads)} |"
    yield "|---|" + "--:|" * (len(heads) - 1)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _stages(speed: Speed) -> Iterator[str]:
    heads = [each for one in speed.feeds for each in (f"{one.feed}: ms each", "a second")]
    rows = [
        [
            stage.stage,
            *(each for one in speed.feeds for each in (_said(one.stages[at].ms), _said(one.stages[at].articles_per_s))),
        ]
        for at, stage in enumerate(speed.feeds[0].stages)
    ]
    rows.append(["**the whole**", *(f"**{_said(each)}**" for one in speed.feeds for each in (one.whole_ms, one.whole))])
    yield from _rows(["stage", *heads], rows)
    yield ""
    pages = " and ".join(f"{one.pages} pages of the {one.feed} feed" for one in speed.feeds)
    yield f"{pages}, in {speed.rounds} rounds; medians. At most {speed.peak_mib:,.0f} MiB of memory."


def _baseline(speed: Speed) -> Iterator[str]:
    heads = (
        "articles a second of a core",
        "recount",
        "assembled",
        "recount is faster by",
        "assembled, triage first",
        "by",
    )
    rows = [
        [
            one.feed,
            _ranged(one.whole),
            *(_ranged(each) for each in (one.assembled, one.ratio, one.assembled_first, one.ratio_first)),
        ]
        for one in speed.feeds
    ]
    yield from _rows(heads, rows)
    yield ""
    yield f"spaCy there: {speed.assembled or 'not installed'}."


def _processes(speed: Speed) -> Iterator[str]:
    heads = ("processes", "read and added, a second", "beside one", "and copies traced, a second", "beside one")
    told = ((one.processes, (one.added, one.added_ratio, one.traced, one.traced_ratio)) for one in speed.side_by_side)
    yield from _rows(heads, [[str(number), *map(_ranged, spreads)] for number, spreads in told])


def _model(speed: Speed) -> Iterator[str]:
    rows = [
        ["sentences a second: the model", _ranged(speed.sentences_per_s)],
        ["sentences a second: spaCy's small CNN", _ranged(speed.spacy_sentences_per_s)],
        ["that of the model by spaCy's", _ranged(speed.ratio)],
        ["all places and times of a text, by the time in which the model hears it", _ranged(speed.where_ratio)],
        ["loading the model, seconds", _ranged(speed.load_s)],
    ]
    yield from _rows(("measured", "median (lowest to highest)"), rows)


def _growth(found: Mapping[str, Any]) -> Iterator[str]:
    heads = ("reports before", "read, ms each", "traced, ms each", "a second of a core", "memory of its own, MB")
    rows, before = [], 0
    for one in found["tenths"]:
        each = [one["read_s"] / one["reports"], one["traced_s"] / one["reports"]]
        rows.append(
            [f"{before:,}", *(f"{1000 * s:.1f}" for s in each), f"{1 / sum(each):.1f}", f"{one['own_mb']:,.0f}"]
        )
        before += one["reports"]
    yield from _rows(heads, rows)
    yield ""
    yield (
        f"{found['reports']:,} pages of the {found['feed']} feed with {found['claims']:,} claims: the last tenth took "
        f"{found['slower']:+.0%} of the processor beside the first, {found['grown_mb']:+.0f} MB more than the fifth."
    )


def _soak(found: Mapping[str, Any]) -> Iterator[str]:
    heads = ("process", "MB early", "MB late", "MB at most", "open files early", "open files late")
    names = ("mb_early", "mb_late", "mb_most", "files_early", "files_late")
    yield from _rows(heads, [[one["process"], *(f"{one[name]:,.0f}" for name in names)] for one in found["processes"]])
    yield ""
    waiting = found["entries"] - found["recorded"] - found["rejected"]
    yield (
        f"{found['hours']:g} hours, what came late among them, of {found['feeds']} feeds in "
        f"{found['seconds'] / 60:.1f} minutes: {found['stories']:,} articles came out; {found['entries']:,} came in = "
        f"{found['recorded']:,} recorded + {found['rejected']:,} rejected + {waiting:,} still waiting when it was "
        f"stopped. The ledger has {found['reports']:,} reports with {found['claims']:,} claims and is "
        f"{'intact' if found['intact'] else 'damaged'}. The workbench answered {found['answers']:,} times, in "
        f"{found['median_ms']:.0f} ms (median), {found['p95_ms']:.0f} ms (95 of 100)."
    )


def _said(spread: Spread) -> str:
    return f"{spread.median:,.4g}"


def _ranged(spread: Spread | None) -> str:
    return "not installed" if spread is None else f"{spread.median:,.3g} ({spread.low:,.3g} to {spread.high:,.3g})"


def measurements() -> dict[str, Any]:
    """What was measured last, of both files."""
    kept: dict[str, Any] = {}
    for path in (SCALE, MEASURED):
        kept |= msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    return kept


def rendered(page: str, found: Mapping[str, Any]) -> str:
    """The page with its tables made anew; each stands between two comments that name it."""
    for name, table in tables(found).items():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=\n<!-- end of {name} -->)", re.DOTALL)
        page, places = between.subn(lambda _, table=table: table, page)  # type: ignore[misc]
        if places != 1:
            raise SystemExit(f"{PAGE} has {places} places for the table {name!r}: it needs one")
    return page


def take(name: str, told: bytes) -> None:
    """Put one measurement in the place of the one before."""
    kept = msgspec.json.decode(MEASURED.read_bytes()) if MEASURED.exists() else {}
    kept[name] = msgspec.json.decode(told)
    MEASURED.write_bytes(msgspec.json.format(msgspec.json.encode(kept, order="sorted")) + b"\n")


def main() -> None:
    if sys.argv[1:2] == ["take"]:
        take(sys.argv[2], Path(sys.argv[3]).read_bytes())
    elif sys.argv[1:] == ["measure"]:
        told = [sys.executable, "-m", "recount", "bench", "speed", "--json"]
        take("speed", subprocess.run(told, cwd=ROOT, check=True, capture_output=True).stdout)
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8"), measurements()), encoding="utf-8")


if __name__ == "__main__":
    main()
