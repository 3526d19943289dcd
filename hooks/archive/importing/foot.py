"""The foot of a paper: who receives it, who signed, and the appendices that follow.

Decree 30/2020/NĐ-CP, appendix I: recipients at the left, the signature at the right: for whom (“TM.”), in whose place
(“KT.”, “TL.”, “TUQ.”), the title of office, and the name. The text ends with “./.”. A line of which nothing is made
goes back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.importing.blocks import Block, Paragraph, Side, Table, lines_of, tidy
from archive.importing.forms import (
    APPENDIX,
    COPIES,
    END,
    LABELLED,
    PERSON,
    SIGNED,
    is_office,
    is_sentence,
    signed_for,
    signed_in_place,
)
from archive.importing.lines import Lines
from archive.importing.names import Spelling

_LISTED = re.compile(r"[-–+•]\s?\S")
_MOST_COLUMNS = 3
# Lines, at the most, between an office and the name of who holds it: seal and signature stand between.
_NEAR = 6


@dataclass
class Foot:
    """What a paper's foot says; `place` is where it begins, empty where it was not found.

    `left_over` are lines among it of which nothing was made: they stand behind the text.
    """

    copies: list[str] = field(default_factory=list)
    signer: dict[str, str] = field(default_factory=dict)
    place: str = ""
    left_over: list[str] = field(default_factory=list)


@dataclass
class _Signature:
    """The lines of a signature, by what they say."""

    behalf: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    name: str = ""


def take_foot(blocks: list[Block], spelling: Spelling) -> tuple[Foot, list[Block]]:
    """Divide the rest of a paper into what its foot says and the blocks of its body, appendices included."""
    found = _region(blocks)
    if found is None:
        return Foot(), blocks
    first, last = found
    lines = Lines.of(blocks[first:last])
    foot, copies, signature, signed = Foot(place=lines.place(0)), list[str](), _Signature(), set[int]()
    while (row := lines.row) is not None:
        at = lines.at
        if _read_copy(row, copies):
            lines.use(at)
        elif _read_signature(row, signature):
            lines.use(at)
            signed.add(at)
        lines.at = at + 1
    if not signature.offices:  # no signature without an office
        signature = _Signature()
        lines.used -= signed
    foot.copies, foot.signer = list(_copies(copies)), _signer(signature, spelling)
    foot.left_over = [row.text for row in lines.unused(len(lines.rows))]
    return foot, [*blocks[:first], *lines.rest(len(lines.rows)), *blocks[last:]]


def _region(blocks: list[Block]) -> tuple[int, int] | None:
    """Find where the foot begins and what follows it: the first place that somebody signs, else that names copies."""
    has_ended = False
    with_copies: tuple[int, int] | None = None
    for at, block in enumerate(blocks):
        texts = [line.text for line in lines_of([block])]
        if any(map(_opens, texts)) or ((has_ended or at >= len(blocks) - _NEAR) and any(map(is_office, texts))):
            last = _end(blocks, at)
            rows = [row.text for row in lines_of(blocks[at:last])]
            if any(map(is_office, rows)) and (_is_signed(rows) or any(map(_opens, rows))):
                return at, last
            if with_copies is None and any(COPIES.match(one) for one in rows) and any(map(_LISTED.match, rows)):
                with_copies = at, last
        has_ended = has_ended or (isinstance(block, Paragraph) and block.text.endswith(END))
    return with_copies


def _opens(text: str) -> bool:
    """Tell whether a line is one that only feet have."""
    return bool(COPIES.match(text) or signed_for(text) or signed_in_place(text))


def _is_signed(texts: list[str]) -> bool:
    """Tell whether a name stands below an office."""
    return any(
        any(PERSON.fullmatch(name) and not is_office(name) for name in texts[at + 1 : at + 1 + _NEAR])
        for at, text in enumerate(texts)
        if is_office(text)
    )


def _end(blocks: list[Block], first: int) -> int:
    """Find what follows a foot: an appendix, a heading, running text, a table of figures."""
    for at in range(first, len(blocks)):
        block = blocks[at]
        if isinstance(block, Table) and max((len(row) for row in block.rows), default=0) > _MOST_COLUMNS:
            return at
        if not isinstance(block, Paragraph) or at == first:
            continue
        numbered = LABELLED.match(block.text) and not block.is_bullet and not block.text[0].islower()
        if APPENDIX.match(block.text) or block.heading or numbered:
            return at
        if is_sentence(block) and not block.text.endswith(";") and not SIGNED.search(block.text):
            return at
    return len(blocks)


def _read_copy(row: Paragraph, copies: list[str]) -> bool:
    """Take a line of those who receive the paper: “Nơi nhận” and the list behind it, or what goes on from that."""
    text, side = row.text, row.side
    if COPIES.match(text):
        copies.append(text)
        return True
    if not copies or side is Side.RIGHT:
        return False
    is_done = bool(re.search(r"\.$", copies[-1])) and not COPIES.fullmatch(copies[-1])
    goes_on = not is_done and (text[:1].islower() or text[:1] == "(" or side is Side.LEFT) and not SIGNED.match(text)
    if _LISTED.match(text) or row.is_bullet or (goes_on and not is_office(text) and not signed_for(text)):
        copies.append(text)
        return True
    return False


def _read_signature(row: Paragraph, said: _Signature) -> bool:
    """Take a line of the signature, in the order that they stand in."""
    text = row.text
    if SIGNED.match(text) or re.fullmatch(r"[\W_]*", text):
        return True
    if said.name:
        return False
    if (body := signed_for(text)) and not said.behalf:
        said.behalf = [body]
    elif signed_in_place(text):
        pass  # in whose place: the office that signed follows
    elif text == text.upper() and re.search(r"[^\W\d_]", text) and (said.behalf or said.offices or is_office(text)):
        # The body for which is signed may take a second line.
        more = said.behalf and not said.offices and not is_office(text)
        (said.behalf if more else said.offices).append(text)
    elif said.offices and PERSON.fullmatch(text):
        said.name = text
    else:
        return False
    return True


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


def _signer(said: _Signature, spelling: Spelling) -> dict[str, str]:
    """Say who signed."""
    signer: dict[str, str] = {}
    if said.offices:
        signer["position"] = spelling.position(" ".join(said.offices))
    if said.behalf:
        signer["on_behalf_of"] = spelling.sentence(" ".join(said.behalf))
    if said.name:
        signer["name"] = said.name
    return signer
