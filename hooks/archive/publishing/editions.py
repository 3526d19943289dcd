"""What was published, and what is: editions, each known by the hash of its manifest, whatever holds it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archive.patterns import pattern

# Is told the name of each step as it begins (`publishing.steps.<name>`).
Step = Callable[[str], None]
_FORMS = {
    "Edition": r"[0-9a-f]{16}",
    "Source": r"[0-9a-f]{40,64}\+?",
    "Undoes": r"[0-9a-f]{40,64}\+?",
    "Entries": r"\d{1,9}",
    "Day": r"\d{4}-\d\d-\d\d",
}
_TRAILER = pattern(rf"^({'|'.join(_FORMS)}): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What an edition tells of itself beside its files.

    `id` is that of its manifest, `source` the commit that its sources are of (a `+` behind it where they were changed
    since), `entries` how many it has, `day` that which it goes by; one that brings an earlier edition back `undoes`
    what other sources make. Nobody signs this: what is decided by it can be decided otherwise (`--any-sources`).
    """

    id: str
    source: str = ""
    entries: int = 0
    day: str = ""
    undoes: str = ""

    @property
    def trailers(self) -> str:
        """Write it as the trailers of a commit."""
        said = {"Edition": self.id, "Source": self.source, "Entries": str(self.entries), "Day": self.day}
        return "".join(f"{name}: {value}\n" for name, value in {**said, "Undoes": self.undoes}.items() if value)

    @classmethod
    def read(cls, message: str) -> Told:
        """Read the trailers of a commit; what it does not tell, or not in their form, is empty."""
        rows = _TRAILER.findall(message)
        said = {name: value for name, value in rows if re.fullmatch(_FORMS[name], value, re.ASCII)}
        named = {name.lower(): said.get(name, "") for name in ("Source", "Day", "Undoes")}
        return cls(said.get("Edition", ""), entries=int(said.get("Entries", 0)), **named)


@dataclass(frozen=True, slots=True)
class Published:
    """An edition where it lies: its `place` (a commit, or the name of a folder), when it went there (ISO 8601)."""

    place: str
    time: str
    told: Told

    def is_named(self, name: str) -> bool:
        """Tell whether somebody means this edition: by the beginning of its id or of its place."""
        return len(name) >= 4 and (self.told.id.startswith(name) or self.place.startswith(name))


class Live(Protocol):
    """What is published now, read where it is; without an edition everything is empty."""

    @property
    def edition(self) -> Published | None:
        """The edition that is live."""

    @property
    def kept(self) -> str:
        """Say where an operator finds what this machine published last."""

    def file(self, path: str) -> bytes | None:
        """Give the bytes of a file of the site; None where it has none by that name."""

    def files(self) -> list[str]:
        """Name every file of the site."""

    def changed(self) -> list[str]:
        """Name the files in which it is not what was published from here last; none where that is not known."""

    def earlier(self, path: str) -> Iterator[bytes]:
        """Yield a file of the site as earlier editions had it."""

    def editions(self) -> list[Published]:
        """Give every edition that can be brought back, the newest first, the live one among them."""

    def export(self, edition: Published, folder: Path) -> None:
        """Write an edition into an empty folder, as it was."""


def edition_id(manifest: bytes) -> str:
    """Name an edition by the hash of its manifest."""
    return hashlib.sha256(manifest).hexdigest()[:16]
