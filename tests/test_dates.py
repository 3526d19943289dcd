from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate, as_iso, months_after


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-05-26", date(2023, 5, 26), date(2023, 5, 26)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_keeps_its_precision(text: str, start: date, end: date) -> None:
    found = PartialDate.parse(text)
    assert (found.start, found.end, str(found)) == (start, end, text)


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "23-05-26", "2023-5-26", "26/5/2023", "", "２０２３"])
def test_nothing_else_is_a_date(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("26/5/2023", "2023-05-26"),
        ("26.5.2023", "2023-05-26"),
        ("26-05-2023", "2023-05-26"),
        ("5/2023", "2023-05"),
        ("2023-5-6", "2023-05-06"),
        ("31/2/2023", None),
        ("tháng 5", None),
    ],
)
def test_a_date_written_as_people_do_is_understood(text: str, iso: str | None) -> None:
    assert as_iso(text) == iso


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_back_as_it_was_written(day: date) -> None:
    found = PartialDate.parse(day.isoformat())
    assert found.start == found.end == day


def test_months_end_where_the_day_does_not_exist() -> None:
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_after(date(2023, 1, 1), -12) == date(2022, 1, 1)
