"""Feeds to follow the archive by: Atom (RFC 4287) and JSON Feed 1.1, for the whole, a period, a unit or a topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from archive.catalogue import Catalogue
from archive.data.markup import attribute, escape
from archive.data.media_types import media_type
from archive.data.rows import with_rows
from archive.dates import PartialDate
from archive.entries import Entry
from archive.paths import absolute
from archive.schema import Status
from archive.strings import strings
from archive.wording import choice_words

LONGEST = 50
# Where nothing is dated yet; feeds must name some moment.
BEFORE_ALL = "2003-01-01"


@dataclass(frozen=True)
class Feed:
    """What a feed holds: `path` in the site without its ending, the page that it follows, its entries."""

    path: str
    title: str
    page: str
    entries: list[Entry]


def feeds(catalogue: Catalogue, site_name: str) -> Iterator[Feed]:
    """Yield every feed of the archive; each holds its newest entries."""

    def feed(path: str, name: str, page: str, entries: list[Entry]) -> Feed:
        return Feed(path, f"{name} – {site_name}" if name else site_name, page, entries[:LONGEST])

    yield feed("feed", "", "/", list(catalogue.entries))
    for period in catalogue.periods:
        yield feed(f"ky/{period.slug}/feed", period.label, f"/ky/{period.slug}/", catalogue.by_period[period])
    for unit in catalogue.registries.units.values():
        yield feed(f"don-vi/{unit.id}/feed", unit.name, f"/don-vi/{unit.id}/", catalogue.by_unit.get(unit.id, []))
    for topic in catalogue.registries.topics.values():
        entries = catalogue.by_topic.get(topic.id, [])
        yield feed(f"linh-vuc/{topic.id}/feed", topic.name, f"/linh-vuc/{topic.id}/", entries)


def atom(feed: Feed, catalogue: Catalogue, site_url: str) -> str:
    """Write a feed as Atom."""
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{strings()("language.code")}">',
        f"<title>{escape(feed.title)}</title>",
        f"<id>{escape(permanent_id(feed.page, site_url))}</id>",
        f"<updated>{moment(_newest(feed))}</updated>",
        f'<link rel="self" type="application/atom+xml" href={attribute(f"{site_url}{feed.path}.xml")}/>',
        f'<link rel="alternate" type="text/html" href={attribute(absolute(feed.page, site_url))}/>',
    ]
    for entry in feed.entries:
        rows += _atom_entry(entry, catalogue, site_url)
    return "\n".join([*rows, "</feed>", ""])


def _atom_entry(entry: Entry, catalogue: Catalogue, site_url: str) -> list[str]:
    rows = [
        "<entry>",
        f"<title>{escape(_title(entry))}</title>",
        f"<id>{escape(permanent_id(first_url(entry), site_url))}</id>",
        f"<published>{moment(str(entry.record.date))}</published>",
        f"<updated>{moment(entry.modified)}</updated>",
        f'<link rel="alternate" type="text/html" href={attribute(absolute(entry.url, site_url))}/>',
        f"<author><name>{escape(_author(entry, catalogue))}</name></author>",
    ]
    names = {id: catalogue.registries.topics[id].name for id in entry.record.topics}
    rows += [f"<category term={attribute(id)} label={attribute(name)}/>" for id, name in names.items()]
    rows.append(f"<summary>{escape(_summary(entry))}</summary>")
    for file in entry.attachments:
        href = attribute(absolute(quote(file.url), site_url))
        rows.append(f'<link rel="enclosure" type="{media_type(file.url)}" length="{file.size}" href={href}/>')
    return [*rows, "</entry>"]


def json_feed(feed: Feed, catalogue: Catalogue, site_url: str) -> str:
    """Write a feed as JSON Feed."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(feed.page, site_url),
        "feed_url": f"{site_url}{feed.path}.json",
        "language": strings()("language.code"),
    }
    return with_rows(head, "items", (_json_item(entry, catalogue, site_url) for entry in feed.entries))


def _json_item(entry: Entry, catalogue: Catalogue, site_url: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": permanent_id(first_url(entry), site_url),
        "url": absolute(entry.url, site_url),
        "title": _title(entry),
        "content_text": _summary(entry),
        "date_published": moment(str(entry.record.date)),
        "date_modified": moment(entry.modified),
        "authors": [{"name": _author(entry, catalogue)}],
        "tags": entry.record.topics,
    }
    if entry.attachments:
        item["attachments"] = [
            {
                "url": absolute(quote(file.url), site_url),
                "mime_type": media_type(file.url),
                "title": file.title,
                "size_in_bytes": file.size,
            }
            for file in entry.attachments
        ]
    return item


def permanent_id(url: str, site_url: str) -> str:
    """Name a page for good (RFC 4151), whatever scheme or folder it is served from."""
    return f"tag:{urlsplit(site_url).hostname or 'localhost'},2003:{url}"


def first_url(entry: Entry) -> str:
    """Give the URL that an entry was first published at: its oldest alias."""
    return entry.record.aliases[0] if entry.record.aliases else entry.url


def moment(day: str) -> str:
    """Write a date, however precise, as the first moment that it may mean (RFC 3339, Vietnamese time)."""
    return f"{PartialDate.parse(day).start.isoformat()}T00:00:00+07:00"


def _newest(feed: Feed) -> str:
    return max((entry.modified for entry in feed.entries), default=BEFORE_ALL)


def _author(entry: Entry, catalogue: Catalogue) -> str:
    unit = catalogue.registries.units.get(entry.unit_id or "")
    return unit.name if unit else strings()("feeds.nobody")


def _title(entry: Entry) -> str:
    """Give the title, with the status in front of what is not simply published."""
    if entry.record.status is Status.PUBLISHED:
        return entry.record.title
    return f"[{choice_words(entry.record.status)}] {entry.record.title}"


def _summary(entry: Entry) -> str:
    return entry.summary or entry.record.reason or entry.record.title
