"""The signature below a paper: for whom, in which office, and by whom, read line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.importing.blocks import Paragraph, in_capitals
from archive.importing.forms import PERSON, SIGNED, is_office, signed_for, signed_in_place
from archive.importing.names import Spelling, names_body

_MOST_NAMES = 5
_FAMILIES = frozenset(
    """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trương Lâm Mai Trịnh Đào Cao Hà
    Tạ Tô Lương Kiều Thái Châu Vương Phùng Quách Tống Từ La Nông Triệu Tăng Lưu Rah Rơ Rmah Ksor Siu Kpă Nay""".split()  # noqa: SIM905
)
# Lines, at the most, between an office and the name of who holds it: seal and signature stand between.
NEAR = 6


@dataclass
class Signature:
    """What the lines of a signature say; `rows` are those that said it, by the numbers that their reader gave them."""

    behalf: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    name: str = ""
    rows: set[int] = field(default_factory=set)

    def read(self, row: Paragraph) -> bool:
        """Take a line, in the order that they stand in; tell whether something was made of it."""
        text = row.text
        if SIGNED.match(text) or re.fullmatch(r"[\W_]*", text):
            return True
        if self.name:
            return False
        if (body := signed_for(text)) and not self.behalf:
            self.behalf = [body]
        elif signed_in_place(text):
            pass  # in whose place: the office that signed follows
        elif is_office(text) and (not self.offices or not row.gap):
            self.offices.append(text)
        elif self.offices and ((PERSON.fullmatch(text) and not in_capitals(text)) or _is_name(text)):
            self.name = text
        elif in_capitals(text) and not row.gap and (names_body(text) if self.offices else self.behalf):
            # The body for which is signed, or that somebody heads, may take a second line.
            (self.offices or self.behalf).append(text)
        else:
            return False
        return True

    def signer(self, spelling: Spelling) -> dict[str, str]:
        """Say who signed, as the front matter has it."""
        signer: dict[str, str] = {}
        if self.offices:
            signer["position"] = spelling.position(" ".join(self.offices))
        if self.behalf:
            signer["on_behalf_of"] = spelling.sentence(" ".join(self.behalf))
        if self.name:
            signer["name"] = self.name.title() if in_capitals(self.name) else self.name
        return signer


def is_signed(texts: list[str]) -> bool:
    """Tell whether a name stands below an office."""
    return any(
        any(PERSON.fullmatch(name) and not is_office(name) for name in texts[at + 1 : at + 1 + NEAR])
        for at, text in enumerate(texts)
        if is_office(text)
    )


def _is_name(text: str) -> bool:
    """Tell whether a line in capitals is the name of a person: it begins as families are called."""
    words = text.split()
    return in_capitals(text) and 2 <= len(words) <= _MOST_NAMES and words[0].capitalize() in _FAMILIES
