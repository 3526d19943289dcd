"""All data files of a site, by their path in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.catalogue import Catalogue
from archive.data.catalogue_json import catalogue_json, sitemap
from archive.data.feeds import atom, feeds, json_feed
from archive.data.linked import dcat
from archive.data.tables import catalogue_csv, figures_csv, indicators_csv
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


def data_files(
    catalogue: Catalogue, settings: Settings, site_name: str, site_url: str, pages: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Yield every data file of the site at `site_url` (with a slash at its end): its path there, and its text.

    `pages` are the URLs of all pages, from the site's root, each with the newest date that it names.
    """
    yield "du-lieu/catalogue.json", catalogue_json(catalogue, settings)
    yield "du-lieu/catalogue.csv", catalogue_csv(catalogue)
    yield "du-lieu/figures.csv", figures_csv(catalogue)
    yield "du-lieu/indicators.csv", indicators_csv(catalogue)
    yield "du-lieu/dcat.jsonld", dcat(catalogue, settings, site_name, site_url)
    yield "sitemap.xml", sitemap(pages, site_url)
    yield from server_files().items()
    if settings.domain:
        yield "CNAME", f"{settings.domain}\n"
    for feed in feeds(catalogue, site_name):
        yield f"{feed.path}.xml", atom(feed, catalogue, site_url)
        yield f"{feed.path}.json", json_feed(feed, catalogue, site_url)
