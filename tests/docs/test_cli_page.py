"""docs/cli.md holds the help of every command, word for word.

``REGENERATE=1 ./run test tests/docs`` writes the help anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from recount.cli import COMMANDS, main

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HELP = re.compile(r"(?<=<!-- help:)(?P<command>[a-z ]*)-->\n```text\n(?P<text>.*?)```\n", re.DOTALL)


def help_of(command: str) -> str:
    """What ``recount COMMAND --help`` prints, 100 columns wide."""
    runner = CliRunner(env={"COLUMNS": "100"})
    result = runner.invoke(main, [*command.split(), "--help"], prog_name="recount")
    assert result.exit_code == 0
    return result.output


def regenerated(page: str) -> str:
    return HELP.sub(lambda found: f"{found['command']}-->\n```text\n{help_of(found['command'])}```\n", page)


def test_every_command_is_on_the_page() -> None:
    shown = [found["command"].strip() for found in HELP.finditer(PAGE.read_text(encoding="utf-8"))]
    assert [command for command in shown if " " not in command] == ["", *COMMANDS]


def test_the_page_says_what_help_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    current = regenerated(page)
    if os.environ.get("REGENERATE"):
        PAGE.write_text(current, encoding="utf-8")
        return
    assert page == current, "write it anew with: REGENERATE=1 ./run test tests/docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    found = main.get_command(click.Context(main), command)
    assert found is not None
    assert [option.name for option in found.params if isinstance(option, click.Option) and not option.help] == []
