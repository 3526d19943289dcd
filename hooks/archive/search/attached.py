"""The text inside attached files, as far as it can be read: PDF files with text, and Word files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.entries import AttachedFile
from archive.search.document import Paragraph

_SENTENCE_ENDS = tuple('.:;!?…”"')


def attached_paragraphs(attached: AttachedFile) -> Iterator[Paragraph]:
    """Yield an attached file's title and its text; a file that cannot be read has only its title."""
    where = (attached.title, attached.url)
    yield Paragraph(attached.title, attachment=where)
    read = _READERS.get(attached.extension)
    for text in read(attached.path) if read else ():
        if text.strip():
            yield Paragraph(" ".join(text.split()), attachment=where)


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
    except (zipfile.BadZipFile, KeyError, ValueError):
        return
    yield from text.split("\n")


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {"PDF": pdf_text, "DOCX": word_text}
