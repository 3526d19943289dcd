"""Pictures for tests, drawn when they are needed."""

from __future__ import annotations

import io

from PIL import Image


def picture(width: int, height: int, ending: str = "JPEG", **saved: object) -> bytes:
    """Draw a picture of two colours; `saved` is given to Pillow's writer, such as `exif`."""
    image = Image.new("RGB", (width, height), "#b3533f")
    image.paste("#35264f", (0, 0, width, height // 2))
    out = io.BytesIO()
    image.save(out, ending, **saved)
    return out.getvalue()
