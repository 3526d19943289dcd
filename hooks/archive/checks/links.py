"""Checks of the links in texts: what a clerk links to within the archive is there, and readers may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.front_matter import Document
from archive.links import anchors_of, links_in, place_of
from archive.paths import dest_uri, is_reserved
from archive.problems import Place, Problem, problem
from archive.publication import public_files
from archive.schema import Status
from archive.sources import Sources
from archive.suggestion import nearest


def check_links(sources: Sources, as_of: date) -> Iterator[Problem]:
    """Every link of a text leads to a source, a page of the archive, or out of the site."""
    public = public_files(sources, as_of)
    aliases = {f"{alias.strip('/')}/index.html" for entry in sources.entries for alias in entry.record.aliases}
    right = {dest_uri(src_uri) for src_uri in public | sources.unreadable} | aliases
    there = {dest_uri(src_uri) for src_uri in sources.files}
    shown = [entry for entry in sources.entries if entry.record.status is not Status.WITHDRAWN]
    texts = [(entry.src_uri, entry.document) for entry in shown]
    texts += [(src_uri, document) for src_uri, (_, document) in sources.pages.items()]
    documents = {dest_uri(src_uri): document for src_uri, document in texts}
    for src_uri, document in texts:
        for line, target in links_in(document):
            place = place_of(target, src_uri)
            yield from _check_anchor(document, line, target, documents.get(place or dest_uri(src_uri)))
            if place is None or place in right or is_reserved(place):
                continue
            if place not in there:
                code = "link_missing" if place.endswith("index.html") else "link_file_missing"
                yield problem(code, Place(document.path, line), text=target)
            elif src_uri in public:
                yield problem("link_hidden", Place(document.path, line), text=target)


def _check_anchor(document: Document, line: int, target: str, meant: Document | None) -> Iterator[Problem]:
    """A link that names a heading names one that is there."""
    path, _, anchor = target.partition("#")
    if not anchor or meant is None or "//" in path or anchor.startswith("fn"):
        return
    known = anchors_of(meant)
    if anchor not in known:
        guess = nearest(anchor, known) or next(iter(sorted(known)), "…")
        yield problem("link_anchor", Place(document.path, line), text=target, guess=f"#{guess}")
