"""The data page: every file to download, and the dictionary of keys, generated from the schema."""

from __future__ import annotations

from dataclasses import dataclass

from archive.data.files import published_files
from archive.pages.view import View
from archive.schema import Channel, Correction, Indicator, PlaceName, Report, Schema, Story, Topic, Unit
from archive.schema.dictionary import Term, columns, dictionary
from archive.settings import Settings
from archive.strings import strings

SCHEMAS: dict[str, type[Schema]] = {
    "report": Report,
    "story": Story,
    "correction": Correction,
    "unit": Unit,
    "channel": Channel,
    "topic": Topic,
    "indicator": Indicator,
    "place": PlaceName,
}


@dataclass(frozen=True, kw_only=True)
class DataPage(View):
    """The files by path with their titles, what their columns mean, and the dictionary by what it describes."""

    template = "data.html"
    files: dict[str, str]
    columns: dict[str, list[tuple[str, str]]]
    dictionary: list[tuple[str, list[Term]]]


def described() -> list[tuple[str, list[Term]]]:
    """Describe everything that has keys, by what readers call it."""
    return [(strings()(f"data.{name}"), dictionary(schema)) for name, schema in SCHEMAS.items()]


def data_page(settings: Settings) -> DataPage:
    """Build the data page."""
    text = strings()
    return DataPage(
        src_uri="du-lieu/index.md",
        title=text("data.title"),
        summary=text("data.introduction", license=settings.license.name),
        files={**published_files(), "du-lieu/dcat.jsonld": text("data.dcat")},
        columns={
            "catalogue.json, catalogue.csv": columns("catalogue"),
            "figures.csv": columns("figures"),
            "indicators.csv": columns("indicators"),
        },
        dictionary=described(),
    )
