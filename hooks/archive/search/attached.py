"""Attached files in the index: the title of each, and its text as far as it can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from archive.attached_text import pdf_text, word_text
from archive.entries import AttachedFile
from archive.search.document import Paragraph

# So many characters of an attached file are read: some two hundred pages.
MOST_TEXT = 400_000


def attached_paragraphs(attached: AttachedFile) -> Iterator[Paragraph]:
    """Yield an attached file's title and its text; a file that cannot be read has only its title."""
    where = (attached.title, attached.url)
    yield Paragraph(attached.title, attachment=where)
    read, length = _READERS.get(attached.extension), 0
    for text in read(attached.path.read_bytes()) if read else ():
        line = unicodedata.normalize("NFC", " ".join(text.split()))
        length += len(line)
        if length > MOST_TEXT:
            return
        if line:
            yield Paragraph(line, attachment=where)


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {"PDF": pdf_text, "DOCX": word_text}
