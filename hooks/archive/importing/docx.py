"""A Word file as blocks: what is shown, with the numbers that Word makes; what is hidden or struck out is left out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from archive.importing.blocks import (
    Block,
    Cell,
    Pages,
    PaperUnreadable,
    Paragraph,
    Picture,
    Role,
    Table,
    paragraphs_of,
    tidy,
)
from archive.importing.docx_pictures import publishable
from archive.importing.docx_runs import SILENT, Runs
from archive.importing.ooxml import Numbering, Styles, W, number_in, value
from archive.safety.office import office_faults
from archive.strings import strings

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLE = b"\xd0\xcf\x11\xe0"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
# What reading parts that do not fit together may end in.
_BROKEN = (AttributeError, KeyError, TypeError, ValueError, OSError, RecursionError)
# Of a table in Word.
_MOST_COLUMNS = 63


def read_docx(content: bytes) -> Pages:
    """Read a Word file; raises PaperUnreadable where it is locked, of an older kind, damaged, or something else."""
    if content.startswith(_OLE):
        raise PaperUnreadable("locked" if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in content else "old_word")
    if not content.startswith(b"PK"):
        raise PaperUnreadable("not_word")
    codes = {fault.code for fault in office_faults(content)}
    if codes & {"office_bomb", "office_damaged"}:
        raise PaperUnreadable("damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "word/document.xml" not in package.namelist():
                raise PaperUnreadable("not_word")
            reader = _Reader(package)
            blocks = list(reader.blocks(reader.part("word/document.xml").find(f"{W}body")))
            notes = reader.notes()
    except (zipfile.BadZipFile, etree.XMLSyntaxError, *_BROKEN) as broken:
        raise PaperUnreadable("damaged") from broken
    if not any(isinstance(block, Table | Paragraph) for block in blocks):
        raise PaperUnreadable("no_text")
    told = [code for code in ("office_changes", "office_hidden") if code in codes]
    warnings = [strings()(f"importing.warnings.{code}") for code in told]
    if reader.lost:
        warnings.append(strings()("importing.warnings.picture_kind", kinds=", ".join(sorted(reader.lost))))
    warnings += [strings()(f"importing.warnings.{code}") for code in sorted(reader.runs.lost)]
    if reader.runs.was_coded:
        warnings.append(strings()("importing.warnings.old_font"))
    return Pages(blocks, notes, warnings)


class _Reader:
    """Reads the parts of one file, counting its paragraphs and its lists as it goes."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package, self.names = package, set(package.namelist())
        self.styles = Styles.of(self.part("word/styles.xml"))
        self.numbering = Numbering.of(self.part("word/numbering.xml"))
        self.relations, self.lost = self._relations(), set[str]()
        self.runs = Runs(self.styles, self.relations)
        self.count, self.inside = 0, list[Picture]()

    def part(self, name: str) -> Any:
        """Read a part as XML; None where the file has none by that name."""
        return etree.fromstring(self.package.read(name), _PARSER) if name in self.names else None

    def _relations(self) -> dict[str, str]:
        root = self.part("word/_rels/document.xml.rels")
        return {} if root is None else {one.get("Id", ""): one.get("Target", "") for one in root}

    def notes(self) -> dict[str, str]:
        """Give the texts of footnotes and endnotes by their ids."""
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.part(f"word/{kind}s.xml")
            for note in root if root is not None else ():
                if note.get(f"{W}type") is None:
                    said = [self._paragraph(one).text for one in note.iter(f"{W}p")]
                    found[f"{kind[0]}{note.get(f'{W}id')}"] = tidy(" ".join(said))
        return found

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield what a body or a cell holds, in order; empty paragraphs become the gap before the next."""
        gap = 0
        for block in self._all(parent):
            if isinstance(block, Paragraph):
                if not block.text and not any(run.note for run in block.runs):
                    gap += 1
                    continue
                block, gap = replace(block, gap=gap), 0
            yield block

    def _all(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self._paragraph(child)
                boxes, self.runs.boxes = self.runs.boxes, []
                for box in boxes:
                    yield from self._all(box)
                yield from self._pictures(child)
            elif child.tag == f"{W}tbl":
                table = self._table(child)
                if table.rows:
                    yield table
                yield from self.inside  # pictures of cells follow their table
                self.inside = []
            elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", f"{W}sdtContent"):
                yield from self._all(child)
            elif child.tag == f"{W}altChunk":
                self.runs.lost.add("part")

    def _paragraph(self, element: Any) -> Paragraph:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.usual
        runs = tuple(self.runs.of(element, style))
        if any(run.text.strip() for run in runs):
            self.count += 1
        chain = [properties, *(one.find(f"{W}pPr") for one in self.styles.chain(style))]
        label, is_bullet, depth = self._label(chain)
        outline = next((said for one in chain if (said := value(one, "outlineLvl")) is not None), None)
        heading = self.styles.heading(style) or (number_in(outline, 9) + 1) % 10
        aligned = next((said for one in chain if (said := value(one, "jc")) is not None), "")
        place = strings()("importing.place.paragraph", number=self.count)
        role = self.styles.role(style)
        if role is Role.WITHIN:
            depth = self.styles.depth(style)
        return Paragraph(
            runs, place, label, heading, depth, is_bullet, aligned == "center", role=role, align=aligned or ""
        )

    def _label(self, chain: list[Any]) -> tuple[str, bool, int]:
        for properties in chain:
            given = properties.find(f"{W}numPr") if properties is not None else None
            if given is not None and (number := value(given, "numId")) is not None:
                level = number_in(value(given, "ilvl"), 0)
                label, is_bullet = self.numbering.label(number, level)
                return label, is_bullet, level if label or is_bullet else -1
        return "", False, -1

    def _table(self, table: Any) -> Table:
        place = strings()("importing.place.paragraph", number=self.count + 1)
        rows: list[list[tuple[int, Cell, bool]]] = []
        for row in table.iter(f"{W}tr"):
            is_deleted = row.find(f"{W}trPr/{W}del") is not None
            if next(row.iterancestors(f"{W}tbl")) is table and not is_deleted:
                rows.append(list(self._cells(row)))
        return Table(tuple(row for row in _spanned(rows) if row), place)

    def _cells(self, row: Any) -> Iterator[tuple[int, Cell, bool]]:
        """Yield the cells of a row: at which column each stands, and whether it goes on from the row above."""
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = number_in(before.get(f"{W}val") if before is not None else None, 0)
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            properties = cell.find(f"{W}tcPr")
            columns, merged = number_in(value(properties, "gridSpan"), 1), value(properties, "vMerge")
            columns = max(1, min(columns, _MOST_COLUMNS))
            blocks = list(self.blocks(cell))
            self.inside += [block for block in blocks if isinstance(block, Picture)]
            yield column, Cell(tuple(paragraphs_of(blocks)), columns), merged is not None and merged != "restart"
            column += columns

    def _pictures(self, element: Any) -> Iterator[Picture]:
        for blip in element.iter(_BLIP, _IMAGE):
            if any(above.tag in SILENT for above in blip.iterancestors()):
                continue
            target = self.relations.get(blip.get(f"{_R}embed") or blip.get(f"{_R}id") or "", "")
            name = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
            ending = posixpath.splitext(name)[1].lower()
            if name not in self.names:
                self.runs.lost.add("outside")
            elif (made := publishable(self.package.read(name), ending)) is None:
                self.lost.add(ending.removeprefix(".").upper() or "?")
            else:
                about = next(element.iter(_PROPERTIES), None)
                alt = tidy(about.get("descr", "")) if about is not None else ""
                place = strings()("importing.place.paragraph", number=self.count)
                name = _file_name(about.get("name", "") if about is not None else "", made[1])
                yield Picture(*made, "" if re.search(r"\.\w{3,4}$", alt) else alt, place, name)


def _file_name(name: str, ending: str) -> str:
    """Take the name of a picture for that of its file, where it is one of ours."""
    return name if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*" + re.escape(ending), name) else ""


def _spanned(rows: list[list[tuple[int, Cell, bool]]]) -> Iterator[tuple[Cell, ...]]:
    """Give each cell the rows that it spans, and leave out those that go on from above."""
    for number, row in enumerate(rows):
        kept = []
        for column, cell, goes_on in row:
            if goes_on and number:
                continue
            below = 1
            for later in rows[number + 1 :]:
                if not any(at == column and more for at, _, more in later):
                    break
                below += 1
            kept.append(replace(cell, rows=below))
        yield tuple(kept)
