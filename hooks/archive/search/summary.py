"""The files that speak of an index as a whole: what there is, the words by how frequent, who has a value of a facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from archive.search.document import LEVELS
from archive.search.index import Index
from archive.search.postings import encoded
from archive.search.shards import mark, table, to_json
from archive.search.vocabulary import Vocabulary

# A syllable in so large a part of the passages, and so many of them, says little beside another word.
COMMON_SHARE, COMMON_COUNT = 0.15, 400


def facet_files(index: Index, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield for each facet which documents have each of its values, and note its mark in the index."""
    found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in vocabulary.facets}
    for id, row in index.documents.items():
        for facet, values in row.facets.items():
            for value in values if facet in found else ():
                found[facet][value].append(index.first[id] * LEVELS)
    for facet, having in found.items():
        text = to_json({value: encoded(having[value]) for value in sorted(having)})
        index.facets[facet] = mark(text).lower()
        yield facet_name(facet, index.facets[facet]), text


def facet_name(facet: str, marked: str) -> str:
    """Name the file of a facet."""
    return f"f/{facet}-{marked}.json"


def summary_files(index: Index, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the words, the short forms, and last `meta.json`, which names all files; the facets' are made before."""
    first = index.first
    continued = [first[id] + place for id, row in index.documents.items() for place in range(1, row.passages)]
    passages = len(index.documents) + len(continued)
    words, short = to_json(_by_frequency(index.counts)), to_json(vocabulary.short_forms)
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
            facet: {"mark": index.facets[facet], "values": values} for facet, values in vocabulary.facets.items()
        },
    }
    yield "meta.json", to_json(meta)


def _by_frequency(counts: Mapping[str, int]) -> dict[str, str]:
    """Put words together by the length of their count in binary digits."""
    classes: dict[int, list[str]] = defaultdict(list)
    for word, often in counts.items():
        if len(word) > 1:
            classes[often.bit_length()].append(word)
    return {str(often): " ".join(classes[often]) for often in sorted(classes)}
