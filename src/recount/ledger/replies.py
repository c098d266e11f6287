"""Replies: anyone may answer a claim, under a name or none, signed or not, and say how they can be reached.

How to reach somebody, the *contact*, stands in no entry. It lies in a table beside the chain, from which it can be
erased without breaking the chain; the entry holds its SHA-256, salted with 128 random bits that lie beside the contact
and go with it. Nothing here gives a contact out: no dump, export, page or command does.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from recount import wire
from recount.errors import ChoiceError, EvidenceError
from recount.ledger import signing, sql
from recount.ledger.judgements import Given, history, id_of, judge
from recount.ledger.store import Ledger
from recount.model import Reply


def signed(reply: Reply, key: Path, passphrase: Callable[[], str] | None = None) -> Reply:
    """The reply, signed with the Ed25519 private key in a file; raises what `recount.ledger.signing.sign` does."""
    return structs.replace(reply, signature=signing.sign(key, signed_bytes(reply), passphrase))


def signed_bytes(reply: Reply) -> bytes:
    """What is signed of a reply: the canonical JSON of its claim, its words and its name.

    >>> signed_bytes(Reply(claim="clm:1", text="We count 9."))
    b'{"claim":"clm:1","name":null,"text":"We count 9.","type":"reply"}'
    """
    return wire.canonical({"type": "reply", "claim": reply.claim, "text": reply.text, "name": reply.name})


def reply_fault(reply: Reply) -> str | None:
    """What is wrong with the signature of a reply (None: nothing, or it bears none)."""
    if reply.signature is None or signing.check(reply.signature, signed_bytes(reply)):
        return None
    return "its signature does not fit its words: one of them was changed, or somebody else signed"


def reply(ledger: Ledger, answer: Reply, software: str, contact: str | None = None) -> Given:
    """Add a reply, and beside the chain how to reach whoever replies; the same reply twice changes nothing.

    Raises `ChoiceError` where the ledger holds no such claim, `EvidenceError` where its signature does not fit.
    """
    if fault := reply_fault(answer):
        raise EvidenceError(f"the reply to {answer.claim}: {fault}")
    if contact is None or not contact.strip():
        return judge(ledger, [answer], software)
    key = id_of(ledger.who, answer)
    before = next(ledger.database.rows(sql.CONTACT, key), None)
    same = before is not None and before[1] == contact
    salt = str(before[0]) if before is not None and same else secrets.token_hex(16)
    if before is not None and not same:
        ledger.database.erase(sql.FORGET_CONTACT, key)
    given = judge(ledger, [structs.replace(answer, contact=_digest(salt, contact))], software)
    if not same:
        ledger.database.execute(sql.ADD_CONTACT, key, salt, contact)
    return given


def _digest(salt: str, contact: str) -> str:
    return wire.digest(bytes.fromhex(salt) + contact.encode())


def forget(ledger: Ledger, beginning: str) -> str:
    """Erase how to reach whoever left a reply, by its id or the beginning of it; the id is given.

    The reply stays. Raises `ChoiceError` where no reply has such an id or several do, or its contact is not held.
    """
    found = sorted(
        {turn.id for turn in history(ledger) if isinstance(turn.said, Reply) and turn.id.startswith(beginning)}
    )
    if len(found) != 1:
        how = f"{len(found)} replies have" if found else "no reply has"
        raise ChoiceError(
            f"{ledger.database.name}: {how} an id that begins with {beginning!r}: `recount review` lists them"
        )
    (key,) = found
    if not any(ledger.database.rows(sql.CONTACT, key)):
        raise ChoiceError(f"{ledger.database.name} holds no contact of reply {key}")
    ledger.database.erase(sql.FORGET_CONTACT, key)
    return key
