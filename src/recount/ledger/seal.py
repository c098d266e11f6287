"""Seals: where a ledger ended at some time, in a line to publish, to hand out or to have timestamped.

A ledger proves of itself that nothing in its middle was changed. That nothing was cut off its end, and that it was not
written anew as a whole, only something kept elsewhere can show: a seal tells how many entries there were and the hash
of the last, which stands for all of them. A ledger that grew since still goes through that entry. The signature shows
who says so; a timestamp of the seal's file by somebody else shows since when.

Source: Haber and Stornetta, "How to time-stamp a digital document", Journal of Cryptology 3 (1991).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import MsgspecError, Struct, structs

from recount import wire
from recount.errors import ChoiceError, InputError
from recount.ledger import database, signing
from recount.ledger.contents import Contents
from recount.ledger.verification.findings import Finding
from recount.model import Signature

FORMAT: Final = "recount ledger seal"
VERSION: Final = 1
_COMPARE: Final = "restore the ledger from a copy, and compare: one of the two is not what was sealed"


class Seal(Struct, frozen=True, kw_only=True):
    """That a ledger held so many entries at a time (UTC), the last of them with this hash; by whom, if it is signed."""

    format: str = FORMAT
    version: int = VERSION
    entries: int
    head: str
    at: datetime
    signature: Signature | None = None


def seal(
    contents: Contents, at: datetime, key: Path | None = None, passphrase: Callable[[], str] | None = None
) -> Seal:
    """The seal of a ledger as it is, signed with the private key in a file, if one is given.

    Raises `ChoiceError` where the ledger is empty, `InputError` as `recount.ledger.signing.sign` does.
    """
    head = contents.head()
    if not head.seq:
        raise ChoiceError(f"{contents.database.name} holds no entry: there is nothing to seal")
    bare = Seal(entries=head.seq, head=head.hash, at=at)
    return bare if key is None else structs.replace(bare, signature=signing.sign(key, signed_bytes(bare), passphrase))


def signed_bytes(of: Seal) -> bytes:
    """What is signed of a seal: the canonical JSON of it without the signature.

    >>> from datetime import UTC
    >>> signed_bytes(Seal(entries=2, head="ab", at=datetime(2024, 5, 1, tzinfo=UTC)))
    b'{"at":"2024-05-01T00:00:00Z","entries":2,"format":"recount ledger seal","head":"ab","version":1}'
    """
    return wire.canonical({name: getattr(of, name) for name in of.__struct_fields__ if name != "signature"})


def read_seal(path: Path) -> Seal:
    """The seal in a file. Raises `InputError` where it cannot be read or is none."""
    try:
        found = wire.decode(path.read_bytes(), Seal)
    except OSError as error:
        raise InputError(f"{path}: the seal cannot be read: {error.strerror}") from error
    except MsgspecError as error:
        raise InputError(f"{path} holds no seal ({error}): `recount ledger seal` makes one") from error
    if (found.format, found.version) != (FORMAT, VERSION):
        raise InputError(f"{path} holds no seal that this recount knows ({found.format} {found.version})")
    return found


def seal_faults(contents: Contents, of: Seal, name: str, key: Path | None = None) -> tuple[Finding, ...]:
    """What does not agree between a ledger and a seal of it; with `key`, also where another key signed the seal.

    `name` is what to call the seal. That each entry follows from the one before is checked apart, by
    `recount.ledger.verify`. Raises `InputError` where `key` is no public key.
    """
    return tuple(
        Finding(seq=None, kind="seal", key=name, wrong=wrong, remedy=_COMPARE) for wrong in _faults(contents, of, key)
    )


def _faults(contents: Contents, of: Seal, key: Path | None) -> Iterator[str]:
    if of.signature is not None and not signing.check(of.signature, signed_bytes(of)):
        yield "its signature does not hold: the seal was changed after it was signed"
    if key is not None and (of.signature is None or of.signature.key != signing.public_key(key)):
        yield f"it is not signed with the key of {key}"
    last = contents.head()
    if last.seq < of.entries:
        yield f"the ledger ends at entry {last.seq}, and held {of.entries} on {of.at:%d %B %Y}: it was cut short"
    elif database.head(contents.database, of.entries).hash != of.head:
        yield f"entry {of.entries} is not the one that was sealed: the ledger was written anew, or is another"
