"""One file beside an entry, examined: its type, what is in it that acts or hides, and what its text discloses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from archive.attached_text import package_text, pdf_lines
from archive.safety.disclosed import disclosed_in
from archive.safety.filetypes import REGISTRY_TYPES, TYPES, Examined, ending_of, type_faults
from archive.safety.found import Found
from archive.safety.office import office_faults
from archive.safety.pdf import pdf_faults

# A document's text, and what stands beside it: heads and feet, notes, text boxes, properties.
_WORD = re.compile(r"word/[^/]+\.xml|docProps/[^/]+\.xml")
_FAULTS: dict[str, Callable[[bytes], Iterator[Found]]] = {
    ".pdf": pdf_faults,
    ".docx": office_faults,
    ".xlsx": office_faults,
}


def examined(name: str, content: bytes, *, registry: bool = False) -> Examined:
    """Examine a file by its content; a text that cannot be taken out of it (a scan) is not looked at."""
    types = REGISTRY_TYPES if registry else TYPES
    faults = list(type_faults(name, content, types))
    if not faults:
        ending = ending_of(name)
        faults = list(_FAULTS[ending](content)) if ending in _FAULTS else []
        bombs = {"office_bomb", "office_damaged", "pdf_damaged", "pdf_locked"}
        if not bombs & {one.code for one in faults}:
            text = "\n".join(_texts(ending, content))
            return Examined(faults, disclosed_in(unicodedata.normalize("NFC", text)))
    return Examined(faults)


def _texts(ending: str, content: bytes) -> Iterator[str]:
    if ending in (".csv", ".txt", ".yml", ".yaml"):
        yield content.decode("utf-8-sig")
    elif ending == ".pdf":
        yield from pdf_lines(content)
    elif ending == ".docx":
        yield from package_text(content, _WORD)
    elif ending == ".xlsx":
        yield from package_text(content)
