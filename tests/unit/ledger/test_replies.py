"""Replies: signed or not, with a contact that can be erased and is nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec import structs

from builders import MOMENT, recorded, run
from recount.errors import ChoiceError, EvidenceError, LedgerBusyError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.bodies import draft, judgement_of
from recount.ledger.judgements import id_of, standing, withdraw
from recount.ledger.replies import forget, reply, reply_fault, signed
from recount.model import Reply

SOFTWARE = run().software
ONE = recorded().claims[0].claim.id
ANSWER = Reply(claim=ONE, text="We count nine.", name="Ministry of Health")
CONTACT = "quagga@example.org"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.ledger"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, who="desk", now=lambda: MOMENT) as opened:
        opened.add(run(), [recorded()])
        yield opened


@pytest.fixture
def key(tmp_path: Path) -> Path:
    written = tmp_path / "key"
    private = Ed25519PrivateKey.generate()
    written.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return written


def stored(path: Path) -> bytes:
    """All bytes of the ledger, with its log."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def test_a_reply_needs_neither_name_nor_contact(ledger: Ledger) -> None:
    given = reply(ledger, Reply(claim=ONE, text="No."), SOFTWARE)
    assert given.new == 1
    assert [each.judgement for each in standing(ledger)] == [Reply(claim=ONE, text="No.")]
    with pytest.raises(EvidenceError, match="its text is empty"):
        Reply(claim=ONE, text=" ")
    with pytest.raises(ChoiceError, match="holds no claim"):
        reply(ledger, Reply(claim="clm:none", text="No."), SOFTWARE)


def test_a_contact_stands_in_no_entry(ledger: Ledger) -> None:
    reply(ledger, ANSWER, SOFTWARE, CONTACT)
    assert all(CONTACT not in str(entry) for entry in ledger.entries())
    (entry,) = ledger.entries_of("reply")
    said = judgement_of(entry)
    assert isinstance(said, Reply)
    assert said.contact is not None
    assert len(said.contact) == 64


def test_the_same_reply_twice_changes_nothing_and_a_new_contact_takes_the_old_ones_place(
    ledger: Ledger, path: Path
) -> None:
    first = reply(ledger, ANSWER, SOFTWARE, CONTACT)
    head = ledger.head()
    assert reply(ledger, ANSWER, SOFTWARE, CONTACT).new == 0
    assert ledger.head() == head
    again = reply(ledger, ANSWER, SOFTWARE, "okapi@example.org")
    assert again.judged[0].id == first.judged[0].id
    assert b"okapi@example.org" in stored(path)
    assert CONTACT.encode() not in stored(path)


def test_the_same_contact_has_another_digest_in_every_reply(ledger: Ledger) -> None:
    for text in ("No.", "Never."):
        reply(ledger, Reply(claim=ONE, text=text), SOFTWARE, CONTACT)
    digests = [each.judgement.contact for each in standing(ledger) if isinstance(each.judgement, Reply)]
    assert len(set(digests)) == len(digests) == 2


def test_a_forgotten_contact_is_in_no_byte_of_the_ledger_and_the_chain_holds(ledger: Ledger, path: Path) -> None:
    (given,) = reply(ledger, ANSWER, SOFTWARE, CONTACT).judged
    head = ledger.head()
    assert CONTACT.encode() in stored(path)
    assert forget(ledger, given.id[:9]) == given.id
    assert CONTACT.encode() not in stored(path)
    assert ledger.head() == head
    assert verify(ledger).ok
    assert standing(ledger) == (given,)
    with pytest.raises(ChoiceError, match="holds no contact"):
        forget(ledger, given.id)


def test_a_withdrawn_reply_can_be_forgotten_and_what_is_none_cannot(ledger: Ledger) -> None:
    (given,) = reply(ledger, ANSWER, SOFTWARE, CONTACT).judged
    withdraw(ledger, [given.id], SOFTWARE)
    assert forget(ledger, given.id) == given.id
    with pytest.raises(ChoiceError, match="no reply has"):
        forget(ledger, "jdg:none")


def test_a_signature_covers_claim_words_and_name(ledger: Ledger, key: Path) -> None:
    answer = signed(ANSWER, key)
    assert reply_fault(answer) is None
    given = reply(ledger, answer, SOFTWARE, CONTACT)
    assert isinstance(given.judged[0].judgement, Reply)
    assert reply_fault(given.judged[0].judgement) is None, "the digest of the contact is not signed"
    for changed in ({"text": "We count ten."}, {"name": "Somebody"}, {"claim": "clm:other"}):
        assert reply_fault(structs.replace(answer, **changed)) is not None
    with pytest.raises(EvidenceError, match="does not fit its words"):
        reply(ledger, structs.replace(answer, text="We count ten."), SOFTWARE)


def test_verify_finds_a_reply_whose_signature_does_not_fit(ledger: Ledger, key: Path) -> None:
    forged = structs.replace(signed(ANSWER, key), text="We count ten.")
    ledger.append([draft("reply", id_of("desk", forged), None, forged)], SOFTWARE)
    (finding,) = verify(ledger).findings
    assert "its signature does not fit its words" in finding.wrong


def test_what_others_still_read_in_the_log_is_told_not_hidden(path: Path, ledger: Ledger) -> None:
    reply(ledger, ANSWER, SOFTWARE, CONTACT)
    with open_ledger(path) as reader, reader.database.snapshot():
        assert len(list(reader.claims())) == 2
        with pytest.raises(LedgerBusyError, match="log may still hold it"):
            forget(ledger, id_of("desk", ANSWER))
