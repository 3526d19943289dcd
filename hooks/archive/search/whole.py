"""The index of a site, made whole from its documents.

`meta.json` says what there is; `i/` holds the lists of passages, `t/` the text of each passage, `f/` which documents
have each value of a facet; `words-….json` the syllables there are, by how frequent, `short-….json` the short forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archive.search.document import Document, Levels
from archive.search.index import Index, all_rows, count_of, piece_of, record_files, weighed
from archive.search.shards import Shard, divided, file_name, mark, to_json
from archive.search.summary import facet_files, summary_files
from archive.search.vocabulary import Vocabulary


def shard_files(lists: Shard, index: Index, *, apart: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the shards of lists, as (path, text), and note in `index` what there is; `apart` as `divided` knows it."""
    index.counts.update((key, count_of(row)) for key, row in lists.items() if key.isalpha())
    for prefix, shard in divided(lists, apart=apart).items():
        text = to_json(shard)
        index.shards[prefix] = piece_of(prefix, shard), mark(text)
        yield file_name(prefix, mark(text)), text


def part_files(
    index: Index, levels: Callable[[str], list[Levels]], records: Callable[[str], list[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the shards and the records of an index that knows its documents; by the id of one, its levels and records.

    They are asked for one after the other: all at once they would fill the memory.
    """
    yield from shard_files(all_rows(((id, levels(id)) for id in index.documents), index.first), index)
    for id in index.documents:
        yield from record_files(records(id), index.first[id])


def small_files(index: Index, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the files that tell of all others, when `index` knows its lists."""
    yield from facet_files(index, vocabulary)
    yield from summary_files(index, vocabulary)


def index_files(documents: Sequence[Document], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield every file of the index of some documents, as (path, text)."""
    parts = {one.id: weighed(one, "", vocabulary.aliases) for one in documents}
    index = Index({id: part.row for id, part in parts.items()})
    yield from part_files(index, lambda id: parts[id].levels, lambda id: parts[id].records)
    yield from small_files(index, vocabulary)
