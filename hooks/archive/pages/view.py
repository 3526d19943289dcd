"""What all generated pages share: their place and their template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from archive.entries import Entry
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


def newest(entries: Iterable[Entry]) -> str | None:
    """Find the newest date that any of the entries names for itself."""
    return max((entry.modified for entry in entries), default=None)
