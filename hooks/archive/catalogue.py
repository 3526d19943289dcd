"""The catalogue: every entry and registry of the archive, and the questions that pages and data ask of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from archive.entries import Collection, Entry
from archive.numbers import Kind
from archive.periods import Period
from archive.schema import Channel, Indicator, PlaceName, Report, Status, Stream, Topic, Unit

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Registries:
    """The registries by id, in the order of their files."""

    units: dict[str, Unit] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    places: dict[str, PlaceName] = field(default_factory=dict)

    def named(self, registry: str) -> Mapping[str, Unit | Channel | Topic | Indicator]:
        """Give the registry `unit`, `channel`, `topic` or `indicator`."""
        by_name: dict[str, Mapping[str, Unit | Channel | Topic | Indicator]] = {
            "unit": self.units,
            "channel": self.channels,
            "topic": self.topics,
            "indicator": self.indicators,
        }
        return by_name[registry]

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What keys refer to: the names of the items of each registry, by their ids."""
        registries = ("unit", "channel", "topic", "indicator")
        return {one: {id: item.name for id, item in self.named(one).items()} for one in registries}

    @cached_property
    def predecessors(self) -> dict[str, list[Unit]]:
        """The units that each unit succeeds."""
        before: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            for successor in unit.successors:
                before[successor].append(unit)
        return dict(before)


@dataclass(frozen=True)
class Catalogue:
    """What readers may see: the public entries, newest first, and the registries they refer to."""

    entries: tuple[Entry, ...]
    registries: Registries
    as_of: date

    @classmethod
    def of(cls, entries: Iterable[Entry], registries: Registries, as_of: date) -> Catalogue:
        """Take the entries that are public on the day `as_of`."""
        public = [entry for entry in entries if entry.is_public(as_of)]
        # Newest first; on the same day in the order of their paths.
        public.sort(key=lambda entry: entry.id)
        public.sort(key=lambda entry: entry.sort_key[:2], reverse=True)
        return cls(tuple(public), registries, as_of)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by their id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_unit(self) -> dict[str, list[Entry]]:
        """Entries by the unit that published them."""
        return self._by(lambda entry: [entry.unit_id] if entry.unit_id else [])

    @cached_property
    def by_topic(self) -> dict[str, list[Entry]]:
        """Entries by topic."""
        return self._by(lambda entry: entry.record.topics)

    @cached_property
    def by_channel(self) -> dict[str, list[Entry]]:
        """Entries by channel."""
        return self._by(lambda entry: entry.channel_ids)

    @cached_property
    def by_collection(self) -> dict[Collection, list[Entry]]:
        """Entries by collection."""
        return self._by(lambda entry: [entry.collection])

    @cached_property
    def by_period(self) -> dict[Period, list[Entry]]:
        """Entries by period; a period has those of every shorter period that it holds."""
        return self._by(lambda entry: [entry.period, *entry.period.holders])

    @cached_property
    def filed(self) -> dict[Period, list[Entry]]:
        """Reports in force by the very period that they are of."""
        found: dict[Period, list[Entry]] = defaultdict(list)
        for entry in in_force(self.entries):
            found[entry.period].append(entry)
        return dict(found)

    @cached_property
    def reported(self) -> dict[tuple[Period, str], Entry]:
        """The report that each unit filed of a period, the first where there are several."""
        found: dict[tuple[Period, str], Entry] = {}
        for period, filed in self.filed.items():
            for entry in filed:
                if entry.unit_id is not None and entry.kind is Kind.REPORT:
                    before = found.get((period, entry.unit_id))
                    if before is None or entry.sort_key < before.sort_key:
                        found[period, entry.unit_id] = entry
        return found

    @cached_property
    def published(self) -> dict[Period, Counter[Collection]]:
        """How much of each collection was published in each period, without what was withdrawn."""
        return {
            period: Counter(entry.collection for entry in entries if entry.record.status is not Status.WITHDRAWN)
            for period, entries in self.by_period.items()
        }

    @cached_property
    def periods(self) -> list[Period]:
        """Every period that has a page, the newest first, a longer one before what it holds."""
        return sorted(self.by_period, key=lambda period: period.sort_key, reverse=True)

    def neighbour(self, period: Period, step: int) -> Period | None:
        """Find the nearest period of the same length that has a page, before (-1) or after (1) this one."""
        same = sorted((one for one in self.periods if one.length == period.length), key=lambda one: one.start)
        index = same.index(period) + step
        return same[index] if 0 <= index < len(same) else None

    def has_ended(self, item: Unit | Channel) -> bool:
        """Tell whether a unit or channel is gone on the day that the catalogue goes by."""
        return item.until is not None and item.until.end < self.as_of

    @cached_property
    def open_channels(self) -> list[Channel]:
        """The channels that are official on the day that the catalogue goes by, in the registry's order."""
        return [channel for channel in self.registries.channels.values() if not self.has_ended(channel)]

    def in_stream(self, entries: Iterable[Entry], stream: Stream) -> list[Entry]:
        """Keep the entries of one stream."""
        return [entry for entry in entries if stream in entry.record.streams]

    @cached_property
    def generated(self) -> str | None:
        """The newest date that any entry names for itself: what the data calls `generated`."""
        return max((entry.modified for entry in self.entries), default=None)

    def _by(self, keys: Callable[[Entry], Iterable[Key]]) -> dict[Key, list[Entry]]:
        groups: dict[Key, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in dict.fromkeys(keys(entry)):
                groups[key].append(entry)
        return dict(groups)


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """Keep the reports that count: what was superseded or withdrawn does not."""
    return [entry for entry in entries if isinstance(entry.record, Report) and entry.counts]
