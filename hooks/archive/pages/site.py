"""All generated pages of a site, and those that lead into it: home, and the list of each collection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.account import Account
from archive.catalogue import Catalogue
from archive.entries import Collection, Entry
from archive.languages import LANGUAGES, VIETNAMESE, Language
from archive.pages import periods, registers
from archive.pages.data import data_page
from archive.pages.guide import guide_pages
from archive.pages.lists import Listing, further_pages, home, listings, newest_page
from archive.pages.periods import PeriodLink
from archive.pages.redirects import redirect_pages
from archive.pages.selections import selection_pages
from archive.pages.statements import statement_pages
from archive.pages.strip import Count, strip
from archive.pages.verify import verify_page
from archive.pages.view import View, newest
from archive.settings import Settings
from archive.strings import strings

LATEST = 6


@dataclass(frozen=True, kw_only=True)
class HomePage(View):
    """The first page: the latest period, what is new, and the ways into the archive."""

    template = "home.html"
    is_home = True
    latest_period: PeriodLink | None
    strip: list[Count]
    periods: list[PeriodLink]
    latest: list[Entry]
    collections: list[tuple[Collection, int]]


@dataclass(frozen=True, kw_only=True)
class CollectionPage(View):
    """All entries of one collection, newest first."""

    template = "collection.html"
    collection: Collection
    listing: Listing


@dataclass(frozen=True, kw_only=True)
class SearchPage(View):
    """The search page: the box asks, a script answers; without one it leads to the lists."""

    template = "search.html"


def site_views(catalogue: Catalogue, settings: Settings) -> Iterator[View]:
    """Build every generated page, one after the other."""
    size = settings.page_size
    account = Account.of(catalogue, settings.owner)
    for language in LANGUAGES:
        yield from summary_views(catalogue, settings, account, language)
    for collection in Collection:
        yield from collection_pages(catalogue, collection, size)
    yield from selection_pages(catalogue, size)
    yield data_page(settings)
    yield SearchPage(src_uri="tim-kiem/index.md", title=strings()("search.title"), summary=strings()("search.summary"))
    yield verify_page()
    yield from guide_pages()
    yield from redirect_pages(catalogue)


def summary_views(catalogue: Catalogue, settings: Settings, account: Account, language: Language) -> Iterator[View]:
    """Build what sums the archive up in one language: home, periods, units, topics, channels."""
    size, registries = settings.page_size, catalogue.registries
    yield home_page(catalogue, settings, language)
    yield periods.timeline_page(catalogue, language)
    for period in catalogue.periods:
        yield from periods.period_pages(catalogue, period, settings, account, language)
    yield registers.units_page(catalogue, language)
    yield registers.topics_page(catalogue, language)
    yield registers.channels_page(catalogue, language)
    for unit in registries.units.values():
        yield from registers.unit_pages(catalogue, unit, settings, language)
    for topic in registries.topics.values():
        yield from registers.topic_pages(catalogue, topic, size, language)
    for channel in registries.channels.values():
        yield from registers.channel_pages(catalogue, channel, size, language)
    yield from statement_pages(language)


def home_page(catalogue: Catalogue, settings: Settings, language: Language = VIETNAMESE) -> HomePage:
    """Build the home page; the latest period is the latest that entries were filed under."""
    filed = {entry.period for entry in catalogue.entries}
    links = [periods.link(catalogue, period) for period in catalogue.periods if period in filed]
    latest = links[0].period if links else None
    return HomePage(
        src_uri=f"{language.folder}index.md",
        language=language.code,
        title=language.text("pages.home"),
        modified=newest(catalogue.entries),
        feed="feed",
        latest_period=links[0] if links else None,
        strip=strip(catalogue, latest, settings.due) if latest else [],
        periods=links[:6],
        latest=list(catalogue.entries[:LATEST]),
        collections=[(one, len(catalogue.by_collection.get(one, []))) for one in Collection],
    )


def collection_pages(catalogue: Catalogue, collection: Collection, size: int) -> Iterator[View]:
    """Build the list of a collection, page by page."""
    name = strings()(f"choices.collection.{collection}")
    entries = catalogue.by_collection.get(collection, [])
    listing, further = listings(entries, size, f"{collection}/index.md", str(collection))
    yield CollectionPage(**newest_page(listing, name), collection=collection)
    yield from further_pages(further, name, [home(), (name, f"/{collection}/")])
