"""The index made anew from the last one where few documents have changed: the same files, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.search.document import Levels, keys_of
from archive.search.index import (
    Index,
    Row,
    Weighed,
    count_of,
    piece_of,
    record_files,
    revised,
)
from archive.search.shards import (
    END,
    Piece,
    Shard,
    divisions,
    file_name,
    mark,
    record_name,
    row_length,
    shard_of,
    to_json,
)
from archive.search.summary import facet_files, facet_name, summary_files
from archive.search.vocabulary import Vocabulary


class NotKept(LookupError):
    """Something that the index before was made from is not there any more: it must be made whole."""


@dataclass
class Upkeep:
    """Changes an index.

    `read` gives a file of the index before, by its path; `levels` those of a document that was in it, by key;
    `weighed` gives a document as it is now, by id and key. `read` and `levels` may raise NotKept.
    """

    before: Index
    vocabulary: Vocabulary
    read: Callable[[str], str]
    levels: Callable[[str], list[Levels]]
    weighed: Callable[[str, str], Weighed]
    index: Index = field(default_factory=Index)
    gone: set[str] = field(default_factory=set)
    stays: set[str] = field(default_factory=set)

    def files(self, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the files that differ once the documents are those of `keys`; `gone` names those to be removed.

        Some that do not differ are given all the same; `stays` are others of these. `index` is how it stands then.
        """
        before = self.before
        changed = [id for id, key in keys.items() if id not in before.documents or before.documents[id].key != key]
        documents = {id: self.weighed(id, keys[id]) for id in changed}
        rows = {id: documents[id].row if id in documents else before.documents[id] for id in keys}
        self.index = before.revised(rows)
        first = self.index.first
        # Who stands elsewhere now is moved like one that has changed.
        moved = {id for id in keys if id not in documents and first[id] != before.first[id]}
        documents |= {id: self.weighed(id, keys[id]) for id in moved}
        gone = [id for id in before.documents if id not in keys or id in documents]
        removed = dict(self._numbered(gone, before.documents, before.first))
        added = {first[id] + place: levels for id, one in documents.items() for place, levels in enumerate(one.levels)}
        self.gone = {record_name(number) for number in removed}
        yield from self._lists(_beyond(removed, added), _beyond(added, removed))
        for id, one in documents.items():
            for path, text in record_files(one.records, first[id]):
                self.gone.discard(path)
                yield path, text
        yield from self._facets()
        yield from summary_files(self.index, self.vocabulary)

    def _facets(self) -> Iterator[tuple[str, str]]:
        """Yield the files of facets; those of before stay where nobody moved, or is found by another value."""
        before, index = self.before, self.index
        if index.first == before.first and all(
            row is before.documents[id] or row.said == before.documents[id].said for id, row in index.documents.items()
        ):
            index.facets.update(before.facets)
            self.stays = {facet_name(*item) for item in before.facets.items()}
        else:
            yield from facet_files(index, self.vocabulary)

    def _numbered(
        self, ids: list[str], rows: Mapping[str, Row], first: Mapping[str, int]
    ) -> Iterator[tuple[int, Levels]]:
        for id in ids:
            yield from enumerate(self.levels(rows[id].key), first[id])

    def _lists(self, removed: Mapping[int, Levels], added: Mapping[int, Levels]) -> Iterator[tuple[str, str]]:
        before = self.before
        keys = {key for levels in (*removed.values(), *added.values()) for key in keys_of(levels)}
        opened: dict[str, Shard] = {}
        for key in keys:
            prefix = shard_of(key, before.shards)
            if prefix is not None and prefix not in opened:
                opened[prefix] = self._shard(prefix)
        there = {key: row for shard in opened.values() for key, row in shard.items()}
        lists = revised(there, removed, added)
        self._count(keys, lists)
        pieces = [piece for prefix, (piece, _) in before.shards.items() if prefix not in opened]
        pieces += [Piece(key + END, row_length(key, row)) for key, row in lists.items()]
        pieces.sort()
        for prefix, parts in divisions(pieces).items():
            if len(parts) == 1 and parts[0].prefix == prefix and prefix in before.shards and prefix not in opened:
                self.index.shards[prefix] = before.shards[prefix]
                continue
            shard: Shard = {}
            for part in parts:
                if part.prefix in before.shards and part.prefix not in opened:
                    shard |= self._shard(part.prefix)
                    opened[part.prefix] = {}
                else:
                    shard[part.prefix[:-1]] = lists[part.prefix[:-1]]
            text = to_json(dict(sorted(shard.items())))
            self.index.shards[prefix] = piece_of(prefix, shard), mark(text)
            yield file_name(prefix, mark(text)), text
        for prefix in opened:
            _, marked = before.shards[prefix]
            if self.index.shards.get(prefix, (None, ""))[1] != marked:
                self.gone.add(file_name(prefix, marked))

    def _shard(self, prefix: str) -> Shard:
        marked = self.before.shards[prefix][1]
        text = self.read(file_name(prefix, marked))
        if mark(text) != marked:
            raise NotKept(prefix)
        shard: Shard = json.loads(text)
        return shard

    def _count(self, keys: set[str], lists: Shard) -> None:
        counts = dict(self.before.counts)
        for key in filter(str.isalpha, keys):
            counts[key] = count_of(lists.get(key, []))
        self.index.counts.update({key: counts[key] for key in sorted(counts) if counts[key]})


def _beyond(some: Mapping[int, Levels], others: Mapping[int, Levels]) -> dict[int, Levels]:
    """Keep what of some passages is not just so in others: most of a text stays as it was."""
    return {
        number: {key: level for key, level in passage.items() if others.get(number, {}).get(key) != level}
        for number, passage in some.items()
    }
