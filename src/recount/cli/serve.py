"""``recount serve``: the workbench over a ledger."""

from __future__ import annotations

import click

from recount.cli import options


@click.command("serve", short_help="Serve the workbench: the ledger's pages and their HTTP API.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--title", default="Who said what", show_default=True, help="What the pages are called.")
@options.ledger
def command(host: str, port: int, title: str, ledger: str | None) -> None:
    """Serve the ledger's pages and their HTTP API, until it is stopped with Ctrl-C."""
    import uvicorn

    from recount.catalogue import Keeper
    from recount.ledger import open_ledger
    from recount.web.app import create_app
    from recount.web.desk import Desk

    where = options.settings(ledger=ledger).ledger
    open_ledger(where, create=False).close()
    keeper = Keeper(where, title)
    click.echo(f"{where}: setting its claims side by side", err=True)
    keeper.wait()
    click.echo(f"The workbench: http://{host}:{port}/  (Ctrl-C stops it)")
    uvicorn.run(create_app(Desk(where, keeper)), host=host, port=port, log_level="warning", server_header=False)
