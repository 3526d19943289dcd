"""Checks of the links in texts: what a clerk links to within the archive is there, and readers may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.links import links_in, place_of
from archive.paths import dest_uri, is_reserved
from archive.problems import Place, Problem, problem
from archive.publication import public_files
from archive.schema import Status
from archive.sources import Sources


def check_links(sources: Sources, as_of: date) -> Iterator[Problem]:
    """Every link of a text leads to a source, a page of the archive, or out of the site."""
    public = public_files(sources, as_of)
    aliases = {f"{alias.strip('/')}/index.html" for entry in sources.entries for alias in entry.record.aliases}
    right = {dest_uri(src_uri) for src_uri in public | sources.unreadable} | aliases
    there = {dest_uri(src_uri) for src_uri in sources.files}
    shown = [entry for entry in sources.entries if entry.record.status is not Status.WITHDRAWN]
    texts = [(entry.src_uri, entry.document) for entry in shown]
    texts += [(src_uri, document) for src_uri, (_, document) in sources.pages.items()]
    for src_uri, document in texts:
        for line, target in links_in(document):
            place = place_of(target, src_uri)
            if place is None or place in right or is_reserved(place):
                continue
            if place not in there:
                code = "link_missing" if place.endswith("index.html") else "link_file_missing"
                yield problem(code, Place(document.path, line), text=target)
            elif src_uri in public:
                yield problem("link_hidden", Place(document.path, line), text=target)
