"""From a folder of files to sources: every file found, every document read, the registries filled."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from archive.catalogue import Registries
from archive.entries import COLLECTIONS, Collection, Entry
from archive.file_facts import FileFacts
from archive.front_matter import Document
from archive.paths import REGISTRY_FOLDER, shown, source_files
from archive.problems import Place, Problem, problem
from archive.readings import Reading, Readings, Schema, Wanted
from archive.registries import OPTIONAL, REGISTRIES, RegistryItem, RegistryReading
from archive.safety.filetypes import Examined
from archive.schema import (
    Channel,
    Correction,
    Indicator,
    PlaceName,
    PlainPage,
    Record,
    Report,
    Story,
    Topic,
    Unit,
)
from archive.schema.registries import Listed

SCHEMAS: dict[Collection, type[Record]] = {
    Collection.REPORTS: Report,
    Collection.STORIES: Story,
    Collection.CORRECTIONS: Correction,
}
Item = TypeVar("Item", bound=Listed)


@dataclass
class Sources:
    """All that was found below `docs_dir`: readable or not, public or not.

    `files` are all files as MkDocs names them, `read` those that were read; `pages` the plain pages outside
    the collections; `problems` what kept something from being read. `unreadable` and `incomplete` name the
    entries and registries of which not everything is known: nothing that refers to them is called wrong for it.
    `hashes` are those of the files where a build has hashed them; what was saved since is entered when it is read.
    `hashes_before` are those that they had in the build before; none where not only texts may have been edited.
    `with_drafts` shows what is not yet public, as a preview does.
    """

    docs_dir: Path
    files: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    pages: dict[str, tuple[PlainPage, Document]] = field(default_factory=dict)
    registry_items: dict[str, list[RegistryItem]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    registries: Registries = field(default_factory=Registries)
    read: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    readings: Readings = field(default_factory=Readings)
    hashes: dict[str, str] = field(default_factory=dict)
    hashes_before: Mapping[str, str] = field(default_factory=dict)
    with_drafts: bool = False
    _examined: dict[str, Examined] = field(default_factory=dict)

    def examine(self, src_uri: str) -> Examined:
        """Examine a file that is no page, once; of one that cannot be read nothing is said."""
        if src_uri not in self._examined:
            try:
                self._examined[src_uri] = self.readings.of_file(
                    src_uri,
                    self.hashes.get(src_uri),
                    (self.docs_dir / src_uri).read_bytes,
                    registry=src_uri.startswith(f"{REGISTRY_FOLDER}/"),
                )
            except OSError:
                self._examined[src_uri] = Examined()
        return self._examined[src_uri]

    @cached_property
    def facts(self) -> FileFacts:
        """What is known of the files beside texts."""
        return FileFacts(self.docs_dir, self.hashes, self.readings.store, self.readings.program)

    @cached_property
    def known_files(self) -> frozenset[str]:
        """The same files, to ask whether one is there by that very name."""
        return frozenset(self.files)

    @cached_property
    def beside(self) -> dict[str, list[str]]:
        """The files that are no pages, by the folder of the entries that they lie beside."""
        by_folder: dict[str, list[str]] = defaultdict(list)
        for src_uri in self.files:
            if src_uri.endswith(".md"):
                continue
            top, *below = src_uri.split("/")
            if below and top in COLLECTIONS:
                by_folder[f"{top}/{below[0]}"].append(src_uri)
        return dict(by_folder)

    def shown(self, src_uri: str) -> str:
        """Write a source's path as a clerk would type it."""
        return self._shown_folder + src_uri

    @cached_property
    def _shown_folder(self) -> str:
        return shown(self.docs_dir)


def read_sources(
    docs_dir: Path,
    readings: Readings | None = None,
    hashes: dict[str, str] | None = None,
    *,
    with_drafts: bool = False,
) -> Sources:
    """Read everything below `docs_dir`; never raises for what a clerk wrote."""
    sources = read_registries(docs_dir, hashes=hashes, readings=readings)
    sources.with_drafts = with_drafts
    pages = [src_uri for src_uri in sources.files if src_uri.endswith(".md")]
    sources.readings.ahead(
        Wanted(docs_dir / src_uri, sources.shown(src_uri), _schema_of(src_uri), sources.hashes[src_uri])
        for src_uri in pages
        if src_uri in sources.hashes
    )
    for src_uri in pages:
        read_page(sources, src_uri)
    return sources


