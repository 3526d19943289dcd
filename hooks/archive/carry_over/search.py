"""The search index in a build: from the index before where few documents have changed, else made whole."""

from __future__ import annotations

import json
import pickle
import sys
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from archive.carry_over.carrying import Carrying
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from archive.entries import Entry
from archive.paths import SEARCH_FOLDER
from archive.processes import let_go
from archive.publication import named_files
from archive.search.document import Document, Levels, read_levels, written_levels
from archive.search.entries import entry_document, page_document, register_documents
from archive.search.index import Index, Row, Weighed, all_rows, parts_of, weighed
from archive.search.site import site_vocabulary, static_files
from archive.search.upkeep import NotKept, Upkeep
from archive.search.vocabulary import Vocabulary
from archive.search.whole import WholeIndex
from archive.sources import read_page
from archive.store import key_of

_ROW, _LEVELS, _RECORDS = "row", "levels", "records"
# Where so large a part of the documents has changed, making the index whole is no dearer.
_FEW = 0.2


@dataclass
class SearchOf:
    """The search files of an edition; `site_dir` is the site before."""

    edition: Edition
    carrying: Carrying
    site_dir: Path

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield what may differ from the site before, as (path in the site, text); the rest is noted as staying."""
        self.carrying.forget(
            lambda path: path.startswith(f"{SEARCH_FOLDER}/") and path != f"{SEARCH_FOLDER}/index.html"
        )
        yield from static_files()
        before = self.carrying.before
        if before is not None and before.index.documents and before.vocabulary.places == self.vocabulary.places:
            changed = [id for id, key in self.keys.items() if _key(before.index, id) != key]
            if len(changed) <= 1 + _FEW * len(self.keys):
                try:
                    yield from list(self._kept_up(before.index))
                except NotKept:
                    pass
                else:
                    return
        yield from self._whole()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the site; text edits add none."""
        if isinstance(self.edition, TextEdits) and self.carrying.before:
            return self.carrying.before.vocabulary
        return site_vocabulary(self.edition.catalogue)

    @cached_property
    def keys(self) -> dict[str, str]:
        """Name all that each document is made from, by its id."""
        edition, before = self.edition, self.carrying.before
        if isinstance(edition, TextEdits) and before:
            known = {id: row.key for id, row in before.index.documents.items()}
            return known | {one.id: self._entry_key(one) for one in edition.entries.values()}
        return {
            **{one.id: self._entry_key(one) for one in edition.catalogue.entries},
            **{id: self._key(id) for id in self._registers},
            **{
                src_uri.removesuffix(".md"): self._key(src_uri, self.carrying.inputs.files[src_uri])
                for src_uri in edition.sources.pages
            },
        }

    def _key(self, *parts: str) -> str:
        inputs = self.carrying.inputs
        return key_of("document", inputs.program, inputs.registries, *parts)

    def _entry_key(self, entry: Entry) -> str:
        files = self.carrying.inputs.files
        named = sorted(named_files(entry, self.edition.sources))
        return self._key(entry.src_uri, files[entry.src_uri], *(files[one] for one in named))

    @cached_property
    def _registers(self) -> dict[str, Document]:
        return {one.id: one for one in register_documents(self.edition.catalogue)}

    def _document(self, id: str) -> Document:
        edition, src_uri = self.edition, f"{id}.md"
        if id in self._registers:
            return self._registers[id]
        if src_uri not in edition.sources.read:
            read_page(edition.sources, src_uri)
        if src_uri in edition.sources.pages:
            return page_document(src_uri, *edition.sources.pages[src_uri])
        return entry_document(edition.entry(src_uri), edition.catalogue)

    def _weighed(self, id: str, key: str) -> Weighed:
        """Give a document as the store has it, or make it now."""
        return Weighed(self._row(id, key), self._levels(id, key), self._records(id, key))

    def _row(self, id: str, key: str) -> Row:
        row: Row = pickle.loads(self._part(id, key, _ROW))
        # Thousands name the same few units and topics.
        return row._replace(facets={name: tuple(map(sys.intern, values)) for name, values in row.facets.items()})

    def _levels(self, id: str, key: str) -> list[Levels]:
        return read_levels(self._part(id, key, _LEVELS))

    def _records(self, id: str, key: str) -> list[str]:
        records: list[str] = json.loads(self._part(id, key, _RECORDS))
        return records

    def _part(self, id: str, key: str, part: str) -> bytes:
        """Give a part of a document, uncompressed."""
        name = key_of(part, key)
        kept = self.carrying.store.find(name)
        if kept is None:
            made = dict(_packed(weighed(self._document(id), key, self.vocabulary.aliases)))
            for each, content in made.items():
                self.carrying.store.keep(each, content)
            kept = made[name]
        return zlib.decompress(kept)

    def _levels_before(self, key: str) -> list[Levels]:
        kept = self.carrying.store.find(key_of(_LEVELS, key))
        if kept is None:
            raise NotKept(key)
        return read_levels(zlib.decompress(kept))

    def weighed_apart(self, src_uri: str, known: Container[str]) -> list[tuple[str, bytes]]:
        """Weigh an entry's document in a process of its own, for the store of another; nothing for what is `known`."""
        entry = self.edition.entries.get(src_uri)
        if entry is None or entry.id in known:
            return []
        document = entry_document(entry, self.edition.catalogue)
        return list(_packed(weighed(document, self.keys[entry.id], self.vocabulary.aliases)))

    def weighed_before(self) -> set[str]:
        """Find the documents, by id, that were weighed before."""
        index = self.carrying.before.index if self.carrying.before else Index()
        store = self.carrying.store
        return {id for id, key in self.keys.items() if _key(index, id) == key or store.has(key_of(_RECORDS, key))}

    def _kept_up(self, before: Index) -> Iterator[tuple[str, str]]:
        def read(path: str) -> str:
            try:
                return (self.site_dir / SEARCH_FOLDER / path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                raise NotKept(path) from None

        upkeep = Upkeep(before, self.vocabulary, read, self._levels_before, self._weighed)
        for path, text in upkeep.files(self.keys):
            yield f"{SEARCH_FOLDER}/{path}", text
        self.carrying.gone |= {f"{SEARCH_FOLDER}/{path}" for path in upkeep.gone}
        self.carrying.keep(f"{SEARCH_FOLDER}/{path}" for path in upkeep.stays)
        self._remember(upkeep.index)

    def _whole(self) -> Iterator[tuple[str, str]]:
        # The parts of each document are looked up where they are used: all at once they would fill the memory.
        rows = {id: self._row(id, key) for id, key in self.keys.items()}
        first = Index(rows).first
        lists = all_rows(((id, self._levels(id, key)) for id, key in self.keys.items()), first)
        whole = WholeIndex(rows, lists, self.vocabulary, lambda id: self._records(id, self.keys[id]))
        for path, text in whole.files():
            yield f"{SEARCH_FOLDER}/{path}", text
        if self.carrying.before is not None:
            gone = parts_of(self.carrying.before.index) - parts_of(whole.index)
            self.carrying.gone |= {f"{SEARCH_FOLDER}/{path}" for path in gone}
        self._remember(whole.index)
        del rows, lists, whole
        let_go()

    def _remember(self, index: Index) -> None:
        self.carrying.after.index, self.carrying.after.vocabulary = index, self.vocabulary


def _key(index: Index, id: str) -> str | None:
    row = index.documents.get(id)
    return row.key if row else None


def _packed(one: Weighed) -> Iterator[tuple[str, bytes]]:
    """Yield what the store keeps of a document, each part by itself, for each is read at another time."""
    parts = {
        _ROW: pickle.dumps(one.row, pickle.HIGHEST_PROTOCOL),
        _LEVELS: written_levels(one.levels),
        _RECORDS: json.dumps(one.records, ensure_ascii=False).encode(),
    }
    for part, content in parts.items():
        yield key_of(part, one.row.key), zlib.compress(content, 1)
