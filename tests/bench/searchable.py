"""From anybody's documents, one JSON object a line, to an index of ours: by the rules of the archive's own entries."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from archive.dates import PartialDate, as_iso  # noqa: E402 - the archive is no installed package
from archive.numbers import DocumentNumber  # noqa: E402
from archive.periods import Period, as_period  # noqa: E402
from archive.search.document import Document, Paragraph  # noqa: E402
from archive.search.entries import number_line  # noqa: E402
from archive.search.vocabulary import Vocabulary, short_forms, spellings  # noqa: E402
from archive.search.whole import index_files  # noqa: E402
from archive.sources import read_registries  # noqa: E402
from archive.strings import strings  # noqa: E402
from archive.wording import date_words  # noqa: E402

FACETS = ("period", "unit", "topic", "collection")


def searchable(given: Mapping[str, Any]) -> Document:
    """Make a document to be found of {id, title, number, date, period, collection, unit, topics, text}."""

    def said(key: str) -> str:
        return unicodedata.normalize("NFC", str(given.get(key) or "").strip())

    iso, period, topics = as_iso(said("date")), as_period(said("period")), given.get("topics") or ()
    day = PartialDate.parse(iso) if iso else None
    if isinstance(topics, str):
        topics = [topic.strip() for topic in re.split("[;,]", topics)]
    collection = strings().group("choices.collection").get(said("collection"), said("collection"))
    about = (collection, said("unit"), *topics, period.label if period else said("period"))
    placed = period or (Period.half_of(day) if day else None)
    return Document(
        id=str(given["id"]),
        url=f"/{given['id']}/",
        title=said("title"),
        day=day.start if day else None,
        date=date_words(day) if day else said("date"),
        number=_number(said("number")),
        about=tuple(text for text in about if text),
        paragraphs=tuple(Paragraph(line.strip()) for line in said("text").split("\n") if line.strip()),
        facets={
            "period": tuple(map(str, [placed, *placed.holders])) if placed else (),
            "unit": (said("unit"),) if said("unit") else (),
            "topic": tuple(topics),
            "collection": (said("collection"),) if said("collection") else (),
        },
    )


def _number(text: str) -> str:
    try:
        number = DocumentNumber.parse(text)
    except ValueError:
        return text
    return number_line(number, number.kind)


def vocabulary(documents: Iterable[Document]) -> Vocabulary:
    """Give the words of the repository's registries, and the facets' values that the documents have."""
    values: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for document in documents:
        for facet in FACETS:
            values[facet].update(document.facets[facet])
    facets = {
        facet: [[value, Period.parse(value).label if facet == "period" else value] for value in sorted(values[facet])]
        for facet in FACETS
    }
    registries = read_registries(ROOT / "docs").registries
    return Vocabulary(spellings(registries), short_forms(), facets)


def read_documents(path: Path) -> list[Document]:
    """Read a file of documents."""
    with path.open(encoding="utf-8") as lines:
        return [searchable(json.loads(line)) for line in lines if line.strip()]


def write_index(documents: list[Document], folder: Path) -> None:
    """Write the index of documents into a folder."""
    words = vocabulary(documents)
    for path, text in index_files(documents, words):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
