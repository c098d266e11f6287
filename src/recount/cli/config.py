"""``recount config``: the settings, and where each came from."""

from __future__ import annotations

import click
import msgspec

from recount.cli import options


@click.command("config", short_help="Print the settings, and where each came from.")
@click.option("--show", is_flag=True, help="Print each value with where it came from.")
@options.as_json
def command(show: bool, as_json: bool) -> None:
    """Print the settings as a recount.toml; with --show, each with where it came from.

    A setting is looked for in recount.toml, in a variable RECOUNT_<NAME>, and among the flags of a command; the later
    one wins.
    """
    from recount.address import name_of
    from recount.cli.output import print_json

    settled = options.settled()
    values = msgspec.structs.asdict(settled.settings)
    values["ledger"] = name_of(settled.settings.ledger)
    width = max(map(len, values))
    for name, value in values.items():
        if as_json:
            print_json({"name": name, "value": value, "origin": settled.origins[name]})
        elif show:
            click.echo(f"{name:<{width}}  {value!s:<20}  {settled.origins[name]}")
        elif value is None:  # TOML has no word for it
            click.echo(f"# {name} is not set")
        else:
            click.echo(f"{name} = {msgspec.json.encode(value).decode()}")
