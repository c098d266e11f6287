"""The markup of invented reports (train/README.md) to rows of gold claims, as annotated reports have them.

``python -m recount_fit.markup train/reports/*.txt`` prints the rows, a line of JSON each, and fails on the first error.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from recount.model import Act, Effect, Group, Modality, Scope, SourceKind

Gold = dict[str, Any]
Spans = Mapping[tuple[int, str], Sequence[tuple[int, int]]]

_OPENING = re.compile(r"\{(\d+(?:,\d+)*)([vscpt]?):")
_HEAD = re.compile(r"^=== REPORT ", re.MULTILINE)
_FIELDS = ("low", "high", "effect", "group", "party", "source", "act", "modality", "place", "time", "scope")
_RELATIONS = {"subset": "subset_of", "supersedes": "supersedes"}
_FLAGS = ("vague", "approx")
_FIELD = re.compile(rf"\s+(?=(?:{'|'.join((*_FIELDS, *_RELATIONS))})=|(?:{'|'.join(_FLAGS)})\b)")
_CHOICES = {"effect": Effect, "group": Group, "modality": Modality, "scope": Scope}


class MarkupError(ValueError):
    """What is wrong with the markup of a report, and of which claim."""


def read(path: Path) -> list[Gold]:
    """The ``{report, claims}`` rows of a file of markup; raises `MarkupError` naming report and claim."""
    return [_row(block) for block in _HEAD.split(path.read_text(encoding="utf-8"))[1:]]


def _row(block: str) -> Gold:
    """One report; the markers are taken out of its text, and its claims are put in the order of their quantities."""
    head, _, rest = block.partition("\n")
    name, publisher, published, title = (part.strip() for part in head.split("|", 3))
    body, _, lines = rest.partition("--- CLAIMS")
    try:
        date.fromisoformat(published)
        text, spans = parse(body.strip("\n"))
        claims = dict(_claim(line.strip(), text, spans) for line in lines.strip().split("\n") if line.strip())
        if unlisted := {number for number, _ in spans} - set(claims):
            raise MarkupError(f"marked and not listed: {sorted(unlisted)}")
        order = sorted(claims, key=lambda number: claims[number]["quantity"]["start"])
        for number, claim in claims.items():
            for field in _RELATIONS.values():
                other = claim[field]
                if other is not None and other not in claims:
                    raise MarkupError(f"claim {number}: {field} {other}, which is not listed")
                claim[field] = None if other is None else order.index(other)
    except ValueError as error:
        raise MarkupError(f"report {name}: {error}") from error
    report = {"id": name, "title": title or None, "publisher": publisher, "published": published, "text": text}
    return {"report": report, "claims": [claims[number] for number in order]}


def parse(body: str) -> tuple[str, dict[tuple[int, str], list[tuple[int, int]]]]:
    """The text without its markers, and the spans of each claim by the letter of what they are ("" the quantity).

    >>> parse("killed {1:two} {1v:men}")
    ('killed two men', {(1, ''): [(7, 10)], (1, 'v'): [(11, 14)]})
    """
    spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
    pieces: list[str] = []
    opened: list[tuple[str, str, int]] = []
    at = length = 0
    while at < len(body):
        if opening := _OPENING.match(body, at):
            opened.append((opening[1], opening[2], length))
            at = opening.end()
        elif body[at] == "}" and opened:
            numbers, letter, start = opened.pop()
            for number in numbers.split(","):
                spans.setdefault((int(number), letter), []).append((start, length))
            at += 1
        else:
            pieces.append(body[at])
            at, length = at + 1, length + 1
    if opened:
        raise MarkupError(f"claim {opened[-1][0]}: a marker that is not closed")
    return "".join(pieces), spans


def _claim(line: str, text: str, spans: Spans) -> tuple[int, Gold]:
    """A line of a report's list: the number of a claim, and its gold but for the numbers of other claims."""
    first, _, rest = line.partition(" ")
    try:
        number = int(first)
        parts = [part.strip() for part in _FIELD.split(" " + rest) if part.strip()]
        told = {name: value for name, _, value in (part.partition("=") for part in parts if "=" in part)}
        fields = {name: None if value in {"-", ""} else value for name, value in told.items()}
        if missing := {*_FIELDS, *_RELATIONS} - set(fields):
            raise MarkupError(f"no {', '.join(sorted(missing))}")
        words = {letter: _mention(text, spans.get((number, letter))) for letter in ("", *"vscpt")}
        return number, _gold(fields, words) | {flag: flag in parts for flag in _FLAGS}
    except ValueError as error:
        raise MarkupError(f"claim {first}: {error}") from error


def _mention(text: str, spans: Sequence[tuple[int, int]] | None) -> Gold | None:
    """The words of a span; of several with one letter the first."""
    if not spans:
        return None
    start, end = spans[0]
    return {"exact": text[start:end], "start": start, "end": end}


def _gold(fields: Mapping[str, str | None], words: Mapping[str, Gold | None]) -> Gold:
    """A claim's gold from the values of its line and its spans by letter."""
    for name, choices in _CHOICES.items():
        _one_of(name, fields[name], choices)
    source, act = fields["source"], fields["act"]
    if words[""] is None:
        raise MarkupError("no quantity")
    if (source is None) != (words["s"] is None) or (source is None) != (act is None):
        raise MarkupError("a source has words and an act, an act and words have a source")
    unworded = {"exact": None, "start": None, "end": None}
    if source is not None:
        _one_of("act", act, Act)
        name, _, kind = source.rpartition("|")
        _one_of("kind of source", kind, SourceKind)
    return {
        "quantity": words[""],
        "low": _number(fields["low"]),
        "high": _number(fields["high"]),
        "effect": fields["effect"],
        "victims": (words["v"] or unworded) | {"group": fields["group"], "party": fields["party"]},
        "source": None if source is None else {**(words["s"] or {}), "name": name, "kind": kind},
        "cue": words["c"],
        "act": act,
        "modality": fields["modality"],
        "place": _place(fields["place"], words["p"]),
        "time": None if fields["time"] is None else _days(fields["time"]) | (words["t"] or unworded),
        "scope": fields["scope"],
        **{field: _number(fields[name]) for name, field in _RELATIONS.items()},
    }


def _one_of(name: str, value: str | None, choices: object) -> None:
    if value not in get_args(choices):
        raise MarkupError(f"{name} {value!r} is none of {', '.join(get_args(choices))}")


def _place(value: str | None, words: Gold | None) -> Gold | None:
    if value is None:
        return None
    if words is None:
        raise MarkupError("a place without words")
    name, _, country = value.rpartition("|")
    return words | {"name": name, "country": None if country == "-" else country}


def _number(value: str | None) -> int | None:
    return None if value is None else int(value.replace(",", ""))


def _days(value: str) -> Gold:
    first, _, last = value.partition("..")
    if date.fromisoformat(first) > date.fromisoformat(last):
        raise MarkupError(f"time {value} runs backwards")
    return {"from": first, "to": last}


def rows(folder: Path) -> Iterator[Gold]:
    """The rows of every report in a folder of markup, file by file."""
    for path in sorted(folder.glob("*.txt")):
        yield from read(path)


def main() -> None:
    """Prints the rows of files of markup."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        for row in read(path):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
