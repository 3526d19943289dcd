"""Tables for spreadsheets: CSV that Excel opens with its accents right, and in which no cell is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.catalogue import Catalogue
from archive.schema import Report

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula (OWASP, “CSV injection”).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

CATALOGUE_COLUMNS = (
    *("id", "collection", "url", "title", "number", "date", "period", "publisher", "streams", "topics", "channels"),
    *("status", "summary", "attachments", "modified"),
)
FIGURES_COLUMNS = ("entry", "period", "issuer", "channel", "posts", "videos", "reach", "interactions", "as_of")
INDICATORS_COLUMNS = ("entry", "period", "issuer", "indicator", "name", "value", "measure", "note")


def catalogue_csv(data: Iterable[Mapping[str, Any]]) -> str:
    """Write the `entry_data` of a catalogue, one row an entry; lists are joined by “; ”."""

    def rows() -> Iterator[Sequence[object]]:
        for one in data:
            publisher = one["issuer"] if "issuer" in one else one["unit"]
            row = {**one, "publisher": publisher, "attachments": [file["url"] for file in one["attachments"]]}
            yield [row[column] for column in CATALOGUE_COLUMNS]

    return table(CATALOGUE_COLUMNS, rows())


def figures_csv(catalogue: Catalogue) -> str:
    """Write one row a report and channel, as the reports give them."""

    def rows() -> Iterator[Sequence[object]]:
        for entry in catalogue.entries:
            for figures in entry.record.figures if isinstance(entry.record, Report) and entry.counts else ():
                counts = (figures.posts, figures.videos, figures.reach, figures.interactions, figures.as_of)
                yield entry.id, entry.period, entry.unit_id, figures.channel, *counts

    return table(FIGURES_COLUMNS, rows())


def indicators_csv(catalogue: Catalogue) -> str:
    """Write one row a report and indicator, as the reports give them."""

    def rows() -> Iterator[Sequence[object]]:
        for entry in catalogue.entries:
            for one in entry.record.indicators if isinstance(entry.record, Report) and entry.counts else ():
                indicator = catalogue.registries.indicators[one.id]
                about = (indicator.name, one.value, indicator.measure, one.note)
                yield entry.id, entry.period, entry.unit_id, one.id, *about

    return table(INDICATORS_COLUMNS, rows())


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a CSV (RFC 4180) with a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return BOM + out.getvalue()


def cell(value: object) -> str | int | float:
    """Write a value for a cell; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
