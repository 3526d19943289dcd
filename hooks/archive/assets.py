"""What pages are shown with: style, fonts, scripts and the search program, in one folder whose name is their hash.

So a page that somebody has open finds what it was made for, though a newer edition stands in its place; and browsers
need not ask again for what they have.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from archive.paths import SEARCH_FOLDER
from archive.patterns import pattern
from archive.search.site import PROGRAM_FILES
from archive.store import Apart, Store, key_of
from archive.stylesheet import stylesheet

FOLDER = "assets"
# Whose names say what they hold, or in which folder of such a name they lie. The texts of passages are not among them:
# what was withdrawn must go.
HASHED = pattern(rf"{FOLDER}/[0-9a-f]{{10}}/.+|{SEARCH_FOLDER}/(?:[if]/[^/]+|(?:words|short)-[^/]+)\.json")
# Icons keep their names: browsers and phones hold on to the address of an icon.
_ICONS = ("mark.svg", "mark-180.png")


@dataclass(frozen=True)
class Assets:
    """The files of a program, by their names in the folder, from what lies in `overrides/assets`."""

    contents: dict[str, bytes]

    @classmethod
    def of(cls, overrides: Path, store: Store | Apart, program: str) -> Assets:
        """Gather them; the style is joined to one file, the search program is kept by its key `program`."""
        folder = overrides / FOLDER
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        found = {name: (folder / name).read_bytes() for name in names if not name.startswith("css/")}
        found = {name: content for name, content in found.items() if name not in _ICONS}
        found["archive.css"] = stylesheet(str(overrides)).encode()
        for name in PROGRAM_FILES:
            found[f"search/{name}"] = _program_file(name, store, program)
        return cls(found)

    @cached_property
    def folder(self) -> str:
        """Where in the site they lie."""
        seen = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            seen.update(f"{name}\0{len(content)}\0".encode() + content)
        return f"{FOLDER}/{seen.hexdigest()[:10]}"

    @property
    def files(self) -> dict[str, bytes]:
        """The files by their paths in the site."""
        return {f"{self.folder}/{name}": content for name, content in self.contents.items()}


def _program_file(name: str, store: Store | Apart, program: str) -> bytes:
    return store.get(key_of("searching", program, name), lambda: PROGRAM_FILES[name]().encode())
