"""The data of a site and the record of every entry: links ask for no more than their names, which stand at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from archive.carry_over.carrying import Carrying
from archive.carry_over.marks import Marks
from archive.edition import Edition
from archive.processes import Aside
from archive.store import Apart, key_of
from archive.trust.journal import NAME as JOURNAL
from archive.trust.records import record_path, remember_hash
from press.keeping import put, put_record
from press.kept import Kept

if TYPE_CHECKING:
    from archive.data.files import DataFile


@dataclass
class SiteData:
    """Puts the data of an edition into its site: another process does so while pages are chosen and templates compiled.

    `marks` names what it shows of entries, None where nothing is carried over.
    """

    edition: Edition
    config: MkDocsConfig
    marks: Marks | None
    _aside: Aside[dict[str, str]] | None = field(default=None, repr=False)

    def files(self) -> list[File]:
        """Give all of it, and begin to write it; of the same sources, all stays."""
        carrying = self._carrying
        if carrying is None:
            return list(self._put())
        if carrying.before and carrying.same_sources:
            carrying.after.data = carrying.before.data
            carrying.keep(carrying.after.data)
            return [Kept.of(path, self.config) for path in carrying.after.data]
        paths = self._paths
        if not carrying.publishes:
            carrying.after.data = paths
        for entry in self.edition.entries.values():
            entry.look_at_files()
        carrying.store.close()  # an open database is not to be copied into other processes
        self._aside = Aside(self._written_apart)
        return [Kept.of(path, self.config) for path in paths]

    def settle(self) -> None:
        """Have all of it in the site, known by what it is made from; pages show what records are known by."""
        carrying, aside = self._carrying, self._aside
        if aside is None or carrying is None:
            return
        keys = aside.told() or self._written()
        carrying.after.keys.update(keys)
        for entry in self.edition.entries.values():
            remember_hash(entry, keys[record_path(entry.id)])
        del self._data, self._paths  # what thousands of rows are made from is not needed any more

    def close(self) -> None:
        """Let go of what was begun, if nobody asked for it."""
        if self._aside:
            self._aside.forget()

    @property
    def _carrying(self) -> Carrying | None:
        found: Carrying | None = self.config.extra.get("carrying")
        return found

    @cached_property
    def _data(self) -> list[DataFile]:
        return list(self.edition.data_files(self.config.site_name, self.config.site_url or "/"))

    @cached_property
    def _paths(self) -> list[str]:
        journal = [JOURNAL] if self.edition.journal is not None else []
        records = (record_path(entry.id) for entry in self.edition.entries.values())
        return [*(one.path for one in self._data), *journal, *records]

    def _written_apart(self) -> dict[str, str]:
        """Write it in a process that must not open the store, which is asked for nothing: the files were looked at."""
        self.edition.sources.facts.store = Apart()
        return self._written()

    def _written(self) -> dict[str, str]:
        """Write it; gives the key of each file, by its path."""
        assert self._carrying
        return {file.src_uri: self._carrying.after.keys[file.src_uri] for file in self._put()}

    def _put(self) -> Iterator[File]:
        for one in self._data:
            yield self._put_data(one)
        if self.edition.journal is not None:
            yield put(JOURNAL, self.edition.journal.text.encode(), self.config)
        for entry in self.edition.entries.values():
            yield put_record(entry, self.edition, self.config)

    def _put_data(self, one: DataFile) -> File:
        """Have a data file in the site; that of a few entries is known by what it shows, not written to be compared."""
        key, carrying = None, self._carrying
        if carrying and self.marks and one.entries is not None:
            inputs, shown = carrying.inputs, map(self.marks.mark, one.entries)
            key = key_of("data", inputs.program, inputs.said, inputs.registries, one.path, *shown)
            if carrying.stays(one.path, key):
                return Kept.of(one.path, self.config)
        return put(one.path, one.write().encode(), self.config, key)
