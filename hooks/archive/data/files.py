"""All data files of a site, by their path in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from archive.catalogue import Catalogue
from archive.data.catalogue_json import catalogue_json, entry_data, sitemap
from archive.data.feeds import atom, feeds, json_feed
from archive.data.linked import dcat
from archive.data.tables import catalogue_csv, figures_csv, indicators_csv
from archive.entries import Entry
from archive.policy import server_files
from archive.settings import Settings
from archive.strings import strings


def published_files() -> dict[str, str]:
    """Name the files that are offered for download, by path, with their titles for readers."""
    return {path: strings()(f"data.{key}") for path, key in _OFFERED.items()}


_OFFERED = {
    "du-lieu/catalogue.json": "catalogue_json",
    "du-lieu/catalogue.csv": "catalogue_csv",
    "du-lieu/figures.csv": "figures_csv",
    "du-lieu/indicators.csv": "indicators_csv",
    "danh-muc/don-vi.yml": "units",
    "danh-muc/kenh.yml": "channels",
    "danh-muc/linh-vuc.yml": "topics",
    "danh-muc/chi-tieu.yml": "indicators_list",
}


class DataFile(NamedTuple):
    """A data file: its path in the site, who writes its text, and the few entries that it is of; None of all."""

    path: str
    write: Callable[[], str]
    entries: Sequence[Entry] | None = None


def data_files(
    catalogue: Catalogue, settings: Settings, site_name: str, site_url: str, pages: Mapping[str, str | None]
) -> Iterator[DataFile]:
    """Yield every data file of the site at `site_url` (with a slash at its end).

    `pages` are the URLs of all pages, from the site's root, each with the newest date that it names.
    """
    data = [entry_data(entry) for entry in catalogue.entries]  # newest first
    yield DataFile("du-lieu/catalogue.json", partial(catalogue_json, data, catalogue.generated, settings))
    yield DataFile("du-lieu/catalogue.csv", partial(catalogue_csv, data))
    yield DataFile("du-lieu/figures.csv", partial(figures_csv, catalogue))
    yield DataFile("du-lieu/indicators.csv", partial(indicators_csv, catalogue))
    yield DataFile("du-lieu/dcat.jsonld", partial(dcat, catalogue, settings, site_name, site_url))
    yield DataFile("sitemap.xml", partial(sitemap, pages, site_url))
    for path, text in server_files().items():
        yield DataFile(path, partial(str, text))
    if settings.domain:
        yield DataFile("CNAME", partial(str, f"{settings.domain}\n"))
    for feed in feeds(catalogue, site_name):
        yield DataFile(f"{feed.path}.xml", partial(atom, feed, catalogue, site_url), feed.entries)
        yield DataFile(f"{feed.path}.json", partial(json_feed, feed, catalogue, site_url), feed.entries)
