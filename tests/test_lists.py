"""Long lists: cut from their oldest end, so that the address of what is on a numbered page stays."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.languages import ENGLISH
from archive.pages.lists import Listing, further_pages, listings

FIRST_DAY = date(2023, 1, 1)


def entry(number: int) -> Any:
    day = FIRST_DAY + timedelta(days=number)
    return SimpleNamespace(number=number, modified=str(day), record=SimpleNamespace(date=PartialDate.parse(str(day))))


def cut(count: int, size: int) -> list[Listing]:
    newest, further = listings([entry(one) for one in reversed(range(count))], size, "kenh/a.md", "kenh/a")
    return [newest, *further]


def numbers(listing: Listing) -> list[int]:
    return [one.number for one in listing.entries]


@given(st.integers(0, 400), st.integers(1, 60))
def test_pages_hold_every_entry_once_and_lead_to_one_another(count: int, size: int) -> None:
    pages = cut(count, size)
    assert [one for page in pages for one in numbers(page)] == list(reversed(range(count)))
    urls = ["/kenh/a/", *(f"/kenh/a/trang-{number}/" for number in range(len(pages) - 1, 0, -1))]
    assert [page.newer for page in pages] == [None, *urls[:-1]]
    assert [page.older for page in pages] == [*urls[1:], None]
    assert [page.number for page in pages] == [None, *range(len(pages) - 1, 0, -1)]
    assert [page.total for page in pages] == [count] + [None] * (len(pages) - 1)


@given(st.integers(0, 400), st.integers(1, 60))
def test_numbered_pages_are_full_and_the_newest_is_neither_short_nor_long(count: int, size: int) -> None:
    newest, *further = cut(count, size)
    assert all(len(page.entries) == size for page in further)
    assert len(newest.entries) < max(1, size // 2) + size
    assert not further or len(newest.entries) >= max(1, size // 2)


@given(st.integers(0, 400), st.integers(1, 60))
def test_an_entry_more_leaves_the_numbered_pages_as_they_are_but_that_beside_a_new_one(count: int, size: int) -> None:
    before, after = cut(count, size)[1:], cut(count + 1, size)[1:]
    born = len(after) - len(before)
    assert born in (0, 1)
    assert after[born:][born:] == before[born:]
    assert [numbers(page) for page in after[born:]] == [numbers(page) for page in before]


def test_a_numbered_page_says_of_when_it_is_in_its_language() -> None:
    [page] = further_pages(cut(80, 50)[1:], "Kênh", [("Home", "/")], ENGLISH)
    assert page.title == "Kênh – page 1"
    assert page.summary == "Kênh – page 1: items dated 1 January 2023 – 19 February 2023."
    [page] = further_pages(cut(2, 1)[1:], "Kênh", [("Trang chủ", "/")])
    assert page.summary == "Kênh – trang 1. Thời gian: 1/1/2023."
