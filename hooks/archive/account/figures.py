"""Figures per channel and indicators, a period at a time, against the period before and over the periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.periods import Period
from archive.schema import Channel, Indicator, Report

MEASURES = ("posts", "videos", "reach", "interactions")
Number = int | float


@dataclass(frozen=True)
class Amount:
    """A number, and the reports that it was taken from: one, or those of the shorter periods it adds up."""

    value: Number
    sources: tuple[Entry, ...]

    @property
    def speakers(self) -> set[str | None]:
        """The units whose reports say so."""
        return {entry.unit_id for entry in self.sources}


@dataclass(frozen=True)
class Row:
    """What is counted of one thing: a channel's measure, or an indicator; now, before, and over the periods.

    `course` are the periods of the same length that have a number, the oldest first, this one the last.
    """

    item: Channel | Indicator
    measure: str
    now: Amount | None
    before: Amount | None
    course: list[tuple[Period, Amount]]

    @property
    def change(self) -> Number | None:
        """How much more than in the period before; None where either is not known, or somebody else counted."""
        if self.now is None or self.before is None or self.now.speakers != self.before.speakers:
            return None
        return round(self.now.value - self.before.value, 4)


@dataclass
class Tally:
    """Counts of a catalogue; `owner` is the unit whose reports are consolidated and speak first.

    Where several reports of a period count one thing, they count the same twice: one of them speaks. That is
    the owner's, for a channel else that of the unit that runs it; of these the newest. What other units count
    is their own part, never the whole. A longer period without a number of its own adds up its parts, if each
    has one.
    """

    catalogue: Catalogue
    owner: str
    rows: dict[tuple[str, str, Period], Row] = field(default_factory=dict)
    amounts: dict[tuple[str, str, Period], Amount | None] = field(default_factory=dict)

    def figures(self, period: Period) -> dict[str, dict[str, Row]]:
        """Give a period's figures by channel, in the registry's order, and measure; empty channels are left out."""
        found: dict[str, dict[str, Row]] = {}
        for channel in self.catalogue.registries.channels.values():
            rows = {measure: self.row(channel, measure, period) for measure in MEASURES}
            if any(row.now or row.before for row in rows.values()):
                found[channel.id] = rows
        return found

    def indicators(self, period: Period) -> list[Row]:
        """Give a period's indicators, in the registry's order; those without a number now or before are left out."""
        rows = [self.row(one, "value", period) for one in self.catalogue.registries.indicators.values()]
        return [row for row in rows if row.now or row.before]

    def row(self, item: Channel | Indicator, measure: str, period: Period) -> Row:
        """Count one thing in a period, in the one before, and over all of the same length up to it; once."""
        key = (item.id, measure, period)
        if key not in self.rows:  # each language has a page of the period
            self.rows[key] = self._row(item, measure, period)
        return self.rows[key]

    def _row(self, item: Channel | Indicator, measure: str, period: Period) -> Row:
        course = [
            (one, amount)
            for one in reversed(self.catalogue.periods)
            if one.length == period.length
            and one.start <= period.start
            and (amount := self.amount(item, measure, one)) is not None
        ]
        by_period = dict(course)
        return Row(item, measure, by_period.get(period), by_period.get(period.previous), course)

    def amount(self, item: Channel | Indicator, measure: str, period: Period) -> Amount | None:
        """Count one thing in a period, once: a page asks for the same number many times."""
        key = (item.id, measure, period)
        if key not in self.amounts:
            self.amounts[key] = self._amount(item, measure, period)
        return self.amounts[key]

    @cached_property
    def _filed(self) -> dict[tuple[Period, str | None], list[Entry]]:
        """Reports in force by their period and unit."""
        found: dict[tuple[Period, str | None], list[Entry]] = defaultdict(list)
        for period, entries in self.catalogue.filed.items():
            for entry in entries:
                found[period, entry.unit_id].append(entry)
        return dict(found)

    def _amount(self, item: Channel | Indicator, measure: str, period: Period) -> Amount | None:
        # Entries are newest first, so that the first that is found is the newest that speaks.
        for speaker in (self.owner, item.unit if isinstance(item, Channel) else None):
            for entry in self._filed.get((period, speaker), ()):
                for value in numbers(entry, item, measure):
                    return Amount(value, (entry,))
        parts = [self.amount(item, measure, part) for part in period.parts]
        known = [part for part in parts if part is not None]
        if not parts or len(known) < len(parts):
            return None
        return Amount(sum(part.value for part in known), tuple(entry for part in known for entry in part.sources))


def numbers(entry: Entry, item: Channel | Indicator, measure: str) -> Iterator[Number]:
    """Yield what one report says of a channel's measure or of an indicator."""
    assert isinstance(entry.record, Report)
    if isinstance(item, Channel):
        values = [getattr(row, measure) for row in entry.record.figures if row.channel == item.id]
        yield from (value for value in values if value is not None)
    else:
        yield from (one.value for one in entry.record.indicators if one.id == item.id)
