"""Word and Excel files (OOXML): no program, no bomb, nothing fetched from elsewhere, nothing hidden from the reader."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from archive.safety.found import Found

MOST_PARTS = 5_000
MOST_UNPACKED = 300_000_000
# A picture hardly packs; text packs ten to twenty times. A hundred times is no document.
MOST_PACKED = 150
_XML = (".xml", ".rels")
_READ = 60_000_000

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PROGRAM = re.compile(r"vbaProject|vbaData|/activeX/|\.bin$|macrosheets", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(?:embeddings|oleObject)|\.(?:exe|dll|js|vbs|bat|cmd|ps1|hta|scr|html?|svg)$", re.IGNORECASE)
_PRINTER = re.compile(r"printerSettings\d*\.bin$", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TARGET, _KIND = re.compile(rb'Target\s*=\s*["\']([^"\']*)'), re.compile(rb'Type\s*=\s*["\']([^"\']*)')
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External', re.IGNORECASE)
_LINKS = (b"https://", b"http://", b"mailto:", b"tel:", b"#")
_MACRO_TYPE = re.compile(rb"macroEnabled", re.IGNORECASE)
_CHANGE = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|(?:rPr|pPr|tblPr|sectPr)Change|cellIns|cellDel)\b")
_OFF = rb'(?!\s+w:val\s*=\s*["\'](?:0|false|off)["\'])'
_HIDDEN = re.compile(rb"<w:(?:vanish|webHidden|specVanish)\b" + _OFF)
_FIELD = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b")
_FIELD_TEXT = re.compile(rb"<w:instrText\b[^>]*>([^<]*)|w:instr\s*=\s*[\"']([^\"']*)")
_HIDDEN_SHEET = re.compile(rb'<sheet\b[^>]*\bstate\s*=\s*["\'](?:hidden|veryHidden)')
_HIDDEN_CELLS = re.compile(rb'<(?:row|col)\b[^>]*\bhidden\s*=\s*["\'](?:1|true)')


def office_faults(content: bytes) -> Iterator[Found]:
    """Tell what keeps a Word or Excel file from being published."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if _is_bomb(parts):
                yield Found("office_bomb", 0, "")
                return
            found: dict[Found, None] = {}
            for part in parts:
                if _strange(part):
                    found[Found("office_damaged", 0, "")] = None
                    continue
                found |= dict.fromkeys(Found(code, 0, text) for code, text in _of_name(part.filename))
                if part.filename.lower().endswith(_XML):
                    text = package.open(part).read(_READ + 1)
                    if len(text) > _READ:
                        yield Found("office_bomb", 0, "")
                        return
                    found |= dict.fromkeys(Found(code, 0, said) for code, said in _of_part(part.filename, text))
            if package.testzip() is not None:
                found[Found("office_damaged", 0, "")] = None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield Found("office_damaged", 0, "")
        return
    yield from sorted(found, key=lambda one: (one.code, one.text))


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > MOST_PACKED * max(1, part.compress_size) for part in parts
    )
    return len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen or unpacked > 1_000_000 + MOST_PACKED * packed


def _strange(part: zipfile.ZipInfo) -> bool:
    """Tell a part that is locked, or would be unpacked outside its folder."""
    names = part.filename.replace("\\", "/").split("/")
    return bool(part.flag_bits & 1) or ".." in names or part.filename.startswith(("/", "\\")) or ":" in part.filename


def _of_name(name: str) -> Iterator[tuple[str, str]]:
    if _PRINTER.search(name):
        return
    if _EMBEDDED.search(name):
        yield "office_embedded", name.rsplit("/", 1)[-1]
    elif _PROGRAM.search(name):
        yield "office_macros", name.rsplit("/", 1)[-1]
    if re.search(r"/(?:comments|threadedComments)[^/]*\.xml$|/threadedComments/", name, re.IGNORECASE):
        yield "office_comments", ""
    if "/externalLinks/" in name:
        yield "office_external", name.rsplit("/", 1)[-1]


def _of_part(name: str, text: bytes) -> Iterator[tuple[str, str]]:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "replace").encode()
    if _ENTITY.search(text):
        yield "office_damaged", ""
    if name == "[Content_Types].xml" and _MACRO_TYPE.search(text):
        yield "office_macros", ""
    if name.endswith(".rels"):
        for relation in _RELATION.findall(text):
            target, kind = _TARGET.search(relation), _KIND.search(relation)
            is_link = kind is not None and kind[1].endswith(b"/hyperlink")
            if _OUTSIDE.search(relation) and not (is_link and target and target[1].lower().startswith(_LINKS)):
                yield "office_external", (target[1] if target else b"").decode("utf-8", "replace")[:80]
    if name.startswith("word/"):
        if _CHANGE.search(text):
            yield "office_changes", ""
        if _HIDDEN.search(_own(name, text)):
            yield "office_hidden", ""
        fields = b"".join(one or other for one, other in _FIELD_TEXT.findall(text))  # a name may be cut in runs
        if _FIELD.search(fields.upper()):
            yield "office_external", "DDE"
    if name == "xl/workbook.xml" and _HIDDEN_SHEET.search(text):
        yield "office_hidden", ""
    if name.startswith("xl/worksheets/") and _HIDDEN_CELLS.search(text):
        yield "office_hidden", ""


def _own(name: str, text: bytes) -> bytes:
    """Leave out what styles declare: those of Word itself come with every document, and hide nothing unused."""
    return b"" if name in ("word/styles.xml", "word/stylesWithEffects.xml", "word/numbering.xml") else text
