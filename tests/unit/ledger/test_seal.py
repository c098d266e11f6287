from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from builders import recorded, rejected, run
from recount import wire
from recount.errors import ChoiceError, InputError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.database import schema
from recount.ledger.seal import Seal, read_seal, seal, seal_faults
from recount.ledger.signing import fingerprint, new_key

AT = datetime(2024, 5, 2, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "a.ledger", who="ana")
    ledger.add(run(), [recorded(), recorded("three died")])
    return ledger


def wrong(ledger: Ledger, of: Seal, key: Path | None = None) -> list[str]:
    return [finding.wrong for finding in seal_faults(ledger, of, "a seal", key)]


def test_a_ledger_that_grew_agrees_with_its_seal(ledger: Ledger, tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    made = seal(ledger, AT, tmp_path / "key")
    assert (made.entries, made.head) == (ledger.head().seq, ledger.head().hash)
    ledger.add(run(), [rejected()])
    assert seal_faults(ledger, made, "a seal", tmp_path / "key.pub") == ()


def test_a_ledger_cut_short_is_found_by_its_seal(ledger: Ledger, tmp_path: Path) -> None:
    made = seal(ledger, AT)
    entries = list(ledger.entries())
    ledger.close()
    with closing(sqlite3.connect(tmp_path / "a.ledger", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_is_never_deleted")
        connection.execute("DELETE FROM entry WHERE seq > 6")
        connection.execute("UPDATE meta SET value = '6' WHERE name = 'head_seq'")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'head_hash'", (entries[5].hash,))
        connection.execute("DELETE FROM claim WHERE reading > 6")
        connection.executescript(schema("sqlite"))
    assert verify(tmp_path / "a.ledger").intact, "nothing in the file shows it"
    with open_ledger(tmp_path / "a.ledger") as cut:
        assert "ends at entry 6, and held 9 on 02 May 2024: it was cut short" in wrong(cut, made)[0]


def test_a_ledger_written_anew_is_found_by_its_seal(ledger: Ledger, tmp_path: Path) -> None:
    made = seal(ledger, AT)
    with open_ledger(tmp_path / "b.ledger", who="eve") as anew:
        anew.add(run(), [recorded(), recorded("four died"), recorded("five died")])
        assert verify(anew).ok
        assert "entry 9 is not the one that was sealed" in wrong(anew, made)[0]


@pytest.mark.parametrize("change", [{"entries": 8}, {"head": "a" * 64}, {"at": datetime(2023, 5, 2, tzinfo=UTC)}])
def test_a_seal_that_was_changed_does_not_hold(ledger: Ledger, tmp_path: Path, change: dict[str, object]) -> None:
    new_key(tmp_path / "key")
    made = msgspec.structs.replace(seal(ledger, AT, tmp_path / "key"), **change)
    assert "its signature does not hold" in wrong(ledger, made)[0]


def test_whose_seal_it_is_can_be_asked(ledger: Ledger, tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    new_key(tmp_path / "eve")
    for made in (seal(ledger, AT, tmp_path / "eve"), seal(ledger, AT)):
        assert wrong(ledger, made) == []
        assert "not signed with the key of" in wrong(ledger, made, tmp_path / "key.pub")[0]


def test_an_empty_ledger_has_no_seal(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "none.ledger") as empty, pytest.raises(ChoiceError, match="nothing to seal"):
        seal(empty, AT)


def test_a_seal_is_read_from_its_file(ledger: Ledger, tmp_path: Path) -> None:
    made = seal(ledger, AT)
    (tmp_path / "seal.json").write_bytes(wire.canonical(made))
    assert read_seal(tmp_path / "seal.json") == made


@pytest.mark.parametrize(
    "text", ["", "[]", '{"entries":1}', '{"entries":1,"head":"a","at":"2024-05-02T00:00:00Z","version":2}']
)
def test_what_is_no_seal_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "seal.json").write_text(text)
    with pytest.raises(InputError, match="holds no seal"):
        read_seal(tmp_path / "seal.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_seal(tmp_path / "none.json")


def test_a_new_key_is_its_owners_alone_and_never_written_over(ledger: Ledger, tmp_path: Path) -> None:
    told = new_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    made = seal(ledger, AT, tmp_path / "key")
    assert made.signature is not None
    assert fingerprint(made.signature) == told
    with pytest.raises(InputError, match="the key cannot be written"):
        new_key(tmp_path / "key")


def test_keys_of_openssl_are_known_by_their_public_keys(ledger: Ledger, tmp_path: Path) -> None:
    key, public = tmp_path / "key.pem", tmp_path / "public.pem"
    try:
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True, capture_output=True)
        subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl that makes such keys")
    assert wrong(ledger, seal(ledger, AT, key), public) == []


@pytest.mark.parametrize("text", ["", "ssh-rsa AAAA", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----\n"])
def test_what_is_no_public_key_is_refused(ledger: Ledger, tmp_path: Path, text: str) -> None:
    new_key(tmp_path / "key")
    made = seal(ledger, AT, tmp_path / "key")
    (tmp_path / "other.pub").write_text(text)
    with pytest.raises(InputError, match="holds no public key"):
        wrong(ledger, made, tmp_path / "other.pub")
    with pytest.raises(InputError, match="cannot be read"):
        wrong(ledger, made, tmp_path / "none.pub")
