"""The site in a real browser: on a phone and on a desk, with a keyboard's user and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from pagetypes import ENGLISH, PAGE_TYPES, REPORT


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", [*PAGE_TYPES.values(), *ENGLISH.values()], ids=[*PAGE_TYPES, *ENGLISH])
def test_a_page_fits_says_no_error_and_asks_nobody_else(page: Page, address: str, url: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.goto(address + url, wait_until="load")
    assert said == []
    assert all(one.startswith((address, "data:")) for one in asked)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1 and page.locator("h1").is_visible()


def test_without_javascript_one_walks_from_home_to_a_report_and_its_file(plain: Page, address: str) -> None:
    plain.goto(address)
    plain.get_by_role("link", name="6 tháng đầu năm 2023", exact=True).click()
    assert plain.url == address + "ky/2023-h1/"
    plain.locator(f"a[href$='{REPORT}']").first.click()
    assert plain.url == address + REPORT
    with plain.expect_download() as download:
        plain.locator(".attachments a").click()
    assert download.value.suggested_filename == "so-lieu-kenh-2023-h1.csv"


def test_without_javascript_one_walks_from_a_unit_to_its_successor_and_back_to_what_it_published(
    plain: Page, address: str
) -> None:
    plain.goto(address + "don-vi/")
    plain.get_by_role("link", name="Ủy ban nhân dân thị trấn Đak Pơ").click()
    plain.locator(".notice").get_by_role("link", name="Ủy ban nhân dân xã Đak Pơ").click()
    assert plain.url == address + "don-vi/ubnd-xa-dak-po/"
    plain.locator("a[href$='bao-cao/2023-h2/thi-tran-dak-po/']").click()
    assert plain.locator(".paper-number").inner_text() == "Số: 121/BC-UBND"


def test_the_menu_of_a_phone_opens_without_javascript(plain: Page, address: str) -> None:
    plain.goto(address + REPORT)
    plain.locator(".menu-button").click()
    plain.locator("#sections a", has_text="Đơn vị").click()
    assert plain.url == address + "don-vi/"


def test_contents_lead_to_their_headings(page: Page, address: str) -> None:
    page.goto(address + REPORT)
    link = page.locator(".contents a").nth(1)
    link.click()
    heading = page.locator("[id='" + page.url.split("#")[1] + "']")
    assert heading.inner_text() == link.inner_text() and heading.is_visible()


def test_what_the_paper_leaves_blank_is_named_to_a_screen_reader(page: Page, address: str) -> None:
    page.goto(address + PAGE_TYPES["blank number"])
    blanks = page.get_by_role("img", name="để trống")
    assert blanks.count() == 3
    assert page.locator(".paper-date").inner_text().split() == ["Ya", "Hội,", "ngày", "tháng", "năm", "2023"]
