"""What of the sources readers may have: public entries, and only the files that a public entry names."""

from __future__ import annotations

from datetime import date

from archive.entries import COLLECTIONS, Entry
from archive.links import links_in, place_of
from archive.schema import Status
from archive.sources import Sources


def public_files(sources: Sources, as_of: date) -> set[str]:
    """Choose the sources that may be published on the day `as_of`, as MkDocs names them.

    Drafts and entries to come stay out, with their files; a withdrawn entry stays, without its files.
    Everything outside the collections is public.
    """
    public = {src_uri for src_uri in sources.files if not in_collection(src_uri)}
    for entry in sources.entries:
        if not entry.is_public(as_of):
            continue
        public.add(entry.src_uri)
        if entry.record.status is not Status.WITHDRAWN:
            public |= named_files(entry, sources)
    return public


def named_files(entry: Entry, sources: Sources) -> set[str]:
    """Find the files in an entry's folder that its front matter lists or its text links to."""
    data = entry.document.data
    listed = [data.get("cover"), *(data["attachments"] if isinstance(data.get("attachments"), list) else [])]
    named = {f"{entry.folder}/{one['file']}" for one in listed if isinstance(one, dict) and "file" in one}
    named |= {place for _, target in links_in(entry.document) if (place := place_of(target, entry.src_uri))}
    return named.intersection(sources.beside.get(entry.folder, []))


def in_collection(src_uri: str) -> bool:
    """Tell whether a source lies in one of the collections' folders."""
    top, *below = src_uri.split("/")
    return bool(below) and top in COLLECTIONS
