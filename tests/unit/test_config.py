from __future__ import annotations

from pathlib import Path

import pytest

from recount.config import Settings, settle
from recount.errors import SettingsError


def write(folder: Path, text: str) -> None:
    (folder / "recount.toml").write_text(text, encoding="utf-8")


def test_without_anything_given_the_defaults_hold(tmp_path: Path) -> None:
    settled = settle(tmp_path, {}, {})
    assert settled.settings == Settings()
    assert set(settled.origins.values()) == {"default"}


@pytest.mark.parametrize(
    ("file", "environ", "flags", "value", "origin"),
    [
        ("", {}, {"ledger": None}, "recount.ledger", "default"),
        ('ledger = "file"', {}, {}, "file", "recount.toml"),
        ('ledger = "file"', {"RECOUNT_LEDGER": "variable"}, {}, "variable", "RECOUNT_LEDGER"),
        ('ledger = "file"', {"RECOUNT_LEDGER": "variable"}, {"ledger": "flag"}, "flag", "--ledger"),
    ],
    ids=["default", "file", "variable", "flag"],
)
def test_the_later_place_wins(
    tmp_path: Path, file: str, environ: dict[str, str], flags: dict[str, object], value: str, origin: str
) -> None:
    write(tmp_path, file)
    settled = settle(tmp_path, environ, flags)
    assert (settled.settings.ledger, settled.origins["ledger"]) == (value, origin)


def test_a_variable_is_read_as_the_kind_of_its_setting(tmp_path: Path) -> None:
    environ = {"RECOUNT_MAX_BYTES": "4096", "RECOUNT_REJECTED_THRESHOLD": "0.25"}
    settings = settle(tmp_path, environ, {}).settings
    assert (settings.max_bytes, settings.rejected_threshold) == (4096, 0.25)


def test_a_variable_that_is_no_setting_is_left_alone(tmp_path: Path) -> None:
    assert settle(tmp_path, {"RECOUNT_DATA": "elsewhere"}, {}).settings == Settings()


def test_the_language_model_is_set_in_a_table_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, 'ledger = "a"\n[language]\nbackend = "doors:made"\nthreads = 2')
    settled = settle(tmp_path, {}, {})
    assert settled.settings == Settings(ledger="a", language_backend="doors:made", language_threads=2)
    assert settled.origins["language_backend"] == settled.origins["language_threads"] == "recount.toml"


def test_a_variable_wins_over_the_table(tmp_path: Path) -> None:
    write(tmp_path, "[language]\nthreads = 2")
    settled = settle(tmp_path, {"RECOUNT_LANGUAGE_THREADS": "4"}, {})
    assert (settled.settings.language_threads, settled.origins["language_threads"]) == (4, "RECOUNT_LANGUAGE_THREADS")


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("[language]\nbakend = 1", "language_bakend"),
        ("language = 1", "language"),
        ("[speech]\nbackend = 1", "speech"),
        ("[speech]", "speech"),
        ("[max]\nbytes = 1", "max"),
        ("[language.backend]\nname = 1", None),
    ],
)
def test_what_is_no_setting_in_or_as_a_table_is_named(tmp_path: Path, file: str, named: str | None) -> None:
    write(tmp_path, file)
    says = f"there is no setting '{named}'; the settings are" if named else "language_backend = .* will not do"
    with pytest.raises(SettingsError, match=rf"recount\.toml: {says}"):
        settle(tmp_path, {}, {})


def test_an_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, 'ledgr = "a"')
    with pytest.raises(SettingsError, match=r"recount\.toml: there is no setting 'ledgr'; the settings are ledger, "):
        settle(tmp_path, {}, {})


@pytest.mark.parametrize(
    ("file", "environ", "says"),
    [
        ("max_bytes = 0", {}, r"recount\.toml: max_bytes = 0 will not do"),
        ('max_bytes = "many"', {}, r"recount\.toml: max_bytes = 'many' will not do"),
        ("", {"RECOUNT_REJECTED_THRESHOLD": "2"}, "RECOUNT_REJECTED_THRESHOLD: rejected_threshold = '2' will not do"),
        ("[language]\nthreads = 0", {}, r"recount\.toml: language_threads = 0 will not do"),
        ("", {"RECOUNT_LANGUAGE_THREADS": "two"}, "RECOUNT_LANGUAGE_THREADS: language_threads = 'two' will not do"),
        ("ledger = ", {}, r"recount\.toml: cannot be read as TOML"),
    ],
)
def test_a_wrong_value_is_named_with_where_it_was_given(
    tmp_path: Path, file: str, environ: dict[str, str], says: str
) -> None:
    write(tmp_path, file)
    with pytest.raises(SettingsError, match=says):
        settle(tmp_path, environ, {})


def test_a_wrong_value_is_found_even_where_a_later_one_wins(tmp_path: Path) -> None:
    write(tmp_path, "unknown = 1")
    with pytest.raises(SettingsError):
        settle(tmp_path, {}, {"ledger": "flag"})
