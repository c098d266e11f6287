"""The settings of a run, and where each came from.

A value is looked for in four places, the later one winning: the default, ``recount.toml`` in the working directory, a
variable ``RECOUNT_<NAME>``, and a flag on the command line. ``recount config --show`` prints the outcome.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from recount.errors import SettingsError

FILE = "recount.toml"
PREFIX = "RECOUNT_"
_TABLE = "language"


class Settings(Struct, frozen=True, kw_only=True):
    """What can be set.

    `ledger` is the path of the ledger, `accounts` that of the users of the workbench; `who` is written into the entries
    added to the ledger (None: the name of the account);
    `max_bytes` is the largest input that is read, in bytes; `rejected_threshold` the share of inputs (0 to 1) above
    which a batch counts as failed, exit code 3; `language_backend` what analyses sentences (``recount-en``,
    ``spacy:NAME_OR_PATH``, ``MODULE:OBJECT``), and `language_threads` the threads that ``recount-en`` runs on.
    In ``recount.toml`` these two may be written ``language.backend`` and ``language.threads``.
    Reports are read in so many `processes` beside this one (0: in this one, and what follows bounds nothing), each
    report in at most `max_seconds` by the clock, and in `max_memory` bytes above what its process takes anyway.
    `fetch_allow` lists private networks that pages may be fetched from (``10.1.0.0/16, 127.0.0.1``; none unless given),
    `fetch_contact` is the address or page that servers are told to complain to, `fetch_delay` the pause in seconds
    between two requests to one host, `fetch_seconds` how long a page may take, redirects and all, and `fetch_threads`
    how many hosts are asked at once. A feed is asked no sooner than `follow_shortest` seconds after the last time, and
    no later than `follow_longest`.
    """

    ledger: str = "recount.ledger"
    accounts: str = "recount.accounts"
    who: str | None = None
    max_bytes: Annotated[int, Meta(gt=0)] = 10_000_000
    rejected_threshold: Annotated[float, Meta(ge=0, le=1)] = 0.5
    language_backend: str = "recount-en"
    language_threads: Annotated[int, Meta(gt=0)] = 1
    processes: Annotated[int, Meta(ge=0)] = 1
    max_seconds: Annotated[float, Meta(gt=0)] = 60.0
    max_memory: Annotated[int, Meta(gt=0)] = 1_000_000_000
    fetch_allow: str = ""
    fetch_contact: str | None = None
    fetch_delay: Annotated[float, Meta(ge=0)] = 1.0
    fetch_seconds: Annotated[float, Meta(gt=0)] = 60.0
    fetch_threads: Annotated[int, Meta(gt=0, le=64)] = 8
    follow_shortest: Annotated[float, Meta(gt=0)] = 300.0
    follow_longest: Annotated[float, Meta(gt=0)] = 86_400.0


class Settled(Struct, frozen=True, kw_only=True):
    """Settings with their origins: for each name, ``default``, the file, the variable or the flag that gave it."""

    settings: Settings
    origins: Mapping[str, str]


def settle(folder: Path, environ: Mapping[str, str], flags: Mapping[str, object]) -> Settled:
    """The settings for a run in `folder`, under those environment variables and flags (None: not given).

    Raises `SettingsError` where the file is not TOML or names no setting, and where a value is of the wrong kind.

    >>> settled = settle(Path("nowhere"), {"RECOUNT_LEDGER": "a.ledger"}, {"max_bytes": None})
    >>> settled.settings.ledger, settled.origins["ledger"], settled.origins["max_bytes"]
    ('a.ledger', 'RECOUNT_LEDGER', 'default')
    """
    given = {name: (value, FILE) for name, value in _file(folder / FILE).items()}
    for name in Settings.__struct_fields__:
        variable = PREFIX + name.upper()
        if variable in environ:
            given[name] = (environ[variable], variable)
        if (flag := flags.get(name)) is not None:
            given[name] = (flag, "--" + name.replace("_", "-"))
    origins = dict.fromkeys(Settings.__struct_fields__, "default")
    origins.update({name: origin for name, (_, origin) in given.items()})
    for name, (value, origin) in given.items():
        _check(name, value, origin)
    settings = msgspec.convert({name: value for name, (value, _) in given.items()}, Settings, strict=False)
    return Settled(settings=settings, origins=origins)


def _file(path: Path) -> dict[str, object]:
    """What the file sets; nothing where there is no file."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error
    if isinstance(found.get(_TABLE), dict):
        found |= {f"{_TABLE}_{key}": value for key, value in found.pop(_TABLE).items()}
    for name in found:
        if name not in Settings.__struct_fields__:
            known = ", ".join(Settings.__struct_fields__)
            raise SettingsError(f"{path}: there is no setting {name!r}; the settings are {known}")
    return found


def _check(name: str, value: object, origin: str) -> None:
    """Raise `SettingsError` where the value is not of the setting's kind."""
    try:
        msgspec.convert({name: value}, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{origin}: {name} = {value!r} will not do: {error}") from error
