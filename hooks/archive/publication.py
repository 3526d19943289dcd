"""What of the sources readers may have: public entries, and only the files that a public entry names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from archive.entries import Collection, Entry
from archive.links import links_in, place_of
from archive.schema import Status
from archive.sources import Sources


def public_files(sources: Sources, as_of: date) -> set[str]:
    """Choose the sources that may be published on the day `as_of`, as MkDocs names them.

    Drafts and entries to come stay out, with their files; a withdrawn entry stays, without its files.
    Everything outside the collections is public.
    """
    public = {src_uri for src_uri in sources.files if not in_collection(src_uri)}
    beside = files_by_folder(sources)
    for entry in sources.entries:
        if not entry.is_public(as_of):
            continue
        public.add(entry.src_uri)
        if entry.record.status is not Status.WITHDRAWN:
            public |= named_files(entry, beside)
    return public


def named_files(entry: Entry, beside: dict[str, list[str]]) -> set[str]:
    """Find the files in an entry's folder that its front matter lists or its text links to."""
    data = entry.document.data
    listed = [data.get("cover"), *(data["attachments"] if isinstance(data.get("attachments"), list) else [])]
    named = {f"{entry.folder}/{one['file']}" for one in listed if isinstance(one, dict) and "file" in one}
    named |= {place for _, target in links_in(entry.document) if (place := place_of(target, entry.src_uri))}
    return named.intersection(beside.get(entry.folder, []))


def files_by_folder(sources: Sources) -> dict[str, list[str]]:
    """Group the files that are no pages by the folder of the entries they lie beside."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for src_uri in sources.files:
        if in_collection(src_uri) and not src_uri.endswith(".md"):
            by_folder["/".join(src_uri.split("/")[:2])].append(src_uri)
    return by_folder


def in_collection(src_uri: str) -> bool:
    """Tell whether a source lies in one of the collections' folders."""
    top, *below = src_uri.split("/")
    return bool(below) and top in set(Collection)
