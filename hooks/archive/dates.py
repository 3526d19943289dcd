"""Dates as papers have them: a day, a month or only a year, kept and shown with the precision given."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from archive.patterns import pattern

VIETNAM = timezone(timedelta(hours=7))
_ISO = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# As people write dates: “26/5/2023”, “ngày 26 tháng 5 năm 2023”, and the year first.
_SPOKEN = (
    pattern(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})", re.ASCII),
    pattern(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2}))?", re.ASCII),
    pattern(r"(?:(?:ngày (?P<day>\d{1,2}) )?tháng (?P<month>\d{1,2}) )?năm (?P<year>\d{4})", re.ASCII | re.IGNORECASE),
)


def today() -> date:
    """Say what day it is in Việt Nam: the one clock, and only where `--as-of` is not given."""
    return datetime.now(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2023-05-26`, `2023-05` or `2023`; ValueError for any other form or an impossible date."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(year, month or 1, day or 1)
        return cls(year, month, day)

    @property
    def start(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def end(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Write it as ISO 8601, as precise as it is known."""
        return "-".join([f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None])


def spoken(text: str) -> str | None:
    """Bring a date written as people do into the form of ISO 8601, possible or not; None where it is no date."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", " ".join(text.split()))
    match = next((found for form in _SPOKEN if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    return "-".join(part.zfill(2) for part in match.group("year", "month", "day") if part)


def as_iso(text: str) -> str | None:
    """Guess the ISO form of a date written as people do; None where it is no date that the calendar has."""
    written = spoken(text)
    try:
        return str(PartialDate.parse(written)) if written else None
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """Shift a day by whole months, to the month's last day where the day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
