"""Photographs for the build benchmark: as large as a phone takes them, five to a story."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 4000, 3000
A_STORY = 5

_STORY = """---
title: Phiên chợ vùng cao, lần {number}
date: {year}-{month:02}-{day:02}
unit: ubnd-xa-tan-an
format: photos
streams: [quang-ba-hinh-anh]
topics: [van-hoa]
cover: {{file: {cover}, alt: Phiên chợ lúc sáng sớm}}
attachments:
  - {{file: {cover}, title: Ảnh gốc}}
---

Bà con các làng mang rau, gùi và thổ cẩm xuống chợ lần thứ {number}.

{pictures}
"""


def write_photographs(docs_dir: Path, count: int, seed: int = 1) -> None:
    """Write so many photographs below `docs_dir`, and the stories that show them."""
    chance = random.Random(seed)
    # A few hills and much grain: a photograph is as hard to pack, and no two are alike.
    grain = Image.effect_noise((WIDTH, HEIGHT), 24)
    for story in range(-(-count // A_STORY)):
        year, month, day = 2019 + story % 6, 1 + story % 12, 1 + story % 28
        names = [f"cho-{story:04}-{number}.jpg" for number in range(min(A_STORY, count - story * A_STORY))]
        folder = docs_dir / f"tin-bai/{year}"
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            _hills(chance, grain).save(folder / name, quality=85)
        pictures = "\n\n".join(f"![Một góc chợ]({name})" for name in names[1:])
        text = _STORY.format(number=story, year=year, month=month, day=day, cover=names[0], pictures=pictures)
        (folder / f"phien-cho-{story:04}.md").write_text(text, encoding="utf-8")


def _hills(chance: random.Random, grain: Image.Image) -> Image.Image:
    rough = Image.new("RGB", (16, 12))
    rough.putdata([(chance.randrange(256), chance.randrange(256), chance.randrange(256)) for _ in range(16 * 12)])
    smooth = rough.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return Image.blend(smooth, grain.convert("RGB"), 0.25)
