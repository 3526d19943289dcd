"""The text inside attached files, as far as it can be read: PDF files with text, and Word files."""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError

from archive.entries import AttachedFile
from archive.search.document import Paragraph

# So many characters of an attached file are read: some two hundred pages.
MOST_TEXT = 400_000
_SENTENCE_ENDS = tuple('.:;!?…”"')


def attached_paragraphs(attached: AttachedFile) -> Iterator[Paragraph]:
    """Yield an attached file's title and its text; a file that cannot be read has only its title."""
    where = (attached.title, attached.url)
    yield Paragraph(attached.title, attachment=where)
    read, length = _READERS.get(attached.extension), 0
    for text in read(attached.path) if read else ():
        line = unicodedata.normalize("NFC", " ".join(text.split()))
        length += len(line)
        if length > MOST_TEXT:
            return
        if line:
            yield Paragraph(line, attachment=where)


def pdf_text(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a PDF file: its lines, put together where a line goes on in the next."""
    import pypdfium2  # slow to load, and few builds need it

    try:
        with pypdfium2.PdfDocument(path) as pdf:
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


def word_text(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a Word file."""
    import mammoth

    try:
        with path.open("rb") as file:
            text: str = mammoth.extract_raw_text(file).value
    except (zipfile.BadZipFile, zlib.error, ExpatError, OSError, KeyError, ValueError, RuntimeError):
        return  # damaged, locked, or something else by the name of a Word file
    yield from text.split("\n")


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {"PDF": pdf_text, "DOCX": word_text}
