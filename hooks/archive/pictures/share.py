"""What a page looks like where it is passed on: a picture with its name, in the archive's own letters and colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import PIL

from archive.store import Store, key_of

FOLDER = "chia-se"
TOUCH_ICON = "assets/mark-180.png"
WIDTH, HEIGHT = 1200, 630
_VERSION = 2


@dataclass(frozen=True)
class SharePicture:
    """A share picture: its path in the site, and what is written on it."""

    path: str
    title: str
    above: str
    below: str

    @property
    def url(self) -> str:
        """Its URL, from the site's root."""
        return f"/{self.path}"

    def made(self, fonts: Path, store: Store) -> bytes:
        """Draw it; `fonts` is the folder of the archive's letters."""
        letters = [(fonts / f"archive-sans-{weight}.woff2").read_bytes() for weight in (400, 600)]
        key = key_of("share", _VERSION, PIL.__version__, WIDTH, HEIGHT, *letters, self.title, self.above, self.below)
        return store.get(key, lambda: self._drawn(fonts))

    def _drawn(self, fonts: Path) -> bytes:
        from archive.pictures.drawing import drawn  # slow to load, and few builds draw

        return drawn(self, fonts)


def touch_icon(store: Store) -> bytes:
    """Draw the archive's mark for the home screens of phones."""
    return store.get(key_of("touch icon", _VERSION, PIL.__version__), _icon)


def _icon() -> bytes:
    from archive.pictures.drawing import icon

    return icon()
