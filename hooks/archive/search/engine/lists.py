"""The lists of passages: fetched by shards when first asked for, decoded when first read.

Mirrors browser/lists.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from archive.search import postings
from archive.search.document import LEVELS
from archive.search.shards import file_name, marks_of, shard_of

LoadJson = Callable[[str], Any]

_IMPACTS = tuple((level + 1) / LEVELS for level in range(LEVELS))


@dataclass(frozen=True)
class Form:
    """One writing of a key: the numbers that have it, and the impact it has in each."""

    form: str
    numbers: tuple[int, ...]
    impacts: tuple[float, ...]


def decoded(text: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Read a list: its numbers and their impacts, an impact being above 0 and at most 1."""
    found = postings.decoded(text)
    return tuple([one // LEVELS for one in found]), tuple([_IMPACTS[one % LEVELS] for one in found])


class Lists:
    """The lists of an index, as far as they were needed; `pairs` and `accents` say what they are read for."""

    def __init__(self, table: str, load_json: LoadJson, *, pairs: bool = True, accents: bool = True) -> None:
        self._marks = marks_of(table)
        self._load_json = load_json
        self.pairs = pairs
        self.accents = accents
        self._shards: dict[str, dict[str, list[str]]] = {}
        self._read: dict[str, tuple[Form, ...]] = {}

    def prefix_of(self, key: str) -> str | None:
        """Name the shard that holds a key if any does: the one whose letters the key begins with."""
        return shard_of(key, self._marks)

    def load(self, keys: Iterable[str]) -> None:
        """Fetch what the keys need, each shard once."""
        self._load_shards(prefix for key in dict.fromkeys(keys) if (prefix := self.prefix_of(key)) is not None)

    def _load_shards(self, prefixes: Iterable[str]) -> None:
        for prefix in prefixes:
            if prefix not in self._shards:
                self._shards[prefix] = self._load_json(file_name(prefix, self._marks[prefix]))

    def forms(self, key: str) -> tuple[Form, ...]:
        """Give the writings of a key whose shard is loaded."""
        if (forms := self._read.get(key)) is None:
            prefix = self.prefix_of(key)
            if prefix is None or prefix not in self._shards:
                return ()
            row = self._shards[prefix].get(key, ())
            forms = tuple(Form(form or key, *decoded(text)) for form, text in zip(row[::2], row[1::2], strict=True))
            self._read[key] = forms
        return forms

    def count(self, key: str) -> int:
        """Count the passages of a key whose shard is loaded."""
        return sum(len(one.numbers) for one in self.forms(key))

    def beginning(self, start: str, most_shards: int) -> list[str]:
        """Find the keys that begin with `start`, the most frequent first; none where that takes too many shards."""
        below = [prefix for prefix in self._marks if prefix.startswith(start) or start.startswith(prefix)]
        if len(below) > most_shards:
            return []
        self._load_shards(below)
        keys = [key for prefix in below for key in self._shards[prefix] if key.startswith(start)]
        return sorted(keys, key=lambda key: (-self.count(key), key))
