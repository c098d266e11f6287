"""Which backend a name leads to, and that a run keeps which one listened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from recount.cli import main
from recount.errors import LanguageModelError
from recount.language.analysis import Backend
from recount.language.backends import backend
from recount.ledger import open_ledger
from stub_backend import StubBackend


class Nameless:
    """Analyses, and has no name."""

    def analyse(self) -> None: ...


@pytest.fixture(autouse=True)
def doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module with things that are a backend, and things that are none."""
    module = ModuleType("doors")
    vars(module).update(
        Class=StubBackend, made=StubBackend(), factory=lambda: StubBackend(), number=3, Nameless=Nameless
    )
    monkeypatch.setitem(sys.modules, "doors", module)
    backend.cache_clear()
    yield
    backend.cache_clear()


@pytest.mark.parametrize("inside", ["Class", "made", "factory"])
def test_a_class_an_instance_and_a_factory_are_doors_to_a_backend(inside: str) -> None:
    found = backend(f"doors:{inside}")
    assert isinstance(found, Backend)
    assert found.name == "stub 1 sha256:0"
    assert backend(f"doors:{inside}") is found, "it is loaded once"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("doors:number", r"'doors:number' has no analyse\(text, sentences\), or no name"),
        ("doors:Nameless", r"'doors:Nameless' has no analyse\(text, sentences\), or no name"),
        ("doors:missing", "'doors:missing': .*no attribute 'missing'"),
        ("no_such_module:thing", "'no_such_module:thing': No module named 'no_such_module'"),
        ("nothing", "'nothing': give recount-en, spacy:NAME_OR_PATH or MODULE:OBJECT"),
        ("doors:", "'doors:': give recount-en, spacy:NAME_OR_PATH or MODULE:OBJECT"),
        ("", "'': give recount-en, "),
    ],
)
def test_what_is_no_backend_is_refused_by_name(name: str, says: str) -> None:
    with pytest.raises(LanguageModelError, match=f"language.backend {says}"):
        backend(name)


def test_a_run_holds_the_name_of_the_model_that_listened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUNT_LANGUAGE_BACKEND", "doors:Class")
    Path("report.txt").write_text("At least 12 people were killed in Kharkiv, the mayor said.", encoding="utf-8")
    result = CliRunner().invoke(main, ["add", "report.txt"], catch_exceptions=False)
    assert result.exit_code == 0
    with open_ledger("recount.ledger", create=False) as ledger:
        assert [run.model for run in ledger.runs()] == [StubBackend.name]


def test_a_backend_that_is_not_there_ends_a_command_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUNT_LANGUAGE_BACKEND", "no_such_module:thing")
    result = CliRunner().invoke(main, ["read", "report.txt"])
    assert result.exit_code == 1
    assert result.stderr == "Error: language.backend 'no_such_module:thing': No module named 'no_such_module'\n"
