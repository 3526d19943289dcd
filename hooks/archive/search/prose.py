"""From Markdown to the paragraphs that search reads: plain text, headings marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.excerpt import plain
from archive.patterns import pattern
from archive.search.document import Paragraph

_HEADING = pattern(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_UNDERLINE = pattern(r"\s{0,3}(?:=+|-+)\s*$")
_FENCE = pattern(r"\s*(?:```|~~~)")
# What begins a paragraph of its own within a block: an item of a list, a quotation, a row of a table, a footnote.
_ITEM = pattern(r"\s*(?:[-*+]\s+|\d+[.)]\s+|>\s?|\[\^[^\]]+\]:\s*|\||:\s+)")
_PICTURE = pattern(r"!\[([^\]]*)\]\([^)]*\)")
_RULE = pattern(r"[\s·:*_-]*")


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text, each on one line; an item of a list or a row of a table is one."""
    lines: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        heading = _HEADING.fullmatch(line)
        underlined = bool(lines) and _UNDERLINE.fullmatch(line) is not None and "|" not in lines[-1]
        if not (heading or underlined) and line.strip() and not _FENCE.match(line) and not _ITEM.match(line):
            lines.append(line)
            continue
        yield from _paragraph(lines, heading=underlined)
        lines = []
        if heading:
            yield from _paragraph([heading[1]], heading=True)
        elif not underlined and line.strip() and not _FENCE.match(line):
            lines = [_ITEM.sub("", line, count=1)]


def _paragraph(lines: list[str], *, heading: bool) -> Iterator[Paragraph]:
    text = _PICTURE.sub(r"\1", " ".join(lines))
    if "|" in text:
        text = re.sub(r"\s*(?<!\\)\|\s*", " · ", text).strip(" ·")
    text = plain(text)
    if text and not _RULE.fullmatch(text):
        yield Paragraph(text, heading)
