"""Long lists, cut into pages from their oldest end: a numbered page keeps what it holds as newer ones come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.entries import Entry
from archive.languages import VIETNAMESE, Language
from archive.pages.view import View, newest
from archive.paths import url_of
from archive.wording import span_words

# The words and the URL of each page that leads to a page.
Trail = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of a list, its entries newest first.

    `number` counts from the oldest page on. The newest page, which is where the list is, has none, and alone tells the
    `total` of the list. `newer` and `older` are the URLs of the pages beside it.
    """

    src_uri: str
    entries: Sequence[Entry]
    number: int | None = None
    total: int | None = None
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, kw_only=True)
class FurtherPage(View):
    """A numbered page of a list: its `heading`, from when to when its entries are, the `trail` that leads to it.

    It is passed on with the site's picture, and no feed follows it: what is new comes on the newest page.
    """

    template = "further.html"
    heading: str
    span: str
    trail: Trail
    listing: Listing


def listings(entries: Sequence[Entry], size: int, first: str, below: str) -> tuple[Listing, list[Listing]]:
    """Cut a list, newest first, into its newest page, at the source `first`, and those at `below/trang-1.md` ….

    Numbered pages hold `size` entries each, the newest what is left: from half of that to half as much again.
    """
    count = max(0, len(entries) - max(1, size // 2)) // size
    src_uris = [first, *(f"{below}/trang-{number}.md" for number in range(count, 0, -1))]
    urls = [None, *map(url_of, src_uris), None]
    ends = [*range(len(entries) - count * size, len(entries), size), len(entries)]
    latest, *further = [
        Listing(
            src_uri=src_uri,
            entries=entries[start:end],
            number=count + 1 - at if at else None,
            total=None if at else len(entries),
            newer=urls[at],
            older=urls[at + 2],
        )
        for at, (src_uri, start, end) in enumerate(zip(src_uris, [0, *ends], ends, strict=False))
    ]
    return latest, further


def newest_page(listing: Listing, name: str, language: Language = VIETNAMESE) -> dict[str, Any]:
    """Say what the newest page of every list has, `name` being that of the list."""
    return {
        "src_uri": listing.src_uri,
        "language": language.code,
        "title": name,
        "summary": language.text("pages.item_summary", name=name, count=listing.total),
        "modified": newest(listing.entries),
        "listing": listing,
    }


def home(language: Language = VIETNAMESE) -> tuple[str, str]:
    """Give the first step of every trail."""
    return language.text("pages.home"), "/"


def further_pages(
    pages: Iterable[Listing], name: str, trail: Trail, language: Language = VIETNAMESE, heading: str | None = None
) -> Iterator[FurtherPage]:
    """Build the numbered pages of a list; only the way to newer pages depends on newer entries."""
    for listing in pages:
        span = span_words(listing.entries[-1].record.date, listing.entries[0].record.date, language.code)
        title = language.text("pages.part", title=name, number=listing.number)
        yield FurtherPage(
            src_uri=listing.src_uri,
            language=language.code,
            title=title,
            summary=language.text("pages.part_summary", title=title, span=span),
            modified=newest(listing.entries),
            heading=heading or name,
            span=span,
            trail=trail,
            listing=listing,
        )
