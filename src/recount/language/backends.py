"""Which backend analyses: the shipped model, a spaCy pipeline, or any object that does what `Backend` asks."""

from __future__ import annotations

import importlib
from functools import lru_cache

from recount.errors import LanguageModelError
from recount.language.analysis import Backend

DEFAULT = "recount-en"


@lru_cache(maxsize=4)
def backend(name: str = DEFAULT, threads: int = 1) -> Backend:
    """The backend of that name, loaded once: ``recount-en``, ``spacy:NAME_OR_PATH`` or ``MODULE:OBJECT``.

    The object is a `Backend`, or is called without arguments to give one. Raises `LanguageModelError` where there is
    no such backend.

    >>> backend("nowhere:nothing")
    Traceback (most recent call last):
    recount.errors.LanguageModelError: language.backend 'nowhere:nothing': No module named 'nowhere'
    """
    if name == DEFAULT:
        from recount.language.reader import Reader

        return Reader(threads=threads)
    module, _, inside = name.partition(":")
    if not inside:
        raise LanguageModelError(f"language.backend {name!r}: give recount-en, spacy:NAME_OR_PATH or MODULE:OBJECT")
    if module == "spacy":
        from recount.language.spacy import SpacyBackend

        spacy: Backend = SpacyBackend(inside)
        return spacy
    try:
        found = getattr(importlib.import_module(module), inside)
    except (ImportError, AttributeError) as error:
        raise LanguageModelError(f"language.backend {name!r}: {error}") from error
    ready = isinstance(found, Backend) and not isinstance(found, type)
    made: object = found() if callable(found) and not ready else found
    if not isinstance(made, Backend):
        raise LanguageModelError(f"language.backend {name!r} has no analyse(text, sentences), or no name")
    return made
