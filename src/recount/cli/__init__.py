"""The command line: each command parses, calls one verb of the library, and prints.

Commands are modules of this package and are imported when they are named; what a command needs to do its work it
imports when it runs, so that ``recount --help`` is quick. Exit codes: `recount.cli.failure`.
"""

from __future__ import annotations

from importlib import import_module

import click

from recount import __version__
from recount.cli.failure import reported

__all__ = ["COMMANDS", "main"]

COMMANDS = (
    "demo",
    "read",
    "fetch",
    "add",
    "follow",
    "import",
    "claims",
    "explain",
    "compare",
    "disputes",
    "series",
    "estimate",
    "copies",
    "shards",
    "judge",
    "review",
    "reply",
    "export",
    "publish",
    "serve",
    "user",
    "verify",
    "ledger",
    "gazetteer",
    "bench",
    "config",
    "schema",
)

_MODULES = {"import": "importing"}  # Python keeps the word for itself


class Commands(click.Group):
    """The commands in the order of the journey, imported when asked for; library errors become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from the module of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"recount.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a library error ends it with one line and the exit code of its kind."""
        with reported():
            return super().invoke(ctx)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="recount")
@click.option("-v", "--verbose", is_flag=True, help="Log each stage to stderr, with counts in and out.")
def main(verbose: bool) -> None:
    """Read reports of armed conflict; keep a ledger of who said what, with the exact evidence."""
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", datefmt="%H:%M:%S")
