"""The text inside attached files, as far as it can be read: PDF files with text, Word and Excel files."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from archive.patterns import pattern

_SENTENCE_ENDS = tuple('.:;!?…”"')
# Where a paragraph, a cell or a property ends, and what stands for white space within; names may have any prefix.
_ENDS = pattern(r"</(?:\w+:)?(?:p|si|is|row|c|title|subject|creator|keywords|description|lpwstr|lpstr)>")
_SPACES = pattern(r"<(?:\w+:)?(?:tab|br|cr)\b[^>]{0,200}>")
_HYPHEN = pattern(r"<(?:\w+:)?noBreakHyphen\b[^>]{0,200}>")
# Words that stand in attributes: what pictures show, names of sheets, where links lead.
_TOLD = pattern(r"\s(?:descr|title|name|Target|tooltip)=(?:\"([^\"]{4,2000})\"|'([^']{4,2000})')")
_TAG = pattern(r"<[^>]*>")


def pdf_text(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a PDF file: its lines, put together where a line goes on in the next."""
    paragraph = ""
    for line in pdf_lines(content):
        paragraph = f"{paragraph} {line.strip()}".strip()
        if not line.strip() or line.rstrip().endswith(_SENTENCE_ENDS) or line == _PAGE_ENDS:
            yield paragraph
            paragraph = ""
    yield paragraph


_PAGE_ENDS = "\f"


def pdf_lines(content: bytes) -> Iterator[str]:
    """Yield the lines of a PDF file as they stand, a form feed behind each page; nothing where it cannot be read."""
    import pypdfium2  # slow to load, and few builds need it

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
    except pypdfium2.PdfiumError:
        return
    for text in pages:
        yield from re.sub("[\ufffe\u00ad]", "", text).splitlines()
        yield _PAGE_ENDS


def word_text(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a Word file."""
    import mammoth

    try:
        text: str = mammoth.extract_raw_text(io.BytesIO(content)).value
    except (zipfile.BadZipFile, zlib.error, ExpatError, OSError, KeyError, ValueError, RuntimeError):
        return  # damaged, locked, or something else by the name of a Word file
    yield from text.split("\n")


def package_text(content: bytes) -> Iterator[str]:
    """Yield every text of a Word or Excel file, also what stands beside its pages: one a paragraph, cell or name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.lower().endswith((".xml", ".rels")) or name == "[Content_Types].xml":
                continue
            text = package.read(name).decode("utf-8", "replace")
            yield from (html.unescape(one or other) for one, other in _TOLD.findall(text))
            for paragraph in _ENDS.split(_HYPHEN.sub("-", _SPACES.sub(" ", text))):
                if said := html.unescape(_TAG.sub("", paragraph)).strip():
                    yield said
