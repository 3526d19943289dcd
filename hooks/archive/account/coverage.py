"""Coverage: which unit that had to report in a period did, on time or late, and which did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.periods import Period
from archive.schema import Unit


class Duty(StrEnum):
    """How a unit stands with its report of a period."""

    REPORTED = "reported"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"
    NOT_YET_THERE = "not_yet_there"
    """The unit did not exist yet."""
    MERGED = "merged"
    """The unit had ended before its report was due."""


@dataclass(frozen=True)
class Coverage:
    """A unit's duty in a period, with the report that fulfils it where there is one."""

    unit: Unit
    period: Period
    duty: Duty
    report: Entry | None


def coverage(catalogue: Catalogue, period: Period, due: Mapping[str, tuple[int, int]]) -> list[Coverage]:
    """Tell of each unit that reports, in the registry's order; nothing for a period without a due date.

    `due` gives month and day by the period's part of the year (`H1`, `Q3`, `Y`). A report whose day is left
    blank is late only if it cannot have been on time.
    """
    last = due_date(period, due)
    if last is None:
        return []
    return [_coverage(catalogue, unit, period, last) for unit in catalogue.registries.units.values() if unit.reports]


def record_of(catalogue: Catalogue, unit: Unit, due: Mapping[str, tuple[int, int]]) -> list[Coverage]:
    """Tell how a unit stood in every period of the archive that has a due date, the newest first."""
    found = [(period, due_date(period, due)) for period in catalogue.periods]
    return [_coverage(catalogue, unit, period, last) for period, last in found if last and unit.reports]


def due_date(period: Period, due: Mapping[str, tuple[int, int]]) -> date | None:
    """Give the last day on which a period's reports are on time; None where none is set."""
    part = str(period).partition("-")[2] or "Y"
    if part not in due:
        return None
    month, day = due[part]
    # A due date that lies before the period's beginning is meant for the year after: 15 January for H2.
    year = period.year if (month, day) >= (period.start.month, period.start.day) else period.year + 1
    return date(year, month, day)


def _coverage(catalogue: Catalogue, unit: Unit, period: Period, last: date) -> Coverage:
    first = catalogue.reported.get((period, unit.id))
    if first is not None:
        return Coverage(unit, period, Duty.LATE if first.record.date.start > last else Duty.REPORTED, first)
    if unit.from_ and unit.from_.start > period.end:
        return Coverage(unit, period, Duty.NOT_YET_THERE, None)
    if unit.until and unit.until.end < last:
        return Coverage(unit, period, Duty.MERGED, None)
    return Coverage(unit, period, Duty.MISSING if catalogue.as_of > last else Duty.NOT_YET_DUE, None)
