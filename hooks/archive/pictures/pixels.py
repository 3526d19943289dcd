"""Looking into pictures, and making copies of them."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterable, Iterator
from functools import cache

from PIL import Image, ImageCms, ImageOps

from archive.pictures.picture import MOST_PIXELS, PictureWrong

# Exif: which way up the camera was held; from 5 on it lay on its side.
_ORIENTATION = 0x0112


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


def seen(data: bytes, *, whole: bool) -> tuple[int, int, bool]:
    """See how wide and high a picture is, upright, and whether it is without transparency; raises PictureWrong.

    With `whole` also whether all of it can be unpacked.
    """
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
    return (height, width, plain) if turned else (width, height, plain)


def copies(content: bytes, largest: tuple[int, int], wanted: Iterable[tuple[tuple[int, int], str]]) -> Iterator[bytes]:
    """Make copies of a picture, each in a size and a format, upright, without what the camera noted.

    `largest` is the size of its largest copy: a JPEG is not unpacked much larger than that, whichever are wanted.
    """
    with Image.open(io.BytesIO(content)) as opened:
        turned = opened.getexif().get(_ORIENTATION, 1) >= 5
        opened.draft(opened.mode, largest[::-1] if turned else largest)
        image = _in_common_colours(ImageOps.exif_transpose(opened))
    sized = cache(lambda size: _clean(image, size))
    for size, ending in wanted:
        yield _written(sized(size), ending)


def _clean(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    image = image.resize(size, Image.Resampling.LANCZOS) if image.size != size else image
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _written(image: Image.Image, ending: str) -> bytes:
    out = io.BytesIO()
    if ending == "webp":
        image.save(out, "WEBP", quality=78, method=4)
    elif ending == "jpg":
        image.convert("RGB").save(out, "JPEG", quality=80, optimize=True, progressive=True)
    else:
        image.save(out, "PNG", optimize=True)
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
