"""Tokens to the words that may say where and when: found by shape alone, without any map or calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from recount.claims.harms import harm_words
from recount.language.tokens import Token
from recount.lexicon.eras import strife
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Mention

_INNER = frozenset(
    {"of", "de", "el", "al", "du", "la", "da", "do", "-", "the", "and", "los", "las", "des", "ez", "as", "ash", "en"}
)
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ed|er|es|ez)-[A-Z]")
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?|weekends?|nights?)"
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|(?:a\s+)?couple\s+of|recent"
    r"|(?:some|almost|nearly|about|more\s+than|over|the)\s+\w+)"
)
_DAY_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH}\s+{_ORDINAL}(?:,?\s+\d{{4}})?|{_ORDINAL}\s+{_MONTH}(?:,?\s+\d{{4}})?)\b"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_STRIFE = strife()
_CLAUSE = re.compile(r"\s+(?:and|but|while|which|who|when|according|as)\s")
_SINGLE = rf"(?:{_DATE}|{_WEEKDAY}|yesterday|today)"
_TIME = re.compile(
    rf"""
    \b(?=\w)(?:  # asked once, before all the ways in which words say when
      since\s+(?!(?:more\s+than|at\s+least|he|she|they|we|there|no|not|all|most)\b)[^,.;:()“”"\n]{{2,90}}
    | (?:between|from)\s+{_SINGLE}{_DAY_PART}\s+(?:and|to|until|through)\s+
      (?:\w+\s+(?:on|of)\s+)?(?:early\s+|late\s+)?{_SINGLE}
    | (?:(?:on|last|this|next|early|late|since|by|until|from|earlier|before|after|as\s+of)\s+){{0,2}}
      {_WEEKDAY}{_DAY_PART}
      (?:,?\s+(?:the\s+\d+(?:st|nd|rd|th)|{_DATE}))?\b
    | (?:(?:on|since|by|until|from|before|after|early|late|as\s+of)\s+)?(?:from\s+)?{_DATE}
      (?:\s*(?:-|–|to|and|through|until)\s*(?:{_DATE}|\d{{1,2}}\b))?
    | (?:in\s+|since\s+|by\s+|as\s+of\s+|of\s+|until\s+|during\s+|last\s+|this\s+)?
      (?:early\s+|late\s+|mid-|the\s+end\s+of\s+|the\s+beginning\s+of\s+|beginning\s+of\s+|end\s+of\s+)?
      {_MONTH}(?:,?\s+{_YEAR}|\s+last\s+year|\s+this\s+year|\s+and\s+{_MONTH}|\s+of\s+(?:last|this)\s+year)?\b
    | from\s+(?:\w+\s+)?(?:in\s+)?{_YEAR}\s+(?:until|to)\s+{_YEAR}\b
    | (?:in|since|during|of|from|by|until|between|early|late|mid-?|the|as)\s+(?:early\s+|late\s+|mid-)?{_YEAR}
      (?:\s*(?:-|–|to|and|until)\s*(?:(?:1[89]|20)?\d\d))?\b
      (?!\s+(?:people|civilians|soldiers|men|troops|others|dead|wounded))
    | (?:since|at|from)?\s*the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?:year|month|week)\b
    | (?:yesterday|today|tonight|overnight){_DAY_PART}\b
    | (?:by\s+|at\s+)?(?:earlier|later|late|early|the\s+beginning\s+of|the\s+end\s+of)?\s*
      \b(?:last|this|past|previous)\s+
      (?:{_UNIT}|weekend|spring|summer|autumn|fall|winter|morning|afternoon|evening)\b
    | (?:over|in|within|during|for|throughout|across)?\s*
      (?:the\s+)?(?:past|last|previous|preceding|next|coming)\s+(?:{_NUMBER}\s+)?{_UNIT}\b
    | (?:in|during|after|over)?\s*{_NUMBER}\s+{_UNIT}\s+of\s+(?:the\s+)?(?:\w+\s+)?{_STRIFE}\b
    | (?:\d+|[a-z]+)-(?:day|week|month|year|decade)(?:-old|-long)?\s+(?:civil\s+)?{_STRIFE}\b
    | (?:yearlong|year-long|months-long)\b
    | (?:during|throughout|over|by|on)?\s*(?:the\s+)?(?:same|that|this)\s+(?:day|period|time\s+period)\b
    | {_NUMBER}\s+{_UNIT}\s+(?:ago|earlier|later|before|after)\b
    | {_NUMBER}\s+{_UNIT}\s+into\s+the\s+\w+
    | the\s+(?:following|next|previous)\s+(?:day|morning|evening|night)\b | the\s+day\s+(?:after|before)\b
    | in\s+(?:recent|a\s+24-hour|a\s+single|one)\s*(?:{_UNIT}|period|day)?\b
    | during\s+(?:the\s+)?(?:\w+\s+){{0,2}}(?:{_UNIT})\s+of\s+\w+
    | (?:during|throughout)\s+the\s+(?:\w+\s+)?{_STRIFE}\b
    | (?:9/11|currently|at\s+present|so\s+far\s+this\s+year)\b
    )
    """,
    re.VERBOSE,
)
# Every way of saying when has one of these, and most sentences have none.
_SIGNS = (
    "since", "day", "night", "week", "month", "year", "decade", "hour", "period", "morning", "noon", "evening",
    "spring", "summer", "autumn", "fall", "winter", "jan", "feb", "mar", "apr", "may", "june", "july", "aug", "sep",
    "oct", "nov", "dec", "18", "19", "20", "recent", "single", "one", "during", "throughout", "9/11", "currently",
    "at present",
)  # fmt: skip
_THEN_SAID = re.compile(rf"{_DATE}(?P<end>)\s+on\s+{_WEEKDAY}$", re.IGNORECASE)


def lowered(text: str) -> str:
    """A text in lower case, each letter where it was: patterns of lower case alone are found several times as fast.

    >>> lowered("İzmir in MAY")
    'izmir in may'
    """
    return text.replace("İ", "i").lower()  # the one letter whose lower case is two


def time_mentions(text: str, start: int, end: int) -> list[Mention]:
    """The words between two offsets that may say when, left to right.

    >>> text = "On Friday 12 died, 40 since the war began on Feb. 24, he said."
    >>> [found.exact for found in time_mentions(text, 0, len(text))]
    ['On Friday', 'since the war began on Feb. 24']
    """
    found = []
    at, off = start, max(0, start - 1)  # the mark before `start` tells whether a word begins there
    lower = lowered(text[off:end])
    while any(lower.find(sign, at - off) >= 0 for sign in _SIGNS) and (match := _TIME.search(lower, at - off)):
        left, right = match.start() + off, match.end() + off
        while left < right and text[left].isspace():
            left += 1
        right = _since_end(text, left, right, end)
        words_found = text[left:right]
        if not _common_word(words_found):
            found.append(Mention.at(text, left, right))
        at = max(right, match.start() + off + 1)
    return found


def _since_end(text: str, left: int, right: int, end: int) -> int:
    """Where a time ends: "since …" runs on over an abbreviated month's full stop, and stops before a new clause."""
    if text[left:right].lower().startswith("since"):
        stated = _THEN_SAID.search(text, left, right)
        if stated is not None:
            return stated.start("end")
        more = re.compile(r"\.?\s+\d{1,2}(?:,\s+\d{4})?").match(text, right, end)
        if more is not None and re.search(rf"{_MONTH}$", text[left:right], re.IGNORECASE):
            return more.end()
        clause = _CLAUSE.search(text, left, right)
        return clause.start() if clause is not None else right
    return right


