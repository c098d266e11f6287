"""Reports with too much of one thing: what is quadratic in it would never end."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad, page

_MANY = 100
_MORE = 1_000


def crowds(many: int = _MANY) -> Iterator[Bad]:
    """So many counts, sources, quotations, places, dates and denials, in one sentence or in as many."""
    for about, words in {
        "counts in one sentence": "The mayor said " + ", ".join(f"{at} people were killed" for at in range(1, many)) + ".",
        "counts in as many sentences": " ".join(f"{at} people were killed in Vell." for at in range(1, many)),
        "bare numbers": " ".join(map(str, range(1, many))) + " people died.", "ranges": "between 1 and 2 " * many + "people died.", "bounds": "at least " * many + "12 people died.",
        "sources in one sentence": "".join(f"the mayor of town {at} said, " for at in range(1, many)) + "two people died.",
        "sources in as many sentences": " ".join(f"Official {chr(65 + at % 26)}{at} said two people died." for at in range(many)),
        "the same sentence": f"{GOOD} " * many, "quotations": "“Two people died,” the mayor said. " * many, "quotations left open": "“Two people died, " * many,
        "closing marks": "two people died” " * many, "places": "Two people died in " + ", ".join(["Kharkiv", "Kyiv", "Paris", "London"] * (many // 4)) + ".",
        "places by distance": "Two people died " + "5 km north of Kharkiv " * many + ".", "dates": "Two people died on " + ", ".join(f"{1 + at % 28} March {1950 + at % 80}" for at in range(many)) + ".",
        "times": "Two people died at " + " and at ".join(f"{at % 24}:00" for at in range(many)), "denials": "The army denied that two people died. " * many,
        "parts": "Of the 12 killed, " + "two were women, " * many + "he said.", "pronouns": "Ana Ruiz spoke. " + "She said two died. He said three died. " * many,
        "and": "soldiers and " * many + "civilians were killed.", "of": "two of " * many + "them died.", "names": " ".join(f"Ivan Petrov{at}, {20 + at % 60}," for at in range(many)) + " were killed.",
        "corrections": "Two people, not three, died. The toll rose from two to three. " * many, "captions": "Two died. (AP Photo/Jane Doe) " * many, "paragraphs": f"{GOOD}\n\n" * many,
        "lists": "\n".join(f"- {at} killed" for at in range(many)), "headlines": "Shelling kills 12 in port city\n\n" * many, "semicolons": "two died; " * many, "brackets": "(two died) " * many,
        "that": "the mayor said that " * many + "two people died.", "according to": "according to the mayor, " * many + "two people died.", "million": "million " * many + "people died.",
        "1,000 dates in one sentence": "Two people died on " + ", ".join(f"{1 + at % 28} March {1950 + at % 80}" for at in range(_MORE)) + ".", "1,000 dates": "4 March 2024 " * _MORE,
        "300 mayors": "The mayor said two people died. " * 300 + "Mayor Ana Ruiz fled. " * 300, "300 tolls put right": "Two people, not three, died. " * 300, "1,000 names": ", ".join(f"Ivan Petrov{at}" for at in range(_MORE)) + " were killed.",
        "half": "half of " * many + "the people died.", "ages": ", ".join(f"a {at % 90}-year-old woman" for at in range(many)) + " were killed.", "tables": "\n".join(f"{at}\t{at}\tkilled" for at in range(many)),
    }.items():  # fmt: skip
        yield bad("crowds", about, ".txt", words)
        if about in {"the same sentence", "counts in one sentence", "paragraphs"}:
            yield bad("crowds", f"{about}, on a page", ".html", page(f"<p>{words}</p>"))
