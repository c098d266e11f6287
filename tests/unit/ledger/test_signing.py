"""Signatures with keys as OpenSSL and OpenSSH write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from recount.errors import InputError
from recount.ledger.signing import check, fingerprint, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLAIN, LOCKED = NoEncryption(), BestAvailableEncryption(b"correct horse")
FINGERPRINT = "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg"
FORMATS = pytest.mark.parametrize("shape", [PrivateFormat.PKCS8, PrivateFormat.OpenSSH], ids=["PEM", "OpenSSH"])


def written(folder: Path, shape: PrivateFormat, locked: KeySerializationEncryption = PLAIN) -> Path:
    path = folder / "key"
    path.write_bytes(KEY.private_bytes(Encoding.PEM, shape, locked))
    return path


@FORMATS
def test_a_signature_fits_the_bytes_it_was_made_over_and_no_others(tmp_path: Path, shape: PrivateFormat) -> None:
    signature = sign(written(tmp_path, shape), b"nine")
    assert check(signature, b"nine")
    assert not check(signature, b"ten")


@FORMATS
def test_a_locked_key_asks_for_its_passphrase(tmp_path: Path, shape: PrivateFormat) -> None:
    path = written(tmp_path, shape, LOCKED)
    assert check(sign(path, b"nine", lambda: "correct horse"), b"nine")
    with pytest.raises(InputError, match="does not open"):
        sign(path, b"nine", lambda: "battery staple")
    with pytest.raises(InputError, match="nobody can be asked"):
        sign(path, b"nine")


def test_what_is_no_ed25519_private_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with pytest.raises(InputError, match="cannot be read"):
        sign(path, b"")
    path.write_bytes(KEY.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    with pytest.raises(InputError, match="holds no private key"):
        sign(path, b"")
    path.write_bytes(X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, PLAIN))
    with pytest.raises(InputError, match="another kind"):
        sign(path, b"")


def test_the_fingerprint_is_that_of_openssh(tmp_path: Path) -> None:
    # as `ssh-keygen -l` prints it for the public key of this private key
    assert fingerprint(sign(written(tmp_path, PrivateFormat.OpenSSH), b"")) == FINGERPRINT
