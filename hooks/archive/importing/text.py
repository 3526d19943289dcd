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
from archive.strings import strings

_PAGE_NUMBER = re.compile(r"\s*(?:trang\s+)?\d{1,3}\s*", re.IGNORECASE)


def read_text(content: bytes) -> Pages:
    """Read a text file; raises PaperUnreadable where it holds no text."""
    text = _decoded(content)
    if "\x00" in text or not text.strip():
        raise PaperUnreadable("no_text")
    warnings = []
    if is_coded(text):
        text, warnings = unicode_of(text), [strings()("importing.warnings.old_font")]
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return Pages(list(paragraphs(_lines(text), measured=False)), {}, warnings)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Bytes of one letter each: those of old fonts, else those of Windows.
        latin = content.decode("latin-1")
        return latin if is_coded(latin) else content.decode("cp1258", "replace")


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something, with how many more empty ones stand before each than is usual."""
    rows = [(number, row) for number, row in enumerate(text.replace("\f", "\n").split("\n"), 1)]
    filled = [(number, row) for number, row in rows if row.strip()]
    steps = Counter(after - before - 1 for (before, _), (after, _) in pairwise(filled))
    usual = steps.most_common(1)[0][0] if steps else 0
    before = filled[0][0] - usual - 1
    for number, row in filled:
        said = tidy(row)
        if _PAGE_NUMBER.fullmatch(row):
            continue
        gap = max(0, number - before - 1 - usual)
        before = number
        place = strings()("importing.place.line", line=number)
        # What stands in columns is kept apart by many spaces: `head` and `foot` look for them.
        kept = re.sub(r"\s{3,}", "\t", row.strip()) if re.search(r"\S\s{3,}\S", row) else said
        yield Line(kept, place, 0.0, width(said), gap)
