"""Plain text, such as was copied or extracted from a PDF: lines are broken, and empty ones may stand between all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from archive.importing.blocks import Pages, PaperUnreadable, tidy
from archive.importing.reflow import Line, paragraphs, width
from archive.importing.tcvn3 import is_coded, unicode_of
from archive.patterns import pattern
from archive.strings import strings

_PAGE_NUMBER = pattern(r"\s*(?:trang\s+)?(?P<page>\d{1,3})\s*", re.IGNORECASE)
# Lines, at the least, from the number of a page to that of the next.
_PAGE = 20
# So many of a kind are few.
_FEW = 10
# Within so many lines a page ends below its number.
_NEAR = 6


def read_text(content: bytes) -> Pages:
    """Read a text file; raises PaperUnreadable where it holds no text."""
    text = _decoded(content)
    if "\x00" in text or not text.strip():
        raise PaperUnreadable("no_text")
    broken = [str(number) for number, row in enumerate(text.split("\n"), 1) if "�" in row]
    warnings = [strings()("importing.warnings.bad_bytes", lines=", ".join(broken[:_FEW]))] if broken else []
    if is_coded(text):
        text, warnings = unicode_of(text), [*warnings, strings()("importing.warnings.old_font")]
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return Pages(list(paragraphs(_lines(text), measured=False)), {}, warnings)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", "replace")
        if text.count("�") * _FEW < sum(1 for char in text if char >= "\x80"):
            return text  # a few bytes of it are broken
        # Bytes of one letter each: those of old fonts, else those of Windows.
        latin = content.decode("latin-1")
        return latin if is_coded(latin) else content.decode("cp1258", "replace")


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something, with how many more empty ones stand before each than is usual."""
    rows = list(enumerate(text.split("\n"), 1))
    pages = _page_numbers(rows)
    rows = [(number, row.replace("\f", " ")) for number, row in rows]
    filled = [(number, row) for number, row in rows if row.strip()]
    steps = Counter(after - before - 1 for (before, _), (after, _) in pairwise(filled))
    usual = steps.most_common(1)[0][0] if steps else 0
    before = filled[0][0] - usual - 1
    for number, row in filled:
        said = tidy(row)
        if number in pages:
            continue
        gap = max(0, number - before - 1 - usual)
        before = number
        place = strings()("importing.place.line", line=number)
        # What stands in columns is kept apart by many spaces: `head` and `foot` look for them.
        kept = re.sub(r"\s{3,}", "\t", row.strip()) if re.search(r"\S\s{3,}\S", row) else said
        yield Line(kept, place, 0.0, width(said), gap)


def _page_numbers(rows: list[tuple[int, str]]) -> set[int]:
    """Find the lines that only number the pages: beside the end of one, or counting on in the distance of pages.

    Other figures on a line of their own are cells of a table that was copied.
    """
    found: set[int] = set()
    before: tuple[int, int] | None = None
    for at, (number, row) in enumerate(rows):
        page = _PAGE_NUMBER.fullmatch(row.replace("\f", " "))
        if page is None:
            continue
        if _is_beside_end(rows, at):
            found.add(number)
        if before and int(page["page"]) == before[1] + 1 and number - before[0] >= _PAGE:
            found |= {before[0], number}
        if before is None or int(page["page"]) == before[1] + 1 or number - before[0] >= _PAGE:
            before = number, int(page["page"])
    return found


def _is_beside_end(rows: list[tuple[int, str]], at: int) -> bool:
    """Tell whether only empty lines are between a line and the end of its page, or the beginning."""
    before = "".join(f"{row}\n" for _, row in rows[max(at - _NEAR, 0) : at])
    after = "".join(f"\n{row}" for _, row in rows[at + 1 : at + 1 + _NEAR])
    own = rows[at][1]
    return "\f" in own or re.search(r"\f\s*$", before) is not None or re.match(r"\s*\f", after) is not None
