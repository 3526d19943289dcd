"""The hash of every source: a checkout changes times, an edit changes bytes.

What is small is read each time. A large file, a photograph or a scan, is known by how it looks, as git knows it:
nothing is written to it without changing its time of change, which on POSIX systems no program can set.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from archive.paths import source_files
from archive.seals import keep, read_kept
from archive.store import key_of

# So many bytes are read as soon as looked at.
LARGE = 64_000
# What was written so many nanoseconds ago may be written once more without looking otherwise: clocks of disks are slow.
_SETTLED = 3_000_000_000

# Size, time of the last writing and of the last change, number on the disk.
Look = tuple[int, int, int, int]


@dataclass
class Remembered:
    """The hashes of the large files below a folder, each with how it looked when it was read; kept in `file`."""

    file: Path
    before: dict[str, tuple[Look, str]] = field(default_factory=dict)
    after: dict[str, tuple[Look, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, kept_in: Path) -> Remembered:
        """Recall those of a folder from where a build keeps things; nothing where they are not there whole."""
        file = kept_in / "sources" / f"{key_of(folder.resolve())[:16]}.json"
        with contextlib.suppress(ValueError):
            if (kept := read_kept(file)) is not None:
                return cls(file, {path: ((*look,), hash) for path, (*look, hash) in json.loads(kept).items()})
        return cls(file)

    def hash(self, path: str, opened: FileIO) -> str:
        """Give the hash of a file that is open for reading."""
        seen = os.fstat(opened.fileno())
        if seen.st_size < LARGE:
            return hashlib.sha256(opened.read()).hexdigest()
        look = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
        known, hash = self.before.get(path, (None, ""))
        if known != look:
            hash = hashlib.file_digest(opened, "sha256").hexdigest()
        if time.time_ns() - max(seen.st_mtime_ns, seen.st_ctime_ns) > _SETTLED:
            self.after[path] = look, hash
        return hash

    def keep(self) -> None:
        """Keep them for the next build."""
        if self.after == self.before:
            return
        rows = {path: (*look, hash) for path, (look, hash) in sorted(self.after.items())}
        keep(self.file, json.dumps(rows).encode())


def hashes(folder: Path, kept_in: Path | None = None) -> dict[str, str]:
    """Hash every file below a folder, by its path there; what is no file, or cannot be read, has no hash.

    `kept_in` is where builds keep things: large files that look as before are then not read.
    """
    files, strange = source_files(folder)
    remembered = Remembered.of(folder, kept_in) if kept_in is not None and os.name == "posix" else None
    found = dict.fromkeys(strange, "") | hashed(folder, files, remembered)
    if remembered is not None:
        remembered.keep()
    return found


def hashed(folder: Path, paths: Iterable[str], remembered: Remembered | None = None) -> dict[str, str]:
    """Hash some files below a folder, by their paths there."""
    found = {}
    for path in paths:
        try:
            with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path each costs as much again
                found[path] = remembered.hash(path, file) if remembered else hashlib.sha256(file.read()).hexdigest()
        except OSError:
            found[path] = ""
    return found
