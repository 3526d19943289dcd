from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.periods import LENGTHS, Period, as_period

PERIODS = st.sampled_from(sorted(LENGTHS)).flatmap(
    lambda length: st.builds(Period, st.integers(1901, 2099), st.just(length), st.integers(1, 12 // LENGTHS[length]))
)


@pytest.mark.parametrize(
    ("text", "start", "end", "label", "holder"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "Năm 2023", None),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30), "6 tháng đầu năm 2023", "2023"),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31), "6 tháng cuối năm 2023", "2023"),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30), "Quý III năm 2023", "2023-H2"),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "Tháng 2 năm 2024", "2024-Q1"),
    ],
)
def test_a_period_knows_its_span_label_and_holder(
    text: str, start: date, end: date, label: str, holder: str | None
) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)
    assert (str(period.holder) if period.holder else None) == holder


@pytest.mark.parametrize(
    "text", ["2023-H3", "2023-h1", "2023-Q5", "2023-M5", "2023-M13", "23-H1", "2023H1", "1023", ""]
)
def test_nothing_else_is_a_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@given(PERIODS)
def test_a_period_is_read_back_as_it_was_written(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert period.slug == str(period).lower()


@given(PERIODS)
def test_neighbours_touch_and_have_the_same_length(period: Period) -> None:
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period.previous.next == period
    assert period.next.length == period.length


@given(PERIODS)
def test_a_holder_holds(period: Period) -> None:
    if period.holder is not None:
        assert period.holder.holds(period) and not period.holds(period.holder)
    else:
        assert period.length == "Y"


def test_a_story_falls_in_the_half_year_of_its_date_or_the_year_of_a_date_without_month() -> None:
    assert Period.half_of(PartialDate(2023, 6, 30)) == Period.parse("2023-H1")
    assert Period.half_of(PartialDate(2023, 7)) == Period.parse("2023-H2")
    assert Period.half_of(PartialDate(2023)) == Period.parse("2023")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("Quý III năm 2023", "2023-Q3"),
        ("quý 4/2023", "2023-Q4"),
        ("tháng 5 năm 2023", "2023-M05"),
        ("năm 2023", "2023"),
        ("2023-h1", "2023-H1"),
        ("2023/m5", "2023-M05"),
        ("2023-h3", None),
        ("nửa năm 2023", None),
    ],
)
def test_a_period_written_as_people_do_is_understood(text: str, period: str | None) -> None:
    found = as_period(text)
    assert (str(found) if found else None) == period


@given(PERIODS)
def test_a_label_leads_back_to_its_period(period: Period) -> None:
    assert as_period(period.label) == period
