"""The index of a site, made whole from its documents.

`meta.json` says what there is; `i/` holds the lists of passages, `t/` the text of each passage, `f/` which documents
have each value of a facet; `words-….json` the syllables there are, by how frequent, `short-….json` the short forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive.search.document import Document
from archive.search.index import Index, Row, all_rows, count_of, numbered, piece_of, record_files, weighed
from archive.search.shards import Shard, divided, file_name, mark, to_json
from archive.search.summary import facet_files, summary_files
from archive.search.vocabulary import Vocabulary


@dataclass
class WholeIndex:
    """An index made from nothing, of the rows of its documents and their lists; `records` gives those of one, by id.

    `index` stands when `files` have been given out.
    """

    rows: Mapping[str, Row]
    lists: Shard
    vocabulary: Vocabulary
    records: Callable[[str], list[str]]
    index: Index = field(default_factory=Index)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file of the index, as (path, text)."""
        counts = {key: count_of(row) for key, row in self.lists.items() if key.isalpha()}
        self.index = Index(dict(self.rows), counts=counts)
        for prefix, shard in divided(self.lists).items():
            text = to_json(shard)
            self.index.shards[prefix] = piece_of(prefix, shard), mark(text)
            yield file_name(prefix, mark(text)), text
        for id in self.rows:
            yield from record_files(self.records(id), self.index.first[id])
        yield from facet_files(self.index, self.vocabulary)
        yield from summary_files(self.index, self.vocabulary)


def index_files(documents: Sequence[Document], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield every file of the index of some documents, as (path, text)."""
    parts = {one.id: weighed(one, "", vocabulary.aliases) for one in documents}
    lists = all_rows(((one.id, parts[one.id].levels) for one in documents), numbered(documents))
    rows = {id: part.row for id, part in parts.items()}
    return WholeIndex(rows, lists, vocabulary, lambda id: parts[id].records).files()
