"""``recount judge``: what people judge of claims, subjects and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias, get_args

import click

from recount.cli import options
from recount.cli.failure import Usage
from recount.model import Grade, Grading, Rating, Reliability, Review, Split, Verdict

if TYPE_CHECKING:
    from recount.ledger import Ledger
    from recount.model import Judgement

_Making: TypeAlias = "Callable[[Ledger], Iterable[Judgement]]"


@click.group("judge", short_help="Accept, reject, correct claims; rate sources; take it back.")
def command() -> None:
    """Accept, reject or correct claims, merge or split subjects, rate sources, grade subjects; take any of it back.

    Each judgement is an entry of the ledger under the name of who judges. What you judge again takes the place of what
    you judged before; what others judge stands beside it; nothing is overwritten. `recount review` shows what stands.

    A CLAIM is its id, the beginning of its id (clm:3f2a), or the words of its count ("at least 12"). A SUBJECT is its
    id, the beginning of it (sub:9b1c), or a claim about it.
    """


def _judging(make: Callable[..., _Making]) -> Callable[..., None]:
    """Add ``--note`` and the options of who judges in which ledger; judge what the command makes, and show it."""

    @click.option("--note", metavar="TEXT", help="Why.")
    @options.who
    @options.ledger
    @options.as_json
    @wraps(make)
    def judging(*, who: str | None, ledger: str | None, as_json: bool, **given: object) -> None:
        from recount.cli.output import print_reviewed
        from recount.errors import EvidenceError
        from recount.ledger import open_ledger
        from recount.ledger.judgements import judge
        from recount.pipeline import SOFTWARE
        from recount.reviewing import review

        settings = options.settings(ledger=ledger, who=who)
        with open_ledger(settings.ledger, create=False, who=settings.who) as opened:
            try:
                done = judge(opened, make(**given)(opened), SOFTWARE)
            except EvidenceError as error:
                raise Usage(str(error)) from error
            shown = review(opened, ids=frozenset(each.id for each in done.judged))
        print_reviewed(shown, as_json=as_json)
        if not done.new:
            click.echo("Nothing new: this was judged so before.", err=True)

    return judging


def _reviewed(claims: tuple[str, ...], verdict: Verdict, note: str | None) -> _Making:
    from recount.choosing import claim_meant

    return lambda ledger: [Review(claim=claim_meant(ledger, each).id, verdict=verdict, note=note) for each in claims]


@command.command("accept", short_help="Claims stand as they were read.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_judging
def accept(claims: tuple[str, ...], note: str | None) -> _Making:
    """Accept claims: they stand as they were read."""
    return _reviewed(claims, "accept", note)


@command.command("reject", short_help="Claims are none, or were misread.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_judging
def reject(claims: tuple[str, ...], note: str | None) -> _Making:
    """Reject claims: nobody claims that. They stay to be seen, and are compared and counted no more, unless another
    reviewer accepts them.
    """
    return _reviewed(claims, "reject", note)


@command.command("undecided", short_help="Claims were looked at and left open.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_judging
def undecided(claims: tuple[str, ...], note: str | None) -> _Making:
    """Leave claims open: they were looked at, and cannot be decided."""
    return _reviewed(claims, "undecided", note)


@command.command("correct", short_help="Fields of a claim should be otherwise.")
@click.argument("claim")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_judging
def correct(claim: str, fields: tuple[str, ...], note: str | None) -> _Making:
    """Correct fields of a claim: low=15 high=15, place=Riverton, said_on=2022-04-07. Nothing after = is "not stated".

    FIELD is low, high, operator, effect, group, party, source, source_kind, source_party, act, modality, place,
    country, lat, lon, from, to, said_on, scope or subset_of. The words as read stay. Where two people correct a field
    differently, it stays as read and the disagreement is shown.
    """
    from recount.choosing import claim_meant
    from recount.reviewing import CORRECTED, correction_of

    def make(ledger: Ledger) -> Iterable[Judgement]:
        name = claim_meant(ledger, claim).id
        for each in fields:
            field, equals, text = each.partition("=")
            if not equals or field.strip() not in CORRECTED:
                raise Usage(f"{each!r} is no FIELD=VALUE: a field is {', '.join(CORRECTED)}")
            yield correction_of(ledger, name, field.strip(), text, note)

    return make


@command.command("merge", short_help="Subjects are one.")
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT SUBJECT...")
@_judging
def merge(subjects: tuple[str, ...], note: str | None) -> _Making:
    """Merge subjects: they are one."""
    from recount.reviewing import merge_of

    return lambda ledger: [merge_of(ledger, subjects, note)]


@command.command("split", short_help="Claims are about something of their own.")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_judging
def split(claims: tuple[str, ...], note: str | None) -> _Making:
    """Split claims off the subject they were set in: they are about something of their own."""

    from recount.choosing import claim_meant

    return lambda ledger: [Split(claims=tuple(claim_meant(ledger, each).id for each in claims), note=note)]


@command.command("rate", short_help="How far a source can be relied on.")
@click.argument("source")
@click.argument("reliability", type=click.Choice(get_args(Reliability), case_sensitive=False))
@_judging
def rate(source: str, reliability: Reliability, note: str | None) -> _Making:
    """Rate a source by its name, or words of it: A completely reliable, B usually reliable, C fairly reliable, D not
    usually reliable, E unreliable, F reliability cannot be judged.
    """
    from recount.choosing import source_named

    return lambda ledger: [Rating(source=source_named(ledger, source), reliability=reliability, note=note)]


@command.command("grade", short_help="How well founded a subject is.")
@click.argument("subject")
@click.argument("grade", type=click.Choice(get_args(Grade), case_sensitive=False))
@_judging
def grade_(subject: str, grade: Grade, note: str | None) -> _Making:
    """Grade a subject as Airwars does: confirmed, fair, weak, contested or discounted."""
    from recount.reviewing import claim_of

    return lambda ledger: [Grading(claim=claim_of(ledger, subject), grade=grade, note=note)]


@command.command("withdraw", short_help="Take judgements of your own back.")
@click.argument("ids", nargs=-1, required=True, metavar="JUDGEMENT...")
@click.option("--note", metavar="TEXT", help="Why.")
@options.who
@options.ledger
@options.as_json
def withdraw(ids: tuple[str, ...], note: str | None, who: str | None, ledger: str | None, as_json: bool) -> None:
    """Take judgements or replies of your own back, each by its id or the beginning of it (jdg:5e).

    That they were made, and taken back, stays to be seen: recount review --history.
    """
    from recount.cli.output import print_reviewed
    from recount.ledger import open_ledger
    from recount.ledger.judgements import withdraw as withdraw_from
    from recount.pipeline import SOFTWARE
    from recount.reviewing import review

    settings = options.settings(ledger=ledger, who=who)
    with open_ledger(settings.ledger, create=False, who=settings.who) as opened:
        taken = withdraw_from(opened, ids, SOFTWARE, note)
        shown = review(opened, ids=frozenset(each.id for each in taken), whole=True)
    print_reviewed(shown, as_json=as_json)
