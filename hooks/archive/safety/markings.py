"""Restricted markings: what a paper says of itself when it is not for the public.

The grades of state secrets are “Tuyệt mật”, “Tối mật”, “Mật” (Law on Protection of State Secrets 29/2018/QH14,
art. 8), stamped in capitals; “Lưu hành nội bộ” is for a unit's own use. As words they are common (bảo mật, mật ong, mật
độ), so a grade counts where it stands as a stamp does: in capitals, and not within another word or heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.patterns import pattern
from archive.safety.found import Found
from archive.suggestion import folded

_APART = r"[\s.·_*|/-]{0,3}"


_LETTER = r"[^\W\d_]"
# In capitals, with marks, without, or with a few of them; letters may be set apart.
_GRADE = pattern(
    rf"(?<!{_LETTER})(?:(?P<high>T{_APART}[ỐÔO]{_APART}I|T{_APART}U{_APART}Y{_APART}[ỆÊE]{_APART}T)[\s.·_-]*)?"
    rf"(?P<grade>M{_APART}[ẬÂA]{_APART}T)(?!{_LETTER})"
)
_LOWER_SPACED = pattern(rf"(?<!{_LETTER})m[\s.·_-]{{1,3}}ậ[\s.·_-]{{1,3}}t(?!{_LETTER})", re.IGNORECASE)
_NAMED = pattern(
    r"(?:mức độ|đóng dấu|dấu|loại|chế độ|tài liệu|văn bản|công văn)\s*[:\"“'‘(\[]?\s*(?:tuyệt|tối)\s+mật\b"
    r"|\bđộ\s+mật\s*:\s*(?:tuyệt |tối )?mật\b|\b(?:tuyệt|tối)\s+mật\s*[)\]]",
    re.IGNORECASE,
)
# Who names several grades speaks of the law; a stamp has one.
_GRADES = (pattern(r"\btuyệt mật\b", re.IGNORECASE), pattern(r"\btối mật\b", re.IGNORECASE))
_INTERNAL = pattern(
    rf"(?<!{_LETTER})l{_APART}[ưu]{_APART}u[\s.·_-]+h{_APART}[àa]{_APART}n{_APART}h[\s.·_-]+"
    rf"n{_APART}[ộôo]{_APART}i[\s.·_-]+b{_APART}[ộôo](?!{_LETTER})",
    re.IGNORECASE,
)
# What goes about within a place, and what is said of such papers.
_NOT_INTERNAL = pattern(r"\s+(?:lên|trong (?:khuôn viên|nhà máy|công trường|khu))\b", re.IGNORECASE)
# Words that a capital “MẬT” is a part of: BÍ MẬT, BẢO MẬT, MẬT ĐỘ, MẬT MÃ, MẬT ONG …
_BEFORE = pattern(rf"({_LETTER}+)[ \t]+$")
_AFTER = pattern(rf"^[ \t]+({_LETTER}+)")
_WORD_BEFORE = {"bi", "bao", "co", "than", "nguon", "an", "tuan", "tri", "hac", "ro", "cao", "duong", "mot"}
_WORD_BEFORE |= {"lay", "quay", "nau", "ri", "tui", "ong", "soi", "lang", "mit", "chuoi", "trang"}
_WORD_AFTER = {
    *("do", "ma", "ong", "mia", "thiet", "khau", "thu", "dam", "nghi", "vu", "phong", "bao", "ngot", "gau", "hoa"),
    *("tong", "giao", "dan", "nhan", "lenh", "hieu", "danh", "dien", "tham", "rung", "toc"),
}


# A text without any of this holds no marking. Both cases are spelt out: with letters to begin with, most of a text is
# passed over at once.
_HINT = pattern(
    rf"[Mm]{_APART}[ẬậÂâAa]{_APART}[Tt]|[Mm][\s.·_-]{{1,3}}[Ậậ]"
    rf"|[Hh]{_APART}[ÀàAa]{_APART}[Nn]{_APART}[Hh][\s.·_-]+[Nn]{_APART}[ỘộÔôOo]"
)
_LINE = pattern(r"\W*(?:độ\s+mật|mức độ|tài liệu|văn bản)?\W*((?:tuyệt\s+|tối\s+)?mật)\W*", re.IGNORECASE)
# So far around a grade is looked: a word, a line of a heading.
_NEAR = 120
# A column of a table: “MẬT (LÍT)”.
_MEASURED = pattern(r"\s*\((?:lít|kg|tấn|l|ml)\b", re.IGNORECASE)


def markings_in(text: str) -> Iterator[Found]:
    """Tell every restricted marking in a text as it is seen."""
    if not _HINT.search(text):
        return
    rows = text.split("\n")
    for number, line in enumerate(rows):
        if _speaks_of_grades(line):
            continue
        below = rows[number + 1] if number + 1 < len(rows) else ""
        taken: list[tuple[int, int]] = []
        for found in (*_GRADE.finditer(line), *_LOWER_SPACED.finditer(line), *_NAMED.finditer(line), *_whole(line)):
            start, end = found.span()
            if any(start < until and since < end for since, until in taken):
                continue
            if found.re in (_NAMED, _LINE) or _stands_alone(line, found, below):
                taken.append((start, end))
                yield Found("marking", number, (found[1] if found.re is _LINE else found[0]).strip())
    for found in _INTERNAL.finditer(text):  # may go on in the next line
        if found[0].isupper() or not _NOT_INTERNAL.match(text, found.end()):
            yield Found("marking", text.count("\n", 0, found.start()), " ".join(found[0].split()))


def _whole(line: str) -> list[re.Match[str]]:
    """Find a grade that is all that a line says, in whatever letters."""
    found = _LINE.fullmatch(line) if len(line) < _NEAR else None
    return [found] if found is not None else []


def _speaks_of_grades(line: str) -> bool:
    grades = [found[0] for form in _GRADES if (found := form.search(line))]
    return len(grades) == len(_GRADES) and not all(grade.isupper() for grade in grades)


def _stands_alone(line: str, found: re.Match[str], below: str) -> bool:
    """Tell whether a grade is a stamp: not part of another word, nor, without its marks, of a foreign one."""
    before, after = line[max(0, found.start() - _NEAR) : found.start()], line[found.end() : found.end() + _NEAR]
    if not after.strip():
        after = f" {below.strip()}" if before.strip() else ""  # a heading may go on in the next line
    word_before, word_after = _BEFORE.search(before), _AFTER.search(after)
    high = found.groupdict().get("high")
    if not high and word_before and folded(word_before[1]) in _WORD_BEFORE:
        return False
    if (word_after and folded(word_after[1]) in _WORD_AFTER) or _MEASURED.match(after):
        return False
    if "Ậ" in found[0] or "ậ" in found[0] or (high and not high.isascii()):
        # Among other capitals it is a heading's word (“MẬT VIỆN”), unless it is told of as a grade.
        return bool(high) or not (word_after and word_after[1].isupper() and len(word_after[1]) > 1)
    # “MAT” may be anything: alone on its line, in brackets or behind “độ”; “TOI MAT” where no word goes on.
    rest = line[: found.start()] + line[found.end() :] if len(line) < _NEAR else line
    alone = not re.sub(r"[\W\d_]+", "", rest)
    enclosed = (
        rest == rest.upper()
        and re.search(r"[(\[“\"']\s*$", before) is not None
        and re.match(r"\s*[)\]”\"']", after) is not None
    )
    graded = re.search(r"\b(?:do|dau|muc)\s*:?\s*$", folded(before)) is not None
    return alone or enclosed or graded or (bool(high) and not word_after)
