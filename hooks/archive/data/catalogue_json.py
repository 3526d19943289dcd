"""The catalogue as JSON, and the sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from archive.data.markup import escape
from archive.data.rows import with_rows
from archive.entries import Entry
from archive.settings import Settings


def catalogue_json(data: Iterable[Mapping[str, Any]], generated: str | None, settings: Settings) -> str:
    """Write the `entry_data` of a catalogue as JSON (design, section 5); URLs are from the site's root."""
    return with_rows({"generated": generated, "license": settings.license.url}, "entries", data)


def entry_data(entry: Entry) -> dict[str, Any]:
    """Give what the catalogue says of one entry; who published it is `issuer` for a report, `unit` for others."""
    record = entry.record
    return {
        "id": entry.id,
        "collection": str(entry.collection),
        "url": entry.url,
        "title": record.title,
        "number": str(entry.number) if entry.number else None,
        "date": str(record.date),
        "period": str(entry.period),
        "issuer" if entry.number else "unit": entry.unit_id,
        "streams": [str(stream) for stream in record.streams],
        "topics": record.topics,
        "channels": list(entry.channel_ids),
        "status": str(record.status),
        "summary": entry.summary,
        "attachments": [
            {"url": quote(file.url), "bytes": file.size, "sha256": file.sha256} for file in entry.attachments
        ],
        "modified": entry.modified,
    }


def sitemap(pages: Mapping[str, str | None], site_url: str) -> str:
    """Write the sitemap of `pages`, URL from the root to its newest date (W3C form), None where it has none."""
    rows = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for url, modified in sorted(pages.items()):
        lastmod = f"<lastmod>{modified}</lastmod>" if modified else ""
        rows.append(f"<url><loc>{escape(site_url + url.removeprefix('/'))}</loc>{lastmod}</url>")
    return "\n".join([*rows, "</urlset>", ""])
