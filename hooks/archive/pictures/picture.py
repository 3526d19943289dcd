"""A picture beside an entry: what is published of it are copies in several sizes, without what the camera noted.

Where a picture was taken, by which device and when stands in the file that a phone makes; none of it is published.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import PIL
from PIL import Image, ImageCms, ImageOps

from archive.store import Store, key_of

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
# The widths in pixels that are made; no picture is published larger than the last.
WIDTHS = (360, 720, 1080, 1600)
# More than any camera of a clerk makes; what unpacks to more is an accident or an attack.
MOST_PIXELS = 60_000_000
FOLDER = "anh"
# Exif: which way up the camera was held; from 5 on it lay on its side.
_ORIENTATION = 0x0112
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
        return _encoded(self.path, (width, self.height_at(width)), ending)


@contextlib.contextmanager
def opened(data: bytes, formats: tuple[str, ...] = ("JPEG", "PNG", "WEBP")) -> Iterator[Image.Image]:
    """Open a picture by its bytes; raises PictureWrong for what is wrong with it, also within the block."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=formats) as image:
                yield image
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureWrong("picture_too_large") from None
    except PictureWrong:
        raise
    except (OSError, SyntaxError, ValueError):
        raise PictureWrong("picture_unreadable") from None


def read_picture(path: Path, src_uri: str, *, whole: bool = False) -> Picture:
    """Read what a picture is, and with `whole` that all of it can be unpacked; raises PictureWrong."""
    data = path.read_bytes()
    with opened(data) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise PictureWrong("picture_too_large")
        turned = image.getexif().get(_ORIENTATION, 1) >= 5
        plain = not (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info)
        if whole:
            # A JPEG is read to its end, but drawn small.
            image.draft("RGB", (max(1, width // 8), max(1, height // 8)))
            image.load()
    if turned:
        width, height = height, width
    return Picture(path, src_uri, width, height, hashlib.sha256(data).hexdigest(), plain)


def _encoded(path: Path, size: tuple[int, int], ending: str) -> bytes:
    with Image.open(path) as opened:
        image = _in_common_colours(ImageOps.exif_transpose(opened))
        image = image.resize(size, Image.Resampling.LANCZOS) if image.size != size else image
        clean = Image.new(image.mode, image.size)
        clean.paste(image)
    out = io.BytesIO()
    if ending == "webp":
        clean.save(out, "WEBP", quality=78, method=4)
    elif ending == "jpg":
        clean.convert("RGB").save(out, "JPEG", quality=80, optimize=True, progressive=True)
    else:
        clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _in_common_colours(image: Image.Image) -> Image.Image:
    """Bring a picture to sRGB: the profile that says otherwise is not published."""
    profile = image.info.get("icc_profile")
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if transparent else "RGB")
    if not profile:
        return image
    try:
        own, common = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, common, outputMode=image.mode) or image
    except ImageCms.PyCMSError:
        return image
