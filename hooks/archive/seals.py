"""What is kept between builds carries a digest in front: what was damaged or half written is made again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

DIGEST = 32


def seal(*parts: bytes | memoryview) -> bytes:
    """Give the digest that stands in front of what is kept in these parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def sealed(content: bytes, name: str = "") -> bytes:
    """Put a digest of it, and of its name, in front of what is kept.

    A disk that forgot, a write that was cut short, and what lies at another's place are found by it.
    """
    return seal(name.encode(), content) + content


def unsealed(kept: bytes, name: str = "") -> bytes | None:
    """Give what was sealed by a name; None where it is not whole, or another's."""
    content = kept[DIGEST:]
    return content if seal(name.encode(), content) == kept[:DIGEST] else None


def read_kept(file: Path) -> bytes | None:
    """Read what `keep` wrote; None where it is not there whole."""
    try:
        return unsealed(file.read_bytes())
    except OSError:
        return None


def keep(file: Path, content: bytes) -> None:
    """Write a small file whole, or not at all: where nobody may write, it is made again."""
    new = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(sealed(content))
        new.replace(file)
