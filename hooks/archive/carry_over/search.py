"""The search index in a build: from the index before where few documents have changed, else made whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from archive.carry_over.text_edits import TextEdits
from archive.carry_over.weighings import Weighings
from archive.paths import SEARCH_FOLDER, SEARCH_PARTS
from archive.processes import LITTLE, Aside, at_once, let_go
from archive.search.bundle import engine_module
from archive.search.index import Index, all_rows, parts_of, record_files
from archive.search.shards import SHARD_LENGTH
from archive.search.site import ENGINE_FILE
from archive.search.upkeep import NotKept, Upkeep
from archive.search.whole import part_files, shard_files, small_files

# Where so large a part of the documents has changed, making the index whole is no dearer.
_FEW = 0.2
# The index of so many documents is made by two processes; their lists are far more than what one shard holds.
HALVED = 1_000


@dataclass(frozen=True)
class Upkept:
    """What came of changing the index before: its new files, the names of those that go and stay, and how it stands."""

    files: list[tuple[str, str]]
    gone: set[str]
    stays: set[str]
    index: Index


@dataclass
class SearchOf:
    """The search files of a build into `site_dir`; `before` is the site before."""

    weighings: Weighings
    before: Path
    site_dir: Path
    _aside: Aside[tuple[Upkept | None, list[tuple[str, bytes]]]] | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Have another process change the index before, where there is something to change, while pages are made."""
        if not isinstance(self.weighings.edition, TextEdits) and self._few and self._changed:
            self.weighings.carrying.store.close()  # an open database is not to be copied into other processes
            self._aside = Aside(self._upkept_apart)

    def close(self) -> None:
        """Let go of what was begun, if nobody asked for it."""
        if self._aside:
            self._aside.forget()

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield what may differ from the site before, as (path in the site, text); the rest is noted as staying.

        Parts that were written already are not among them.
        """
        carrying = self.weighings.carrying
        carrying.forget(lambda path: path.startswith(f"{SEARCH_FOLDER}/") and path != f"{SEARCH_FOLDER}/index.html")
        if carrying.before is None:
            yield ENGINE_FILE, engine_module()
        else:  # of a site that this program made
            carrying.keep([ENGINE_FILE])
        if self._few and (upkept := self._found()) is not None:
            yield from ((f"{SEARCH_FOLDER}/{path}", text) for path, text in upkept.files)
            carrying.gone |= {f"{SEARCH_FOLDER}/{path}" for path in upkept.gone}
            carrying.keep(f"{SEARCH_FOLDER}/{path}" for path in upkept.stays)
            self._remember(upkept.index)
            return
        yield from self._whole()

    @property
    def _changed(self) -> bool:
        """Whether any document came, went or is another."""
        before = self.weighings.carrying.before
        assert before is not None
        return bool(self.weighings.changed) or self.weighings.keys.keys() != before.index.documents.keys()

    @cached_property
    def _few(self) -> bool:
        """Whether so few documents are new or others that the index before is changed."""
        before = self.weighings.carrying.before
        if before is None or not before.index.documents or before.vocabulary.places != self.weighings.vocabulary.places:
            return False
        return len(self.weighings.changed) <= 1 + _FEW * len(self.weighings.keys)

    def _found(self) -> Upkept | None:
        told = self._aside.told() if self._aside else None
        if told is None:
            return self._upkept()
        upkept, kept = told
        for key, content in kept:
            self.weighings.keep(key, content)
        return upkept

    def _upkept_apart(self) -> tuple[Upkept | None, list[tuple[str, bytes]]]:
        """Change the index before in a process that must not write the store: what it should keep is told as well.

        The parts, which are thousands, are not told but written.
        """
        kept: list[tuple[str, bytes]] = []
        self.weighings.keep = lambda key, content: kept.append((key, content))
        upkept = self._upkept()
        if upkept is None:
            return None, kept
        files = []
        for path, text in upkept.files:
            if f"{SEARCH_FOLDER}/{path}".startswith(SEARCH_PARTS):
                write(self.site_dir, f"{SEARCH_FOLDER}/{path}", text)
            else:
                files.append((path, text))
        return replace(upkept, files=files), kept

    def _upkept(self) -> Upkept | None:
        """Change the index before; None where something that it was made from is not there any more."""
        weighings, before = self.weighings, self.weighings.carrying.before
        assert before is not None
        upkeep = Upkeep(before.index, weighings.vocabulary, self._read, weighings.levels_before, weighings.weighed)
        try:
            files = list(upkeep.files(weighings.keys))
        except NotKept:
            return None
        return Upkept(files, upkeep.gone, upkeep.stays, upkeep.index)

    def _read(self, path: str) -> str:
        """Read a file of the index before."""
        try:
            return (self.before / SEARCH_FOLDER / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise NotKept(path) from None

    def _whole(self) -> Iterator[tuple[str, str]]:
        weighings, carrying = self.weighings, self.weighings.carrying
        index = Index({id: weighings.row(id, key) for id, key in weighings.keys.items()})
        for path, text in chain(self._parts(index), small_files(index, weighings.vocabulary)):
            yield f"{SEARCH_FOLDER}/{path}", text
        if carrying.before is not None:
            gone = parts_of(carrying.before.index) - parts_of(index)
            carrying.gone |= {f"{SEARCH_FOLDER}/{path}" for path in gone}
        self._remember(index)

    def _parts(self, index: Index) -> Iterator[tuple[str, str]]:
        """Yield the shards and records of an index, or where they are many have two processes write them."""
        weighings, keys = self.weighings, self.weighings.keys
        if len(index.documents) < HALVED:
            levels, records = weighings.levels, weighings.records
            yield from part_files(index, lambda id: levels(id, keys[id]), lambda id: records(id, keys[id]))
            return
        weighings.carrying.store.close()  # an open database is not to be copied into other processes
        for half in at_once(lambda: self._half(index.first, 0), lambda: self._half(index.first, 1)):
            index.shards.update(half.shards)
            index.counts.update(half.counts)
        assert sum(piece.length for piece, _ in index.shards.values()) > SHARD_LENGTH
        if len(index.documents) > LITTLE:
            let_go()

    def _half(self, first: Mapping[str, int], half: int) -> Index:
        """Write the shards of a half of the keys, the records of every other document; gives the shards and counts."""
        weighings, index = self.weighings, Index()
        some = ((id, weighings.half(id, key, half)) for id, key in weighings.keys.items())
        for path, text in shard_files(all_rows(some, first), index, apart=True):
            write(self.site_dir, f"{SEARCH_FOLDER}/{path}", text)
        for id, key in list(weighings.keys.items())[half::2]:
            for path, text in record_files(weighings.records(id, key), first[id]):
                write(self.site_dir, f"{SEARCH_FOLDER}/{path}", text)
        return index

    def _remember(self, index: Index) -> None:
        after = self.weighings.carrying.after
        after.index, after.vocabulary = index, self.weighings.vocabulary


def write(site_dir: Path, path: str, text: str) -> None:
    """Write a file of the index; thousands lie in a folder, which is not asked for each time."""
    file, content = f"{site_dir}/{path}", text.encode()
    try:
        with open(file, "wb") as opened:  # noqa: PTH123 - a Path each costs as much again
            opened.write(content)
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_bytes(content)
