"""What a paragraph of a Word file says: its stretches of text, signs, notes and formulas, and the boxes it anchors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from archive.importing.blocks import Run
from archive.importing.ooxml import Styles, W, is_on
from archive.importing.tcvn3 import is_old_font, unicode_of
from archive.patterns import pattern

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Where a text may lead: what Markdown has marks for is left out.
_ADDRESS = pattern(r"(?:https?://|mailto:|tel:)[^\s<>()\[\]\\]+")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Inside a paragraph, and no part of what it says.
SILENT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "delText", "proofErr")} | {FALLBACK}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# Signs of the fonts Wingdings and Symbol, by their place in them.
_SYMBOLS = {
    **dict.fromkeys((0x6F, 0xA8), "☐"), 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xA7: "▪", 0x6E: "■", 0x71: "❑",
    0x76: "❖", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0x2D: "-", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×",
}  # fmt: skip


class Runs:
    """Reads paragraphs, and notes what it could not keep: `lost` are the codes of what to say of that.

    `boxes` are text boxes that are anchored in what was read, each once, those within one another left to who reads it.
    """

    def __init__(self, styles: Styles, relations: Mapping[str, str]) -> None:
        """Begin with the styles of a file, and where its links lead by their ids."""
        self.styles, self.relations, self.was_coded = styles, relations, False
        self.lost, self.boxes = set[str](), list[Any]()

    def of(self, parent: Any, style: str | None) -> Iterator[Run]:
        """Yield the runs of a paragraph, or of what lies in it."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, style)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self.lost.add("formula")
                yield Run("".join(one.text or "" for one in child.iter(f"{_MATH}t")))
            elif child.tag == f"{W}hyperlink":
                address = self.relations.get(child.get(f"{_R}id", ""), "")
                link = address if _ADDRESS.fullmatch(address) else ""
                yield from (replace(run, link=link) for run in self.of(child, style))
            elif child.tag not in SILENT:
                yield from self.of(child, style)

    def _run(self, run: Any, style: str | None) -> Iterator[Run]:
        properties = self.styles.run_properties(run, style)

        def said(name: str) -> bool:
            return next((on for one in properties if (on := is_on(one, name)) is not None), False)

        if said("vanish"):
            return
        bold, italic, text = said("b"), said("i"), ""
        for child in run:
            if child.tag == f"{W}t":
                text += child.text or ""
            elif child.tag in _SIGNS and child.get(f"{W}type") != "page":
                text += _SIGNS[child.tag]
            elif child.tag == f"{W}sym":
                text += self._symbol(child.get(f"{W}char", ""))
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield Run(self._written(text, properties), bold, italic)
                yield Run("", note=child.tag.removeprefix(W)[0] + child.get(f"{W}id", ""))
                text = ""
            elif child.tag not in SILENT:
                self.boxes += _boxes(child)
        if text:
            yield Run(self._written(text, properties), bold, italic)

    def _symbol(self, code: str) -> str:
        try:
            place = int(code, 16)
        except ValueError:
            place = 0
        if 0xF000 <= place <= 0xF0FF:  # where fonts of signs have theirs
            place -= 0xF000
            if place in _SYMBOLS:
                return _SYMBOLS[place]
        elif 0x20 < place < 0xD800:
            return chr(place)
        self.lost.add("symbol")
        return "□"

    def _written(self, text: str, properties: list[Any]) -> str:
        fonts = [one.find(f"{W}rFonts") for one in properties if one is not None]
        font = next((name for one in fonts if one is not None and (name := one.get(f"{W}ascii"))), "")
        if is_old_font(font):
            self.was_coded = True
            text = unicode_of(text, font)
        return unicodedata.normalize("NFC", text)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != FALLBACK:
            yield from _boxes(child)
