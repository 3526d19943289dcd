"""What a page looks like where it is passed on: a picture with its name, in the archive's own letters and colours."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from archive.store import Store, key_of

FOLDER = "chia-se"
TOUCH_ICON = "assets/mark-180.png"
WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _MUTED, _RED, _GOLD = "#fdf9f1", "#241a16", "#6a5d54", "#9c1a1f", "#e3b54a"
_LEFT, _ROOM, _MOST_LINES = 72, WIDTH - 72 - 300, 4
_ICON = 180
_SIZES = (76, 64, 54, 46, 40)
_VERSION = 1


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
        return store.get(key, lambda: _drawn(self, fonts))


def touch_icon(store: Store) -> bytes:
    """Draw the archive's mark for the home screens of phones."""
    return store.get(key_of("touch icon", _VERSION, PIL.__version__), _icon)


def _icon() -> bytes:
    image = Image.new("RGB", (_ICON, _ICON), _PAPER)
    _gong(ImageDraw.Draw(image), _ICON // 2, _ICON // 2, round(_ICON * 0.46))
    out = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(said: SharePicture, fonts: Path) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    _band(draw)
    _gong(draw, WIDTH - 150, HEIGHT - 150, 190)
    draw.text((_LEFT, 96), said.above, font=_font(fonts, 600, 36), fill=_RED)
    font, top = _fitting(said.title, fonts), 172
    for line in _shortened(_lines(said.title, font)):
        draw.text((_LEFT, top), line, font=font, fill=_INK)
        top += round(font.size * 1.32)
    draw.text((_LEFT, HEIGHT - 92), said.below, font=_font(fonts, 400, 32), fill=_MUTED)
    out = io.BytesIO()
    image.quantize(48, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitting(title: str, fonts: Path) -> ImageFont.FreeTypeFont:
    """Choose the largest letters in which a title takes three lines at most; the smallest for one that never does."""
    sizes = (_font(fonts, 600, size) for size in _SIZES)
    return next((font for font in sizes if len(_lines(title, font)) < _MOST_LINES), _font(fonts, 600, _SIZES[-1]))


def _band(draw: ImageDraw.ImageDraw) -> None:
    """Draw the woven border."""
    draw.rectangle((0, 0, WIDTH, 44), fill=_RED)
    for left in range(0, WIDTH, 44):
        draw.polygon(((left, 22), (left + 22, 4), (left + 44, 22), (left + 22, 40)), fill=_GOLD)
        draw.polygon(((left + 11, 22), (left + 22, 13), (left + 33, 22), (left + 22, 31)), fill=_RED)


def _gong(draw: ImageDraw.ImageDraw, x: int, y: int, radius: int) -> None:
    def ring(part: float, **how: str | int) -> None:
        reach = radius * part
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), **how)  # type: ignore[arg-type]

    ring(1, fill=_RED)
    ring(0.8, outline=_GOLD, width=7)
    ring(0.52, outline=_GOLD, width=5)
    ring(0.27, fill=_GOLD)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break a text where it fills the room; a word is never broken, for a syllable must not be."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]


@cache
def _font(fonts: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The simple layout is the same on every machine, and composed letters need no more.
    return ImageFont.truetype(str(fonts / f"archive-sans-{weight}.woff2"), size, layout_engine=ImageFont.Layout.BASIC)
