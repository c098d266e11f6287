"""Runs the examples of the docstrings and of the Markdown pages as tests (Sybil).

In a page, ``python`` blocks with prompts are doctests; in ``console`` blocks each ``$ recount ...`` line runs in an
empty folder that holds the sample reports as ``samples``, and the lines after it are what it must print (``...`` stands
for anything, as in doctest).
"""

from __future__ import annotations

import doctest
import os
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output shown under it."""
    command, shown = "", ""
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:].strip(), ""
        else:
            shown += line
    if command:
        yield command, shown


def run_console(example: Example) -> str | None:
    """Run a block's commands; the first difference, or None."""
    from recount.cli import main

    for command, shown in commands(str(example.parsed)):
        program, *arguments = shlex.split(command)
        assert program == "recount", f"a console block may only run recount, not {program}"
        got = CliRunner().invoke(main, arguments, env={"COLUMNS": "120"}).output
        if not doctest.OutputChecker().check_output(shown, got, OPTIONS):
            return f"$ {command}\nexpected:\n{shown}\ngot:\n{got}"
    return None


def enter_folder(namespace: dict[str, object]) -> None:
    """Start a page's examples in an empty folder that holds the samples."""
    from recount import samples

    folder = tempfile.TemporaryDirectory()
    namespace["_folder"], namespace["_left"] = folder, Path.cwd()
    os.chdir(folder.name)
    Path("samples").symlink_to(samples.folder())


def leave_folder(namespace: dict[str, object]) -> None:
    """Go back, and remove the folder."""
    left, folder = namespace["_left"], namespace["_folder"]
    assert isinstance(left, Path)
    assert isinstance(folder, tempfile.TemporaryDirectory)
    os.chdir(left)
    folder.cleanup()


docstrings = Sybil(
    parsers=[DocTestParser(optionflags=OPTIONS)],
    pattern="*.py",
    path="src",
    document_types={".py": PythonDocStringDocument},
)
pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=OPTIONS),
        CodeBlockParser(language="console", evaluator=run_console),
    ],
    patterns=["README.md", "docs/*.md"],
    setup=enter_folder,
    teardown=leave_folder,
)
pytest_collect_file = (docstrings + pages).pytest()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the examples of each document back in the order of the page: they build on each other."""
    examples = [item for item in items if isinstance(item, SybilItem)]
    examples.sort(key=lambda item: (str(item.path), item.example.line, item.example.start))
    items[:] = [item for item in items if not isinstance(item, SybilItem)] + list(examples)