def read_registries(
    docs_dir: Path,
    files: Iterable[str] | None = None,
    hashes: dict[str, str] | None = None,
    readings: Readings | None = None,
) -> Sources:
    """Find every file below `docs_dir`, unless `files` names them, and read the registries, but no page yet."""
    files, strange = source_files(docs_dir) if files is None else (files, [])
    sources = Sources(docs_dir, tuple(files), hashes={} if hashes is None else hashes)
    sources.readings = readings or sources.readings
    for src_uri in strange:
        code = "file_hidden" if src_uri.rsplit("/", 1)[-1].startswith(".") else "not_plain_file"
        sources.problems.append(problem(code, Place(sources.shown(src_uri))))
    for registry in REGISTRIES:
        _read_registry(sources, registry)
    sources.registries = Registries(
        units=_by_id(sources, Unit),
        channels=_by_id(sources, Channel),
        topics=_by_id(sources, Topic),
        indicators=_by_id(sources, Indicator),
        places=_by_id(sources, PlaceName),
    )
    return sources


def read_page(sources: Sources, src_uri: str) -> None:
    """Read one page: an entry of a collection, or a page outside them."""
    sources.read.add(src_uri)
    path = sources.shown(src_uri)
    top, *below = src_uri.split("/")
    in_collection = top in COLLECTIONS
    if in_collection and len(below) != 2:
        sources.problems.append(problem("entry_depth", Place(path), collection=top))
    raw, problems = raw_of(sources, src_uri)
    reading = Reading(None, None, problems)
    if raw is not None:
        reading = sources.readings.of(raw, path, _schema_of(src_uri), sources.hashes_before.get(src_uri))
    sources.problems += reading.problems
    document, record = reading.document, reading.record
    if document is None or not document.tree.whole:
        sources.unreadable.add(src_uri)
    elif record is not None and in_collection:
        sources.entries.append(_entry(sources, src_uri, record, document))
    elif record is not None:
        sources.pages[src_uri] = record, document


def _schema_of(src_uri: str) -> Schema:
    """Say what a page is by its place; None where no entry of a collection may be."""
    top, *below = src_uri.split("/")
    if top not in COLLECTIONS:
        return PlainPage
    return SCHEMAS[Collection(top)] if len(below) == 2 else None


def _entry(sources: Sources, src_uri: str, record: Record, document: Document) -> Entry:
    collection = Collection(src_uri.split("/", 1)[0])
    return Entry(src_uri, collection, record, document, sources.facts, sources.with_drafts)


def raw_of(sources: Sources, src_uri: str) -> tuple[bytes | None, list[Problem]]:
    """Read a source's bytes, and enter their hash; a problem says why the system would not let us."""
    try:
        raw = (sources.docs_dir / src_uri).read_bytes()
    except OSError as error:
        return None, [problem("not_readable", Place(sources.shown(src_uri)), reason=error.strerror)]
    if src_uri in sources.hashes:
        sources.hashes[src_uri] = hashlib.sha256(raw).hexdigest()
    return raw, []


def _read_registry(sources: Sources, registry: str) -> None:
    name, schema = REGISTRIES[registry]
    src_uri = f"{REGISTRY_FOLDER}/{name}.yml"
    path = sources.shown(src_uri)
    if src_uri not in sources.files and registry in OPTIONAL:
        return
    raw, problems = None, [problem("registry_missing", Place(path))]
    if src_uri in sources.files:
        raw, problems = raw_of(sources, src_uri)
    reading = RegistryReading([], problems, whole=False)
    if raw is not None:
        reading = sources.readings.of_registry(raw, path, schema)
    if reading.items:
        sources.registry_items[registry] = reading.items
    sources.problems += reading.problems
    if not reading.whole:
        sources.incomplete.add(registry)


def _by_id(sources: Sources, schema: type[Item]) -> dict[str, Item]:
    by_id: dict[str, Item] = {}
    for listed in sources.registry_items.values():
        for one in listed:
            if isinstance(one.item, schema) and one.item.id:
                by_id.setdefault(one.item.id, one.item)
    return by_id
