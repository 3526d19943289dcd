"""The archive's time scale: years, half-years, quarters and months (`2023`, `2023-H1`, `2023-Q3`, `2023-M05`)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from archive.dates import PartialDate
from archive.patterns import pattern
from archive.strings import strings
from archive.suggestion import folded

# How many months each length has, the longest first.
LENGTHS = {"Y": 12, "H": 6, "Q": 3, "M": 1}
_FORM = pattern(r"(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(M)(0[1-9]|1[0-2])))?", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")

# Periods as people write them, without marks; group 1 is the number where there is one, the last the year.
_SPOKEN = (
    ("H1", pattern(r"6 thang dau nam (\d{4})")),
    ("H2", pattern(r"6 thang cuoi nam (\d{4})")),
    ("Q", pattern(r"quy (iv|i{1,3}|[1-4])(?: nam |[ /-])(\d{4})")),
    ("M", pattern(r"thang (1[0-2]|0?[1-9])(?: nam |[ /-])(\d{4})")),
    ("Y", pattern(r"nam (\d{4})")),
    ("written", pattern(r"(\d{4})[ /-]?([hq][1-4]|m(?:1[0-2]|0?[1-9]))")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a numbered part of one; `length` is a key of LENGTHS, `number` counts from 1 within the year."""

    year: int
    length: str = "Y"
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2023`, `2023-H1`, `2023-Q3` or `2023-M05`; ValueError for anything else."""
        match = _FORM.fullmatch(text)
        if match is None or not 1900 <= int(match[1]) <= 2100:
            raise ValueError(text)
        length, number = ([part for part in match.groups()[1:] if part] or ["Y", "1"])[:2]
        return cls(int(match[1]), length, int(number))

    @classmethod
    def half_of(cls, day: PartialDate) -> Period:
        """Give the half-year that a date falls in, or its year where the month is not known."""
        if day.month is None:
            return cls(day.year)
        return cls(day.year, "H", 1 if day.month <= 6 else 2)

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return LENGTHS[self.length]

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        month = self.number * self.months
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def slug(self) -> str:
        """Its name in folders and URLs: `2023-h1`."""
        return str(self).lower()

    @property
    def label(self) -> str:
        """Its name for readers: “6 tháng đầu năm 2023”."""
        return self.label_in("vi")

    def label_in(self, language: str) -> str:
        """Give its name in another language of the site: “First half of 2023”."""
        text = strings(language)
        key = f"period.H{self.number}" if self.length == "H" else f"period.{self.length}"
        month = text(f"months.{self.number}") if self.length == "M" else ""
        return text(key, year=self.year, number=self.number, roman=_ROMAN[(self.number - 1) % 4], month=month)

    @property
    def holder(self) -> Period | None:
        """The next larger period that holds it; None for a year."""
        longer = [length for length, months in LENGTHS.items() if months > self.months]
        if not longer:
            return None
        months = LENGTHS[longer[-1]]
        return Period(self.year, longer[-1], (self.start.month - 1) // months + 1)

    @property
    def holders(self) -> list[Period]:
        """Every larger period that holds it, the next larger first."""
        return [] if self.holder is None else [self.holder, *self.holder.holders]

    @property
    def parts(self) -> list[Period]:
        """The periods of the next shorter length that make it up, in order; none for a month."""
        lengths = list(LENGTHS)
        shorter = lengths[lengths.index(self.length) + 1 :][:1]
        return [
            part
            for length in shorter
            for number in range(1, 12 // LENGTHS[length] + 1)
            if self.holds(part := Period(self.year, length, number))
        ]

    @property
    def label_within(self) -> str:
        """Its name within a sentence: “quý III năm 2023”."""
        return self.label_within_in("vi")

    def label_within_in(self, language: str) -> str:
        """Give its name within a sentence of another language; where months bear names, those stay as they are."""
        label = self.label_in(language)
        named = self.length == "M" and language != "vi"
        return label if named else label[0].lower() + label[1:]

    @property
    def previous(self) -> Period:
        """The period of the same length right before."""
        if self.number > 1:
            return Period(self.year, self.length, self.number - 1)
        return Period(self.year - 1, self.length, 12 // self.months)

    @property
    def next(self) -> Period:
        """The period of the same length right after."""
        if self.number < 12 // self.months:
            return Period(self.year, self.length, self.number + 1)
        return Period(self.year + 1, self.length, 1)

    @property
    def sort_key(self) -> tuple[date, int]:
        """Order by when it ends, shorter before the longer that ends with it."""
        return self.end, self.months

    def holds(self, other: Period) -> bool:
        """Tell whether `other` lies within this period; a period holds itself."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        """Write it as in front matter: `2023-H1`."""
        if self.length == "Y":
            return f"{self.year:04}"
        return f"{self.year:04}-{self.length}{self.number:0{2 if self.length == 'M' else 1}}"


def as_period(text: str) -> Period | None:
    """Guess the period in what people write (“6 tháng cuối năm 2023”, “quý 3/2023”, “2023-h1”)."""
    plain = " ".join(folded(text).split())
    for form, said in _SPOKEN:
        match = said.fullmatch(plain)
        if match is None:
            continue
        if form == "written":
            part = match[2].upper()
            written = f"{match[1]}-{part[0]}{int(part[1:]):0{2 if part[0] == 'M' else 1}}"
        elif form in ("Q", "M"):
            number = _ROMAN.index(match[1].upper()) + 1 if match[1].isalpha() else int(match[1])
            written = f"{match[2]}-{form}{number:0{2 if form == 'M' else 1}}"
        else:
            written = match[1] if form == "Y" else f"{match[1]}-{form}"
        try:
            return Period.parse(written)
        except ValueError:
            return None
    return None
