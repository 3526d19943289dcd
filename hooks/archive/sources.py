"""From a folder of files to sources: every file found, every document read, the registries filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from archive import front_matter, strict_yaml
from archive.catalogue import Collection, Entry, Registries
from archive.front_matter import Document
from archive.paths import REGISTRY_FOLDER, shown, source_files
from archive.problems import Place, Problem, problem
from archive.schema import Channel, Correction, Indicator, PlainPage, Record, Report, Story, Topic, Unit, read_record
from archive.schema.registries import Listed

SCHEMAS: dict[Collection, type[Record]] = {
    Collection.REPORTS: Report,
    Collection.STORIES: Story,
    Collection.CORRECTIONS: Correction,
}
REGISTRIES: dict[str, type[Listed]] = {
    "don-vi": Unit,
    "kenh": Channel,
    "linh-vuc": Topic,
    "chi-tieu": Indicator,
}
Item = TypeVar("Item", bound=Listed)


@dataclass(frozen=True, slots=True)
class RegistryItem:
    """One item of a registry, with the document that gives the lines of its keys."""

    item: Listed
    document: Document


@dataclass
class Sources:
    """All that was found below `docs_dir`: readable or not, public or not.

    `files` are all files as MkDocs names them; `pages` the plain pages outside the collections; `problems`
    what kept something from being read. Checks between entries come later (`archive.checks`).
    """

    docs_dir: Path
    files: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    pages: dict[str, tuple[PlainPage, Document]] = field(default_factory=dict)
    registry_items: dict[type[Listed], list[RegistryItem]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    registries: Registries = field(default_factory=Registries)

    @cached_property
    def known_files(self) -> frozenset[str]:
        """The same files, to ask whether one is there by that very name."""
        return frozenset(self.files)

    def shown(self, src_uri: str) -> str:
        """Write a source's path as a clerk would type it."""
        return f"{self._shown_folder}/{src_uri}"

    @cached_property
    def _shown_folder(self) -> str:
        return shown(self.docs_dir)


def read_sources(docs_dir: Path) -> Sources:
    """Read everything below `docs_dir`; never raises for what a clerk wrote."""
    sources = Sources(docs_dir, tuple(source_files(docs_dir)))
    for name, schema in REGISTRIES.items():
        _read_registry(sources, f"{REGISTRY_FOLDER}/{name}.yml", schema)
    sources.registries = Registries(
        units=_by_id(sources, Unit),
        channels=_by_id(sources, Channel),
        topics=_by_id(sources, Topic),
        indicators=_by_id(sources, Indicator),
    )
    for src_uri in sources.files:
        if src_uri.endswith(".md"):
            _read_page(sources, src_uri)
    return sources


def _read_page(sources: Sources, src_uri: str) -> None:
    document, problems = front_matter.read((sources.docs_dir / src_uri).read_bytes(), sources.shown(src_uri))
    sources.problems += problems
    if document is None:
        return
    readable = not any(found.line == 1 or not found.key for found in problems)
    top, *below = src_uri.split("/")
    if top not in set(Collection):
        page, problems = read_record(PlainPage, document)
        sources.pages[src_uri] = page, document
    elif len(below) != 2:
        problems = [problem("entry_depth", Place(document.path), collection=top)]
    else:
        collection = Collection(top)
        record, problems = read_record(SCHEMAS[collection], document)
        sources.entries.append(Entry(src_uri, collection, record, document, sources.docs_dir))
    if readable:
        sources.problems += problems


def _read_registry(sources: Sources, src_uri: str, schema: type[Listed]) -> None:
    path = sources.shown(src_uri)
    if src_uri not in sources.files:
        sources.problems.append(problem("registry_missing", Place(path)))
        return
    text, problems = front_matter.text_of((sources.docs_dir / src_uri).read_bytes(), path)
    sources.problems += problems
    if text is None:
        return
    tree = strict_yaml.read(text)
    whole = Document(path, tree)
    sources.problems += whole.faults()
    if not isinstance(tree.data, list):
        if tree.data not in ("", {}) or not tree.faults:
            sources.problems.append(problem("registry_not_list", Place(path)))
        return
    for document in _items(whole):
        item, problems = read_record(schema, document)
        sources.problems += problems
        sources.registry_items[schema].append(RegistryItem(item, document))


def _items(whole: Document) -> Iterator[Document]:
    """Take a registry apart into a document an item, each with its own lines."""
    lines: dict[int, dict[strict_yaml.Path, int]] = defaultdict(dict)
    for path, line in whole.tree.lines.items():
        lines[int(path[0])][path[1:]] = line
    for index, data in enumerate(whole.tree.data):
        tree = strict_yaml.Tree(data, lines[index], [], set())
        document = Document(whole.path, tree)
        if isinstance(data, dict):
            yield document
        else:
            yield replace(document, tree=strict_yaml.Tree({}, lines[index], [], set()))


def _by_id(sources: Sources, schema: type[Item]) -> dict[str, Item]:
    by_id: dict[str, Item] = {}
    for listed in sources.registry_items[schema]:
        if isinstance(listed.item, schema) and listed.item.id:
            by_id.setdefault(listed.item.id, listed.item)
    return by_id
