"""Word lists as data: one TOML file a subject, each list with its source and an example.

A file holds tables; every table that carries words has ``source`` (who says these words mean this) and ``example``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from recount.errors import LexiconError

S = TypeVar("S")


@cache
def load(name: str, kind: type[S]) -> S:
    """The word list `name` (``cues`` reads ``cues.toml``) as a record of `kind`.

    Raises `LexiconError` naming the file and the entry where the file does not have that shape.
    """
    resource = files(__package__).joinpath(f"{name}.toml")
    try:
        return msgspec.convert(tomllib.loads(resource.read_text(encoding="utf-8")), kind)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"lexicon/{name}.toml: {error}; compare the file with its neighbours") from error
