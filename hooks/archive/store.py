"""What is dear to make and depends on its inputs alone, kept between builds: a file that may always be deleted."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from archive.seals import sealed, unsealed

# What takes many bytes by itself, the copies of photographs, lies by itself: it must not crowd out the rest.
NAMES = _SMALL, _LARGE = "store.sqlite", "pictures.sqlite"
LARGE = 100_000
# Nobody tells what will not be asked for again; a file so large, in bytes, is begun anew.
LARGEST = {_SMALL: 2_000_000_000, _LARGE: 5_000_000_000}
# So many are kept between two writes to the disk: what an interrupted build made is lost, never half there.
_AT_ONCE = 500


@dataclass
class Store:
    """Made things by the hash of all that they depend on; safe to share between branches and machines.

    An SQLite file in `folder`, to be trusted like the program itself, with one `beside` it for what is large. What
    cannot be read whole is made again; a file that is no database any more is begun anew; a store that cannot be
    written costs time, and nothing else.
    """

    folder: Path
    name: str = _SMALL
    _opened: sqlite3.Connection | None = field(default=None, repr=False)
    _waiting: int = 0
    _beside: Store | None = field(default=None, repr=False)

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give what `key` names, made now if it is not there whole."""
        kept = self.find(key)
        if kept is None:
            kept = make()
            self.keep(key, kept)
        return kept

    def find(self, key: str) -> bytes | None:
        """Give what `key` names; None where it is not there whole."""
        try:
            row = self._database().execute("SELECT content FROM made WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
            row = None
        if row is None and (beside := self.beside()):
            return beside.find(key)
        return unsealed(row[0], key) if row is not None and isinstance(row[0], bytes) else None

    def has(self, key: str) -> bool:
        """Tell whether something is there that `key` names; it may yet turn out to be damaged."""
        try:
            if self._database().execute("SELECT 1 FROM made WHERE key = ?", (key,)).fetchone() is not None:
                return True
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
        beside = self.beside()
        return beside is not None and beside.has(key)

    def keep(self, key: str, content: bytes) -> None:
        """Keep what `key` names."""
        if len(content) >= LARGE and (beside := self.beside(begin=True)):
            beside.keep(key, content)
            return
        try:
            self._database().execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (key, sealed(content, key)))
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)
            return
        self._waiting += 1
        if self._waiting >= _AT_ONCE:
            self.settle()

    def beside(self, *, begin: bool = False) -> Store | None:
        """Give the store of what is large; None where there is none yet, or this is it."""
        if self.name == _SMALL and self._beside is None and (begin or (self.folder / _LARGE).exists()):
            self._beside = Store(self.folder, _LARGE)
        return self._beside

    def settle(self) -> None:
        """Write what was kept to the disk."""
        if self._beside is not None:
            self._beside.settle()
        self._waiting = 0
        if self._opened is not None:
            try:
                self._opened.commit()
            except sqlite3.DatabaseError as error:
                self._begin_anew(error)

    def close(self) -> None:
        """Write what was kept, and let the file go."""
        self.settle()
        if self._beside is not None:
            self._beside.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _database(self) -> sqlite3.Connection:
        if self._opened is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                file = self.folder / self.name
                if file.exists() and file.stat().st_size > LARGEST[self.name]:
                    file.unlink()
                self._opened = _connected(file)
            except (OSError, sqlite3.DatabaseError) as error:
                self._begin_anew(error)
        assert self._opened is not None
        return self._opened

    def _begin_anew(self, error: Exception) -> None:
        """Go on with an empty store: the file is no database any more, or nobody may write it."""
        if self._opened is not None:
            self._opened.close()
        # What another process is writing, or nobody may write, is left as it is; a damaged file goes.
        if not isinstance(error, (sqlite3.OperationalError, OSError)):
            with contextlib.suppress(OSError, sqlite3.Error):
                (self.folder / self.name).unlink(missing_ok=True)
                self._opened = _connected(self.folder / self.name)
                return
        self._opened = _connected(":memory:")


@dataclass
class Apart:
    """What a process that must not open the store has of it: `found` was looked up ahead, `kept` is to go there."""

    found: dict[str, bytes] = field(default_factory=dict)
    kept: list[tuple[str, bytes]] = field(default_factory=list)

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Give what `key` names, made now if it was not found ahead."""
        content = self.find(key)
        if content is None:
            content = make()
            self.keep(key, content)
        return content

    def find(self, key: str) -> bytes | None:
        """Give what `key` names; None where it was not found ahead."""
        return self.found.get(key)

    def keep(self, key: str, content: bytes) -> None:
        """Keep what `key` names, for whoever opens the store."""
        self.kept.append((key, content))

    def taken(self) -> list[tuple[str, bytes]]:
        """Hand over what is to be kept, once."""
        taken, self.kept = self.kept, []
        return taken


def _connected(file: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=1)
    # Losing power may cost the file, which is then begun anew; losing the process costs what was not settled.
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, content BLOB)")
    return database


def key_of(*parts: object) -> str:
    """Name what depends on these parts, in this order."""
    told: list[bytes] = []
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        told += len(data).to_bytes(8, "big"), data
    return hashlib.sha256(b"".join(told)).hexdigest()
