"""The text of an entry in Word, block by block, so that reading it gives the same Markdown again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm
from lxml import html

from archive.importing.ooxml import PLAIN_STYLE
from archive.importing.structure import seems
from archive.patterns import pattern
from archive.safety.rendering import rendered
from archive.word.parts import call_note, count_in, go_on, link, list_of

_HEADING = pattern(r"h([1-6])")
_WIDEST = Cm(16)
_ALIGN = {"right": ALIGN.RIGHT, "center": ALIGN.CENTER}
_PICTURES = {".png", ".jpg", ".jpeg"}


@dataclass
class Body:
    """Writes a text into a document; `folder` is where its pictures lie, `notes` the footnotes that it called.

    `address` gives the public address of what a link of the text leads to; nothing where that has none.
    """

    document: Any
    folder: Path
    address: Callable[[str], str]
    notes: list[str] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    def write(self, markdown: str) -> None:
        """Write a text."""
        root = html.fragment_fromstring(rendered(markdown), create_parent="div")
        for box in root.xpath("//div[@class='footnote']"):
            for item in box.iter("li"):
                for back in item.xpath(".//a[contains(@class, 'footnote-backref')]"):
                    back.drop_tree()
                self._texts[f"#{item.get('id')}"] = " ".join(item.text_content().split())
            box.drop_tree()
        for element in root:
            self._block(element)

    def _block(self, element: Any) -> None:
        tag = element.tag
        if found := _HEADING.fullmatch(str(tag)):
            self._fill(self.document.add_paragraph(style=f"Heading {max(int(found[1]) - 1, 1)}"), element)
        elif tag == "p":
            self._paragraph(element)
        elif tag in ("ul", "ol"):
            self._list(element, 0)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            for inner in element:
                if inner.tag == "p":
                    self._fill(self.document.add_paragraph(style="Quote"), inner)
                else:
                    self._block(inner)
        elif tag == "hr":
            self.document.add_paragraph("* * *").alignment = ALIGN.CENTER
        elif tag == "pre":
            paragraph = self.document.add_paragraph(style=PLAIN_STYLE)
            for number, line in enumerate(element.text_content().rstrip("\n").split("\n")):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(line)
        elif tag == "div":
            self._fill(self.document.add_paragraph(), element)

    def _paragraph(self, element: Any) -> None:
        pictures = element.xpath("./img")
        text = " ".join(element.text_content().split())
        if pictures and not text:
            for picture in pictures:
                self._picture(picture)
            return
        is_marked = len(element) == 1 and element[0].tag in ("strong", "em") and not (element.text or element[0].tail)
        is_plain = is_marked or seems(text) or element.find(".//br") is not None
        self._fill(self.document.add_paragraph(style=PLAIN_STYLE if is_plain else None), element)

    def _picture(self, picture: Any) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.first_line_indent = 0
        self._inline_picture(paragraph, picture)

    def _inline_picture(self, paragraph: Any, picture: Any) -> None:
        """Put a picture where it stands; of one of a kind that Word does not know, its words."""
        path = self.folder / picture.get("src", "")
        if path.suffix.lower() not in _PICTURES or not path.is_file():
            paragraph.add_run(f"[{picture.get('alt', '')}]")
            return
        made = paragraph.add_run().add_picture(str(path))
        if made.width > _WIDEST:
            made.height, made.width = int(made.height * _WIDEST / made.width), _WIDEST
        about = made._inline.docPr
        about.set("descr", picture.get("alt", ""))
        about.set("name", picture.get("src", ""))

    def _list(self, element: Any, level: int, number: int | None = None) -> None:
        counts = element.tag == "ol"
        start = int(element.get("start", 1))
        number = list_of(self.document, counts=counts, start=start) if number is None else number
        for item in element:
            paragraph = self.document.add_paragraph(style="List Number" if counts else "List Bullet")
            count_in(paragraph, number, level)
            blocks = [inner for inner in item if inner.tag in ("p", "ul", "ol", "table", "blockquote", "pre")]
            self._fill(paragraph, blocks[0] if blocks and blocks[0].tag == "p" else item)
            for inner in blocks:
                if inner.tag in ("ul", "ol"):
                    self._list(inner, level + 1, number if inner.tag == element.tag else None)
                elif inner.tag == "p" and inner is not blocks[0]:
                    self._fill(go_on(self.document, level), inner)
                elif inner.tag != "p":
                    self._block(inner)

    def _table(self, element: Any) -> None:
        rows = list(element.iter("tr"))
        taken: set[tuple[int, int]] = set()
        placed: list[tuple[int, int, int, int, Any]] = []
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                wide, high = int(cell.get("colspan", 1)), min(int(cell.get("rowspan", 1)), len(rows) - y)
                taken |= {(y + down, x + right) for down in range(high) for right in range(wide)}
                placed.append((y, x, high, wide, cell))
                x += wide
        made = self.document.add_table(len(rows), max((x for _, x in taken), default=0) + 1, "Table Grid")
        for y, x, high, wide, cell in placed:
            place = made.cell(y, x).merge(made.cell(y + high - 1, x + wide - 1))
            self._cell(place, cell)
        self.document.add_paragraph().paragraph_format.space_after = 0

    def _cell(self, place: Any, cell: Any) -> None:
        def begun(paragraph: Any) -> Any:
            paragraph.paragraph_format.first_line_indent = 0
            return paragraph

        first = begun(place.paragraphs[0])
        first.alignment = _ALIGN.get(cell.get("align", ""))
        self._fill(first, cell, bold=cell.tag == "th", broken=lambda: begun(place.add_paragraph()))

    def _fill(
        self,
        paragraph: Any,
        element: Any,
        *,
        bold: bool = False,
        italic: bool = False,
        broken: Callable[[], Any] | None = None,
    ) -> Any:
        """Write what is within an element; gives the paragraph that it ended in (`broken` makes those after breaks)."""
        self._run(paragraph, element.text, bold, italic)
        for child in element:
            tag = child.tag
            if tag == "br":
                paragraph = broken() if broken else paragraph
                if broken is None:
                    paragraph.add_run().add_break()
            elif tag == "sup" and (called := child.find("a")) is not None and "footnote" in called.get("class", ""):
                self.notes.append(self._texts.get(called.get("href", ""), ""))
                call_note(paragraph.add_run(), len(self.notes))
            elif tag == "a" and (address := self.address(child.get("href", ""))):
                self._linked(paragraph, child, address, bold, italic)
            elif tag == "img":
                self._inline_picture(paragraph, child)
            elif tag not in ("ul", "ol", "table", "blockquote", "p", "pre") or element.tag in ("td", "th"):
                inner = {"bold": bold or tag in ("strong", "b"), "italic": italic or tag in ("em", "i")}
                paragraph = self._fill(paragraph, child, **inner, broken=broken)
            text = (child.tail or "").lstrip("\n") if tag == "br" else child.tail
            self._run(paragraph, text, bold, italic)
        return paragraph

    def _linked(self, paragraph: Any, element: Any, address: str, bold: bool, italic: bool) -> None:
        made = link(paragraph, address)
        run = paragraph.add_run(" ".join(element.text_content().split()))
        run.bold, run.italic, run.underline = bold or None, italic or None, True
        made.append(run._r)

    def _run(self, paragraph: Any, text: str | None, bold: bool, italic: bool) -> None:
        said = re.sub(r"\s+", " ", text or "")
        if not paragraph.text:
            said = said.lstrip()
        if said:
            run = paragraph.add_run(said)
            run.bold, run.italic = bold or None, italic or None
