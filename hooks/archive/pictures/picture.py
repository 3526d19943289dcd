"""A picture beside an entry: what is published of it are copies in several sizes, without what the camera noted.

Where a picture was taken, by which device and when stands in the file that a phone makes; none of it is published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import PIL

from archive.pictures.making import Drawing
from archive.store import Apart, Store, key_of

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
# The widths in pixels that are made; no picture is published larger than the last.
WIDTHS = (360, 720, 1080, 1600)
# More than any camera of a clerk makes; what unpacks to more is an accident or an attack.
MOST_PIXELS = 60_000_000
FOLDER = "anh"
# Of how copies are made, and of what is seen of a picture.
_VERSION = 2


class SavedMeanwhile(RuntimeError):
    """A picture is another one than that which a build has begun with; the text names it."""


class PictureWrong(ValueError):
    """A file is no picture that can be read; the text says why, as a code of `problems`."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is shown, upright: its file, its size in pixels, and the hash of its bytes."""

    path: Path
    src_uri: str
    width: int
    height: int
    plain: bool
    """Without transparency, so that its copies may be JPEG."""
    digest: str

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

    @property
    def drawing(self) -> Drawing:
        """Every file that is published of it: its copies, and the largest at its own address."""
        copies = [(width, ending) for width in self.widths for ending in ("webp", self.ending)]
        keys = {self.copy(*copy): self._key(*copy) for copy in copies}
        return Drawing(keys | {self.src_uri: self._key(*self._own)}, self._made)

    def published(self, store: Store | Apart | None) -> bytes:
        """Give what stands at its own address: it is what is told of a picture that is attached."""
        key = self._key(*self._own)

        def made() -> bytes:
            return next(self._made([key]))

        return made() if store is None else store.get(key, made)

    @staticmethod
    def sight_key(digest: str) -> str:
        """Name what is seen of a picture file with this hash: width, height, and whether it is plain."""
        return key_of("picture seen", _VERSION, PIL.__version__, MOST_PIXELS, digest)

    @property
    def _own(self) -> tuple[int, str]:
        """The copy that stands at its own address."""
        ending = self.path.suffix.lower().removeprefix(".")
        return self.widths[-1], "jpg" if ending == "jpeg" else ending

    def _key(self, width: int, ending: str) -> str:
        return key_of("picture", _VERSION, PIL.__version__, self.digest, width, ending)

    def _made(self, keys: Sequence[str]) -> Iterator[bytes]:
        """Make the copies of some keys: the file is unpacked once. Raises SavedMeanwhile."""
        from archive.pictures.pixels import copies  # slow to load, and few builds look into pictures

        every = {
            self._key(width, ending): (width, ending) for width in self.widths for ending in ("webp", "jpg", "png")
        }
        wanted = [((width, self.height_at(width)), ending) for width, ending in map(every.__getitem__, keys)]
        largest = self.widths[-1]
        content = self.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise SavedMeanwhile(self.src_uri)
        yield from copies(content, (largest, self.height_at(largest)), wanted)


def read_picture(path: Path, src_uri: str, *, whole: bool = False) -> Picture:
    """Read what a picture is, and with `whole` that all of it can be unpacked; raises PictureWrong."""
    from archive.pictures.pixels import seen

    data = path.read_bytes()
    width, height, plain = seen(data, whole=whole)
    return Picture(path, src_uri, width, height, plain, hashlib.sha256(data).hexdigest())
