"""Old addresses: a page at each alias of an entry, which leads on to where the entry is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.pages.view import View


@dataclass(frozen=True, kw_only=True)
class RedirectPage(View):
    """What stands at an old address; `to` is the entry that moved."""

    template = "redirect.html"
    leads_on = True
    to: Entry


def redirect_pages(catalogue: Catalogue) -> Iterator[RedirectPage]:
    """Build a page for every alias of a public entry."""
    for entry in catalogue.entries:
        for alias in entry.record.aliases:
            yield RedirectPage(src_uri=f"{alias.strip('/')}.md", title=entry.record.title, to=entry)
