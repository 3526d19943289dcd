"""Ed25519 keys (RFC 8032): who may say that a site is the district's.

A private key is a PEM file (PKCS #8) that lies outside the repository, or the text of one in ARCHIVE_SIGNING_KEY. The
fingerprint of a public key is the SHA-256 of its 32 bytes, to be printed on paper and read over the telephone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # slow to load, and most builds sign nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VARIABLE, OLD_VARIABLE = "ARCHIVE_SIGNING_KEY", "ARCHIVE_OLD_SIGNING_KEY"


class KeyWrong(ValueError):
    """A key cannot be read; the text is the code of what to say."""


class Signer(Protocol):
    """What signs: a key, or what was signed before."""

    @property
    def public(self) -> str:
        """The public key's 32 bytes, in hexadecimal."""

    def sign(self, message: bytes) -> bytes:
        """Give the signature of a message; raises NotSigned where there is none."""


class NotSigned(ValueError):
    """Nobody signed this message; what was signed says something else."""


class SignedBefore(NamedTuple):
    """Gives the signatures (by message) that somebody else's key has made, and no other."""

    public: str
    signatures: Mapping[bytes, bytes]

    def sign(self, message: bytes) -> bytes:
        """Give the signature of a message; raises NotSigned where there is none."""
        if message not in self.signatures:
            raise NotSigned
        return self.signatures[message]


@dataclass(frozen=True)
class SigningKey:
    """A private key, held as its 32 bytes."""

    secret: bytes

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret)

    @cached_property
    def public(self) -> str:
        """The public key's 32 bytes, in hexadecimal."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        """Give the signature of a message: 64 bytes, always the same."""
        return self._private.sign(message)

    @property
    def pem(self) -> str:
        """The key as a PEM file."""
        from cryptography.hazmat.primitives import serialization

        form = serialization.PrivateFormat.PKCS8
        return self._private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def new_key() -> SigningKey:
    """Make a key by the system's chance."""
    return SigningKey(os.urandom(32))


def read_key(given: str) -> SigningKey:
    """Read a private key: the text of a PEM, or the path of one. Raises KeyWrong."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        pem = given.encode() if "-----BEGIN" in given else Path(given).read_bytes()
        key = serialization.load_pem_private_key(pem, password=None)
    except OSError:
        raise KeyWrong("key_missing") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyWrong("key_unreadable") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyWrong("key_kind")
    return SigningKey(key.private_bytes_raw())


def given_key(file: Path | None, variable: str = VARIABLE) -> SigningKey | None:
    """Read the key of a file, else of the environment; None where neither is given. Raises KeyWrong."""
    given = str(file) if file else os.environ.get(variable, "").strip()
    return read_key(given) if given else None


def is_signed(public: str, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature of a message is that of a public key (hexadecimal)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_pem(public: str) -> str:
    """Write a public key as a PEM file, as openssl reads it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def fingerprint(public: str) -> str:
    """Write the fingerprint of a public key: SHA-256 in groups of four, as people read it aloud."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest().upper()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))
