"""Text in capitals to small letters, with the capitals that ordinary writing would have; offsets stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recount.lexicon.lists import words
from recount.model import Span

_WORD = re.compile(r"[^\W\d_]+")


def lowered(text: str) -> str:
    """The text in small letters, as long as before: a letter whose small form is longer keeps its own.

    >>> lowered("SIX PRIESTS DIED"), len(lowered("İZMİR"))
    ('six priests died', 5)
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def capitalised(text: str, names: Iterable[Span]) -> str:
    """Text in small letters with a capital on each word of these names, and on months and days.

    >>> capitalised("ana ruiz of the union died on 4 may", [Span(0, 8)])
    'Ana Ruiz of the union died on 4 May'
    """
    letters = list(text)
    for span in names:
        for match in _WORD.finditer(text, span.start, span.end):
            if match.group() not in words("grammar", "particles"):
                letters[match.start()] = letters[match.start()].upper()
    for match in _WORD.finditer(text):
        if match.group() in words("grammar", "calendar"):
            letters[match.start()] = letters[match.start()].upper()
    return "".join(letters)
