"""What python-docx has no words for: lists, footnotes, links, rules, and files of the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from lxml import etree

# As many as Word has; the bullets begin again after the last.
_LEVELS = 9
_BULLETS = "-+•▪"
# How far text is set in, and its first line out, by level, in twentieths of a point.
_STEP, _HANGING = 425, 283
_NOT_NOW = (2020, 1, 1, 0, 0, 0)


def list_of(document: Any, *, counts: bool, start: int = 1) -> int:
    """Begin a list, of numbers from `start` or of bullets; gives the id that its paragraphs bear."""
    numbering = document.part.numbering_part.element
    number = 1000 + len(numbering)
    form = "decimal" if counts else "bullet"
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{1 if at else start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{f"%{at + 1}." if counts else _BULLETS[at % len(_BULLETS)]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_STEP * (at + 2)}" w:hanging="{_HANGING}"/></w:pPr></w:lvl>'
        for at in range(_LEVELS)
    )
    made = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(made))
    return int(numbering.add_num(number).numId)


def count_in(paragraph: Any, number: int, level: int) -> None:
    """Make a paragraph an item of a list, at a level from 0."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(level, _LEVELS - 1)
    properties.get_or_add_numId().val = number


def go_on(document: Any, level: int) -> Any:
    """Begin a further paragraph of the item of a list at a level from 0: in Word's own style for that."""
    name = "List Continue" + (f" {level + 1}" if level else "")
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["List Continue"]
    paragraph = document.add_paragraph(style=name)
    paragraph.paragraph_format.left_indent = Twips(_STEP * (level + 2))
    paragraph.paragraph_format.first_line_indent = 0
    return paragraph


def link(paragraph: Any, address: str) -> Any:
    """Begin a link in a paragraph; runs put into what is given lead to the address."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(made)
    return made


def call_note(run: Any, number: int) -> None:
    """Call a footnote from a run."""
    run.font.superscript = True
    run._r.append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))


def add_notes(document: Any, notes: list[str]) -> None:
    """Put the texts of footnotes, counted from 1, below the pages that call them."""
    if not notes:
        return
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    root = parse_xml(f"<w:footnotes {nsdecls('w')}>{rules}</w:footnotes>")
    for number, text in enumerate(notes, 1):
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t/></w:r></w:p></w:footnote>'
        )
        note.findall(f".//{qn('w:t')}")[-1].text = text
        root.append(note)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def rule_below(paragraph: Any, *, left: int = 0, right: int = 0) -> None:
    """Draw a thin line below a paragraph, set in from both sides by so many twentieths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>')
    )
    if left or right:
        properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="{left}" w:right="{right}" w:firstLine="0"/>'))


def number_pages(section: Any) -> None:
    """Number the pages at the top, in the middle, from the second on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def packed(document: Any) -> bytes:
    """Write a document as the bytes of a file, the same each time."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as given, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist()):
            made.writestr(zipfile.ZipInfo(name, _NOT_NOW), given.read(name), zipfile.ZIP_DEFLATED)
    return last.getvalue()
