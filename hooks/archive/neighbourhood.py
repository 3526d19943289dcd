"""Which sources must be read to check a few among thousands: those that share a word with them that matters.

What is wrong with an entry depends on itself, on the files it names, and on entries that hold the same number,
plan or old address. Those can be found by looking for a few words in unread bytes, which is many times faster
than reading; `check FILE` says the same of its files as a check of everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.entries import Collection, Entry
from archive.front_matter import Document
from archive.links import links_in, place_of
from archive.paths import dest_uri
from archive.publication import in_collection
from archive.schema import Report
from archive.sources import Sources, raw_of, read_page


@dataclass
class Interest:
    """What else matters to the entries read so far: sources, whole folders, and words (ASCII) to look for."""

    sources: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    words: set[bytes] = field(default_factory=set)


def read_neighbourhood(sources: Sources, chosen: Iterable[str]) -> None:
    """Read, into `sources`, the `chosen` of its files and every page that checks of them may ask of."""
    interest = Interest()
    by_place = {dest_uri(src_uri): src_uri for src_uri in sources.files}
    for src_uri in chosen:
        _read(sources, src_uri)
        if in_collection(src_uri) and not src_uri.endswith(".md"):
            interest.folders.add(_folder(src_uri))  # does any entry there name it?
    for entry in list(sources.entries):
        _note_entry(interest, entry)
    for src_uri, document in _documents(sources):
        for _, target in links_in(document):
            place = place_of(target, src_uri)
            if place is not None:
                _note_link(interest, by_place.get(place), place)
    for src_uri in sources.files:
        wanted = src_uri in interest.sources or _folder(src_uri) in interest.folders
        if src_uri.endswith(".md") and (wanted or _holds(sources, src_uri, interest.words)):
            _read(sources, src_uri)
    _follow_successors(sources)
    sources.entries.sort(key=lambda entry: entry.src_uri)


def _note_entry(interest: Interest, entry: Entry) -> None:
    record = entry.record
    interest.words |= {alias.encode() for alias in record.aliases}
    interest.sources |= {f"{id}.md" for id in (record.replaced_by, *record.replaces) if id}
    if isinstance(record, Report):
        if record.number and record.number.ordinal:
            interest.words.add(f"{record.number.ordinal.lstrip('0')}{record.number.sign[0]}".encode())
        interest.words |= {plan.id.encode() for plan in record.plans}
        interest.folders |= {f"{Collection.REPORTS}/{result.plan.lower().split('/')[0]}" for result in record.results}


def _note_link(interest: Interest, src_uri: str | None, place: str) -> None:
    if src_uri is None:
        interest.words.add(f"/{place.removesuffix('index.html')}".encode())  # an old address, perhaps
    elif src_uri.endswith(".md"):
        interest.sources.add(src_uri)
    elif in_collection(src_uri):
        interest.folders.add(_folder(src_uri))  # is it public there?


def _follow_successors(sources: Sources) -> None:
    """Read on along `replaced_by`: a circle may close far away."""
    ahead = list(sources.entries)
    while ahead:
        successor = f"{ahead.pop().record.replaced_by}.md"
        if successor in sources.known_files and _read(sources, successor):
            ahead += [entry for entry in sources.entries[-1:] if entry.src_uri == successor]


def _read(sources: Sources, src_uri: str) -> bool:
    """Read a page once; False where it was read before, or is no page."""
    if not src_uri.endswith(".md") or src_uri in sources.read or src_uri not in sources.known_files:
        return False
    read_page(sources, src_uri)
    return True


def _holds(sources: Sources, src_uri: str, words: set[bytes]) -> bool:
    if not words or not in_collection(src_uri) or src_uri in sources.read:
        return False
    raw, _ = raw_of(sources, src_uri)
    return raw is not None and any(word in raw for word in words)


def _documents(sources: Sources) -> list[tuple[str, Document]]:
    found = [(entry.src_uri, entry.document) for entry in sources.entries]
    return found + [(src_uri, document) for src_uri, (_, document) in sources.pages.items()]


def _folder(src_uri: str) -> str:
    return "/".join(src_uri.split("/")[:2])
