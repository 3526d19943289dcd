"""The index of a site: its files, made whole from the documents, or made anew from the last where few have changed.

`meta.json` says what there is; `i/` holds the lists of passages, `t/` the text of each passage, `f/` which documents
have each value of a facet; `words-….json` the syllables there are, by how frequent, `short-….json` the short forms.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from archive.search.document import LEVELS, PART, Document, Levels, levels
from archive.search.numbering import numbers
from archive.search.postings import count, encoded
from archive.search.shards import (
    Lists,
    Piece,
    Shard,
    divided,
    file_name,
    lists_of,
    mark,
    record_name,
    row_length,
    rows,
    table,
    to_json,
)
from archive.search.text import Aliases
from archive.search.vocabulary import Vocabulary

# A syllable in so large a part of the passages, and so many of them, says little beside another word.
COMMON_SHARE, COMMON_COUNT = 0.15, 400


def numbered(documents: Iterable[Document]) -> dict[str, int]:
    """Give each document's first number by its id."""
    return numbers((one.id, one.day, one.hash, len(one.passages)) for one in documents)


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
    lists = lists_of({key: before[key] for key in touched if key in before})
    for name, postings in gone.items():
        lists[name] = sorted(set(lists[name]).difference(postings))
    for name, postings in new.items():
        lists[name] = sorted({*lists.get(name, ()), *postings})
    after = {key: row for key, row in before.items() if key not in touched} | rows(lists)
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
    """What an index must know of a document besides its lists; `key` names all that it was made from."""

    key: str
    day: date | None
    hash: int
    passages: int
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Index:
    """What stands in an index, without its lists and texts: enough to make it anew where a document has changed.

    `documents` by id; `shards` by prefix, each with its mark; `counts`, in the order of the words, how many passages
    hold each syllable.
    """

    documents: dict[str, Row]
    shards: dict[str, tuple[Piece, str]]
    counts: dict[str, int]

    @cached_property
    def first(self) -> dict[str, int]:
        """The number of each document's first passage."""
        return numbers((id, row.day, row.hash, row.passages) for id, row in self.documents.items())


@dataclass(frozen=True)
class Weighed:
    """All that an index takes of a document: its row, the levels of its passages, and their records as JSON."""

    row: Row
    levels: list[Levels]
    records: list[str]


def weighed(document: Document, key: str, aliases: Aliases | None) -> Weighed:
    """Take of a document what an index needs; `key` names all that the document was made from."""
    row = Row(key, document.day, document.hash, len(document.passages), document.facets)
    return Weighed(row, levels(document, aliases), [to_json(record) for record in records(document)])


@dataclass
class WholeIndex:
    """An index made from nothing, of the rows of its documents and their lists; `records` gives those of one, by id.

    `index` stands when `files` have been given out.
    """

    rows: Mapping[str, Row]
    lists: Shard
    vocabulary: Vocabulary
    records: Callable[[str], list[str]]
    index: Index = field(default_factory=lambda: Index({}, {}, {}))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file of the index, as (path, text)."""
        counts = {key: count_of(row) for key, row in self.lists.items() if key.isalpha()}
        self.index = Index(dict(self.rows), {}, counts)
        for prefix, shard in divided(self.lists).items():
            text = to_json(shard)
            self.index.shards[prefix] = piece_of(prefix, shard), mark(text)
            yield file_name(prefix, mark(text)), text
        for id in self.rows:
            yield from record_files(self.records(id), self.index.first[id])
        yield from summary_files(self.index, self.vocabulary)


def parts_of(index: Index) -> set[str]:
    """Name the shards and records of an index: those of its files that are thousands."""
    numbers = (index.first[id] + place for id, row in index.documents.items() for place in range(row.passages))
    shards = {file_name(prefix, marked) for prefix, (_, marked) in index.shards.items()}
    return shards | {record_name(number) for number in numbers}


def index_files(documents: Sequence[Document], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield every file of the index of some documents, as (path, text)."""
    parts = {one.id: weighed(one, "", vocabulary.aliases) for one in documents}
    lists = all_rows(((one.id, parts[one.id].levels) for one in documents), numbered(documents))
    rows = {id: part.row for id, part in parts.items()}
    return WholeIndex(rows, lists, vocabulary, lambda id: parts[id].records).files()


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


def summary_files(index: Index, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the files that speak of the whole index."""
    first = index.first
    continued = [first[id] + place for id, row in index.documents.items() for place in range(1, row.passages)]
    passages = len(index.documents) + len(continued)
    words, short = to_json(_by_frequency(index.counts)), to_json(vocabulary.short_forms)
    facets = {facet: _facet_file(facet, index) for facet in vocabulary.facets}
    for facet, text in facets.items():
        yield f"f/{facet}-{mark(text).lower()}.json", text
    yield f"words-{mark(words).lower()}.json", words
    yield f"short-{mark(short).lower()}.json", short
    common = [key for key, often in index.counts.items() if often > max(COMMON_COUNT, COMMON_SHARE * passages)]
    meta = {
        "passages": passages,
        "documents": len(index.documents),
        "shards": table({prefix: marked for prefix, (_, marked) in index.shards.items()}),
        "continued": encoded(number * LEVELS for number in continued),
        "common": " ".join(common),
        "words": mark(words).lower(),
        "short": mark(short).lower(),
        "places": vocabulary.places,
        "facets": {
            facet: {"mark": mark(text).lower(), "values": vocabulary.facets[facet]} for facet, text in facets.items()
        },
    }
    yield "meta.json", to_json(meta)


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


def _by_frequency(counts: Mapping[str, int]) -> dict[str, str]:
    """Put words together by the length of their count in binary digits."""
    classes: dict[int, list[str]] = defaultdict(list)
    for word, often in counts.items():
        if len(word) > 1:
            classes[often.bit_length()].append(word)
    return {str(often): " ".join(classes[often]) for often in sorted(classes)}


def _facet_file(facet: str, index: Index) -> str:
    values: dict[str, list[int]] = defaultdict(list)
    for id, row in index.documents.items():
        for value in row.facets.get(facet, ()):
            values[value].append(index.first[id] * LEVELS)
    return to_json({value: encoded(values[value]) for value in sorted(values)})
