"""What a page looks like where it is passed on: a picture with its name, in the archive's own letters and colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import PIL

from archive.pictures.making import Drawing
from archive.store import key_of

FOLDER = "chia-se"
TOUCH_ICON = "assets/mark-180.png"
WIDTH, HEIGHT = 1200, 630
_VERSION = 3


class SharePicture(NamedTuple):
    """A share picture: its path in the site, and what is written on it."""

    path: str
    title: str
    above: str
    below: str

    @property
    def url(self) -> str:
        """Its URL, from the site's root."""
        return f"/{self.path}"

    def drawing(self, letters: Letters) -> Drawing:
        """Say how it is drawn, in the archive's own letters."""
        key = key_of("share", _VERSION, PIL.__version__, WIDTH, HEIGHT, letters.key, self.title, self.above, self.below)
        return Drawing({self.path: key}, partial(_drawn, self, letters.folder))


class Letters(NamedTuple):
    """The archive's own letters: the folder of their files, and a key of what is in them."""

    folder: Path
    key: str

    @classmethod
    def of(cls, folder: Path) -> Letters:
        """Look at those in a folder."""
        return cls(folder, key_of(*((folder / f"archive-sans-{weight}.woff2").read_bytes() for weight in (400, 600))))


def touch_icon() -> Drawing:
    """Say how the archive's mark is drawn for the home screens of phones."""
    return Drawing({TOUCH_ICON: key_of("touch icon", _VERSION, PIL.__version__)}, _icon)


def _drawn(picture: SharePicture, fonts: Path, keys: Sequence[str]) -> list[bytes]:
    from archive.pictures.drawing import drawn  # slow to load, and few builds draw

    return [drawn(picture, fonts)]


def _icon(keys: Sequence[str]) -> list[bytes]:
    from archive.pictures.drawing import icon

    return [icon()]