def _common_word(exact: str) -> bool:
    """Whether a month's name is only the verb "may" or "march", or the words say nothing of when."""
    return exact in {"may", "march", "mar", "sun", "mon", "dec", "oct", "Mar"} or exact == "May"


def place_mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """The words among the tokens of a sentence that may name a place: capitalised names, left to right.

    >>> from recount.language.tokens import tokenise
    >>> text = "Yesterday shells hit the village of Kasindi in North Kivu province"
    >>> [found.exact for found in place_mentions(text, tokenise(text))]
    ['Kasindi', 'North Kivu province']
    """
    found: list[Mention] = []
    last, common = 0, _common()
    for at, token in enumerate(tokens):
        if at < last or (token.text.islower() and "-" not in token.text):
            continue
        if not _capital(token.text) or token.lower in common:
            continue
        last = _name_end(tokens, at)
        first = at - 1 if at and tokens[at - 1].lower in words("toponyms", "directions") else at
        if last < len(tokens) and _is_kind(tokens[last].lower):
            last += 1
        found.append(Mention.at(text, tokens[first].start, tokens[last - 1].end))
    return found


def _is_kind(lower: str) -> bool:
    """Whether a word says what kind of place a name is of."""
    return lower in words("toponyms", "sites", "settlements", "divisions")


def _capital(word: str) -> bool:
    """Whether a word begins with a capital, an Arabic article aside: ``al-Bab``."""
    return word[0].isupper() or ("-" in word and _ARTICLE.match(word) is not None)


@cache
def _common() -> frozenset[str]:
    """The words that a sentence begins with and that are no names."""
    lists = ("prepositions", "conjunctions", "auxiliaries", "pronouns", "determiners", "adverbs", "times")
    return words("grammar", *lists) | {"a", "an", "the", "no", "i"}


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a nationality opens another phrase after a name: "In Prizren German soldiers found …"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following.islower() and tokens[at].text in nation_of() and not _is_kind(following)


@cache
def _closed() -> frozenset[str]:
    """Words that are no names, however they are written: "KILLED IN ARAUCA SO FAR THIS YEAR"."""
    return _common() | words("grammar", "verbs", "saying") | harm_words()


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """Where the capitalised name that begins at a token ends."""
    last = at + 1
    while last < len(tokens):
        token = tokens[last]
        if _describes(tokens, last) or (token.text.isupper() and token.lower in _closed()):
            break
        if _capital(token.text) and token.lower not in words("grammar", "times"):
            last += 1
        elif (
            token.lower in _INNER
            and last + 1 < len(tokens)
            and tokens[last + 1].text[0].isupper()
            and token.lower not in {"and", "the", "as"}
        ):
            last += 2
        elif (
            token.text == "."
            and len(tokens[last - 1].text) <= 2
            and last + 1 < len(tokens)
            and tokens[last + 1].text[0].isupper()
        ):
            last += 1
        else:
            break
    return last
