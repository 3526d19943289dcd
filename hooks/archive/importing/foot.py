"""The foot of a paper: who receives it, who signed, and the appendices that follow.

Decree 30/2020/NĐ-CP, appendix I: recipients at the left, the signature at the right: for whom (“TM.”), in whose place
(“KT.”, “TL.”, “TUQ.”), the title of office, and the name. The text ends with “./.”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.importing.blocks import Block, Paragraph, Picture, Side, Table, lines_of, paragraphs_of, tidy
from archive.importing.names import Spelling

_TO = re.compile(r"Nơi nhận\s*:?\s*", re.IGNORECASE)
_FOR = re.compile(r"T\s?[./]?\s?M\s?[./:]?\s+(?P<body>\S.*)|TM\.(?P<close>\S.*)")
_IN_PLACE = re.compile(r"(?:K\s?[./]?\s?T|T\s?[./]?\s?L|TUQ|T/U/Q|Q)\s?[./:]\s?(?P<whom>.*)")
_SIGNED = re.compile(
    r"\(?(?:đã ký|ký tên|ký, (?:ghi rõ|đóng dấu)|ký thay|chữ ký|[Đđ]ã ký và đóng dấu)[^)]*\)?$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG|GIÁM ĐỐC|CHÁNH|VIỆN TRƯỞNG|CHỦ NHIỆM|HIỆU TRƯỞNG|ĐỘI TRƯỞNG"
    r"|CHỈ HUY|CHÍNH TRỊ VIÊN|THỦ TRƯỞNG|ỦY VIÊN|CHÁNH VĂN PHÒNG|BAN|TRƯỞNG BAN|THƯỜNG TRỰC)"
)
_APPENDIX = re.compile(r"PHỤ LỤC|Phụ lục(?:\s+\d|\s+[IVX]|$)|PHỤ BIỂU|BIỂU MẪU|BIỂU SỐ")
_END = "./."


@dataclass
class Foot:
    """What a paper's foot says; `place` is where it begins, empty where it was not found."""

    copies: list[str] = field(default_factory=list)
    signer: dict[str, str] = field(default_factory=dict)
    place: str = ""


def take_foot(blocks: list[Block], spelling: Spelling) -> tuple[Foot, list[Block]]:
    """Divide the rest of a paper into what its foot says and the blocks of its body, appendices included."""
    first = _first(blocks)
    if first is None:
        return Foot(), blocks
    last = next((at for at in range(first + 1, len(blocks)) if _is_appendix(blocks[at])), len(blocks))
    foot = Foot(place=_place(blocks[first]))
    left, right = _columns(blocks[first:last])
    foot.copies = list(_copies(left))
    foot.signer = _signer(right, spelling)
    seals = [block for block in blocks[first:last] if isinstance(block, Picture)]
    extra = [block for block in blocks[first:last] if isinstance(block, Table) and len(block.rows[0]) > 2]
    return foot, [*blocks[:first], *extra, *([] if foot.signer else seals), *blocks[last:]]


def _first(blocks: list[Block]) -> int | None:
    """Find where the foot begins: at the recipients or the signature, whichever comes first behind the first “./.”."""
    end = next((at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and _END in one.text[-8:]), None)
    for at in range(0 if end is None else end + 1, len(blocks)):
        block = blocks[at]
        texts = [line.text for one in paragraphs_of([block]) for line in one.lines]
        if any(_TO.match(text) for text in texts) or any(_FOR.match(text) or _IN_PLACE.match(text) for text in texts):
            return at
        if end is not None and any(text == text.upper() and _OFFICE.match(text) for text in texts):
            return at
        if end is not None and _is_appendix(block):
            return None
    return None


def _is_appendix(block: Block) -> bool:
    return isinstance(block, Paragraph) and _APPENDIX.match(block.text) is not None


def _place(block: Block) -> str:
    return next((paragraph.place for paragraph in paragraphs_of([block])), "")


def _columns(blocks: list[Block]) -> tuple[list[str], list[str]]:
    """Divide the lines of a foot into recipients and signature, by where they stand or by what they are."""
    left: list[str] = []
    right: list[str] = []
    signing = False
    for line in lines_of(blocks):
        text = line.text
        signing = signing or _signs(text)
        if line.side is Side.WHOLE:
            listed = _TO.match(text) or re.match(r"[-–+]\s?\S", text) or line.is_bullet
            listed = listed or text[:1].islower() or (text[0] == "(" and not _SIGNED.match(text))
            (left if listed or not signing else right).append(text)
        else:
            (left if line.side is Side.LEFT else right).append(text)
    return left, right


def _signs(text: str) -> bool:
    """Tell whether a line is of a signature."""
    return any(form.match(text) for form in (_FOR, _IN_PLACE)) or (text == text.upper() and bool(_OFFICE.match(text)))


def _copies(lines: list[str]) -> Iterator[str]:
    held = ""
    for line in lines:
        said = tidy(_TO.sub("", line, count=1))
        starts = re.match(r"[-–+•]\s*", said)
        if held and (starts or re.search(r"[;.]$", held)):
            yield held.rstrip(" ;.,")
            held = ""
        said = said[starts.end() :] if starts else said
        held = f"{held} {said}".strip()
    if held.rstrip(" ;.,"):
        yield held.rstrip(" ;.,")


def _signer(lines: list[str], spelling: Spelling) -> dict[str, str]:
    """Read who signed, from the lines of a signature."""
    signer: dict[str, str] = {}
    offices: list[str] = []
    names: list[str] = []
    behalf: list[str] = []
    for line in lines:
        if _SIGNED.match(line) or re.fullmatch(r"[\W_]*", line):
            continue
        if found := _FOR.match(line):
            behalf = [found["body"] or found["close"]]
        elif _IN_PLACE.match(line):
            continue  # in whose place: the office that signed follows
        elif line == line.upper() and re.search(r"[^\W\d_]", line):
            # The body for which is signed may take a second line.
            more = behalf and not offices and not _OFFICE.match(line)
            (behalf if more else offices).append(line)
        elif re.fullmatch(r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ.']*\s?){2,6}", line):
            names.append(line)
    if offices:
        signer["position"] = spelling.position(" ".join(offices))
    if behalf:
        signer["on_behalf_of"] = spelling.sentence(" ".join(behalf))
    if names and offices:
        signer["name"] = names[-1]
    return signer
