"""A word of harm in a tree to the nouns of those it befell: subject of the passive, object, *of* whom, *who* died."""

from __future__ import annotations

from recount.claims.harms import Harm
from recount.claims.trees import Tree

_VERBAL = frozenset({"active", "past", "participle", "gerund", "base", "intransitive"})
_SUBJECT = ("nsubj", "nsubj:pass")
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_UNREAL = frozenset(
    {"to", "will", "would", "could", "may", "might", "can", "should", "if", "not", "n't", "never", "neither"}
)


def sufferers(tree: Tree, harm: Harm, place: int) -> list[int]:
    """The heads of the nouns whom a harm, said by the word at a place, befell.

    >>> from recount.claims.harms import find_harms
    >>> from recount.language.analysis import Analysis, Word
    >>> from recount.language.tokens import tokenise
    >>> from recount.model import Span
    >>> text = "Ana was killed"
    >>> ana, was = Word(0, 3, "PROPN", 2, "nsubj:pass"), Word(4, 7, "AUX", 2, "aux:pass")
    >>> tree = Tree.of(text, Analysis(words=(ana, was, Word(8, 14, "VERB", -1, "root"))), Span(0, 14))
    >>> sufferers(tree, find_harms(tokenise(text))[-1], 2)
    [0]
    """
    pos = tree.words[place].pos
    if harm.forms & _VERBAL and pos in {"VERB", "ADJ", "AUX"}:
        return _antecedents(tree, place, _of_verb(tree, harm, place))
    if harm.effect != "casualties" and (harm.forms & {"action", "strong"} or harm.effect == "bodies"):
        return [] if harm.lemma == "lives" else _of_noun(tree, place)
    if "state" in harm.forms and pos in {"VERB", "ADJ"}:
        return _of_state(tree, place)
    return []


def unreal(tree: Tree, harm: Harm, place: int) -> bool:
    """Whether a verb of harm is planned, possible or denied: it has a modal, *to* or *not*."""
    if not harm.forms & _VERBAL:
        return False
    word = tree.words[place]
    above = tree.below(word.head, "aux", "mark") if word.relation == "conj" and word.head >= 0 else []
    return any(tree.forms[kid] in _UNREAL for kid in (*tree.below(place, "aux", "mark", "advmod"), *above))


def _of_verb(tree: Tree, harm: Harm, place: int) -> list[int]:
    word = tree.words[place]
    passive = tree.below(place, "nsubj:pass")
    above = tree.below(word.head, *_SUBJECT) if word.relation == "conj" and word.head >= 0 else []
    if "intransitive" in harm.forms:
        return tree.below(place, *_SUBJECT) or above
    if passive or tree.below(place, "aux:pass"):
        return passive or above
    if objects := tree.below(place, "obj"):
        return objects
    if "participle" not in harm.forms:
        return []
    if word.relation in {"acl", "amod"} and word.head >= 0:
        return [word.head]
    if word.relation == "conj" and word.head >= 0 and tree.below(word.head, "aux:pass"):
        return tree.below(word.head, "nsubj:pass")
    return tree.below(place, "nsubj") if word.relation in {"root", "ccomp", "parataxis"} else []


def _antecedents(tree: Tree, place: int, heads: list[int]) -> list[int]:
    """The heads, with the noun a relative clause hangs from for its *who*."""
    word = tree.words[place]
    clause = word.head if word.relation == "conj" and word.head >= 0 else place
    above = tree.words[clause].head if tree.words[clause].relation == "acl:relcl" else -1
    found = [above if tree.forms[head] in _RELATIVE else head for head in heads]
    return [head for head in found if head >= 0]


def _of_noun(tree: Tree, place: int) -> list[int]:
    """``the murder of X``, ``X's murder``, ``the X murder``."""
    owners = tree.below(place, "nmod:poss", "compound")
    of = [kid for kid in tree.below(place, "nmod") if any(tree.forms[one] == "of" for one in tree.below(kid, "case"))]
    return [*of, *owners]


def _of_state(tree: Tree, place: int) -> list[int]:
    """``X is dead``, ``the dead X``, ``left X dead``."""
    word = tree.words[place]
    if tree.below(place, "cop", "nsubj"):
        return tree.below(place, *_SUBJECT)
    if word.head < 0:
        return []
    if word.relation == "amod":
        return [word.head]
    return tree.below(word.head, "obj") if word.relation == "xcomp" else []
