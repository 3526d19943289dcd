"""The search index in a build: from the index before where few documents have changed, else made whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from archive.carry_over.carrying import Carrying, levels_key, packed
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from archive.entries import Entry
from archive.publication import files_by_folder, named_files
from archive.search.document import Document, Levels, levels
from archive.search.entries import entry_document, page_document, register_documents
from archive.search.index import Index, WholeIndex, all_rows, numbered
from archive.search.site import FOLDER, site_vocabulary, static_files
from archive.search.text import Aliases
from archive.search.upkeep import NotKept, Upkeep
from archive.search.vocabulary import Vocabulary
from archive.sources import read_page
from archive.store import key_of

# Where so large a part of the documents has changed, making the index whole is no dearer.
_FEW = 0.2


@dataclass
class SearchOf:
    """The search files of an edition; `site_dir` is the site before."""

    edition: Edition
    carrying: Carrying
    site_dir: Path
    _made: dict[str, Document] = field(default_factory=dict)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield what may differ from the site before, as (path in the site, text); the rest is noted as staying."""
        self.carrying.forget(lambda path: path.startswith(f"{FOLDER}/") and path != f"{FOLDER}/index.html")
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
        named = sorted(named_files(entry, self._beside))
        return self._key(entry.src_uri, files[entry.src_uri], *(files[one] for one in named))

    @cached_property
    def _beside(self) -> dict[str, list[str]]:
        return files_by_folder(self.edition.sources)

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
        entry = next(one for one in edition.sources.entries if one.src_uri == src_uri)
        return entry_document(entry, edition.catalogue)

    def _weigh(self, document: Document, key: str) -> list[Levels]:
        try:
            return self.carrying.weighed(key)
        except NotKept:
            made = levels(document, self.vocabulary.aliases)
            self.carrying.store.keep(levels_key(key), packed(made))
            return made

    def weighed_apart(self, src_uri: str) -> list[tuple[str, bytes]]:
        """Weigh an entry's document in a process of its own, for the store of another; nothing for other pages."""
        entry = self.edition.entries.get(src_uri)
        if entry is None or entry.id in self.known:
            return []
        made = levels(entry_document(entry, self.edition.catalogue), self.vocabulary.aliases)
        return [(levels_key(self.keys[entry.id]), packed(made))]

    @cached_property
    def known(self) -> set[str]:
        """The documents, by id, that were weighed before."""
        index = self.carrying.before.index if self.carrying.before else Index({}, {}, {})
        store = self.carrying.store
        return {id for id, key in self.keys.items() if _key(index, id) == key or store.has(levels_key(key))}

    def _kept_up(self, before: Index) -> Iterator[tuple[str, str]]:
        def read(path: str) -> str:
            try:
                return (self.site_dir / FOLDER / path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                raise NotKept(path) from None

        upkeep = Upkeep(before, self.vocabulary, read, self.carrying.weighed, self._document, self._weigh)
        written = {f"{FOLDER}/{path}": text for path, text in upkeep.files(self.keys)}
        yield from written.items()
        gone = {f"{FOLDER}/{path}" for path in upkeep.gone}
        self.carrying.carry(lambda path: _is_part(path) and path not in gone and path not in written)
        self._remember(upkeep.index)

    def _whole(self) -> Iterator[tuple[str, str]]:
        found = [self._document(id) for id in self.keys]

        def weigh(document: Document, aliases: Aliases | None) -> list[Levels]:
            return self._weigh(document, self.keys[document.id])

        lists = all_rows(found, numbered(found), self.vocabulary.aliases, weigh)
        whole = WholeIndex(found, lists, self.vocabulary, self.keys)
        for path, text in whole.files():
            yield f"{FOLDER}/{path}", text
        self._remember(whole.index)

    def _remember(self, index: Index) -> None:
        self.carrying.after.index, self.carrying.after.vocabulary = index, self.vocabulary


def _is_part(path: str) -> bool:
    """Tell whether a path is that of a shard or a passage: there are thousands, and most stay."""
    return path.startswith((f"{FOLDER}/i/", f"{FOLDER}/t/"))


def _key(index: Index, id: str) -> str | None:
    row = index.documents.get(id)
    return row.key if row else None
