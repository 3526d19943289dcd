"""What files may lie beside texts: a few types, told by their content; a name proves nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archive.patterns import pattern
from archive.pictures.picture import PictureWrong
from archive.safety.found import Found

MOST_BYTES = 20_000_000
LONGEST_PATH = 180
DEEPEST = 6

_MARKUP = pattern(rb"\s*<[A-Za-z!?/]")
_PAGE_BEHIND = pattern(rb"<(?:!doctype|html|head|body|script|svg)\b", re.IGNORECASE)
_BINARY = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class Examined:
    """What was found in a file: what is wrong with it as a file, and what its text discloses (lines count from 0)."""

    faults: list[Found] = field(default_factory=list)
    disclosed: list[Found] = field(default_factory=list)


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and not zipfile.is_zipfile(io.BytesIO(content))


def _is_package(part: str) -> Callable[[bytes], bool]:
    def holds(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04") or b"%PDF-" in content[:1024]:
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                return {"[Content_Types].xml", part} <= set(package.namelist())
        except (zipfile.BadZipFile, ValueError, OSError):
            return True  # of that type, and damaged: told as such

    return holds


def _is_text(content: bytes) -> bool:
    if _BINARY.search(content) or _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.startswith((b"%PDF-", b"PK\x03\x04", b"#!"))


def _is_picture(kind: str) -> Callable[[bytes], bool]:
    def opens(content: bytes) -> bool:
        from archive.pictures.pixels import opened  # slow to load, and few files are pictures

        tail = content[-65_536:]
        if b"PK\x05\x06" in tail or _PAGE_BEHIND.search(tail):
            return False  # an archive or a page behind a picture
        try:
            with opened(content, (kind,)) as image:
                image.verify()
        except PictureWrong:
            return False
        return True

    return opens


# Each type by the ending of its name, with what tells it by its content.
TYPES: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _is_package("word/document.xml"),
    ".xlsx": _is_package("xl/workbook.xml"),
    ".csv": _is_text,
    ".txt": _is_text,
    ".jpg": _is_picture("JPEG"),
    ".jpeg": _is_picture("JPEG"),
    ".png": _is_picture("PNG"),
    ".webp": _is_picture("WEBP"),
}
# A registry is a text like others; what it says is read elsewhere.
REGISTRY_TYPES = {**TYPES, ".yml": _is_text, ".yaml": _is_text}


def ending_of(name: str) -> str:
    """Give the ending of a file's name, in small letters with its dot."""
    base = name.rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[1].lower() if "." in base else ""


def type_faults(name: str, content: bytes, types: dict[str, Callable[[bytes], bool]] = TYPES) -> Iterator[Found]:
    """Tell whether a file is of a type that may be published, and what its name says."""
    ending = ending_of(name)
    if ending not in types:
        yield Found("file_type", 0, ending or name, {"types": ", ".join(TYPES)})
    elif len(content) > MOST_BYTES:
        yield Found("file_too_large", 0, name, {"size": f"{len(content) / 1e6:.0f}", "most": f"{MOST_BYTES / 1e6:.0f}"})
    elif not content:
        yield Found("file_empty", 0, name)
    elif not types[ending](content):
        right = next((other for other, tells in TYPES.items() if other not in (".csv", ".txt") and tells(content)), "")
        yield Found("file_content", 0, ending, {"right": right})
