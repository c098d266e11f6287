"""Headlines to attributions by a mark alone: ``Hamas: 25 killed in raid``, ``14 killed in blast – police``."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.cues import Cue
from recount.claims.kinds import known_kind
from recount.claims.sources import Attribution
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import nations

_MARKS = frozenset({":", "-", "–", "—", "--"})
_LONGEST = 6


def marked_source(tokens: Sequence[Token]) -> Attribution | None:
    """The attribution that a colon or dash makes in a headline, with the mark for its cue; None where none does.

    A nation before a colon is what the headline is about ("Syria: 30 killed"), a medium after a dash who published it.

    >>> from recount.language.tokens import tokenise
    >>> found = marked_source(tokenise("14 killed in Bor blast: police"))
    >>> found.source, found.covers(0)
    ((6, 7), True)
    >>> marked_source(tokenise("Syria: 14 killed in Bor blast")) is None
    True
    """
    marks = [at for at, token in enumerate(tokens) if token.text in _MARKS]
    for at in marks:
        leads = 0 < at <= _LONGEST and tokens[at].text == ":"
        if leads and _speaks(tokens[:at]):
            return Attribution(Cue("says", "mark", at, at + 1, ":"), (0, at), ((at + 1, len(tokens)),))
    for at in reversed(marks):
        ending = tokens[at + 1 :]
        if at and 0 < len(ending) <= _LONGEST and _speaks(ending) and not _publishes(tokens[at], ending):
            cue = Cue("says", "mark", at, at + 1, tokens[at].text)
            return Attribution(cue, (at + 1, len(tokens)), ((0, at),))
    return None


def _speaks(phrase: Sequence[Token]) -> bool:
    """Whether a phrase is somebody who can state something, and no bare nation or number."""
    spoken = " ".join(token.text for token in phrase)
    if any(token.text[0].isdigit() or token.text == "," for token in phrase):
        return False
    if any(spoken in (one.name, one.capital, *one.names, *one.demonyms) for one in nations()):
        return False
    if known_kind(spoken) is not None:
        return True
    last = phrase[-1].lower
    return last in words("speakers", "roles") | words("speakers", "bodies") or last.removesuffix("s") in words(
        "speakers", "roles"
    )


def _publishes(mark: Token, phrase: Sequence[Token]) -> bool:
    """Whether a name after a dash is the paper that prints the headline."""
    return mark.text != ":" and known_kind(" ".join(token.text for token in phrase)) == "media"
