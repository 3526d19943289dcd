"""The text inside attached files, as far as it can be read: PDF files with text, Word and Excel files."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

_SENTENCE_ENDS = tuple('.:;!?…”"')
_PARAGRAPH_ENDS = re.compile(r"</(?:w:p|a:p|si|row|is|cp:\w+|dc:\w+|vt:\w+)>")
_TAG = re.compile(r"<[^>]*>")
_SHEETS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+|drawings/[^/]+|workbook)\.xml|docProps/[^/]+\.xml")


def pdf_text(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a PDF file: its lines, put together where a line goes on in the next."""
    import pypdfium2  # slow to load, and few builds need it

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = []
            for page in pdf:
                pages.append(page.get_textpage().get_text_range())
    except pypdfium2.PdfiumError:
        return
    for page_text in pages:
        paragraph = ""
        for line in re.sub("[\ufffe\u00ad]", "", page_text).splitlines():
            paragraph = f"{paragraph} {line.strip()}".strip()
            if not line.strip() or line.rstrip().endswith(_SENTENCE_ENDS):
                yield paragraph
                paragraph = ""
        yield paragraph


def pdf_lines(content: bytes) -> Iterator[str]:
    """Yield the lines of a PDF file as they stand: a stamp is a line of its own."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            for page in pdf:
                yield from page.get_textpage().get_text_range().splitlines()
    except pypdfium2.PdfiumError:
        return


def word_text(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word file."""
    import mammoth

    try:
        text: str = mammoth.extract_raw_text(io.BytesIO(content)).value
    except (zipfile.BadZipFile, zlib.error, ExpatError, OSError, KeyError, ValueError, RuntimeError):
        return  # damaged, locked, or something else by the name of a Word file
    yield from text.split("\n")


def package_text(content: bytes, parts: re.Pattern[str] = _SHEETS) -> Iterator[str]:
    """Yield the texts of those parts of a Word or Excel file that `parts` matches, one a paragraph or cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if parts.fullmatch(name):
                text = package.read(name).decode("utf-8", "replace")
                for paragraph in _PARAGRAPH_ENDS.split(text):
                    if said := html.unescape(_TAG.sub("", paragraph)).strip():
                        yield said
