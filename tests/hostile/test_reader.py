"""The language model's reader on hostile text: no crash, every place right, memory bounded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gates.measure import model_at_hand
from recount.language import labels, sentences
from recount.language.analysis import Analysis
from recount.language.reader import Reader
from recount.language.words import cut
from recount.model import Span

pytestmark = pytest.mark.skipif(not model_at_hand(), reason="recount-en, the language model, is not installed")

# Growth of the peak of memory while a sentence of 10,000 words is read, in MB.
MOST_MB = 150
SCRIPTS = {
    "Cyrillic": "Мэр сказал, что погибли 12 человек.",
    "Arabic": "قال رئيس البلدية إن ١٢ شخصا قتلوا.",
    "Hebrew": "ראש העיר אמר כי 12 נהרגו.",
    "Chinese": "市长说有十二人死亡。",
    "Thai": "นายกเทศมนตรีกล่าวว่ามีผู้เสียชีวิต 12 คน",
    "Devanagari": "महापौर ने कहा कि १२ लोग मारे गए।",
    "mathematical": "𝕿𝖜𝖔 𝖕𝖊𝖔𝖕𝖑𝖊 𝖉𝖎𝖊𝖉.",
    "emoji": "👨‍👩‍👧‍👦 died 🕯️🇺🇦 12️⃣",
    "combining": "Z̸̢̛͎̈́a̷l̴g̶o̵ ̴said",
}
TEXTS = SCRIPTS | {
    "empty": "",
    "blank": " \n\t\u2003 ",
    "one letter": "a",
    "control characters": "Two\x00 died\x01\x07\x1b[31m in\x7f Vell\x85.\x0c The mayor\x1c said\x1d so.",
    "lone surrogates": "Two \ud800 died, \udfff\udfff said \ud83d.",
    "zero-width": "T\u200bw\u200co\u200d d\u2060i\ufeffed, said\u200b the \u202emayor\u202c.",
    "only zero-width": "\u200b\u200b \u200d\ufeff",
    "only unassigned": "\U000e0001\U0010fffd \uffff",
    "punctuation": "... --- !!! ??? ''' \"\" ((([[[{{{ ;;; ``",
    "one word": "a" * 200_000,
    "one word of Chinese": "死" * 20_000,
    "stops": "." * 20_000,
    "a mark a word": "! ? " * 1_000,
    "long sentence": "shells fell and " * 1_000,
    "markup": "<b>" * 2_000 + "[UNK] [CLS] [SEP] [PAD] [MASK]",
}
CHARACTERS = st.text("abc é.,'’\"“”\n\t-12死ق\u200b\u0301\x00\x1f\x85\ud800\U0001f54a", max_size=300)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def check(text: str, spans: Sequence[Span], found: Analysis) -> None:
    """The words are those of the sentences, trees stay in their sentences, and every place lies on words."""
    wanted = [word for span in spans for word in cut(text, span.start, span.end)]
    assert [(word.start, word.end) for word in found.words] == [(word.start, word.end) for word in wanted]
    sentence_of = [number for number, span in enumerate(spans) for _ in cut(text, span.start, span.end)]
    for place, word in enumerate(found.words):
        assert -1 <= word.head < len(found.words)
        assert word.head != place
        assert word.head == -1 or sentence_of[word.head] == sentence_of[place]
        assert word.pos in labels.POS
        assert word.relation in labels.RELATIONS
    starts, ends = {word.start for word in wanted}, {word.end for word in wanted}
    named = [Span(one.start, one.end) for one in found.entities]
    said = [span for one in found.attributions for span in (one.cue, *one.source, *one.content)]
    for span in (*named, *said):
        assert span.start in starts
        assert span.end in ends
        assert span.start < span.end
    probabilities = [one.probability for one in (*found.entities, *found.attributions)]
    assert all(0 <= probability <= 1 for probability in probabilities)


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_is_read_and_every_place_is_right(reader: Reader, name: str) -> None:
    text = TEXTS[name]
    spans = sentences.split(text)
    check(text, spans, reader.analyse(text, spans))


@pytest.mark.parametrize("name", TEXTS)
def test_a_whole_text_is_one_sentence_where_its_caller_says_so(reader: Reader, name: str) -> None:
    text = TEXTS[name]
    spans = [Span(0, len(text))]
    check(text, spans, reader.analyse(text, spans))


@settings(max_examples=60)
@given(text=CHARACTERS | st.text(max_size=100), data=st.data())
def test_any_text_cut_anywhere_is_read(reader: Reader, text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]
    check(text, spans, reader.analyse(text, spans))


def test_no_sentences_say_nothing(reader: Reader) -> None:
    assert reader.analyse("Two people died, the mayor said.", []) == Analysis()
    assert reader.analyse("", [Span(0, 0)]) == Analysis()


def test_a_reader_keeps_nothing_of_what_it_read(reader: Reader) -> None:
    text = "Two people died in the raid on Vell, the mayor said."
    before = reader.analyse(text, [Span(0, len(text))])
    for hostile in SCRIPTS.values():
        reader.analyse(hostile, [Span(0, len(hostile))])
    assert reader.analyse(text, [Span(0, len(text))]) == before
    assert [span.of(text) for one in before.attributions for span in one.source] == ["the mayor"]


def test_memory_is_bounded_on_a_sentence_of_ten_thousand_words() -> None:
    program = """
import json, resource
from recount.language.reader import Reader
from recount.model import Span

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

reader = Reader()
warm = "Two people died in the raid on Vell, the mayor said."
reader.analyse(warm, [Span(0, len(warm))])
before = peak()
text = "the mayor of Vell said that 12 people died and " * 1000
found = reader.analyse(text, [Span(0, len(text))])
print(json.dumps([len(found.words), peak() - before]))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    words, grown = json.loads(done.stdout)
    assert words == 10_000
    assert grown < MOST_MB
