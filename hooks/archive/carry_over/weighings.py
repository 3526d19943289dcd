"""What is known of each document that is to be found: as it was weighed before, or weighed now, by all it is made from.

The store keeps the parts of each by themselves, for each is read at another time.
"""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from archive.carry_over.carrying import Carrying
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from archive.entries import Entry
from archive.publication import named_files
from archive.search.document import Document, Levels, joined, read_levels, written_levels
from archive.search.entries import entry_document, page_document, register_documents
from archive.search.index import Row, Weighed, weighed
from archive.search.site import site_vocabulary
from archive.search.upkeep import NotKept
from archive.search.vocabulary import Vocabulary
from archive.sources import read_page
from archive.store import key_of

_ROW, _LEVELS, _RECORDS = "row", ("levels", "levels from the middle"), "records"


@dataclass
class Weighings:
    """The documents of an edition; `keep` takes what was weighed now, for the store."""

    edition: Edition
    carrying: Carrying
    keep: Callable[[str, bytes], None] = field(init=False)
    _made: dict[str, bytes] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Have the store keep what is weighed."""
        self.keep = self.carrying.store.keep

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
        """Name what an entry's document is made from: its source, the files that it names, the names that it bears."""
        inputs, registries = self.carrying.inputs, self.edition.catalogue.registries
        named = sorted(named_files(entry, self.edition.sources))
        bears = (
            *([registries.units[entry.unit_id]] if entry.unit_id else []),
            *(registries.topics[id] for id in entry.record.topics),
            *(registries.channels[id] for id in entry.channel_ids),
        )
        sources = (inputs.files[one] for one in (entry.src_uri, *named))
        return key_of("document", inputs.program, self._places, entry.src_uri, *sources, *(one.name for one in bears))

    @cached_property
    def _places(self) -> str:
        """The places that are written in several ways: every document may name them."""
        return json.dumps(self.vocabulary.places, ensure_ascii=False)

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

    def weighed(self, id: str, key: str) -> Weighed:
        """Give a document as the store has it, or make it now."""
        return Weighed(self.row(id, key), self.levels(id, key), self.records(id, key))

    def row(self, id: str, key: str) -> Row:
        """Give the row of a document."""
        row: Row = pickle.loads(self._part(id, key, _ROW))
        return row

    def levels(self, id: str, key: str) -> list[Levels]:
        """Give the levels of its passages."""
        return joined(self.half(id, key, 0), self.half(id, key, 1))

    def half(self, id: str, key: str, half: int) -> list[Levels]:
        """Give the levels of its passages, of the first or the second half of the keys."""
        return read_levels(self._part(id, key, _LEVELS[half]))

    def records(self, id: str, key: str) -> list[str]:
        """Give what is shown of its passages."""
        records: list[str] = json.loads(self._part(id, key, _RECORDS))
        return records

    def _part(self, id: str, key: str, part: str) -> bytes:
        """Give a part of a document, uncompressed."""
        name = key_of(part, key)
        kept = self._made.get(name) or self.carrying.store.find(name)
        if kept is None:
            # Whoever asks for a part of a document asks for the others next.
            self._made = dict(_packed(weighed(self._document(id), key, self.vocabulary.aliases)))
            for each, content in self._made.items():
                self.keep(each, content)
            kept = self._made[name]
        return zlib.decompress(kept)

    def levels_before(self, key: str) -> list[Levels]:
        """Give the levels of a document as it was; raises NotKept."""
        halves = []
        for part in _LEVELS:
            kept = self.carrying.store.find(key_of(part, key))
            if kept is None:
                raise NotKept(key)
            halves.append(read_levels(zlib.decompress(kept)))
        return joined(*halves)

    def weighed_apart(self, src_uri: str, known: Container[str]) -> list[tuple[str, bytes]]:
        """Weigh an entry's document in a process of its own, for the store of another; nothing for what is `known`."""
        entry = self.edition.entries.get(src_uri)
        if entry is None or entry.id in known:
            return []
        document = entry_document(entry, self.edition.catalogue)
        return list(_packed(weighed(document, self.keys[entry.id], self.vocabulary.aliases)))

    def weighed_before(self) -> set[str]:
        """Find the documents, by id, that were weighed before."""
        store, changed = self.carrying.store, set(self.changed)
        return {id for id, key in self.keys.items() if id not in changed or store.has(key_of(_RECORDS, key))}

    @cached_property
    def changed(self) -> list[str]:
        """Name the documents that the index before has not just so."""
        known = self.carrying.before.index.documents if self.carrying.before else {}
        return [id for id, key in self.keys.items() if id not in known or known[id].key != key]


def _packed(one: Weighed) -> Iterator[tuple[str, bytes]]:
    """Yield what the store keeps of a document, each part by itself, for each is read at another time."""
    parts = {
        _ROW: pickle.dumps(one.row, pickle.HIGHEST_PROTOCOL),
        **dict(zip(_LEVELS, written_levels(one.levels), strict=True)),
        _RECORDS: json.dumps(one.records, ensure_ascii=False).encode(),
    }
    for part, content in parts.items():
        yield key_of(part, one.row.key), zlib.compress(content, 1)
