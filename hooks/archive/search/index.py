"""The index of a site: its files, made whole from the documents, or made anew from the last where few have changed.

`meta.json` says what there is; `i/` holds the lists of passages, `t/` the text of each passage, `f/` which documents
have each value of a facet; `words-….json` the syllables there are, by how frequent, `short-….json` the short forms.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.search.document import LEVELS, Document, Levels, levels
from archive.search.numbering import numbers
from archive.search.postings import count, encoded
from archive.search.shards import Lists, Shard, divided, file_name, lists_of, mark, record_name, rows, table, to_json
from archive.search.text import Aliases
from archive.search.vocabulary import Vocabulary

# A syllable in so large a part of the passages, and so many of them, says little beside another word.
COMMON_SHARE, COMMON_COUNT = 0.15, 400


def numbered(documents: Iterable[Document]) -> dict[str, int]:
    """Give each document's first number by its id."""
    return numbers((one.id, one.day, one.hash, len(one.passages)) for one in documents)


def all_rows(documents: Iterable[Document], first: Mapping[str, int], aliases: Aliases | None) -> Shard:
    """Gather the lists of all documents, as the rows that shards are divided from."""
    lists: Lists = {}
    for document in documents:
        for number, passage in enumerate(levels(document, aliases), first[document.id]):
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
    touched = lists_of({key: before[key] for key in gone.keys() | new.keys() if key in before})
    for key, forms in gone.items():
        for form, postings in forms.items():
            touched[key][form] = sorted(set(touched[key][form]).difference(postings))
    for key, forms in new.items():
        for form, postings in forms.items():
            there = touched.setdefault(key, {})
            there[form] = sorted({*there.get(form, ()), *postings})
    after = {key: row for key, row in before.items() if key not in touched} | rows(touched)
    return dict(sorted(after.items()))


def _add(lists: Lists, number: int, passage: Levels) -> None:
    for (key, form), level in passage.items():
        lists.setdefault(key, {}).setdefault(form, array("I")).append(number * LEVELS + level)


def index_files(
    documents: Sequence[Document], first: Mapping[str, int], lists: Shard, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    """Yield every file of an index, as (path, text)."""
    marks = {}
    for prefix, shard in divided(lists).items():
        text = to_json(shard)
        marks[prefix] = mark(text)
        yield file_name(prefix, marks[prefix]), text
    continued: list[int] = []
    for document in documents:
        number = first[document.id]
        for place, record in enumerate(records(document)):
            continued += [number + place] if place else []
            yield record_name(number + place), to_json(record)
    passages = len(documents) + len(continued)
    counts = {key: sum(map(count, row[1::2])) for key, row in lists.items() if key.isalpha()}
    words, short = to_json(_by_frequency(counts)), to_json(vocabulary.short_forms)
    facets = {facet: _facet_file(facet, documents, first) for facet in vocabulary.facets}
    for facet, text in facets.items():
        yield f"f/{facet}-{mark(text).lower()}.json", text
    yield f"words-{mark(words).lower()}.json", words
    yield f"short-{mark(short).lower()}.json", short
    common = [key for key, often in counts.items() if often > max(COMMON_COUNT, COMMON_SHARE * passages)]
    meta = {
        "passages": passages,
        "documents": len(documents),
        "shards": table(marks),
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


def _facet_file(facet: str, documents: Iterable[Document], first: Mapping[str, int]) -> str:
    values: dict[str, list[int]] = defaultdict(list)
    for document in documents:
        for value in document.facets.get(facet, ()):
            values[value].append(first[document.id] * LEVELS)
    return to_json({value: encoded(values[value]) for value in sorted(values)})
