"""The training sets, each read into documents.

PolNeAR and the claims are cut into sentences and words by recount itself, as at run time; the treebanks keep their own
words, which `recount.language.words` follows.
"""

from __future__ import annotations

import bisect
import gzip
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recount.language import labels, sentences, words
from recount.lexicon.peoples import nations
from recount.model import Span
from recount_train.documents import EFFECTS, Anchored, Document, Fragments, Sentence

_EDGE = " \t\n\r\xa0“”\"'`‘’«».,;:!?—–-()[]―"
_ENTITY_TAGS = {tag: number for number, tag in enumerate(labels.spans_of(labels.ENTITIES))}
_STANFORD = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


class Layout:
    """A text cut into sentences and words, with the way from code points to words of the document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.sentences: list[Sentence] = []
        self.bounds: list[int] = []
        last = 0
        for span in sentences.split(text):
            cut = words.cut(text, span.start, span.end)
            self.sentences.append(
                Sentence([word.of(text) for word in cut], paragraph="\n" in text[last : span.start] or not last)
            )
            self.bounds.append(len(self.spans))
            self.spans.extend(cut)
            last = span.end
        self.starts = [span.start for span in self.spans]

    def fragment(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that a span of code points touches, quotation marks and stops at its edges left out."""
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        if start == end:
            return None
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        if self.spans[first].end <= start:
            first += 1
        last = bisect.bisect_left(self.starts, end)
        return (first, last) if first < last else None

    def fragments(self, spans: Sequence[Sequence[int]]) -> Fragments:
        """The fragments of several spans, those that touch joined."""
        found = sorted(f for span in spans if (f := self.fragment(*span)) is not None)
        out: Fragments = []
        for start, end in found:
            if out and start <= out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return out


def read_polnear(path: Path, syntax: Path | None = None) -> Iterator[Document]:
    """PolNeAR: attributions, with the machine's syntax and names where `syntax` is given."""
    parsed = {row["doc_id"]: row["sents"] for row in read_rows(syntax)} if syntax else {}
    for row in read_rows(path):
        layout = Layout(row["text"])
        attributions = []
        for given in row["attributions"]:
            cue = layout.fragments(given["cue"])
            if cue:
                roles = {role: layout.fragments(given[role] or []) for role in labels.ROLES}
                attributions.append(Anchored(cue[0], roles))
        if row["doc_id"] in parsed:
            _align(layout, parsed[row["doc_id"]])
        yield Document(row["doc_id"], "polnear", layout.sentences, attributions=attributions)


def _align(layout: Layout, parsed: list[list[list[Any]]]) -> None:
    """Put the machine's arcs and names on the words that both cut alike, in sentences that begin alike."""
    points = _code_points(layout.text)
    place = {(span.start, span.end): number for number, span in enumerate(layout.spans)}
    sentence_of = [number for number, sentence in enumerate(layout.sentences) for _ in sentence.words]
    for sentence in layout.sentences:
        sentence.heads = [-1] * len(sentence.words)
        sentence.entities = [-100] * len(sentence.words)
    for parse in parsed:
        where = [place.get((points[token[2]], points[token[3]])) for token in parse]
        for token, mine in zip(parse, where, strict=True):
            if mine is None:
                continue
            number = sentence_of[mine]
            sentence, begin = layout.sentences[number], layout.bounds[number]
            head = where[token[6]] if token[6] >= 0 else None
            if head is not None and sentence_of[head] == number:
                sentence.heads[mine - begin] = head - begin + 1
            elif token[6] < 0:
                sentence.heads[mine - begin] = 0
            kind = _STANFORD.get(token[5])
            sentence.entities[mine - begin] = labels.ENTITIES.index(kind) + 1 if kind else 0


def _code_points(text: str) -> dict[int, int]:
    """UTF-16 units to code points."""
    units = itertools.accumulate((2 if ord(letter) > 0xFFFF else 1 for letter in text), initial=0)
    return {unit: point for point, unit in enumerate(units)}


def read_claims(path: Path) -> Iterator[Document]:
    """Reports with gold claims: what stands round each quantity."""
    for row in read_rows(path):
        layout = Layout(row["report"]["text"])
        anchors, effects = [], {}
        quantities = [layout.fragment(c["quantity"]["start"], c["quantity"]["end"]) for c in row["claims"]]
        for claim, anchor in zip(row["claims"], quantities, strict=True):
            if anchor is None:
                continue
            effects.update(dict.fromkeys(range(*anchor), EFFECTS.index(claim["effect"])))
            roles: dict[str, Fragments] = {}
            for role in ("victims", "source", "place", "time"):
                given = claim.get(role)
                if given and given.get("start") is not None:
                    roles[role] = layout.fragments([(given["start"], given["end"])])
            whole = quantities[claim["subset_of"]] if claim["subset_of"] is not None else None
            if whole:
                roles["whole"] = [whole]
            anchors.append(Anchored(anchor, roles))
        yield Document(row["report"]["id"], "claims", layout.sentences, claims=anchors, effects=effects)


def read_treebank(path: Path, corpus: str) -> list[Document]:
    """A CoNLL-U file: words, parts of speech, arcs."""
    documents: list[Document] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
        if not rows:
            continue
        new = re.search(r"^# newdoc id = (.*)$", block, re.MULTILINE)
        if new or not documents:
            documents.append(Document(new.group(1) if new else path.name, corpus, []))
        documents[-1].sentences.append(
            Sentence(
                words=[row[1] for row in rows],
                paragraph=bool(re.search(r"^# newpar", block, re.MULTILINE)) or not documents[-1].sentences,
                pos=[labels.POS.index(row[3]) for row in rows],
                heads=[int(row[6]) for row in rows],
                relations=[labels.RELATIONS.index(row[7]) for row in rows],
            )
        )
    return documents


def read_entities(path: Path) -> dict[str, list[Sentence]]:
    """Sentences with names, by set; nationalities come from the word list, where a set leaves them untagged."""
    sets: dict[str, list[Sentence]] = {}
    for row in read_rows(path):
        tags = _nationalities(row["words"], _bilou(row["tags"]))
        sentence = Sentence(row["words"], paragraph=True, entities=[_ENTITY_TAGS[tag] for tag in tags])
        sets.setdefault(row["set"], []).append(sentence)
    return sets


def _bilou(tags: list[str]) -> list[str]:
    """IOB tags as begin, inside, last, alone."""
    out = []
    for tag, following in itertools.zip_longest(tags, tags[1:], fillvalue="O"):
        goes_on = following[:1] == "I"
        out.append(tag if tag == "O" else {"B": "BU", "I": "IL"}[tag[0]][not goes_on] + tag[1:])
    return out


def _nationalities(tokens: list[str], tags: list[str]) -> list[str]:
    known = {name for nation in nations() for name in nation.demonyms}
    return ["U-NAT" if tag == "O" and token in known else tag for token, tag in zip(tokens, tags, strict=True)]


def with_entities(documents: list[Document], named: list[Sentence]) -> None:
    """Put the names of a set on the same sentences of a treebank."""
    place = {tuple(sentence.words): sentence.entities for sentence in named}
    for document in documents:
        for sentence in document.sentences:
            sentence.entities = place.get(tuple(sentence.words))


def grouped(sentences_: list[Sentence], corpus: str, size: int = 8) -> list[Document]:
    """Sentences in the order of their set, a few to a document."""
    return [
        Document(f"{corpus}-{start}", corpus, sentences_[start : start + size])
        for start in range(0, len(sentences_), size)
    ]
