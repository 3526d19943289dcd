"""What an index is made of: the lists of its documents as rows, and what must be known to make it anew."""

from __future__ import annotations

import json
import marshal
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from archive.search.document import LEVELS, Document, Levels, levels
from archive.search.numbering import numbers
from archive.search.postings import changed, count
from archive.search.shards import (
    Lists,
    Piece,
    Shard,
    file_name,
    record_name,
    row_length,
    rows,
    rows_of,
    texts_of,
    to_json,
)
from archive.search.text import PART, Aliases


def all_rows(documents: Iterable[tuple[str, list[Levels]]], first: Mapping[str, int]) -> Shard:
    """Gather the lists of all documents, given as (id, levels), as the rows that shards are divided from."""
    lists: Lists = {}
    for id, passages in documents:
        for number, passage in enumerate(passages, first[id]):
            _add(lists, number, passage)
    return rows(lists)


def revised(before: Shard, removed: Mapping[int, Levels], added: Mapping[int, Levels]) -> Shard:
    """Give the rows after some passages, by their number, have gone or come; those of other keys stay as they are."""
    gone: Lists = {}
    new: Lists = {}
    for number, passage in removed.items():
        _add(gone, number, passage)
    for number, passage in added.items():
        _add(new, number, passage)
    touched = {name.partition(PART)[0] for name in (*gone, *new)}
    texts = texts_of({key: before[key] for key in touched if key in before})
    for name in {**gone, **new}:
        texts[name] = changed(texts.get(name, ""), gone.get(name, ()), new.get(name, ()))
    after = {key: row for key, row in before.items() if key not in touched} | rows_of(sorted(texts.items()))
    return dict(sorted(after.items()))


def _add(lists: Lists, number: int, passage: Levels) -> None:
    at = number * LEVELS
    for name, level in passage.items():
        postings = lists.get(name)
        if postings is None:
            lists[name] = array("I", (at + level,))
        else:
            postings.append(at + level)


class Row(NamedTuple):
    """What an index must know of a document besides its lists; `key` names all that it was made from.

    `said` are its values of each facet as JSON: thousands are carried on, and few are asked for.
    """

    key: str
    day: date | None
    hash: int
    passages: int
    said: str

    @property
    def facets(self) -> dict[str, list[str]]:
        """Its values of each facet."""
        values: dict[str, list[str]] = json.loads(self.said)
        return values

    @property
    def place(self) -> tuple[date | None, int, int]:
        """What its number depends on."""
        return self.day, self.hash, self.passages


@dataclass(frozen=True)
class Index:
    """What stands in an index, without its lists and texts: enough to make it anew where a document has changed.

    `documents` by id; `shards` by prefix, each with its mark; `counts`, in the order of the words, how many passages
    hold each syllable; `facets` by name, each with the mark of its file.
    """

    documents: dict[str, Row] = field(default_factory=dict)
    shards: dict[str, tuple[Piece, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    facets: dict[str, str] = field(default_factory=dict)

    def __getstate__(self) -> tuple[object, ...]:
        """Give what is remembered, in a form that thousands of rows are soon written in."""
        rows = [
            (id, row.key, row.day and row.day.toordinal(), row.hash, row.passages, row.said)
            for id, row in self.documents.items()
        ]
        shards = [(*piece, marked) for piece, marked in self.shards.values()]
        return marshal.dumps((rows, self.first, shards)), self.counts, self.facets

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Take it back."""
        told, counts, facets = state
        rows, first, pieces = marshal.loads(told)
        shards = {prefix: (Piece(prefix, length, keys), marked) for prefix, length, keys, marked in pieces}
        day_of = date.fromordinal
        documents = {
            id: Row(key, day and day_of(day), hash, passages, said) for id, key, day, hash, passages, said in rows
        }
        self.__dict__.update(documents=documents, shards=shards, counts=counts, facets=facets, first=first)

    def revised(self, documents: dict[str, Row]) -> Index:
        """Begin the index of other documents: the numbers stay where nobody comes, goes or takes another place."""
        index, before = Index(documents), self.documents
        if documents.keys() == before.keys() and all(
            row is before[id] or row.place == before[id].place for id, row in documents.items()
        ):
            index.__dict__["first"] = self.first
        return index

    @cached_property
    def first(self) -> dict[str, int]:
        """The number of each document's first passage."""
        return numbers((id, *row.place) for id, row in self.documents.items())


class Weighed(NamedTuple):
    """All that an index takes of a document: its row, the levels of its passages, and their records as JSON."""

    row: Row
    levels: list[Levels]
    records: list[str]


def weighed(document: Document, key: str, aliases: Aliases | None) -> Weighed:
    """Take of a document what an index needs; `key` names all that the document was made from."""
    row = Row(key, document.day, document.hash, len(document.passages), to_json(document.facets))
    return Weighed(row, levels(document, aliases), [to_json(record) for record in records(document)])


def parts_of(index: Index) -> set[str]:
    """Name the shards and records of an index: those of its files that are thousands."""
    numbers = (index.first[id] + place for id, row in index.documents.items() for place in range(row.passages))
    shards = {file_name(prefix, marked) for prefix, (_, marked) in index.shards.items()}
    return shards | {record_name(number) for number in numbers}


def piece_of(prefix: str, shard: Shard) -> Piece:
    """Measure a shard."""
    return Piece(prefix, sum(row_length(key, row) for key, row in shard.items()), len(shard))


def count_of(row: Sequence[str]) -> int:
    """Count the passages that hold a key, in any of its forms."""
    return sum(map(count, row[1::2]))


def record_files(records: Iterable[str], first: int) -> Iterator[tuple[str, str]]:
    """Yield the file of each passage of a document."""
    for number, record in enumerate(records, first):
        yield record_name(number), record


def records(document: Document) -> Iterator[dict[str, object]]:
    """Write what is shown of each passage of a document, and what it is judged by."""
    for passage in document.passages:
        attachment = passage[0].attachment if passage else None
        yield {
            "id": document.id,
            "url": document.url,
            "title": document.title,
            **({"number": document.number} if document.number else {}),
            **({"date": document.date} if document.date else {}),
            "about": document.about,
            **document.shown,
            **({"attachment": attachment} if attachment else {}),
            "lines": [paragraph.text for paragraph in passage],
        }
