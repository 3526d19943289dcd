"""How dates, sizes, numbers and choices read in running text; templates use these as filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from archive.dates import PartialDate
from archive.periods import Period
from archive.strings import strings

# The closed lists of values, and the groups of strings that name their members.
LISTS = {
    "Collection": "collection",
    "Disclosure": "disclosure",
    "Duty": "duty",
    "Format": "format",
    "Kind": "kind",
    "Platform": "platform",
    "ResultStatus": "result",
    "Status": "status",
    "Stream": "stream",
    "UnitKind": "unit_kind",
    "Verdict": "verdict",
}


def date_words(day: PartialDate | date, language: str = "vi") -> str:
    """Write a date as Vietnamese papers do: “26/5/2023”, “tháng 5/2023”, “năm 2023”; in English “26 May 2023”."""
    if isinstance(day, date):
        day = PartialDate(day.year, day.month, day.day)
    precision = "day" if day.day else "month" if day.month else "year"
    text = strings(language)
    name = text(f"months.{day.month}") if day.month else ""
    return text(f"date.{precision}", day=day.day, month=day.month, month_name=name, year=day.year)


def span_words(first: PartialDate, last: PartialDate, language: str = "vi") -> str:
    """Write from when to when something is: “26/5/2023 – 1/6/2023”, and one date alone."""
    return " – ".join(dict.fromkeys(date_words(day, language) for day in (first, last)))


def number_words(number: int | float, language: str = "vi") -> str:
    """Write a number with dots between thousands and a decimal comma, “1.234,5”; in English the other way round."""
    written = f"{number:,}"
    return written.translate(str.maketrans(",.", ".,")) if language == "vi" else written


def size_words(size: int, language: str = "vi") -> str:
    """Write a file's size, given in bytes, for readers: “1,2 MB”."""
    for unit, factor in (("MB", 1024**2), ("KB", 1024)):
        if size >= factor:
            return f"{number_words(round(size / factor, 1 if size < 10 * factor else None), language)} {unit}"
    return f"{size} byte"


def choice_words(choice: StrEnum, language: str = "vi") -> str:
    """Name a value of a closed list: “Đã rút”, “Kế hoạch”."""
    return strings(language)(f"choices.{LISTS[type(choice).__name__]}.{choice}")


class _Row(Protocol):
    """What is counted now and before (`archive.account.Row`)."""

    now: Any
    before: Any
    change: Any


def change_words(row: _Row, language: str = "vi") -> str:
    """Tell a change in words, which need no colour: “tăng 12 (kỳ trước 30)”, “không đổi”."""
    text = strings(language)
    if row.now is None:
        return text("figures.unknown_now")
    if row.before is None:
        return text("figures.unknown")
    before = number_words(row.before.value, language)
    if row.change is None:
        return text("figures.other_source", before=before)
    key = "more" if row.change > 0 else "fewer" if row.change < 0 else "same"
    return text(f"figures.{key}", number=number_words(abs(row.change), language), before=before)


def paper_name(entry: Any, language: str = "vi") -> str:
    """Name a paper in a list: its number, or its kind where the number was left blank."""
    if entry.number.ordinal:
        return str(entry.number)
    return strings(language)("entry.unnumbered", kind=choice_words(entry.kind, language))


def period_words(period: Period, language: str = "vi") -> str:
    """Name a period: “6 tháng đầu năm 2023”, “First half of 2023”."""
    return period.label_in(language)


# What templates write things with; each takes the language of the page last.
WORDS: dict[str, Callable[..., str]] = {
    "change_words": change_words,
    "date_words": date_words,
    "paper_name": paper_name,
    "period_words": period_words,
    "number_words": number_words,
    "size_words": size_words,
    "words": choice_words,
}
