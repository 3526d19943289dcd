"""Pictures of a Word file, as the archive publishes them: of other kinds that can be drawn a PNG is made."""

from __future__ import annotations

import io

from archive.pictures.picture import ENDINGS, MOST_PIXELS, PictureWrong
from archive.pictures.pixels import opened
from archive.safety.filetypes import TYPES

_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")


def publishable(content: bytes, ending: str) -> tuple[bytes, str] | None:
    """Give a picture and the ending that it deserves; None where it cannot be drawn (a metafile).

    One of a kind that is published stays as it is, byte for byte.
    """
    if ending in ENDINGS and TYPES[ending](content):
        return content, ending.replace(".jpeg", ".jpg")
    try:
        with opened(content, _KINDS) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.seek(0)
            out = io.BytesIO()
            drawn = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGB")
            drawn.save(out, "PNG")
    except (PictureWrong, OSError, ValueError):
        return None
    return out.getvalue(), ".png"
