"""Ed25519 signatures over bytes: made with a key file of OpenSSL or OpenSSH, checked with the public key they carry.

A signature shows that whoever holds the private key signed these bytes; whose key it is, is for people to know: they
publish its `fingerprint`, as ``ssh-keygen -l`` prints it.

Source: Josefsson and Liusvaara, "Edwards-Curve Digital Signature Algorithm (EdDSA)", RFC 8032 (2017).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recount.errors import InputError
from recount.model import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SSH_BLOB: Final = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"
_NEW_KEY: Final = "`ssh-keygen -t ed25519` makes one"


def sign(path: Path, data: bytes, passphrase: Callable[[], str] | None = None) -> Signature:
    """The signature of the bytes with the private key in a file, PEM (PKCS #8) or OpenSSH.

    `passphrase` is asked where the key is locked with one. Raises `InputError` where the file cannot be read or holds
    no Ed25519 private key, and where it is locked and the passphrase is wrong or nobody can be asked.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = _private_key(path, passphrase)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signature(key=base64.b64encode(public).decode(), value=base64.b64encode(key.sign(data)).decode())


def check(signature: Signature, data: bytes) -> bool:
    """Whether the signature was made over these bytes, by the private key that belongs to its public key.

    >>> check(Signature(key="AAAA", value="AAAA"), b"anything")
    False
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key, value = (base64.b64decode(each, validate=True) for each in (signature.key, signature.value))
        Ed25519PublicKey.from_public_bytes(key).verify(value, data)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def fingerprint(signature: Signature) -> str:
    """The public key of a signature as OpenSSH names it: ``SHA256:`` and the digest of the key in base64.

    >>> fingerprint(Signature(key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", value=""))
    'SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk'

    Raises `ValueError` where the key is not base64.
    """
    blob = _SSH_BLOB + base64.b64decode(signature.key, validate=True)
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def public_key(path: Path) -> str:
    """The Ed25519 public key in a file of OpenSSH (a line ``ssh-ed25519 ...``) or PEM, as signatures carry it.

    Raises `InputError` where the file cannot be read or holds no such key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
    from cryptography.hazmat.primitives.serialization.ssh import load_ssh_public_key

    try:
        data = path.read_bytes()
        key = load_pem_public_key(data) if data.lstrip().startswith(b"-----") else load_ssh_public_key(data)
    except OSError as error:
        raise InputError(f"{path}: the key cannot be read: {error.strerror}") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError(f"{path} holds no public key, PEM or OpenSSH") from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(f"{path} holds a public key of another kind than Ed25519")
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def new_key(path: Path) -> str:
    """Make a private key in a new file that only its owner may read, and its public key beside it in ``.pub``.

    Both are as ``ssh-keygen -t ed25519`` makes them, without a passphrase. The fingerprint is given. Raises
    `InputError` where a file is there already or cannot be made.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    beside = path.with_name(f"{path.name}.pub")
    try:
        for file, data, mode in ((path, private, 0o600), (beside, public + b"\n", 0o644)):
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
                stream.write(data)
    except OSError as error:
        raise InputError(f"{error.filename}: the key cannot be written: {error.strerror}") from error
    return fingerprint(Signature(key=public_key(beside), value=""))


def _private_key(path: Path, passphrase: Callable[[], str] | None) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the key cannot be read: {error.strerror}") from error
    try:
        key = _loaded(data, None)
    except TypeError as locked:
        if passphrase is None:
            raise InputError(f"{path}: the key is locked with a passphrase, and nobody can be asked") from locked
        key = _unlocked(path, data, passphrase())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError(f"{path} holds no private key, PEM or OpenSSH: {_NEW_KEY}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{path} holds a private key of another kind than Ed25519: {_NEW_KEY}")
    return key


def _unlocked(path: Path, data: bytes, passphrase: str) -> object:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return _loaded(data, passphrase.encode())
    except (TypeError, ValueError) as error:  # OpenSSL takes an empty passphrase for none
        raise InputError(f"{path}: the passphrase does not open the key") from error
    except UnsupportedAlgorithm as error:
        raise InputError(f"{path}: the key is locked in a way that cannot be opened here: {error}") from error


def _loaded(data: bytes, passphrase: bytes | None) -> object:
    """The private key in the bytes of a file; `TypeError` where it is locked and no passphrase is given."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in data else load_pem_private_key
    return load(data, passphrase)
