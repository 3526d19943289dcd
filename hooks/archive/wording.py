"""How dates, sizes, numbers and choices read in running text; templates use these as filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from archive.dates import PartialDate
from archive.excerpt import shortened
from archive.strings import strings

# The closed lists of values, and the groups of strings that name their members.
LISTS = {
    "Collection": "collection",
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


def date_words(day: PartialDate | date) -> str:
    """Write a date as Vietnamese papers do: “26/5/2023”, “tháng 5/2023”, “năm 2023”."""
    if isinstance(day, date):
        day = PartialDate(day.year, day.month, day.day)
    precision = "day" if day.day else "month" if day.month else "year"
    return strings()(f"date.{precision}", day=day.day, month=day.month, year=day.year)


def number_words(number: int | float) -> str:
    """Write a number with dots between thousands and a decimal comma: “1.234,5”."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def size_words(size: int) -> str:
    """Write a file's size, given in bytes, for readers: “1,2 MB”."""
    for unit, factor in (("MB", 1024**2), ("KB", 1024)):
        if size >= factor:
            return f"{number_words(round(size / factor, 1 if size < 10 * factor else None))} {unit}"
    return f"{size} byte"


def choice_words(choice: StrEnum) -> str:
    """Name a value of a closed list: “Đã rút”, “Kế hoạch”."""
    return strings()(f"choices.{LISTS[type(choice).__name__]}.{choice}")


class _Row(Protocol):
    """What is counted now and before (`archive.account.Row`)."""

    now: Any
    before: Any
    change: Any


def change_words(row: _Row) -> str:
    """Tell a change in words, which need no colour: “tăng 12 (kỳ trước 30)”, “không đổi”."""
    if row.now is None:
        return strings()("figures.unknown_now")
    if row.before is None:
        return strings()("figures.unknown")
    before = number_words(row.before.value)
    if row.change is None:
        return strings()("figures.other_source", before=before)
    key = "more" if row.change > 0 else "fewer" if row.change < 0 else "same"
    return strings()(f"figures.{key}", number=number_words(abs(row.change)), before=before)


def paper_name(entry: Any) -> str:
    """Name a paper in a list: its number, or its kind where the number was left blank."""
    if entry.number.ordinal:
        return str(entry.number)
    return strings()("entry.unnumbered", kind=choice_words(entry.kind))


FILTERS: dict[str, Callable[..., str]] = {
    "change_words": change_words,
    "date_words": date_words,
    "paper_name": paper_name,
    "number_words": number_words,
    "shortened": shortened,
    "size_words": size_words,
    "words": choice_words,
}
