"""Word and Excel files (OOXML): no program, no bomb, nothing fetched from elsewhere, nothing hidden from the reader.

Every part that is XML is read as XML (a name may have any prefix, a letter may be written as an entity); one that
cannot be, or declares entities, makes the file a damaged one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from archive.patterns import pattern
from archive.safety.found import Found

MOST_PARTS = 5_000
MOST_UNPACKED = 300_000_000
# Of one part: a book of a thousand pages.
MOST_XML = 40_000_000
# A picture hardly packs; text packs ten to twenty times. A hundred and fifty times is no document.
MOST_PACKED = 150

_XML = (".xml", ".rels", ".vml")
_PROGRAM = pattern(r"vbaProject|vbaData|/activeX/|macrosheets|/customUI/", re.IGNORECASE)
_EMBEDDED = pattern(
    r"/embeddings/|\.(?:bin|exe|dll|js|vbs|bat|cmd|ps1|hta|scr|html?|mht|rtf|svg|swf|zip|rar|7z|docx?|xlsx?|pdf)$",
    re.IGNORECASE,
)
_PRINTER = pattern(r"printerSettings\d*\.bin$", re.IGNORECASE)
_BEGINNINGS = (b"MZ", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"#!")
_LINKS = ("https://", "http://", "mailto:", "tel:", "#")
_FIELD = pattern(r"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|DATABASE)\b", re.IGNORECASE)
_FORMULA = pattern(r"WEBSERVICE|FILTERXML|\bDDE\b|\|'|\bCALL\(|REGISTER\.ID|IMAGE\(", re.IGNORECASE)
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
_CHANGES |= {f"{part}PrChange" for part in ("r", "p", "sect", "tbl", "tblGrid", "tc", "tr", "tblEx")}
_CHANGES |= {"moveFromRangeStart", "moveToRangeStart"}
_HIDES = {"vanish", "webHidden", "specVanish"}
_STYLES = {"rStyle", "pStyle", "tblStyle"}
_OFF = {"0", "false", "off", "none"}
_DAMAGED = Found("office_damaged", 0, "")
_BOMB = Found("office_bomb", 0, "")


def office_faults(content: bytes) -> Iterator[Found]:
    """Tell what keeps a Word or Excel file from being published, each kind once."""
    found: dict[str, list[str]] = defaultdict(list)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if _is_bomb(parts):
                yield _BOMB
                return
            if any(_is_strange(part) for part in parts) or package.testzip() is not None:
                yield _DAMAGED
                return
            for part in parts:
                for code, text in _of_part(package, part):
                    found[code].append(text)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield _DAMAGED
        return
    hidden = set(found.pop("hiding style", [])) & set(found.pop("style used", []))
    if hidden:
        found["office_hidden"].append("")
    for code, texts in sorted(found.items()):
        yield Found(code, 0, ", ".join(dict.fromkeys(text for text in texts if text))[:200])


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > MOST_PACKED * max(1, part.compress_size) for part in parts
    )
    large = any(part.file_size > MOST_XML and part.filename.lower().endswith(_XML) for part in parts)
    return (
        len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, 1_000_000 + MOST_PACKED * packed) or swollen or large
    )


def _is_strange(part: zipfile.ZipInfo) -> bool:
    """Tell a part that is locked, or would be unpacked outside its folder."""
    names = part.filename.replace("\\", "/").split("/")
    return bool(part.flag_bits & 1) or ".." in names or part.filename.startswith(("/", "\\")) or ":" in part.filename


def _of_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[str, str]]:
    name, base = part.filename, part.filename.rsplit("/", 1)[-1]
    if _PROGRAM.search(name):
        yield "office_macros", base
    elif _EMBEDDED.search(name) and not _PRINTER.search(name):
        yield "office_embedded", base
    elif name.lower().endswith(_XML):
        yield from _of_xml(name, package.read(part))
    else:
        with package.open(part) as file:
            if file.read(8).startswith(_BEGINNINGS):
                yield "office_embedded", base


def _of_xml(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Read a part as XML, one element after the other, and tell what is in it."""
    from lxml import etree  # slow to load, and few archives' checks need it

    fields: list[str] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), events=("end",), resolve_entities=False, load_dtd=False, no_network=True
        ):
            if element.getroottree().docinfo.doctype:
                yield "office_damaged", ""
                return
            if isinstance(element.tag, str):
                kind = etree.QName(element).localname
                given = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
                yield from _of_element(kind, given, element, fields)
            if element.getparent() is not None and kind not in ("r", "rPr", "style", "fldChar"):
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError:
        yield "office_damaged", ""
        return
    if (field := _FIELD.search("".join(fields))) is not None:  # a field's name may be cut in pieces
        yield "office_external", field[0]


def _of_element(kind: str, given: dict[str, str], element: Any, fields: list[str]) -> Iterator[tuple[str, str]]:
    if kind == "Relationship":
        yield from _of_relation(given)
    elif kind in ("Override", "Default"):
        if re.search(r"macro|vba|activeX", given.get("ContentType", ""), re.IGNORECASE):
            yield "office_macros", ""
    elif kind in ("instrText", "delInstrText"):
        fields.append(element.text or "")
    elif kind == "fldSimple":
        fields.append(f" {given.get('instr', '')} ")
    elif kind in _CHANGES:
        yield "office_changes", ""
    elif kind in _HIDES and given.get("val", "").lower() not in _OFF:
        style = next((one for one in element.iterancestors() if str(one.tag).endswith("}style")), None)
        if style is None:
            yield "office_hidden", ""
        else:
            yield "hiding style", next((str(value) for key, value in style.attrib.items() if "styleId" in key), "")
    elif kind in _STYLES:
        yield "style used", given.get("val", "")
    elif kind in ("comment", "threadedComment"):
        yield "office_comments", ""
    elif kind == "altChunk":
        yield "office_embedded", kind
    elif (kind == "sheet" and given.get("state", "visible") != "visible") or (
        kind in ("row", "col") and given.get("hidden", "0").lower() in ("1", "true")
    ):
        yield "office_hidden", given.get("name", "")
    elif kind in ("f", "definedName") and _FORMULA.search(element.text or ""):
        yield "office_external", (element.text or "")[:60]
    elif kind in ("connection", "ddeLink", "oleLink", "webPr"):
        yield "office_external", given.get("name", kind)


def _of_relation(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    target, kind = given.get("Target", ""), given.get("Type", "").rsplit("/", 1)[-1]
    is_link = kind == "hyperlink" and target.lower().startswith(_LINKS)
    if given.get("TargetMode", "").lower() == "external":
        if not is_link:
            yield "office_external", target[:80]
    elif kind in ("aFChunk", "oleObject", "package"):
        yield "office_embedded", target[:80]
