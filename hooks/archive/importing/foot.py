"""The foot of a paper: who receives it, who signed, and the appendices that follow.

Decree 30/2020/NĐ-CP, appendix I: recipients at the left, the signature at the right: for whom (“TM.”), in whose place
(“KT.”, “TL.”, “TUQ.”), the title of office, and the name. The text ends with “./.”. A line of which nothing is made
goes back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.importing.blocks import Block, Paragraph, Role, Side, Table, lines_of, tidy
from archive.importing.forms import (
    APPENDIX,
    COPIES,
    END,
    LABELLED,
    SIGNED,
    is_office,
    is_sentence,
    signed_for,
    signed_in_place,
)
from archive.importing.lines import Lines
from archive.importing.names import Spelling
from archive.importing.signature import NEAR, Signature, is_signed
from archive.patterns import pattern

_LISTED = pattern(r"[-–+•]\s?\S")
# A table that holds recipients and signature has no more.
_MOST_COLUMNS, _MOST_ROWS = 3, 2


@dataclass
class Foot:
    """What a paper's foot says; `place` is where it begins, empty where it was not found.

    `left_over` are lines among it of which nothing was made: they stand behind the text.
    """

    copies: list[str] = field(default_factory=list)
    signer: dict[str, str] = field(default_factory=dict)
    place: str = ""
    left_over: list[str] = field(default_factory=list)


def take_foot(blocks: list[Block], spelling: Spelling) -> tuple[Foot, list[Block]]:
    """Divide the rest of a paper into what its foot says and the blocks of its body, appendices included."""
    found = _region(blocks)
    if found is None:
        return Foot(), blocks
    first, last = found
    lines = Lines.of(blocks[first:last])
    foot, copies = Foot(place=lines.place(0)), list[str]()
    right, left = Signature(), Signature()
    signatures = {Side.RIGHT: right, Side.WHOLE: right, Side.LEFT: left}
    while (row := lines.row) is not None:
        at = lines.at
        if _read_copy(row, copies):
            lines.use(at)
        elif signatures[row.side].read(row):
            signatures[row.side].rows.add(at)
        lines.at = at + 1
    # No signature without an office; of two who sign it is the one at the right who answers for the paper.
    signing = [one for one in (right, left) if one.offices]
    signature = signing[0] if signing else Signature()
    lines.used |= signature.rows
    foot.copies, foot.signer = list(_copies(copies)), signature.signer(spelling)
    foot.left_over = [row.text for row in lines.unused(len(lines.rows))]
    return foot, [*blocks[:first], *lines.rest(len(lines.rows)), *blocks[last:]]


def _region(blocks: list[Block]) -> tuple[int, int] | None:
    """Find where the foot begins and what follows it: the first place that somebody signs, else that names copies."""
    has_ended, examined = False, 0
    with_copies: tuple[int, int] | None = None
    with_office: tuple[int, int] | None = None
    for at, block in enumerate(blocks):
        texts = [line.text for line in lines_of([block])]
        opens = any(map(_opens, texts))
        near_end = has_ended or at >= len(blocks) - NEAR
        if at >= examined and _may_begin(block, opens=opens) and (opens or (near_end and any(map(is_office, texts)))):
            last = _end(blocks, at)
            rows = [row.text for row in lines_of(blocks[at:last])]
            examined = last if opens else at + 1  # what lies within it is no more than it
            if opens and any(map(is_office, rows)):
                return at, last
            if not opens and with_office is None and is_signed(rows):
                with_office = at, last
            if with_copies is None and any(COPIES.match(one) for one in rows) and any(map(_LISTED.match, rows)):
                with_copies = at, last
        has_ended = has_ended or (isinstance(block, Paragraph) and block.text.endswith(END))
    return with_office or with_copies


def _may_begin(block: Block, *, opens: bool) -> bool:
    """Tell whether a block may be of a foot: a table is one of layout, not of figures."""
    if not isinstance(block, Table):
        return True
    cells = [cell.text for row in block.rows for cell in row]
    columns = max((len(row) for row in block.rows), default=0)
    has_figures = any(re.fullmatch(r"[\d.,%]+", text) for text in cells)
    return columns <= _MOST_COLUMNS and not has_figures and (opens or len(block.rows) <= _MOST_ROWS)


def _opens(text: str) -> bool:
    """Tell whether a line is one that only feet have."""
    return bool(COPIES.match(text) or signed_for(text) or signed_in_place(text))


def _end(blocks: list[Block], first: int) -> int:
    """Find what follows a foot: what stands behind the name and the copies, an appendix, a heading, running text."""
    copies, seen, signature, has_name = list[str](), list[str](), Signature(), False
    for at in range(first, len(blocks)):
        if at > first and not _goes_on(blocks[at], copies, has_name=has_name):
            return at
        rows = list(lines_of([blocks[at]]))
        for row in rows:
            if not _read_copy(row, copies):
                signature.read(row)
        seen = [*seen[-NEAR:], *(row.text for row in rows)]
        has_name = has_name or bool(signature.name) or is_signed(seen)
    return len(blocks)


def _goes_on(block: Block, copies: list[str], *, has_name: bool) -> bool:
    """Tell whether a block further down is still of the foot."""
    if isinstance(block, Table):
        texts = [row.text for row in lines_of([block])]
        return not has_name and _may_begin(block, opens=any(map(_opens, texts)))
    if not isinstance(block, Paragraph):
        return not has_name  # a seal
    text = block.text
    if has_name:  # only the copies may follow
        return bool(COPIES.match(text) or SIGNED.search(text)) or (bool(copies) and _lists(block, copies))
    numbered = LABELLED.match(text) and not block.is_bullet and not text[0].islower()
    if APPENDIX.match(text) or block.heading or numbered or block.role is not Role.ANY:
        return False
    return not is_sentence(block) or text.endswith(";") or SIGNED.search(text) is not None


def _read_copy(row: Paragraph, copies: list[str]) -> bool:
    """Take a line of those who receive the paper: “Nơi nhận” and the list behind it, or what goes on from that."""
    if COPIES.match(row.text) and not copies:
        copies.append(row.text)
        return True
    if not copies or row.side is Side.RIGHT or not _lists(row, copies):
        return False
    copies.append(row.text)
    return True


def _lists(row: Paragraph, copies: list[str]) -> bool:
    """Tell whether a line goes on with the list of copies; one that ended with a full stop is whole."""
    text = row.text
    if SIGNED.match(text) or is_office(text) or signed_for(text):
        return False
    if copies[-1].endswith(".") and not COPIES.fullmatch(copies[-1]):
        return False
    goes_on = text[:1].islower() or text[:1] == "(" or row.side is Side.LEFT
    return bool(_LISTED.match(text)) or row.is_bullet or goes_on


def _copies(lines: list[str]) -> Iterator[str]:
    held = ""
    for line in lines:
        said = tidy(COPIES.sub("", line, count=1))
        starts = re.match(r"[-–+•]\s*", said)
        if held and (starts or re.search(r"[;.]$", held)):
            yield held.rstrip(" ;.,")
            held = ""
        said = said[starts.end() :] if starts else said
        held = f"{held} {said}".strip()
    if held.rstrip(" ;.,"):
        yield held.rstrip(" ;.,")
