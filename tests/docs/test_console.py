"""What a page shows under ``$ recount ...`` is what the command prints, and under ``$ curl -s URL`` what is answered.

The commands of a page run in order, in an empty folder that holds the sample reports as ``samples`` and the sample
table in ``tables``; the workbench serves ``recount.ledger`` from there. ``...`` stands for anything, as in doctest;
spaces at the ends of lines do not count.
``REGENERATE=1 ./run test tests/docs`` writes the outputs that differ anew.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import TestClient

from fuzzed import application
from recount import samples
from recount.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(
    r"^\$ (?P<command>(?P<program>recount|curl -s) (?P<arguments>.*))\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE
)
Workbench = Callable[[], TestClient[Litestar]]


def printed_by(arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "110"}).invoke(
        main, shlex.split(arguments), prog_name="recount", catch_exceptions=False
    )
    output = re.sub(r"(?<=, head )[0-9a-f]+", "...", result.output)  # it depends on the moment
    return re.sub(r"[ \t]+$", "", output, flags=re.MULTILINE).strip("\n") + "\n"


def answered_to(arguments: str, workbench: Workbench) -> str:
    (url,) = shlex.split(arguments)
    return "\n".join(workbench().get(url).text.splitlines()) + "\n"


def current(found: re.Match[str], workbench: Workbench) -> str:
    """The command with what it prints; as the page has it where the two agree."""
    arguments = found["arguments"]
    printed = printed_by(arguments) if found["program"] == "recount" else answered_to(arguments, workbench)
    agree = doctest.OutputChecker().check_output(found["shown"], printed, doctest.ELLIPSIS)
    return found[0] if agree else f"$ {found['command']}\n{printed}"


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_a_page_shows_what_its_commands_print(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(samples.folder())
    (tmp_path / "tables").symlink_to(samples.tables())
    monkeypatch.chdir(tmp_path)
    page = path.read_text(encoding="utf-8")
    with ExitStack() as stack:
        served = cache(partial(_served, stack))
        expected = BLOCK.sub(lambda block: COMMAND.sub(partial(current, workbench=served), block[0]), page)
    if os.environ.get("REGENERATE"):
        path.write_text(expected, encoding="utf-8")
        return
    assert page == expected, "write it anew with: REGENERATE=1 ./run test tests/docs"


def _served(stack: ExitStack) -> TestClient[Litestar]:
    workbench = application(Path("recount.ledger"), Path(), Path("recount.accounts"))
    return stack.enter_context(TestClient(workbench, base_url="http://127.0.0.1:8000"))
