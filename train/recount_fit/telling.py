"""What tells little: counted over the project's own reports, and written as a word list.

``python -m recount_fit.telling`` writes ``lexicon/telling.toml`` from ``train/reports`` and ``tests/gates/places``.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from recount.resolve.origins.facts.telling import folded, stemmed
from recount_fit import markup
from recount_fit.lexicons import FOLDER

ROOT = Path(__file__).parents[2]
_LETTERS = re.compile(r"[^\W\d_]+")
# Words and names that this many reports have are listed.
_LEAST = {"words": 2, "familiar": 3}
_HEAD = """# What tells nothing, or little, when a report is compared with a rewording of it. It is counted, not chosen:
# `python -m recount_fit.telling` writes it.
"""
_SAYS = {
    "words": ("stems that stand in lower case in two or more, so that a capital makes no name of them", "Shells fell"),
    "familiar": ("names, piece by piece, in three or more", "Addis Ababa, Putin"),
}


def texts() -> Iterator[str]:
    """The texts that are counted: reports written for this project."""
    for path in sorted((ROOT / "train/reports").glob("*.txt")):
        yield from (row["report"]["text"] for row in markup.read(path))
    for path in sorted((ROOT / "tests/gates/places").glob("dev-*.toml")):
        yield from (report["text"] for report in tomllib.loads(path.read_text(encoding="utf-8"))["report"])


def counted(reports: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """In how many reports each stem stands in lower case, and each name."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in reports:
        found = set(_LETTERS.findall(text))
        lower.update({stemmed(folded(word)) for word in found if word.islower()})
        upper.update({folded(word.lower()) for word in found if word[0].isupper() and len(word) > 1})
    return lower, upper


def listed() -> Iterator[tuple[str, list[str]]]:
    """The lists, each with its words in order."""
    lower, upper = counted(texts())
    yield "words", sorted(stem for stem, count in lower.items() if count >= _LEAST["words"])
    yield (
        "familiar",
        sorted(
            name
            for name, count in upper.items()
            if count >= _LEAST["familiar"] and lower[stemmed(name)] < _LEAST["words"]
        ),
    )


def main() -> None:
    """Write the word list."""
    parts = [_HEAD]
    for name, found in listed():
        says, example = _SAYS[name]
        lines = textwrap.fill(
            ", ".join(f'"{word}"' for word in found), 118, initial_indent="  ", subsequent_indent="  "
        )
        parts.append(
            f'\n[{name}]\nsource = "counted over train/reports and tests/gates/places: {says}"\n'
            f'example = "{example}"\nwords = [\n{lines},\n]\n'
        )
    (FOLDER / "telling.toml").write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
