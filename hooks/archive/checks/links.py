"""Checks of the links in texts: what a clerk links to within the archive is there, and readers may see it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from archive.front_matter import Document
from archive.paths import dest_uri, is_reserved
from archive.problems import Place, Problem, problem
from archive.publication import public_files
from archive.sources import Sources

_FENCE = re.compile(r" {0,3}(```|~~~)")
_CODE = re.compile(r"(`+)(?:.+?)\1")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)")


def check_links(sources: Sources, as_of: date) -> Iterator[Problem]:
    """Every link of a text leads to a source, a page of the archive, or out of the site."""
    public = public_files(sources, as_of)
    public_places = {dest_uri(src_uri) for src_uri in public}
    all_places = {dest_uri(src_uri) for src_uri in sources.files}
    texts = [(entry.src_uri, entry.document) for entry in sources.entries]
    texts += [(src_uri, document) for src_uri, (_, document) in sources.pages.items()]
    for src_uri, document in texts:
        if "]" not in document.body:
            continue
        for line, target in links_in(document):
            place = _place_of(target, src_uri)
            if place is None or place in public_places or is_reserved(place):
                continue
            code = "link_hidden" if place in all_places else "link_missing"
            if code == "link_missing" or src_uri in public:
                yield problem(code, Place(document.path, line), text=target)


def links_in(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the line and target of each link and picture in a text, those in code left out."""
    fence = ""
    for line, row in enumerate(document.body.split("\n"), document.body_line):
        mark = _FENCE.match(row)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and "]" in row:
            row = _CODE.sub("", row)
            for found in (*_LINK.finditer(row), *_DEFINITION.finditer(row)):
                yield line, found[1]


def _place_of(target: str, src_uri: str) -> str | None:
    """Say where in the site a link leads; None where it leads out of the site or stays on the page."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(src_uri)
    place = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    if place == ".":
        return "index.html"
    return dest_uri(place) if posixpath.splitext(place)[1] else posixpath.join(place, "index.html")
