"""A period in a few numbers, each against the period before, and how they went over the periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.account import Coverage, Duty, coverage
from archive.catalogue import Catalogue
from archive.entries import Collection, Entry
from archive.periods import Period
from archive.schema import Status, Topic

# How many periods a course shows at most.
COURSE = 8


@dataclass(frozen=True)
class Count:
    """How many there are of something, and how many there were in the period before; None where there was none."""

    key: str
    now: int
    before: int | None
    of: int | None = None

    @property
    def change(self) -> int | None:
        """How many more than before."""
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True)
class Course:
    """What was published in each of a row of periods, by collection."""

    collections: tuple[Collection, ...]
    rows: list[tuple[Period, tuple[int, ...]]]

    @property
    def most(self) -> int:
        """The largest of all its numbers, for the length of bars."""
        return max((number for _, numbers in self.rows for number in numbers), default=0)


def strip(catalogue: Catalogue, period: Period, due: Mapping[str, tuple[int, int]]) -> list[Count]:
    """Count what was published in a period, and the units that reported out of those that had to by the day `due`."""
    now, before = catalogue.published.get(period, Counter()), catalogue.published.get(period.previous)
    counts = [
        Count(collection, now[collection], None if before is None else before[collection]) for collection in Collection
    ]
    bound = _bound(catalogue, period, due)
    if bound:
        earlier = _bound(catalogue, period.previous, due) if before is not None else []
        counts.append(Count("units", _reported(bound), _reported(earlier) if earlier else None, len(bound)))
    return counts


def _bound(catalogue: Catalogue, period: Period, due: Mapping[str, tuple[int, int]]) -> list[Coverage]:
    """Find the units that had to report in a period."""
    units = coverage(catalogue, period, due)
    return [one for one in units if one.duty not in (Duty.MERGED, Duty.NOT_YET_THERE)]


def _reported(units: Iterable[Coverage]) -> int:
    return sum(one.report is not None for one in units)


def course(catalogue: Catalogue, period: Period) -> Course:
    """Count what was published in the periods of the same length up to this one, the oldest first."""
    same = [one for one in catalogue.periods if one.length == period.length and one.start <= period.start]
    rows = [
        (one, tuple(catalogue.published[one][collection] for collection in Collection))
        for one in reversed(same[:COURSE])
    ]
    return Course(tuple(Collection), rows)


def by_topic(catalogue: Catalogue, entries: Iterable[Entry]) -> list[tuple[Topic, int]]:
    """Count the entries of each topic, the most frequent first; of equals in the registry's order."""
    shown = [entry for entry in entries if entry.record.status is not Status.WITHDRAWN]
    topics = catalogue.registries.topics.values()
    counted = [(topic, sum(topic.id in entry.record.topics for entry in shown)) for topic in topics]
    return sorted(((topic, count) for topic, count in counted if count), key=lambda one: -one[1])


def by_month(period: Period, entries: Iterable[Entry]) -> list[tuple[int | None, list[Entry]]]:
    """Put a period's entries into the months of its year, the earliest first; None holds those dated elsewhere."""
    months: dict[tuple[int, int] | None, list[Entry]] = {}
    for entry in entries:
        date = entry.record.date
        months.setdefault((date.year, date.month) if date.month else None, []).append(entry)
    known = sorted(key for key in months if key is not None and key[0] == period.year)
    found: list[tuple[int | None, list[Entry]]] = [(key[1], list(reversed(months[key]))) for key in known]
    rest = [entry for key, some in months.items() if key is None or key[0] != period.year for entry in some]
    return [*found, (None, rest)] if rest else found
