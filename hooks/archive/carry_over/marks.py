"""Names for what pages show: equal names, equal pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from archive.dates import PartialDate
from archive.declared import Declared
from archive.entries import Entry
from archive.numbers import DocumentNumber
from archive.periods import Period
from archive.publication import named_files
from archive.readings import besides_text
from archive.sources import Sources
from archive.store import key_of

_PLAIN = (str, int, float, bool, type(None), date, PartialDate, Period, DocumentNumber)


def card(entry: Entry) -> str:
    """Name all of an entry but the running text of its body: what other pages and the checks ask of it."""
    return key_of(entry.src_uri, besides_text(entry.document))


@dataclass
class Marks:
    """Names what pages and data show of entries; `hashes` is that of every source, by its `src_uri`."""

    sources: Sources
    hashes: Mapping[str, str]
    cards: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)

    def mark(self, entry: Entry) -> str:
        """Name what is shown of an entry besides its own page."""
        if entry.src_uri not in self._marks:
            self.cards[entry.src_uri] = card(entry)
            self._marks[entry.src_uri] = key_of(self.cards[entry.src_uri], *self.named(entry))
        return self._marks[entry.src_uri]

    def named(self, entry: Entry) -> list[str]:
        """Give the hashes of the files that an entry names, in the order of their names."""
        return [self.hashes.get(src_uri, "") for src_uri in sorted(named_files(entry, self.sources))]


@dataclass
class Names:
    """Names the values that pages show, however deep; `mark` names the entries in them."""

    mark: Callable[[Entry], str]
    _declared: dict[int, tuple[Declared, str]] = field(default_factory=dict)

    def name(self, value: object) -> str:
        """Name a value: text, numbers, dates, what the schema declares, and lists, mappings and dataclasses of them."""
        parts: list[str] = []
        self._say(value, parts)
        return key_of(*parts)

    def _say(self, value: Any, parts: list[str]) -> None:
        if isinstance(value, Entry):
            parts.append(self.mark(value))
        elif isinstance(value, Declared):
            # The items of registries come again and again; holding them keeps their ids their own.
            if id(value) not in self._declared:
                self._declared[id(value)] = value, repr(value)
            parts.append(self._declared[id(value)][1])
        elif isinstance(value, Enum):
            parts.append(repr(value))
        elif isinstance(value, _PLAIN):
            parts.append(f"{type(value).__name__} {value}")
        elif isinstance(value, Mapping):
            self._each("{", (part for item in value.items() for part in item), parts)
        elif isinstance(value, list | tuple):
            self._each("[", value, parts)
        elif dataclasses.is_dataclass(value):
            fields = (getattr(value, one.name) for one in dataclasses.fields(value))
            self._each(type(value).__name__, fields, parts)
        else:
            raise TypeError(f"{type(value)} has no name")

    def _each(self, kind: str, values: Iterable[Any], parts: list[str]) -> None:
        parts.append(kind)
        for value in values:
            self._say(value, parts)
        parts.append("]")
