"""What the units' reports of a period count in each channel, for who reports of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from archive.account.figures import Amount, Tally, numbers
from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.periods import Period
from archive.schema import Channel, Report
from archive.strings import strings
from archive.wording import number_words


@dataclass(frozen=True)
class Count(Amount):
    """A number with the reports that it was taken from; a sum is of parts that units count, each its own."""

    is_sum: bool = False

    @property
    def words(self) -> str:
        """Write the number, and of how many units it is the sum."""
        written = number_words(self.value)
        return strings()("compiling.sum", number=written, count=len(self.sources)) if self.is_sum else written

    def change(self, before: Amount | None) -> str:
        """Say how much more than before; nothing where other units count their parts now than did then."""
        if before is None or (self.is_sum and self.speakers != before.speakers):
            return "–"
        change = self.value - before.value
        written = number_words(abs(change))
        return f"+{written}" if change > 0 else f"−{written}" if change < 0 else "0"


@dataclass
class Counting:
    """Counts for one issuer, whose own reports do not count, up to the day that the catalogue goes by."""

    catalogue: Catalogue
    issuer: str

    def filed(self, period: Period) -> list[Entry]:
        """Give the reports of others on a period that were there on the day, the newest first."""
        filed = self.catalogue.filed.get(period, [])
        return [one for one in filed if one.unit_id != self.issuer and one.record.date.start <= self.catalogue.as_of]

    def now(self, channel: Channel, measure: str, period: Period) -> Count | None:
        """Count in a channel: what the unit says that runs it, else the sum of what units say of their part."""
        newest: dict[str | None, Count] = {}
        for entry in self.filed(period):
            for value in numbers(entry, channel, measure):
                newest.setdefault(entry.unit_id, Count(value, (entry,)))
        if (own := newest.get(channel.unit)) is not None:
            return own
        parts = sorted(newest.values(), key=lambda one: one.sources[0].id)
        if not parts:
            return None
        return Count(sum(one.value for one in parts), tuple(one.sources[0] for one in parts), is_sum=True)

    def before(self, channel: Channel, measure: str, period: Period) -> Count | None:
        """Count in the period before: as the issuer reported then, else as now."""
        said = self._tally.amount(channel, measure, period.previous)
        return Count(said.value, said.sources) if said else self.now(channel, measure, period.previous)

    @cached_property
    def _tally(self) -> Tally:
        return Tally(self.catalogue, self.issuer)


def days_of(count: Amount, channel: Channel) -> Iterator[date]:
    """Yield the days up to which the reports of a number count in a channel."""
    for entry in count.sources:
        assert isinstance(entry.record, Report)
        yield from (row.as_of for row in entry.record.figures if row.channel == channel.id and row.as_of)
