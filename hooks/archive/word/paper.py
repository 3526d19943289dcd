"""A report as a paper in Word, ready to sign: layout, head and foot of Decree 30/2020/NĐ-CP, appendix I."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from archive.catalogue import Registries
from archive.dates import PartialDate
from archive.entries import Entry
from archive.importing.names import without_note
from archive.importing.ooxml import PLAIN_STYLE
from archive.links import address_of
from archive.numbers import Kind
from archive.paper import head_lines
from archive.schema import Report, Unit, UnitKind
from archive.strings import strings
from archive.word.body import Body
from archive.word.parts import add_notes, number_pages, packed, rule_below
from archive.wording import choice_words

_FACE = "Times New Roman"
_SIZE, _SMALL = Pt(14), Pt(11)
_FIRST_LINE = Cm(1.27)
# The left column of head and foot, and the right one.
_COLUMNS = Cm(6.2), Cm(9.8)
_ROOM_TO_SIGN = 4


def to_word(entry: Entry, registries: Registries, place: str, site_url: str) -> bytes:
    """Write a report as a Word file; `site_url` ends in a slash.

    `place` is where it is dated (“Đak Pơ”), unless its issuer names another: a commune names itself.
    """
    assert isinstance(entry.record, Report)
    document = _blank_paper()
    record, unit = entry.record, registries.units.get(entry.record.issuer)
    _head(document, entry, unit, registries, place)
    kind = entry.kind
    if kind not in (None, Kind.LETTER):
        _centred(document, choice_words(kind).upper(), bold=True)
        title = _centred(document, _without_kind(record.title, choice_words(kind)), bold=True)
        title.paragraph_format.space_after = Pt(12)
    _addressed(document, record.recipients)
    folder = entry.facts.docs_dir / entry.folder
    body = Body(document, folder, lambda target: address_of(target, entry.src_uri, site_url))
    body.write(entry.document.body)
    _foot(document, record)
    add_notes(document, body.notes)
    return packed(document)


def _blank_paper() -> Any:
    """Make an empty document in the layout of the decree: A4, its margins, Times New Roman of 14 points."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    number_pages(section)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = _FACE, _SIZE
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    usual.element.rPr.rFonts.set(qn("w:cs"), _FACE)
    form = usual.paragraph_format
    form.space_before, form.space_after, form.first_line_indent = Pt(0), Pt(6), _FIRST_LINE
    form.alignment, form.line_spacing_rule = ALIGN.JUSTIFY, WD_LINE_SPACING.SINGLE
    for level in range(1, 6):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = _FACE, _SIZE, True
        style.font.italic, style.font.color.rgb = level > 2, RGBColor(0, 0, 0)
        style.element.rPr.rFonts.attrib.clear()
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            style.element.rPr.rFonts.set(qn(name), _FACE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(6)
    document.styles["Quote"].font.italic = False  # what is in italics within it is told apart
    document.styles["Quote"].font.color.rgb = RGBColor(0, 0, 0)
    document.styles.add_style(PLAIN_STYLE, 1).base_style = usual
    for name in ("List Bullet", "List Number"):
        document.styles[name].paragraph_format.first_line_indent = None
    return document


def _head(document: Any, entry: Entry, unit: Unit | None, registries: Registries, place: str) -> None:
    text, record = strings(), entry.record
    table = _columns(document, 2)
    above = registries.units.get(unit.parent or "") if unit and unit.kind is not UnitKind.COMMITTEE else None
    left = [(without_note(above.name).upper(), False)] if above else []
    left += [(without_note(unit.name).upper(), True)] if unit else []
    for number, (line, bold) in enumerate(left):
        paragraph = _line(table.cell(0, 0), line, bold=bold, first=not number)
        if number == len(left) - 1:
            rule_below(paragraph, left=700, right=700)
    side = head_lines(unit) if unit else "state"
    names = ("first",) if side == "party" else ("first", "second")
    for number, name in enumerate(names):
        line = text(f"paper.head.{side}.{name}")
        motto = _line(table.cell(0, 1), line if number else line.upper(), bold=True, size=None if number else Pt(12),
                      first=not number)  # fmt: skip
    rule_below(motto, left=800, right=800)
    assert entry.number is not None
    number_text = str(entry.number) if entry.number.ordinal else f"        {entry.number}"
    _line(table.cell(1, 0), f"{text('paper.number')} {number_text}", first=True)
    if entry.kind is Kind.LETTER:
        _line(table.cell(1, 0), f"V/v {record.title[:1].lower()}{record.title[1:]}", size=Pt(12))
    here = (unit.place if unit else None) or place
    _line(table.cell(1, 1), f"{here}, {_date(record.date)}", italic=True, first=True)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _date(date: PartialDate) -> str:
    """Write a date as papers do: what is blank leaves room for a pen."""
    text = strings()
    day = f"{date.day:02}" if date.day else "     "
    month = "     " if not date.month else f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"{text('paper.day')} {day} {text('paper.month')} {month} {text('paper.year')} {date.year}"


def _without_kind(title: str, kind: str) -> str:
    """Leave out of a title the kind that stands above it."""
    if not title.lower().startswith(kind.lower() + " "):
        return title
    bare = title[len(kind) :].lstrip()
    return bare[:1].upper() + bare[1:]


def _addressed(document: Any, recipients: Sequence[str]) -> None:
    if len(recipients) == 1:
        _centred(document, strings()("word.to", name=recipients[0] + "."))
    elif recipients:
        _centred(document, strings()("word.to", name="").rstrip())
        for number, name in enumerate(recipients, 1):
            end = "." if number == len(recipients) else ";"
            paragraph = document.add_paragraph(f"- {name}{end}")
            paragraph.paragraph_format.first_line_indent = Cm(5)
    if recipients:
        document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _foot(document: Any, record: Report) -> None:
    """Write who receives the paper, and room to sign it."""
    if not (record.copies or record.signer):
        return
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table, text = _columns(document, 1), strings()
    if record.copies:
        _line(table.cell(0, 0), text("paper.copies"), bold=True, italic=True, size=Pt(12), left=True, first=True)
        for number, name in enumerate(record.copies, 1):
            end = "." if number == len(record.copies) else ";"
            _line(table.cell(0, 0), f"- {name}{end}", size=_SMALL, left=True)
    signer = record.signer
    if signer is None:
        return
    lines = [text("paper.on_behalf_of", body=signer.on_behalf_of.upper())] if signer.on_behalf_of else []
    lines += [signer.position.upper()]
    for number, line in enumerate(lines):
        _line(table.cell(0, 1), line, bold=True, first=not number)
    for _ in range(_ROOM_TO_SIGN):
        _line(table.cell(0, 1), "")
    if signer.name:
        _line(table.cell(0, 1), signer.name, bold=True)


def _columns(document: Any, rows: int) -> Any:
    table = document.add_table(rows, 2)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            cell.width = width
    return table


def _line(
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: Any = None,
    left: bool = False,
    first: bool = False,
) -> Any:
    """Add a line to a cell of head or foot."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, size or Pt(13)
    paragraph.alignment = ALIGN.LEFT if left else ALIGN.CENTER
    paragraph.paragraph_format.first_line_indent = paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _centred(document: Any, text: str, *, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold or None
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.first_line_indent = Pt(0)
    return paragraph
