"""Lists of one choice: the papers of one kind, the stories of one format, and what is no longer in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.pages.lists import Listing, further_pages, home, listings, newest_page
from archive.pages.view import View
from archive.schema import Format, Kind, Status, Story
from archive.wording import choice_words

# The addresses of states that readers may look for; all else is in force.
STATES = {Status.CORRECTED: "da-dinh-chinh", Status.SUPERSEDED: "da-thay-the", Status.WITHDRAWN: "da-rut"}
FORMATS = {
    Format.ARTICLE: "bai-viet",
    Format.VIDEO: "video",
    Format.PHOTOS: "phong-su-anh",
    Format.BROADCAST: "phat-thanh",
}

Choice = Kind | Format | Status


@dataclass(frozen=True, kw_only=True)
class SelectionPage(View):
    """The entries of one kind, format or state, newest first."""

    template = "selection.html"
    choice: Choice
    listing: Listing

    @property
    def facet(self) -> str:
        """The facet of the search that the choice is a value of."""
        return "status" if isinstance(self.choice, Status) else "kind"


def address(choice: Choice) -> str:
    """Give the folder of a choice's list: `loai/ke-hoach`, `trang-thai/da-rut`."""
    if isinstance(choice, Status):
        return f"trang-thai/{STATES[choice]}"
    return f"loai/{FORMATS[choice] if isinstance(choice, Format) else choice}"


def selections(catalogue: Catalogue) -> dict[Choice, list[Entry]]:
    """Group the entries by every choice that has any, kinds before formats before states."""
    found: dict[Choice, list[Entry]] = {choice: [] for choice in (*Kind, *Format, *STATES)}
    for entry in catalogue.entries:
        if entry.kind is not None:
            found[entry.kind].append(entry)
        if isinstance(entry.record, Story):
            found[entry.record.format].append(entry)
        if entry.record.status in STATES:
            found[entry.record.status].append(entry)
    return {choice: entries for choice, entries in found.items() if entries}


def selection_pages(catalogue: Catalogue, size: int) -> Iterator[View]:
    """Build the lists of single choices, page by page."""
    for choice, entries in selections(catalogue).items():
        folder, name = address(choice), choice_words(choice)
        listing, further = listings(entries, size, f"{folder}.md", folder)
        yield SelectionPage(**newest_page(listing, name), choice=choice)
        yield from further_pages(further, name, [home(), (name, f"/{folder}/")])
