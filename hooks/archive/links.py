"""The links in a text: where each stands, and where in the site it leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from archive.excerpt import plain
from archive.front_matter import Document
from archive.paths import dest_uri, url_of
from archive.patterns import pattern
from archive.suggestion import heading_id

_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FENCE = pattern(r" {0,3}(```|~~~)")
_CODE = pattern(r"(?<!\\)(`+)(?:.+?)\1")
_LINK = pattern(r"\]\(\s*(?:<([^<>]*)>|((?:[^()\s]|\([^()\s]*\))+))")
_PICTURE = pattern(r"!\[([^\]]*)" + _LINK.pattern)
_RAW = pattern(r"(?:src|href|poster|srcset)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_HEADING = pattern(r" {0,3}#{1,6}\s+(.+?)\s*#*$")
_UNDERLINE = pattern(r" {0,3}(?:=+|-+)\s*")
_DEFINITION = pattern(
    r" {0,3}\[(?!\^)[^\]]+\]:\s+(?:<([^<>]*)>|(\S*[./#]\S*))(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*$"
)


def links_in(document: Document) -> list[tuple[int, str]]:
    """Find the line and target of each link and picture in a text, those in code left out."""
    return document.once("links", lambda document: list(_links(document)))


def _links(document: Document) -> Iterator[tuple[int, str]]:
    for line, row in _rows(document):
        for found in (*_LINK.finditer(row), *_DEFINITION.finditer(row)):
            yield line, found[1] or found[2]


def sources_in(document: Document, src_uri: str) -> list[str]:
    """Name the files that the links and pictures of a text mean: as MkDocs looks for them; in HTML, as browsers do."""
    found = [_file_of(target, src_uri) for _, target in links_in(document)]
    found += [_file_of(target, dest_uri(src_uri)) for target in raw_in(document)]
    return [one for one in found if one]


def raw_in(document: Document) -> list[str]:
    """Find what the HTML in a text leads to or shows."""
    return document.once("raw", lambda document: _RAW.findall(document.body) if "=" in document.body else [])


def address_of(target: str, src_uri: str, site_url: str) -> str:
    """Give the public address that a link in a source leads to; empty where it leads within its page, or nowhere."""
    if _SCHEME.match(target):
        return target if target.startswith(("http://", "https://", "mailto:", "tel:")) else ""
    path, _, anchor = target.partition("#")
    file = _file_of(path, src_uri) if path else None
    if file is None:
        return ""
    return site_url + (url_of(file).lstrip("/") if file.endswith(".md") else file) + (f"#{anchor}" if anchor else "")


def with_own_links(text: str, folder: str, site_url: str) -> str:
    """Turn links to the site's own entries into such as sources in `folder` have: what `address_of` does, back."""

    def turned(found: re.Match[str]) -> str:
        return f"]({posixpath.relpath(found['id'] + '.md', folder)}{found['anchor'] or ''})"

    own = (
        rf"\]\({re.escape(site_url)}(?P<id>(?:bao-cao|tin-bai|dinh-chinh)/[^/()\s]+/[^/()\s]+)/(?P<anchor>#[^()\s]*)?\)"
    )
    return re.sub(own, turned, text) if site_url.startswith("http") else text


def _file_of(target: str, base: str) -> str | None:
    path = _path_of(target)
    if path is None:
        return None
    below = "" if path.startswith("/") else posixpath.dirname(base)
    return posixpath.normpath(posixpath.join(below, path.lstrip("/")))


def pictures_in(document: Document) -> list[tuple[int, str, str]]:
    """Find the line, description and target of each picture in a text, those in code left out."""
    return document.once("pictures", lambda document: list(_pictures(document)))


def _pictures(document: Document) -> Iterator[tuple[int, str, str]]:
    for line, row in _rows(document):
        for found in _PICTURE.finditer(row):
            yield line, found[1], found[2] or found[3]


def _rows(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each line that may hold a link, without what is code in it."""
    if "]" not in document.body:
        return
    fence = ""
    for line, row in enumerate(document.body.split("\n"), document.body_line):
        mark = _FENCE.match(row)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and "]" in row:
            yield line, _CODE.sub("", row)


def anchors_of(document: Document) -> set[str]:
    """Name the headings of a text as links do: `#i-ket-qua`; one that comes again gets `_1`, `_2` …."""
    return document.once("anchors", _anchors)


def _anchors(document: Document) -> set[str]:
    found: set[str] = set()
    rows = document.body.split("\n")
    for row, below in zip(rows, [*rows[1:], ""], strict=True):
        heading = _HEADING.match(row)
        text = heading[1] if heading else row if row.strip() and _UNDERLINE.fullmatch(below) else None
        if text is not None:
            id = name = heading_id(plain(text), "-")
            count = 0
            while id in found:
                count += 1
                id = f"{name}_{count}"
            found.add(id)
    return found


def place_of(target: str, src_uri: str) -> str | None:
    """Say where in the site a link of the source `src_uri` leads; None where it leaves the site or stays.

    A link to a file is read from where the source lies, as MkDocs does; one to an address from where its
    page stands, as browsers do.
    """
    path = _path_of(target)
    if path is None:
        return None
    is_file = bool(posixpath.splitext(path)[1])
    base = "" if path.startswith("/") else posixpath.dirname(src_uri if is_file else dest_uri(src_uri))
    place = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    if is_file:
        return dest_uri(place)
    return "index.html" if place == "." else posixpath.join(place, "index.html")


def _path_of(target: str) -> str | None:
    """Give the path that a link names; None where it leaves the site or stays on its page."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return unquote(parts.path) if parts.path and not (parts.scheme or parts.netloc) else None
