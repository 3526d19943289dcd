"""A PDF with text as blocks: its letters put back into lines, columns and paragraphs by where they stand."""

from __future__ import annotations

import ctypes
import re
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from archive.importing.blocks import Pages, PaperUnreadable, Side, tidy
from archive.importing.reflow import Line, paragraphs
from archive.importing.tcvn3 import is_old_font, unicode_of
from archive.strings import strings

_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE)
# Between two letters of a line, in parts of their size: more is another column.
_COLUMN = 2.2
_FEW_LETTERS = 20


@dataclass
class _Row:
    """Letters on one line, as far as no column parts them."""

    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 12.0
    bold: list[bool] = field(default_factory=list)


def read_pdf(content: bytes) -> Pages:
    """Read a PDF; raises PaperUnreadable where it is locked, damaged, or holds pictures of pages and no text."""
    import pypdfium2

    if b"%PDF-" not in content[:1024]:
        raise PaperUnreadable("not_pdf")
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise PaperUnreadable("locked" if locked else "damaged") from None
    try:
        with pdf:
            reader = _Reader()
            lines = [line for number in range(len(pdf)) for line in reader.page(pdf[number], number + 1)]
    except pypdfium2.PdfiumError:
        raise PaperUnreadable("damaged") from None
    if sum(len(line.text) for line in lines) < _FEW_LETTERS:
        raise PaperUnreadable("scanned")
    warnings = [strings()("importing.warnings.old_font")] if reader.was_coded else []
    return Pages(list(paragraphs(_spaced(lines), measured=True)), {}, [*warnings, *_doubts(lines)])


def _doubts(lines: list[Line]) -> list[str]:
    """Say that tables are not kept, where lines stand in three columns and more."""
    beside = sum(1 for one, other in pairwise(lines) if one.side is Side.LEFT and other.side is Side.RIGHT)
    return [strings()("importing.warnings.pdf_tables")] if beside > 8 else []


class _Reader:
    """Reads pages one by one."""

    def __init__(self) -> None:
        self.was_coded = False

    def page(self, page: Any, number: int) -> list[Line]:
        """Give the lines of a page from top to bottom, those of two columns one column after the other."""
        width, _ = page.get_size()
        rows = [row for row in self._rows(page.get_textpage()) if row.text.strip()]
        if len(rows) > 1:
            for at in (0, -1):
                if _PAGE_NUMBER.fullmatch(rows[at].text):
                    del rows[at]
        edges = [row.right for row in rows if row.right - row.left > width / 2]
        left = min((row.left for row in rows if row.right - row.left > width / 2), default=0.0)
        right = max(edges, default=width)
        return [self._line(row, rows, (left, right), number, at) for at, row in enumerate(rows, 1)]

    def _line(self, row: _Row, rows: list[_Row], margins: tuple[float, float], page: int, at: int) -> Line:
        middle = (margins[0] + margins[1]) / 2
        beside = any(one is not row and abs(one.base - row.base) < row.size * 0.6 for one in rows)
        narrow = row.right - row.left < (margins[1] - margins[0]) * 0.62
        side = Side.WHOLE
        if row.left > middle - 20 and (row.left > middle + 20 or beside or narrow):
            side = Side.RIGHT
        elif beside and row.right < middle + 40:
            side = Side.LEFT
        centre = abs((row.left + row.right) / 2 - middle) < 6
        centred = side is Side.WHOLE and centre and row.left > margins[0] + 12 and row.right < margins[1] - 12
        place = strings()("importing.place.page", page=page, line=at)
        bold = sum(row.bold) * 2 > len(row.bold)
        return Line(row.text, place, row.left, row.right, 0, bold, centred, side, page, f"{row.base:.1f} {row.size:.1f}")

    def _rows(self, text: Any) -> Iterator[_Row]:
        """Yield the lines of a page in the order in which they were drawn, parted where columns begin."""
        row = _Row()
        for char, box, size, bold in self._letters(text):
            if box is None:  # a space: it is wide where it is one
                if char in "\r\n" and row.text:
                    yield _cleaned(row)
                    row = _Row()
                elif row.text and not row.text.endswith(" "):
                    row.text += " "
                continue
            left, base, right = box
            if row.text and (left - row.right > size * _COLUMN or abs(base - row.base) > size * 0.7 or left < row.left - 2):
                yield _cleaned(row)
                row = _Row()
            if not row.text:
                row.left, row.base, row.size = left, base, size
            elif left - row.right > size * 0.18 and not row.text.endswith(" "):
                row.text += " "
            row.text += char
            row.right = max(row.right, right)
            row.bold.append(bold)
        if row.text:
            yield _cleaned(row)

    def _letters(self, text: Any) -> Iterator[tuple[str, tuple[float, float, float] | None, float, bool]]:
        """Yield each letter with (left, base, right), size and weight; spaces without a place."""
        from pypdfium2 import raw

        flags, name = ctypes.c_int(), ctypes.create_string_buffer(128)
        for at in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text.raw, at))
            if char in "\r\n" or not char.strip() or char == "\ufffe":
                yield (" " if char == "\ufffe" else char), None, 0.0, False
                continue
            size = raw.FPDFText_GetFontSize(text.raw, at) or 12.0
            raw.FPDFText_GetFontInfo(text.raw, at, name, 128, ctypes.byref(flags))
            font = name.value.decode("utf-8", "replace")
            if is_old_font(font):
                self.was_coded = True
                char = unicode_of(char, font)
            left, bottom, right, top = text.get_charbox(at, loose=True)
            if size <= 1.5:  # the size is in the matrix
                size = max(top - bottom, 1.0)
            yield char, (left, bottom, right), size, "bold" in font.lower() or raw.FPDFText_GetFontWeight(text.raw, at) >= 600


def _cleaned(row: _Row) -> _Row:
    row.text = unicodedata.normalize("NFC", tidy(row.text))
    return row


def _spaced(lines: list[Line]) -> list[Line]:
    """Tell where more room is left above a line than is usual on its page."""
    steps = [before - base for before, base, _ in _steps(lines) if 0 < before - base < 60]
    usual = statistics.median(steps) if steps else 0.0
    made = list(lines)
    for at, (one, other) in enumerate(pairwise(lines), 1):
        base, size = _numbers(other)
        above, _ = _numbers(one)
        if one.page == other.page and one.side is other.side and above - base > usual * 1.5 + size * 0.2:
            made[at] = replace(other, gap=1 if above - base < usual * 2.6 else 2)
    return made


def _steps(lines: list[Line]) -> Iterator[tuple[float, float, float]]:
    for one, other in pairwise(lines):
        if one.page == other.page and one.side is other.side is Side.WHOLE:
            yield _numbers(one)[0], *_numbers(other)


def _numbers(line: Line) -> tuple[float, float]:
    base, size = line.note.split()
    return float(base), float(size)
