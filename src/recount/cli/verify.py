"""``recount verify``: whether the ledger is what it was."""

from __future__ import annotations

import os
from pathlib import Path

import click

from recount.cli import options
from recount.cli.failure import Damaged, Findings, Usage


@click.command("verify", short_help="Check every entry and every quotation of the ledger.")
@click.option("--seal", type=click.Path(path_type=Path), metavar="FILE", help="A seal that the ledger must agree with.")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="The public key that the seal is by.")
@click.option("--copies", metavar="FOLDER", help="Where fetched pages were kept, to be held against the reports.")
@options.ledger
@options.as_json
def command(seal: Path | None, key: Path | None, copies: str | None, ledger: str | None, as_json: bool) -> None:
    """Check every entry of the ledger against its hash, and every quotation against the text it is quoted from.

    Exit code 4 where the ledger is damaged, 1 where claims that it holds contradict themselves (a part larger than its
    whole); every finding names its entry. What may be a correction, as a total that falls, is listed as a note.

    With --copies, every copy in FOLDER is held against its digests, and every fetched report against its copy: exit
    code 1 where one was changed or is not there. With --json, a line {"traced": ...} tells where each copy lies.

    With --seal, made by `recount ledger seal`, a ledger that was cut short or written anew is found too.
    """
    from msgspec import structs

    from recount.cli.output import agreed, print_json, verified, watched
    from recount.ledger import Finding, name_of, open_ledger, verify
    from recount.ledger.seal import read_seal, seal_faults
    from recount.publish.wording import visible

    if key is not None and seal is None:
        raise Usage("--key tells who made the seal: give the seal too, by --seal")
    path = options.settings(ledger=ledger).ledger
    name, sealed = name_of(path), None if seal is None else read_seal(seal)
    verification = verify(path, processes=os.cpu_count() or 1, watch=watched)
    faults: tuple[Finding, ...] = ()
    if sealed is not None and (verification.entries or verification.intact):
        with open_ledger(path, create=False) as opened:
            faults = seal_faults(opened, sealed, str(seal), key)
    if as_json:
        print_json(structs.replace(verification, findings=(*verification.findings, *faults)))
    else:
        click.echo(verified(name, verification))
        for finding in (*verification.findings, *verification.contradictions, *faults):
            click.echo(visible(str(finding)))
        if sealed is not None and not faults and verification.intact:
            click.echo(agreed(str(seal), sealed))
        for note in verification.notes:
            click.echo(visible(f"note: {note}"))
    if not verification.intact:
        raise Damaged(f"{name} is damaged: restore it from a copy")
    if faults:
        raise Damaged(f"{name} and the seal do not agree: see above")
    if verification.contradictions:
        raise Findings(f"{name} is intact, and holds claims that cannot be true together: see above")
    if copies is not None:
        check_copies(path, copies, as_json=as_json)


def check_copies(path: str, folder: str, *, as_json: bool) -> None:
    """Hold copies against the reports that were read from them; raises `Findings` where they do not agree."""
    from recount.cli.output import print_json
    from recount.fetching import Copies
    from recount.following.checking import traced
    from recount.ledger import open_ledger
    from recount.publish.wording import count, visible

    if not Path(folder).is_dir():
        raise Usage(f"{folder}: there are no copies")
    held = missing = 0
    with Copies(folder) as opened, open_ledger(path, create=False) as ledger:
        problems = tuple(opened.problems())
        for one in traced((reading.report for reading in ledger.readings()), opened):
            held += one.copy is not None
            missing += one.copy is None
            if as_json:
                print_json({"traced": one})
            elif one.copy is None:
                click.echo(visible(f"{one.report}: no copy of {one.url}"))
    for problem in problems:
        if as_json:
            print_json({"problem": problem})
        else:
            click.echo(visible(f"{problem.file}, byte {problem.start}: {problem.detail}"))
    if not as_json:
        click.echo(
            f"{folder}: {count(held, 'report')} traced to copies, {missing:,} without, {len(problems):,} damaged"
        )
    if problems or missing:
        raise Findings(f"{folder}: copies are damaged or missing: see above")
