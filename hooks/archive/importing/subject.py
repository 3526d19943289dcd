"""What a paper is about and to whom it goes: the last part of its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.importing.blocks import Paragraph, Role, Side, in_capitals, tidy
from archive.importing.forms import (
    BULLET,
    COPIES,
    LABELLED,
    PLACE_DATE,
    TO,
    is_sentence,
    kind_named,
    names_state,
    signed_for,
    starts_body,
)
from archive.importing.lines import Lines
from archive.numbers import Kind
from archive.patterns import pattern

_LONGEST_SUBJECT = 12
# Letters, at the most, of one who is addressed in a list.
_LONGEST_RECIPIENT = 160
_APART = pattern(r";\s*(?:[-–+]\s*)?|(?<=\w)\s+[-–]\s+(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Subject:
    """The kind of a paper and what it is about, in one line; `place` is where that begins."""

    kind: Kind
    text: str
    place: str


def subject_of_letter(lines: Lines, said: str, row: Paragraph) -> Subject:
    """Read what a letter is about: it stands below the number, on several lines; `said` is the first of them."""
    while (more := lines.row) is not None and not (
        TO.match(more.text) or PLACE_DATE.search(more.text) or more.gap or more.side is Side.RIGHT
    ):
        if starts_body(more.text) or names_state(more.text) or is_sentence(more):
            break
        said = f"{said} {more.text}"
        lines.use(lines.at)
    said = tidy(said)
    return Subject(Kind.LETTER, said[:1].upper() + said[1:], row.place)


def subject_of(lines: Lines) -> Subject | None:
    """Read what the paper is about: behind its kind and below; None where no kind is named."""
    row = lines.row
    kind, rest = kind_named(row) if row is not None else (None, "")
    if row is None or kind is None:
        return None
    said, place = [rest] if rest else [], row.place if rest else ""
    lines.use(lines.at)
    first: Paragraph | None = None
    while (row := lines.row) is not None and not _ends_subject(row, said, first):
        first = first or row
        said.append(row.text)
        place = place or row.place
        lines.use(lines.at)
    return Subject(kind, tidy(" ".join(said)), place)


def _is_plainer(row: Paragraph, first: Paragraph) -> bool:
    """Tell whether a line is not set out as the subject's first one is: in the middle, or in bold."""
    return (first.is_centred or first.is_bold) and not (row.is_centred or row.is_bold)


def _ends_subject(row: Paragraph, said: list[str], first: Paragraph | None) -> bool:
    """Tell whether a line is no longer part of the subject."""
    text = row.text
    if TO.match(text) or LABELLED.match(text) or row.heading or len(said) >= _LONGEST_SUBJECT:
        return True
    if BULLET.match(text) or row.is_bullet or row.role is not Role.ANY or COPIES.match(text) or signed_for(text):
        return True
    if text.endswith(":") or (first is not None and _is_plainer(row, first)):
        return True
    if not said:
        return is_sentence(row) and not row.is_bold and text.endswith((".", ":"))
    if row.gap > 1 or (row.gap and not (row.is_centred or row.is_bold)):
        return True
    if in_capitals(text) and said[-1] != said[-1].upper():
        return True  # “CHỦ TỊCH ỦY BAN NHÂN DÂN …”: who decides, above what a decision rests on
    return not (row.is_centred or row.is_bold) and (starts_body(text) or is_sentence(row))


def recipients_of(lines: Lines) -> tuple[list[str], str]:
    """Read to whom the paper goes, and where that stands: behind “Kính gửi”, on that line or below it as a list."""
    row = lines.row
    if row is None or (found := TO.match(row.text)) is None:
        return [], ""
    place, said = row.place, row.text[found.end() :].strip()
    lines.use(lines.at)
    # A list follows where nothing stands behind “Kính gửi”, or the first of the list.
    is_list = not said or said.endswith((":", ";")) or BULLET.match(said) is not None
    listed = [said] if said else []
    while (row := lines.row) is not None and is_list and not (listed and listed[-1].endswith(".")):
        if not (BULLET.match(row.text) or row.is_bullet or not listed) or _is_text(row):
            break
        listed.append(row.text)
        lines.use(lines.at)
    while not is_list and (row := lines.row) is not None and _goes_on(row, listed[-1]):
        listed[-1] = f"{listed[-1]} {row.text}"
        lines.use(lines.at)
    parts = [part for one in listed for part in _APART.split(re.sub(r"^[-–+•*]\s+", "", one))]
    return [one for part in parts if (one := tidy(part).rstrip(" .;,"))], place


def _is_text(row: Paragraph) -> bool:
    """Tell whether a line below “Kính gửi” is running text: nobody is addressed with a colon, or with a count."""
    text = row.text
    return len(text) > _LONGEST_RECIPIENT or ":" in text[2:] or re.search(r"\bđã\b|\bđược\b|\d", text) is not None


def _goes_on(row: Paragraph, said: str) -> bool:
    return said[-1] not in ".;:" and not row.gap and row.text[:1].islower()
