"""One file beside an entry, examined: its type, what is in it that acts or hides, and what its text discloses."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator

from archive.attached_text import package_text, pdf_lines
from archive.patterns import pattern
from archive.safety.disclosed import disclosed_in
from archive.safety.filetypes import REGISTRY_TYPES, TYPES, Examined, ending_of, type_faults
from archive.safety.found import Found
from archive.safety.limits import TooSlow, limited
from archive.safety.office import office_faults
from archive.safety.pdf import pdf_faults, pdf_notes

# Processor time for one file; the largest that an office makes takes a tenth.
MOST_SECONDS = 20.0
# A longer line is looked at in pieces that overlap: what is looked for is shorter than the overlap.
LONGEST_LINE, OVERLAP = 4_000, 200
# What a spreadsheet would run as a formula; a number with a sign, a name behind “@” or a line of signs is none.
_FORMULA = pattern(r"\s*(?:=[A-Za-z0-9(+\-@\"']|[+\-@][@=+\-]*[A-Za-z]\w*[(!|])")

_FAULTS: dict[str, Callable[[bytes], Iterator[Found]]] = {
    ".pdf": pdf_faults,
    ".docx": office_faults,
    ".xlsx": office_faults,
    ".csv": lambda content: _csv_faults(content),
}
# What cannot be read whole is not read for what it says.
_UNREADABLE = {"office_bomb", "office_damaged", "pdf_damaged", "pdf_locked"}


def examined(name: str, content: bytes, *, registry: bool = False) -> Examined:
    """Examine a file by its content; a text that cannot be taken out of it (a scan) is not looked at."""
    faults = list(type_faults(name, content, REGISTRY_TYPES if registry else TYPES))
    if faults:
        return Examined(faults)
    ending = ending_of(name)
    try:
        with limited(MOST_SECONDS):
            faults = list(_FAULTS[ending](content)) if ending in _FAULTS else []
            if _UNREADABLE & {one.code for one in faults}:
                return Examined(faults)
            text = "\n".join(piece for line in _texts(ending, content) for piece in _pieces(line))
            return Examined(faults, disclosed_in(unicodedata.normalize("NFC", text)))
    except TooSlow:
        return Examined([Found("file_too_slow", 0, name)])


def _texts(ending: str, content: bytes) -> Iterator[str]:
    if ending in (".txt", ".yml", ".yaml"):
        yield from content.decode("utf-8-sig").split("\n")
    elif ending == ".csv":
        yield from (" | ".join(row) for row in _rows(content))
    elif ending == ".pdf":
        yield from pdf_lines(content)
        yield from pdf_notes(content)
    elif ending in (".docx", ".xlsx"):
        yield from package_text(content)


def _pieces(line: str) -> Iterator[str]:
    step = LONGEST_LINE - OVERLAP
    for start in range(0, max(1, len(line)), step):
        yield line[start : start + LONGEST_LINE]


def _rows(content: bytes) -> Iterator[list[str]]:
    """Read a table, whatever divides its cells."""
    text = content.decode("utf-8-sig")
    head = text[:4_000]
    delimiter = max(",;\t|", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        yield from ([line] for line in text.split("\n"))


def _csv_faults(content: bytes) -> Iterator[Found]:
    for number, row in enumerate(_rows(content)):
        for cell in row:
            if _FORMULA.match(cell):
                yield Found("csv_formula", number, cell[:40])
                return
