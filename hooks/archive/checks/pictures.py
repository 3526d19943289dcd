"""Checks of the pictures of an entry: each can be opened, and is told in words to who cannot see it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from archive.entries import Entry
from archive.front_matter import Document
from archive.links import pictures_in, place_of
from archive.pictures.picture import ENDINGS, PictureWrong
from archive.problems import Place, Problem, problem
from archive.schema import Status
from archive.sources import Sources


def check_cover(entry: Entry, sources: Sources) -> Iterator[Problem]:
    """A cover is a JPEG, PNG or WebP that opens."""
    cover = entry.record.cover
    if cover and entry.record.status is not Status.WITHDRAWN:
        place = posixpath.normpath(f"{entry.folder}/{cover.file}")
        yield from _check_file(place, cover.file, entry.document.place("cover", "file"), sources)


def check_pictures(document: Document, src_uri: str, sources: Sources) -> Iterator[Problem]:
    """Every picture of a text is a JPEG, PNG or WebP that opens, and has a description."""
    for line, description, target in pictures_in(document):
        here = Place(document.path, line)
        if not description.strip():
            yield problem("picture_alt", here, text=target)
        if (place_in_site := place_of(target, src_uri)) is not None:
            yield from _check_file(place_in_site, target, here, sources)


def shown_pictures(sources: Sources) -> set[str]:
    """Name the pictures that entries and pages show, of which their checks tell."""
    entries = [entry for entry in sources.entries if entry.record.status is not Status.WITHDRAWN]
    covers = [(entry.folder, entry.record.cover) for entry in entries]
    shown = {posixpath.normpath(f"{folder}/{cover.file}") for folder, cover in covers if cover}
    texts = [(entry.document, entry.src_uri) for entry in entries]
    texts += [(document, src_uri) for src_uri, (_, document) in sources.pages.items()]
    for document, src_uri in texts:
        shown |= {place for *_, target in pictures_in(document) if (place := place_of(target, src_uri)) is not None}
    return shown


def check_whole(src_uri: str, sources: Sources) -> Iterator[Problem]:
    """A picture that nothing shows can be unpacked as well: without what the camera noted it must be made anew."""
    yield from _check_file(src_uri, src_uri.rsplit("/", 1)[-1], Place(sources.shown(src_uri)), sources)


def _check_file(src_uri: str, text: str, here: Place, sources: Sources) -> Iterator[Problem]:
    """A picture that is there can be opened; one that is not is told of elsewhere."""
    if src_uri not in sources.known_files:
        return
    if not src_uri.lower().endswith(ENDINGS):
        yield problem("picture_type", here, text=text)
        return
    try:
        sources.facts.picture(src_uri)
    except (PictureWrong, OSError) as wrong:
        yield problem(str(wrong) if isinstance(wrong, PictureWrong) else "picture_unreadable", here, text=text)
