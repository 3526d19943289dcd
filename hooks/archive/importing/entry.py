"""An imported paper as the files of an entry: its Markdown with what is left to the clerk marked, and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.drafting.writing import source_text
from archive.entries import Collection
from archive.importing.paper import Imported
from archive.links import with_own_links
from archive.periods import Period
from archive.strings import strings

_NO_PERIOD = "chua-ro-ky"


def folder_of(keys: Mapping[str, Any]) -> str:
    """Say in which folder of the sources a report with such front matter belongs."""
    period = keys.get("period")
    return f"{Collection.REPORTS}/{Period.parse(period).slug if period else _NO_PERIOD}"


def files_of(imported: Imported, attached: tuple[str, bytes] | None = None, site_url: str = "") -> dict[str, bytes]:
    """Give the files of an entry by name; the original (its ending and bytes) is offered too where it is `attached`.

    Links to the site at `site_url` become such as sources have.
    """
    keys, files = dict(imported.keys), dict(imported.pictures)
    if attached is not None:
        name = imported.slug + attached[0]
        files[name] = attached[1]
        keys["attachments"] = [{"file": name, "title": strings()("importing.original")}]
    body = with_own_links(imported.body, folder_of(keys), site_url)
    comments: dict[str, list[str]] = {}
    for mark in imported.marks:
        if mark.key:
            comments.setdefault(mark.key, []).append(f"{mark.label}: {mark.message}")
    files[f"{imported.slug}.md"] = source_text(keys, body, comments).encode("utf-8")
    return files
