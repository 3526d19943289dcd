"""English beside Vietnamese: how periods, dates, numbers and counts read, and what falls back to Vietnamese."""

from __future__ import annotations

from datetime import date

import pytest

from archive.dates import PartialDate
from archive.languages import ENGLISH, VIETNAMESE
from archive.periods import Period
from archive.strings import strings
from archive.translated import told
from archive.wording import date_words, number_words, size_words


@pytest.mark.parametrize(
    ("period", "label", "within"),
    [
        ("2023", "Year 2023", "year 2023"),
        ("2023-H1", "First half of 2023", "first half of 2023"),
        ("2023-Q3", "Quarter 3 of 2023", "quarter 3 of 2023"),
        ("2023-M05", "May 2023", "May 2023"),
    ],
)
def test_periods_in_english(period: str, label: str, within: str) -> None:
    one = Period.parse(period)
    assert one.label_in("en") == label and one.label_within_in("en") == within
    assert one.label_in("vi") == one.label


@pytest.mark.parametrize(
    ("day", "english", "vietnamese"),
    [
        (PartialDate(2023, 5, 26), "26 May 2023", "26/5/2023"),
        (PartialDate(2023, 5), "May 2023", "tháng 5/2023"),
        (PartialDate(2023), "2023", "năm 2023"),
        (date(2022, 12, 1), "1 December 2022", "1/12/2022"),
    ],
)
def test_dates(day: PartialDate | date, english: str, vietnamese: str) -> None:
    assert date_words(day, "en") == english and date_words(day) == vietnamese


def test_numbers() -> None:
    assert number_words(1234567.5, "en") == "1,234,567.5" and number_words(1234567.5) == "1.234.567,5"
    assert size_words(1_500_000, "en") == "1.4 MB" and size_words(1_500_000) == "1,4 MB"


def test_one_thing_is_no_plural_where_the_language_tells_them_apart() -> None:
    english, vietnamese = strings("en"), strings()
    assert english("list.count", count="1") == "1 item" and english("list.count", count="21") == "21 items"
    assert english("pages.period_summary", count=1, period="x").startswith("1 item was")
    assert vietnamese("list.count", count="1") == "1 mục"


def test_what_has_no_english_is_told_in_vietnamese_and_marked() -> None:
    assert told("Văn <hóa>", None, "en") == '<span lang="vi">Văn &lt;hóa&gt;</span>'
    assert told("Văn hóa", "Arts & culture", "en") == "Arts &amp; culture"
    assert told("Văn hóa", "Culture", "vi") == "Văn hóa"
    assert ENGLISH.told("Văn hóa", None) == "Văn hóa" and VIETNAMESE.told("Văn hóa", "Culture") == "Văn hóa"
