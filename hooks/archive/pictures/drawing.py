"""Drawing the pictures that pages are passed on with, and the mark, in few colours and in the archive's own letters."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from archive.pictures.share import HEIGHT, WIDTH, SharePicture

_PAPER, _INK, _MUTED, _RED, _GOLD = "#fdf9f1", "#241a16", "#6a5d54", "#9c1a1f", "#e3b54a"
_LEFT, _ROOM, _MOST_LINES = 72, WIDTH - 72 - 300, 4
_ICON = 180
_SIZES = (76, 64, 54, 46, 40)
# The colours of letters, and how many stand between each and the paper.
_LETTERS, _STEPS = (_INK, _MUTED, _RED), 15


def icon() -> bytes:
    """Draw the mark alone, as PNG."""
    image = _canvas(_ICON, _ICON)
    _gong(ImageDraw.Draw(image), _ICON // 2, _ICON // 2, round(_ICON * 0.46))
    return _png(image)


def drawn(said: SharePicture, fonts: Path) -> bytes:
    """Draw a share picture, as PNG; `fonts` is the folder of the archive's letters."""
    image = _background().copy()
    _write(image, 96, said.above, _font(fonts, 600, 36), _RED)
    font, top = _fitting(said.title, fonts), 172
    for line in _shortened(_lines(said.title, font)):
        _write(image, top, line, font, _INK)
        top += round(font.size * 1.32)
    _write(image, HEIGHT - 92, said.below, _font(fonts, 400, 32), _MUTED)
    return _png(image)


@cache
def _background() -> Image.Image:
    image = _canvas(WIDTH, HEIGHT)
    draw = ImageDraw.Draw(image)
    _band(draw)
    _gong(draw, WIDTH - 150, HEIGHT - 150, 190)
    return image


def _canvas(width: int, height: int) -> Image.Image:
    """Begin a picture that holds no colour but ours, and those between paper and letters."""
    image = Image.new("P", (width, height))
    paper = ImageColor.getrgb(_PAPER)
    palette = [*paper, *ImageColor.getrgb(_GOLD)]
    for colour in _LETTERS:
        for step in range(1, _STEPS + 1):
            pairs = zip(paper, ImageColor.getrgb(colour), strict=True)
            palette += [round(light + (dark - light) * step / _STEPS) for light, dark in pairs]
    image.putpalette(palette)
    return image


def _place(colour: str) -> int:
    """Say where a full colour stands in the palette."""
    return 1 if colour == _GOLD else 1 + _STEPS * (_LETTERS.index(colour) + 1)


def _write(image: Image.Image, top: int, text: str, font: ImageFont.FreeTypeFont, colour: str) -> None:
    """Write one line; the edges of letters are between paper and ink, as if it were not a picture of few colours."""
    mask = Image.new("L", (_ROOM + 80, round(font.size * 1.6)))
    ImageDraw.Draw(mask).text((0, 0), text, font=font, fill=255)
    first = _place(colour) - _STEPS
    steps = [round(light * _STEPS / 255) for light in range(256)]
    inked = mask.point([first + step if step else 0 for step in steps])
    image.paste(inked, (_LEFT, top), mask.point([255 if step else 0 for step in steps]))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=7)
    return out.getvalue()


def _fitting(title: str, fonts: Path) -> ImageFont.FreeTypeFont:
    """Choose the largest letters in which a title takes three lines at most; the smallest for one that never does."""
    sizes = (_font(fonts, 600, size) for size in _SIZES)
    return next((font for font in sizes if len(_lines(title, font)) < _MOST_LINES), _font(fonts, 600, _SIZES[-1]))


def _band(draw: ImageDraw.ImageDraw) -> None:
    """Draw the woven border."""
    red, gold = _place(_RED), _place(_GOLD)
    draw.rectangle((0, 0, WIDTH, 44), fill=red)
    for left in range(0, WIDTH, 44):
        draw.polygon(((left, 22), (left + 22, 4), (left + 44, 22), (left + 22, 40)), fill=gold)
        draw.polygon(((left + 11, 22), (left + 22, 13), (left + 33, 22), (left + 22, 31)), fill=red)


def _gong(draw: ImageDraw.ImageDraw, x: int, y: int, radius: int) -> None:
    def ring(part: float, **how: int) -> None:
        reach = radius * part
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), **how)

    red, gold = _place(_RED), _place(_GOLD)
    ring(1, fill=red)
    ring(0.8, outline=gold, width=7)
    ring(0.52, outline=gold, width=5)
    ring(0.27, fill=gold)


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
