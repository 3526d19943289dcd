"""What is dear to make and depends on its inputs alone, kept between builds: a folder that may always be deleted."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_DIGEST = 32


@dataclass(frozen=True)
class Store:
    """Made things by the hash of all that they depend on; safe to share between branches and machines."""

    folder: Path

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give what `key` names, made now if it is not there whole."""
        file = self.folder / key[:2] / key
        try:
            kept = file.read_bytes()
        except OSError:
            kept = b""
        # A write that was cut short, or a disk that forgot, is found by the digest in front.
        if hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
            return kept[_DIGEST:]
        made = make()
        self._keep(file, hashlib.sha256(made).digest() + made)
        return made

    def _keep(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(number, "wb") as whole:
                whole.write(content)
            Path(name).replace(file)
        except OSError:
            return  # a store that cannot be written costs time, and nothing else


def key_of(*parts: object) -> str:
    """Name what depends on these parts, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
