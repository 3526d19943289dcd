"""Official papers as Word files, laid out after Decree 30/2020/NĐ-CP and typed the many ways that clerks type."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from drawing import package, picture
from importing.tcvn3 import tcvn3

STATE = ("**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**")
PARTY = ("**ĐẢNG CỘNG SẢN VIỆT NAM**",)
NOTE = "**Nơi nhận:**"
INLINE = re.compile(r"(\*\*.+?\*\*|__.+?__|\{.+?\})")  # bold, italic, footnote
OUTLINE = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
BULLETS = (("bullet", "-"), ("bullet", "+"))


@dataclass(frozen=True)
class Title:
    """A bold title of a Markdown level; level 0 is a centred line that opens no section."""

    level: int
    text: str
    auto: bool = False  # Word counts: the label is not in the text
    style: bool = False  # Heading 1 for level 2, and so on
    bold: bool = True


@dataclass(frozen=True)
class Item:
    """A list item whose mark or label Word writes."""

    text: str


@dataclass(frozen=True)
class Old:
    """A paragraph pasted from a paper in TCVN3."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; `<` is joined to its left, `^` to the one above."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """A picture in a line of its own."""


@dataclass(frozen=True)
class Turn:
    """A section break; the pages after it lie the other way."""


Block = str | Title | Item | Old | Table | Picture | Turn


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a paper says and how it was typed; `**bold**`, `__italic__`, `{footnote}` and line breaks within a text."""

    issuer: Sequence[str]
    parent: Sequence[str] = ()
    number: str
    date: str
    kind: str = "BÁO CÁO"
    subject: Sequence[str]
    to: Sequence[str] = ()
    body: Sequence[Block]
    copies: Sequence[str]
    signature: Sequence[str]
    appendix: Sequence[Block] = ()
    nation: Sequence[str] = STATE
    head: str = "table"  # or tabs, plain
    foot: str = "table"  # or tabs
    rule: bool = False  # lines of hyphens under the names and under the subject
    soft: bool = False  # lines parted by breaks within one paragraph
    nfd: bool = False
    split: int = 0  # letters in a run
    font: str = "Times New Roman"
    normal: str = "Times New Roman"  # the font of the style Normal

    def docx(self) -> bytes:
        """Write the paper, the same bytes each time."""
        return Writer(self).paper()


class Writer:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.document, self.notes, self.counted = draft, Document(), list[str](), 0
        self.document.styles["Normal"].font.name = draft.normal
        self.document.styles["Normal"].font.size = Pt(14)
        self.document.sections[0].page_width, self.document.sections[0].page_height = Cm(21), Cm(29.7)
        self.numbering = self.document.part.numbering_part.element
        self.outline, self.bullets = self.list_of(90, OUTLINE), self.list_of(91, BULLETS)

    def paper(self) -> bytes:
        draft, rule = self.draft, ["--------------"] if self.draft.rule else []
        names = [*draft.parent, *(f"**{one}**" for one in draft.issuer), *rule]
        under = [draft.number, *([] if draft.kind else draft.subject)]
        self.columns(draft.head, (names, [*draft.nation, *rule]), (under, [f"__{draft.date}__"]))
        if draft.kind:
            self.lines(self.document, [f"**{one}**" for one in (draft.kind, *draft.subject)], centred=True)
        self.lines(self.document, [*rule, *draft.to], centred=True)
        for block in draft.body:
            self.block(block)
        self.columns(draft.foot, ([NOTE, *draft.copies], draft.signature))
        for block in draft.appendix:
            self.block(block)
        self.add_notes()
        out = io.BytesIO()
        self.document.save(out)
        with zipfile.ZipFile(out) as packed:
            parts: dict[str, Any] = {name: packed.read(name) for name in packed.namelist()}
        hyphen = b'</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
        parts["word/document.xml"] = parts["word/document.xml"].replace("‑".encode(), hyphen)
        return package(parts)

    def columns(self, how: str, *rows: tuple[Sequence[str], Sequence[str]]) -> None:
        if how == "table":
            made = self.document.add_table(len(rows), 2)
            for row, both in zip(made.rows, rows, strict=True):
                for cell, texts in zip(row.cells, both, strict=True):
                    self.lines(cell, texts, centred=texts[0] != NOTE)
        elif how == "tabs":
            for left, right in (pair for both in rows for pair in zip_longest(*both, fillvalue="")):
                self.write(self.document.add_paragraph(), f"{left}\t\t{right}" if right else left)
        else:
            self.lines(self.document, [*rows[0][1], *rows[0][0], *rows[1][0], *rows[1][1]], centred=True)

    def lines(self, place: Any, texts: Sequence[str], *, centred: bool) -> None:
        for at, text in enumerate(["\n".join(texts)] if self.draft.soft and texts else texts):
            fresh = at or not hasattr(place, "_tc")
            paragraph = place.add_paragraph() if fresh else place.paragraphs[0]
            paragraph.alignment = ALIGN.CENTER if centred else None
            self.write(paragraph, text)

    def block(self, block: Block) -> None:
        if isinstance(block, Turn):
            section = self.document.add_section()
            section.page_width, section.page_height = section.page_height, section.page_width
            section.orientation = WD_ORIENT(section.page_width > section.page_height)
        elif isinstance(block, Table):
            self.table(block.rows)
        elif isinstance(block, Picture):
            self.document.add_paragraph().add_run().add_picture(io.BytesIO(picture(240, 160, "PNG")), Cm(8))
        elif isinstance(block, Title):
            self.title(block)
        elif isinstance(block, Item):
            self.item(*block.text.split(maxsplit=1))
        else:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
            self.write(paragraph, getattr(block, "text", block), font=".VnTime" if isinstance(block, Old) else "")

    def item(self, label: str, text: str) -> None:
        if label in ("1.", "a)"):
            how = "decimal" if label == "1." else "lowerLetter"
            self.counted = self.list_of(100 + len(self.numbering), [(how, f"%1{label[1]}")])
        paragraph = self.document.add_paragraph()
        self.count(paragraph._p, self.bullets if label in "-+" else self.counted, int(label == "+"))
        self.write(paragraph, text)

    def title(self, title: Title) -> None:
        paragraph = self.document.add_paragraph(style=f"Heading {title.level - 1}" if title.style else None)
        paragraph.alignment = None if title.level else ALIGN.CENTER
        if title.auto:
            self.count(paragraph.style.element if title.style else paragraph._p, self.outline, title.level - 2)
        self.write(paragraph, title.text.split(maxsplit=1)[1] if title.auto else title.text, bold=title.bold)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        made = self.document.add_table(len(rows), len(rows[0]), "Table Grid")
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                if text not in ("<", "^"):
                    right = len(list(takewhile("<".__eq__, row[x + 1 :])))
                    down = len(list(takewhile(lambda below, x=x: below[x] == "^", rows[y + 1 :])))
                    cell = made.cell(y, x).merge(made.cell(y + down, x + right))
                    self.write(cell.paragraphs[0], text, bold=y == 0)

    def write(self, paragraph: Any, text: str, *, bold: bool = False, font: str = "") -> None:
        for at, piece in enumerate(INLINE.split(text)):
            if at % 2 == 0:
                self.runs(paragraph, piece, bold, False, font)
            elif piece[0] == "{":
                self.notes.append(piece[1:-1])
                run = paragraph.add_run()
                run.font.superscript = True
                run._r.append(OxmlElement("w:footnoteReference", {qn("w:id"): str(len(self.notes))}))
            else:
                self.runs(paragraph, piece[2:-2], bold or piece[0] == "*", piece[0] == "_", font)

    def runs(self, paragraph: Any, text: str, bold: bool, italic: bool, font: str) -> None:
        font = font or self.draft.font
        if font == ".VnTime":
            font, text = (".VnTimeH", tcvn3(text.lower())) if text.isupper() else (font, tcvn3(text))
        text = unicodedata.normalize("NFD", text) if self.draft.nfd else text
        step = self.draft.split or len(text) or 1
        for at in range(0, len(text), step):
            run = paragraph.add_run(text[at : at + step])
            run.bold, run.italic = bold or None, italic or None
            if font != self.draft.normal:
                run.font.name = font

    def list_of(self, number: int, levels: Sequence[tuple[str, str]]) -> int:
        """Define a list of Word's own and start it."""
        xml = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, (how, text) in enumerate(levels)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{xml}</w:abstractNum>'
        self.numbering.insert(0, parse_xml(xml))
        return int(self.numbering.add_num(number).numId)

    def count(self, owner: Any, number: int, level: int) -> None:
        counted = owner.get_or_add_pPr().get_or_add_numPr()
        counted.get_or_add_ilvl().val, counted.get_or_add_numId().val = level, number

    def add_notes(self) -> None:
        rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        notes = "".join(
            f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
            for at, text in enumerate(self.notes, 1)
        )
        blob = f"<w:footnotes {nsdecls('w')}>{rule}{notes}</w:footnotes>".encode()
        made = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, self.document.part.package)
        self.document.part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
