"""What all generated pages share: their place, their template, and long lists cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from archive.entries import Entry
from archive.languages import VIETNAMESE, Language
from archive.paths import url_of
from archive.schema import Unit


@dataclass(frozen=True, kw_only=True)
class View:
    """A page to be generated: `src_uri` names it as if it were a source, `template` shows it.

    `modified` is the newest date that what it shows names, ISO 8601; None where it shows nothing dated.
    `feed` is the path of the feed that follows it, without its ending; `language` is what it is written in.
    A page that `leads_on` is an old address of another, and nothing by itself.
    """

    template: ClassVar[str]
    is_home: ClassVar[bool] = False
    leads_on: ClassVar[bool] = False

    src_uri: str
    title: str
    summary: str | None = None
    modified: str | None = None
    feed: str | None = None
    language: str = "vi"

    @property
    def url(self) -> str:
        """The URL of the page, from the site's root."""
        return url_of(self.src_uri)

    @property
    def of_unit(self) -> Unit | None:
        """The unit that the page is about, if it is about one."""
        return None

    @property
    def shared_as(self) -> tuple[str, str] | None:
        """The name of the picture that it alone is passed on with, and what is written there; None for most."""
        return None


@dataclass(frozen=True)
class Listing:
    """One page of a list of entries: page `number` of `count`, the whole list `total` long.

    `src_uris` are the pages of the list, the first page first.
    """

    entries: Sequence[Entry]
    number: int
    total: int
    src_uris: Sequence[str]

    @property
    def count(self) -> int:
        """How many pages the list has."""
        return len(self.src_uris)

    @property
    def urls(self) -> list[str]:
        """The URL of each page of the list."""
        return [url_of(src_uri) for src_uri in self.src_uris]

    @property
    def previous_url(self) -> str | None:
        """The URL of the page before, if any."""
        return self.urls[self.number - 2] if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """The URL of the page after, if any."""
        return self.urls[self.number] if self.number < self.count else None


def listings(entries: Sequence[Entry], size: int, first: str, below: str) -> Iterator[Listing]:
    """Cut a list into pages of `size`: the first at the source `first`, the others at `below/trang-2.md` ….

    An empty list has one empty page.
    """
    count = max(1, -(-len(entries) // size))
    src_uris = [first, *(f"{below}/trang-{number}.md" for number in range(2, count + 1))]
    for number in range(1, count + 1):
        yield Listing(entries[(number - 1) * size : number * size], number, len(entries), src_uris)


def part_title(name: str, listing: Listing, language: Language = VIETNAMESE) -> str:
    """Title a page of a list: its name, with the page's number from the second on."""
    return name if listing.number == 1 else language.text("pages.part", title=name, number=listing.number)


def newest(entries: Iterable[Entry]) -> str | None:
    """Find the newest date that any of the entries names for itself."""
    return max((entry.modified for entry in entries), default=None)
