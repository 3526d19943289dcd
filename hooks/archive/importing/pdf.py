"""A PDF with text as blocks: its letters put back into lines, columns and paragraphs by where they stand."""

from __future__ import annotations

import ctypes
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from archive.importing.blocks import Pages, PaperUnreadable, Side, tidy
from archive.importing.reflow import Line, paragraphs
from archive.importing.tcvn3 import is_coded, is_old_font, unicode_of
from archive.patterns import pattern
from archive.strings import strings

_PAGE_NUMBER = pattern(r"[-–\s]*(?:trang\s+)?(?P<page>\d{1,3})(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE)
# Between two letters of a line, in parts of their size: more is another column.
_COLUMN = 2.2
# Less than this is no space, and within this much of a height letters stand on one line.
_SPACE, _SAME_LINE = 0.14, 0.35
# First lines are set in by less than this, in points: what begins behind it stands in the middle.
_INDENTED = 45
# What stands before a list's text, which begins at a tab.
_LABEL = pattern(r"[-–—+•*·o]|[\w.]{1,5}[.)]|.*(?:Số ?:|ngày|tháng)")
_FEW_LETTERS = 20


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: from where to where it goes, on which line of writing, how large and how heavy."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


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
            pages = [(pdf[number].get_size()[0], reader.rows(pdf[number])) for number in range(len(pdf))]
            _drop_page_numbers([rows for _, rows in pages])
            lines = [line for number, (width, rows) in enumerate(pages, 1) for line in _lines(rows, width, number)]
    except pypdfium2.PdfiumError:
        raise PaperUnreadable("damaged") from None
    if sum(len(line.text) for line in lines) < _FEW_LETTERS:
        raise PaperUnreadable("scanned")
    if is_coded("\n".join(line.text for line in lines)):  # the font is not named as such
        lines = [replace(line, text=unicode_of(line.text)) for line in lines]
        reader.was_coded = True
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

    def rows(self, page: Any) -> list[_Row]:
        """Give the lines of a page from top to bottom, those of two columns one column after the other."""
        return [row for row in self._rows(page.get_textpage()) if row.text.strip()]

    def _rows(self, text: Any) -> Iterator[_Row]:
        """Yield the lines of a page from top to bottom, parted where columns begin, however they were drawn."""
        lines: list[list[_Letter]] = []
        for letter in sorted(self._letters(text), key=lambda one: -one.base):
            if lines and lines[-1][0].base - letter.base < max(lines[-1][0].size, letter.size) * _SAME_LINE:
                lines[-1].append(letter)
            else:
                lines.append([letter])
        for line in lines:
            row = _Row()
            for letter in sorted(line, key=lambda one: one.left):
                if letter.char == " ":
                    row.text += " " if row.text and not row.text.endswith(" ") else ""
                    continue
                gap = letter.left - row.right
                if row.text and gap > letter.size * _COLUMN and not _LABEL.fullmatch(row.text.strip()):
                    yield _cleaned(row)
                    row = _Row()
                if not row.text:
                    row.left, row.base, row.size = letter.left, letter.base, letter.size
                elif gap > letter.size * _SPACE and not row.text.endswith(" "):
                    row.text += " "
                row.text += letter.char
                row.right = max(row.right, letter.right)
                row.bold.append(letter.bold)
            if row.text:
                yield _cleaned(row)

    def _letters(self, text: Any) -> Iterator[_Letter]:
        """Yield each letter of a page."""
        from pypdfium2 import raw

        flags, name, x, y = ctypes.c_int(), ctypes.create_string_buffer(128), ctypes.c_double(), ctypes.c_double()
        for at in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text.raw, at))
            # Spaces that pdfium makes up stand between letters of two fonts as well.
            if char in "\r\n\ufffe" or (not char.strip() and raw.FPDFText_IsGenerated(text.raw, at)):
                continue
            char = char if char.strip() else " "
            size = raw.FPDFText_GetFontSize(text.raw, at) or 12.0
            raw.FPDFText_GetFontInfo(text.raw, at, name, 128, ctypes.byref(flags))
            font = name.value.decode("utf-8", "replace")
            if is_old_font(font):
                self.was_coded = True
                char = unicode_of(char, font)
            left, bottom, right, top = text.get_charbox(at, loose=True)
            if size <= 1.5:  # the size is in the matrix
                size = max(top - bottom, 1.0)
            raw.FPDFText_GetCharOrigin(text.raw, at, ctypes.byref(x), ctypes.byref(y))
            bold = "bold" in font.lower() or raw.FPDFText_GetFontWeight(text.raw, at) >= 600
            yield _Letter(char, left, right, y.value, size, bold)


def _drop_page_numbers(pages: list[list[_Row]]) -> None:
    """Leave out the numbers of pages: figures above or below all else, that count on with the pages."""
    for at in (0, -1):
        found = [(number, _PAGE_NUMBER.fullmatch(rows[at].text)) for number, rows in enumerate(pages) if len(rows) > 1]
        counted = Counter(int(page["page"]) - number for number, page in found if page)
        for number, page in found:
            if page and (counted[int(page["page"]) - number] > 1 or not pages[number][at].text.strip().isdigit()):
                del pages[number][at]


def _lines(rows: list[_Row], width: float, page: int) -> list[Line]:
    """Tell of each row of a page where it stands between the margins."""
    wide = [row for row in rows if row.right - row.left > width / 2]
    margins = min((row.left for row in wide), default=0.0), max((row.right for row in wide), default=width)
    return [_line(row, rows, margins, page, at) for at, row in enumerate(rows, 1)]


def _line(row: _Row, rows: list[_Row], margins: tuple[float, float], page: int, at: int) -> Line:
    middle = (margins[0] + margins[1]) / 2
    near = [one for one in rows if one is not row and abs(one.base - row.base) < row.size * _SAME_LINE]
    beside, follows = bool(near), any(one.left < row.left for one in near)
    narrow = row.right - row.left < (margins[1] - margins[0]) * 0.62
    side = Side.WHOLE
    if follows or (row.left > middle - 20 and (row.left > middle + 20 or narrow)):
        side = Side.RIGHT
    elif beside:
        side = Side.LEFT
    centre = abs((row.left + row.right) / 2 - middle) < 10
    bold = sum(row.bold) * 2 > len(row.bold)
    indented = row.left > margins[0] + (12 if bold else _INDENTED)
    centred = side is Side.WHOLE and centre and indented and row.right < margins[1] - 12
    place = strings()("importing.place.page", page=page, line=at)
    return Line(row.text, place, row.left, row.right, 0, bold, centred, side, page, row.base, row.size)


def _cleaned(row: _Row) -> _Row:
    row.text = unicodedata.normalize("NFC", tidy(row.text))
    return row


def _spaced(lines: list[Line]) -> list[Line]:
    """Tell where more room is left above a line than is usual on its page."""
    beside = [(one.base - other.base) for one, other in pairwise(lines) if one.side is other.side is Side.WHOLE]
    usual = statistics.median([step for step in beside if 0 < step < 60] or [0.0])
    made = list(lines)
    for at, (one, other) in enumerate(pairwise(lines), 1):
        room = one.base - other.base
        if one.page == other.page and one.side is other.side and room > usual * 1.5 + other.size * 0.2:
            made[at] = replace(other, gap=1 if room < usual * 2.6 else 2)
    return made
