"""Every page type by the rules of axe-core, in each appearance, width and language: no violation of any level."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pagetypes import ENGLISH, PAGE_TYPES, SEARCH

ALL = {**PAGE_TYPES, **SEARCH, **ENGLISH}
WIDTHS = (360, 1280)
TOO_SMALL = """() => {
  const inSentence = (one) => one.matches("a") && getComputedStyle(one).display === "inline"
    && one.parentElement.textContent.trim() !== one.textContent.trim();
  return [...document.querySelectorAll("a, button, input, summary")].filter((one) => {
    const { width, height } = (one.closest("label") || one).getBoundingClientRect();
    return width && height && !inSentence(one) && !one.matches(".skip") && (width < 24 || height < 24);
  }).map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce", locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", ALL.values(), ids=ALL.keys())
def test_axe_finds_nothing(page: Page, address: str, url: str) -> None:
    page.goto(address + url, wait_until="networkidle")
    for details in page.locator("details").all():
        details.evaluate("one => (one.open = true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["impact"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("url", ALL.values(), ids=ALL.keys())
def test_nothing_is_cut_at_320_pixels_and_headings_go_down_step_by_step(
    browser: Browser, address: str, url: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address + url, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    levels = page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    context.close()


@pytest.mark.parametrize("url", ALL.values(), ids=ALL.keys())
def test_what_can_be_touched_is_large_enough(browser: Browser, address: str, url: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, or 24 pixels to the next; links within a sentence are free."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + url, wait_until="networkidle")
    small = page.evaluate(TOO_SMALL)
    assert small == []
    context.close()
