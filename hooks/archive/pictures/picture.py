"""A picture beside an entry: what is published of it are copies in several sizes, without what the camera noted.

Where a picture was taken, by which device and when stands in the file that a phone makes; none of it is published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import PIL

from archive.store import Store, key_of

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
# The widths in pixels that are made; no picture is published larger than the last.
WIDTHS = (360, 720, 1080, 1600)
# More than any camera of a clerk makes; what unpacks to more is an accident or an attack.
MOST_PIXELS = 60_000_000
FOLDER = "anh"
_VERSION = 1


class PictureWrong(ValueError):
    """A file is no picture that can be read; the text says why, as a code of `problems`."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is shown, upright: its file, its size in pixels, and the hash of its bytes."""

    path: Path
    src_uri: str
    width: int
    height: int
    digest: str
    plain: bool
    """Without transparency, so that its copies may be JPEG."""

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The widths of its copies, the smallest first."""
        largest = min(self.width, WIDTHS[-1])
        return (*(width for width in WIDTHS if width < largest), largest)

    @property
    def ending(self) -> str:
        """The ending of its copies for browsers that know no WebP."""
        return "jpg" if self.plain else "png"

    def height_at(self, width: int) -> int:
        """Give the height of a copy."""
        return max(1, round(self.height * width / self.width))

    def copy(self, width: int, ending: str) -> str:
        """Name a copy, by its path in the site."""
        return f"{FOLDER}/{self.digest[:16]}-{width}.{ending}"

    def files(self, store: Store) -> Iterator[tuple[str, bytes]]:
        """Yield every file that is published of it: its copies, and the largest at its own address."""
        for width in self.widths:
            for ending in ("webp", self.ending):
                yield self.copy(width, ending), self._made(width, ending, store)
        yield self.src_uri, self._made(self.widths[-1], self._own_ending, store)

    @property
    def published(self) -> bytes:
        """What stands at its own address: it is what is told of a picture that is attached."""
        return self._encoded(self.widths[-1], self._own_ending)

    @property
    def _own_ending(self) -> str:
        ending = self.path.suffix.lower().removeprefix(".")
        return "jpg" if ending == "jpeg" else ending

    def _made(self, width: int, ending: str, store: Store) -> bytes:
        key = key_of("picture", _VERSION, PIL.__version__, self.digest, width, ending)
        return store.get(key, lambda: self._encoded(width, ending))

    def _encoded(self, width: int, ending: str) -> bytes:
        from archive.pictures.pixels import encoded  # slow to load, and few builds look into pictures

        return encoded(self.path, (width, self.height_at(width)), ending)


def read_picture(path: Path, src_uri: str, *, whole: bool = False) -> Picture:
    """Read what a picture is, and with `whole` that all of it can be unpacked; raises PictureWrong."""
    from archive.pictures.pixels import seen

    data = path.read_bytes()
    width, height, plain = seen(data, whole=whole)
    return Picture(path, src_uri, width, height, hashlib.sha256(data).hexdigest(), plain)
