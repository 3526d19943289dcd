"""Lines of print put together to the paragraphs that they were broken from.

A line breaks where the next word would not fit. So one that breaks earlier ends a paragraph, and one that is full goes
on, unless the next begins with the mark of a heading or of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.importing.blocks import Paragraph, Run, Side, in_capitals
from archive.importing.forms import TO, stands_alone, starts_body
from archive.patterns import pattern

# A line that is filled to less than this ends its paragraph, if the next word would have had room.
_FULL = 0.97
# How far first lines are set in, where that is not known: half an inch in letters of fourteen points.
_INDENT = 2.6
_MARK = pattern(
    r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s|[IVX]{1,5}[-–]\s|\d{1,2}(?:\.\d{1,2})+\s|[-–—+•*▪●]\s"
    r"|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|PHỤ LỤC|Phụ lục)\s+[\dIVX]|Kính gửi|Nơi nhận"
)
# Widths of letters in a book face, in parts of its size; those of Times for what is wide or narrow.
_WIDTHS = {**dict.fromkeys("iíìỉĩịjltfI.,;:!'|()[]/-", 0.31), **dict.fromkeys("mMW—…", 0.85), " ": 0.25}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was printed; `left` and `right` are where it begins and ends, `gap` the empty lines before it.

    On a page that was measured `base` is where it stands, `size` that of its letters, in points.
    """

    text: str
    place: str
    left: float
    right: float
    gap: int = 0
    bold: bool = False
    centred: bool = False
    side: Side = Side.WHOLE
    page: int = 1
    base: float = 0.0
    size: float = 0.0


def width(text: str) -> float:
    """Guess how wide a text is printed."""
    return sum(_WIDTHS.get(char, 0.69 if char.isupper() else 0.5) for char in text)


def paragraphs(lines: Iterable[Line], *, measured: bool) -> Iterator[Paragraph]:
    """Put lines together; `measured` ones know where they stand on the page, of others that is a guess."""
    rows = list(lines)
    whole = sorted(line.right for line in rows if line.side is Side.WHOLE and not line.centred)
    edge = whole[int(len(whole) * (0.9 if measured else 0.95))] if whole else 0
    margin = min((line.left for line in rows if line.side is Side.WHOLE and not line.centred), default=0)
    held: list[Line] = []
    for line in rows:
        if held and _begins(line, held, edge, margin, measured=measured):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _begins(line: Line, held: list[Line], edge: float, margin: float, *, measured: bool) -> bool:
    """Tell whether a line begins a paragraph."""
    before = held[-1]
    if line.gap > 0 or line.side is not before.side or line.centred != before.centred or line.centred:
        return True
    if line.side is not Side.WHOLE or _MARK.match(line.text):
        return True
    if stands_alone(line.text) or stands_alone(before.text) or _is_addressed(held, line):
        return True
    if before.text.endswith("./.") or (in_capitals(before.text) and not in_capitals(line.text)):
        return True
    if measured and line.bold != before.bold:
        return True
    if measured and line.left > margin + 8 and before.left <= margin + 8 and len(held) > 1:
        return True
    if not re.search(r"[.;:!?…”\"]$", before.text) and (line.text[:1].islower() or _is_capitals(line, held)):
        return False
    size = (before.right - before.left) / max(width(before.text), 1) if measured else 1.0
    word = width(" " + line.text.split(" ", 1)[0]) * size
    if measured and line.left > margin + 8 and not _is_hanging(held, margin):
        return True
    indent = _INDENT if not measured and len(held) == 1 else 0.0
    return before.right + indent + word <= edge * _FULL


def _is_addressed(held: list[Line], line: Line) -> bool:
    """Tell whether those to whom a paper goes are all named, and its text begins."""
    return TO.match(held[0].text) is not None and (held[-1].text.endswith(".") or starts_body(line.text))


def _is_capitals(line: Line, held: list[Line]) -> bool:
    """Tell whether a heading in capitals goes on."""
    texts = (line.text, held[-1].text)
    return _MARK.match(held[0].text) is not None and all(map(in_capitals, texts))


def _is_hanging(held: list[Line], margin: float) -> bool:
    """Tell whether lines go on at an indent of their own, as those of a list may."""
    return len(held) > 1 and held[-1].left > margin + 8


def _joined(held: list[Line]) -> Paragraph:
    first = held[0]
    text = " ".join(line.text for line in held)
    return Paragraph(
        (Run(text, bold=all(line.bold for line in held)),),
        first.place,
        is_centred=first.centred,
        gap=first.gap,
        side=first.side,
    )
