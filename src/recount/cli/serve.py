"""``recount serve``: the workbench over a ledger."""

from __future__ import annotations

import click

from recount.cli import options
from recount.cli.failure import Usage


@click.command("serve", short_help="Serve the workbench: the ledger's pages and their HTTP API.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--title", default="Who said what", show_default=True, help="What the pages are called.")
@click.option("--public", is_flag=True, help="Let anybody read without signing in.")
@click.option("--replies", is_flag=True, help="With --public: let anybody reply to claims, too.")
@click.option(
    "--name", "names", metavar="HOST", multiple=True, help="A name that browsers may reach it by, beside localhost."
)
@click.option("--rate", type=click.IntRange(1), default=1200, show_default=True, help="Requests a minute and visitor.")
@click.option(
    "--processes", type=click.IntRange(1), help="How many processes draw pages.  [default: one for each processor]"
)
@click.option("--tiles", metavar="URL", help="Where the map's pictures come from, as https://HOST/{z}/{x}/{y}.png.")
@options.accounts
@options.ledger
def command(
    *,
    host: str,
    port: int,
    title: str,
    public: bool,
    replies: bool,
    names: tuple[str, ...],
    rate: int,
    processes: int | None,
    tiles: str | None,
    accounts: str | None,
    ledger: str | None,
) -> None:
    """Serve the ledger's pages and their HTTP API, until it is stopped with Ctrl-C.

    While there are no users (`recount user add`) anybody at this machine reads, and nobody judges. Once there are, they
    sign in; with --public others read without. The map is drawn from outlines that come with it and asks no other host;
    with --tiles it shows the pictures of a server of yours beneath.
    """
    import os
    from socket import create_server

    import uvicorn

    from recount.catalogue import Keeper
    from recount.ledger import open_ledger
    from recount.web.accounts import Accounts
    from recount.web.app import create_app
    from recount.web.desk import Desk
    from recount.web.drawing import Drawers
    from recount.web.protection import Exposure, origin_of, require_closed

    settings = options.settings(ledger=ledger, accounts=accounts)
    where, known = settings.ledger, Accounts(settings.accounts)
    origin = origin_of(tiles) if tiles else None
    exposure = Exposure(public=public, replies=replies, hosts=(host, *names), per_minute=rate, tiles=origin)
    require_closed(host, exposure, known)
    open_ledger(where, create=False).close()
    try:
        listening = create_server((host, port))
    except OSError as error:
        raise Usage(f"{host}:{port} cannot be listened on: {error.strerror}; name another with --port") from error
    keeper = Keeper(where, title)
    click.echo(f"{where}: setting its claims side by side", err=True)
    keeper.wait()
    click.echo(f"The workbench: http://{host}:{port}/  (Ctrl-C stops it)")
    app = create_app(Desk(where, keeper, tiles, Drawers(processes or os.cpu_count() or 1)), known, exposure)
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
