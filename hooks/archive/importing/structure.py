"""The order of a body: which paragraphs are headings, which are items of lists, whatever style their author gave them.

Papers number their parts I. / 1. / 1.1. / a) and list with – and +. A numbered line is a heading where it stands out
(bold, or a style) or is a title by itself (no full stop behind it), and an item of a list where it is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.importing.blocks import Block, Paragraph, Picture, Role, Table
from archive.patterns import pattern

_LABELS = (
    (2, pattern(r"(?:[IVX]{1,5}|[A-D])\s?[./)–-]\s*(?=\S)")),
    (2, pattern(r"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+\w+|[IVX]+|\d+)\b", re.IGNORECASE)),
    (2, pattern(r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU)(?:\s+\d+|\s+[IVX]+)?\b")),
    (5, pattern(r"\d{1,2}\.\d{1,2}\.\d{1,2}\s?[.)]?\s+(?=\S)")),
    (4, pattern(r"\d{1,2}\.\d{1,2}\s?[.)]?\s+(?=\S)")),
    (3, pattern(r"\d{1,2}\s?[.)/]\s+(?=\S)|\d{1,2}[.)](?=[^\W\d])")),
    (5, pattern(r"[a-zđ]\s?[.)/]\s+(?=\S)")),
)
_BULLET = pattern(r"([-–—−+•*▪●◦○§·])\s*(?=\S)")
_BULLETS_WITHIN = "+•*▪●◦○§·"
_SENTENCE = pattern(r"[.;,:…]$|\./\.$")
_LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 2 to 6, its label included."""

    level: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list at a depth from 0: `label` is its number as written (“1.”, “a)”), empty for a bullet.

    One that `counts` stands in a list whose numbers any converter would make alike.
    """

    depth: int
    label: str
    paragraph: Paragraph
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A further paragraph of the item before it, of a list at a depth from 0."""

    depth: int
    paragraph: Paragraph


Node = Heading | Item | Within | Paragraph | Table | Picture


def nodes(blocks: Iterable[Block]) -> list[Node]:
    """Tell what each block of a body is; where no part is numbered I., headings begin one level higher."""
    rows = list(blocks)
    found = list(_nested(_nodes(rows)))
    levels = {node.level for node in found if isinstance(node, Heading)}
    if levels and (lift := min(levels) - 2) > 0:
        found = [Heading(node.level - lift, node.paragraph) if isinstance(node, Heading) else node for node in found]
    return found


def _nested(found: Iterable[Node]) -> Iterator[Node]:
    """Let each item lie at most one deeper than the one before it: others would be no items."""
    before = -1
    for node in found:
        if isinstance(node, Item):
            node = replace(node, depth=min(node.depth, before + 1))
            before = node.depth
        elif isinstance(node, Within):
            node = replace(node, depth=min(node.depth, before)) if before >= 0 else node.paragraph
        else:
            before = -1
        yield node


def _nodes(rows: list[Block]) -> Iterator[Node]:
    within = False  # a dash has been seen in this list: what is marked otherwise lies within
    for at, block in enumerate(rows):
        if not isinstance(block, Paragraph):
            yield block
            continue
        later = (rows[number] for number in range(at + 1, len(rows)))
        after = next((one for one in later if isinstance(one, Paragraph)), None)
        level, label = label_of(block.text)
        if block.role in (Role.PLAIN, Role.QUOTE):
            within = False
            yield block
        elif block.role is Role.ITEM:
            yield _styled_item(block)
        elif block.role is Role.WITHIN:
            yield Within(max(block.depth, 0), block)
        elif block.heading and len(block.text) <= _LONGEST_TITLE:
            within = False
            yield Heading(min(block.heading + 1, 6), block)
        elif level and _is_heading(block, level, after):
            within = False
            yield Heading(level, block)
        elif bullet := _BULLET.match(block.text):
            deep = within and bullet[1] in _BULLETS_WITHIN
            within = within or bullet[1] not in _BULLETS_WITHIN
            yield Item(max(block.depth, 0) or int(deep), "", block)
        elif block.is_bullet:
            yield Item(max(block.depth, 0), "", block)
        elif label and level >= 3:
            yield Item(0, label, block)
            within = False
        else:
            within = False
            yield block


def text_of(node: Node) -> str:
    """Give the text of a node, a table's cell by cell; a picture has none."""
    if isinstance(node, Heading | Item | Within):
        return node.paragraph.text
    if isinstance(node, Paragraph):
        return node.text
    return "\n".join(one.text for one in node.paragraphs()) if isinstance(node, Table) else ""


def label_of(text: str) -> tuple[int, str]:
    """Tell the level that a paragraph's number gives it (0: none), and the number."""
    for level, form in _LABELS:
        if found := form.match(text):
            return level, found[0].strip()
    return 0, ""


def bare(text: str) -> str:
    """Give the text of an item of a list without its bullet."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def without_bullet(paragraph: Paragraph) -> Paragraph:
    """Give an item of a list without its bullet."""
    raw = paragraph.raw
    found = None if paragraph.label else _BULLET.match(raw.lstrip())
    left = len(raw) - len(raw.lstrip()) + found.end() if found else 0
    runs = []
    for run in paragraph.runs:
        cut = min(left, len(run.text))
        left -= cut
        runs.append(replace(run, text=run.text[cut:]))
    return replace(paragraph, runs=tuple(runs))


def _styled_item(block: Paragraph) -> Item:
    """Make the item that a style of lists says a paragraph is; one that Word counted counts."""
    counts = re.fullmatch(r"\d{1,3}\.", block.label) is not None
    return Item(max(block.depth, 0), block.label if counts else "", block, counts)


def seems(text: str) -> bool:
    """Tell whether a paragraph of running text would be taken for a heading or an item of a list."""
    return bool(label_of(text)[1] or _BULLET.match(text))


def _is_heading(block: Paragraph, level: int, after: Paragraph | None) -> bool:
    """Tell whether a numbered paragraph is the heading of what follows."""
    text = block.text
    if len(text) > _LONGEST_TITLE:
        return False
    if block.is_bold and not text.endswith(";"):
        return True
    if level == 2:
        return text == text.upper() or not _SENTENCE.search(text)
    if _SENTENCE.search(text):
        return text.endswith(":") and len(text) < 100 and level < 5
    # Where the next has the same kind of number, both are items of a list; a heading has something below it.
    return after is None or label_of(after.text)[0] != level or level == 3
