"""What a citizen does: walks by keyboard, narrows lists, changes language and appearance, copies; what that weighs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pagetypes import ENGLISH, PAGE_TYPES, REPORT, STORY
from serving import counting

LIST = "bao-cao/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def follow_by_keyboard(page: Page, href: str, most: int = 150) -> None:
    """Go to a link with the tab key alone, see that it is shown to have the focus, and press Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if at.endswith(href):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{href} is not reached within {most} tabs")


def test_by_keyboard_alone_from_home_to_a_report_and_its_file(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    follow_by_keyboard(page, "ky/2023-h1/")
    page.wait_for_url("**/ky/2023-h1/")
    follow_by_keyboard(page, REPORT)
    page.wait_for_url(f"**/{REPORT}")
    with page.expect_download() as download:
        follow_by_keyboard(page, ".csv")
    assert download.value.suggested_filename == "so-lieu-kenh-2023-h1.csv"


def test_by_keyboard_alone_from_home_to_a_unit_its_successor_and_what_came_before(page: Page, address: str) -> None:
    page.goto(address)
    follow_by_keyboard(page, "don-vi/")
    page.wait_for_url("**/don-vi/")
    follow_by_keyboard(page, "ubnd-thi-tran-dak-po/")
    page.wait_for_url("**/ubnd-thi-tran-dak-po/")
    follow_by_keyboard(page, "ubnd-xa-dak-po/")
    page.wait_for_url("**/ubnd-xa-dak-po/")
    follow_by_keyboard(page, "bao-cao/2023-h2/thi-tran-dak-po/")
    page.wait_for_url("**/bao-cao/2023-h2/thi-tran-dak-po/")
    expect(page.locator(".paper-number")).to_have_text("Số: 121/BC-UBND")


def test_home_answers_its_three_questions_on_one_screen_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for home in ("", "en/"):
        page.goto(address + home)
        for part in (".home-period .strip", ".home-latest .entry-title", ".ways li:nth-child(4) a"):
            box = page.locator(part).first.bounding_box()
            assert box and box["y"] + box["height"] <= 740, (home, part, box)
    context.close()


def test_a_list_is_narrowed_by_several_facets_and_its_address_says_so(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LIST)
    assert not [url for url in asked if "/tim-kiem/" in url]
    page.locator(".filters summary").click()
    page.locator("[data-facet=topic][value=van-hoa]").check()
    expect(page.locator(".search-summary")).to_have_text("11 kết quả.")
    page.locator("[data-facet=period][value='2023']").check()
    expect(page.locator(".search-summary")).to_have_text("6 kết quả.")
    assert page.url == address + LIST + "?ky=2023&linh-vuc=van-hoa"
    assert page.evaluate("document.activeElement.value") == "2023"
    expect(page.locator("[data-search-browse]")).to_be_hidden()
    shown = page.locator(".result-title").all_inner_texts()

    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".result-title").first).to_be_visible()
    assert other.locator(".result-title").all_inner_texts() == shown

    page.go_back()
    expect(page.locator(".search-summary")).to_have_text("11 kết quả.")
    page.go_back()
    expect(page.locator("[data-search-browse]")).to_be_visible()
    assert page.locator(".result").count() == 0 and page.url == address + LIST


def test_the_box_of_a_list_still_searches_everything(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.keyboard.press("/")
    page.keyboard.type("tieng chieng")
    expect(page.locator("#search-options [role=option]").first).to_contain_text("chiêng")
    page.keyboard.press("Escape")
    page.locator(".filters summary").click()
    expect(page.locator("[data-facet=topic]").first).to_be_visible()


def test_single_choices_are_pages_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LIST)
    for name, url in (
        ("Kế hoạch", "loai/ke-hoach/"),
        ("Đã rút", "trang-thai/da-rut/"),
        ("Văn hóa", "linh-vuc/van-hoa/"),
        ("6 tháng đầu năm 2022", "ky/2022-h1/"),
        ("Công an huyện Đak Pơ", "don-vi/cong-an-huyen-dak-po/"),
        ("Zalo chính quyền huyện Đak Pơ", "kenh/zalo-dak-po/"),
    ):
        page.goto(address + LIST)
        page.locator(".filters summary").click()
        page.locator(".filters").get_by_role("link", name=name, exact=True).first.click()
        assert page.url == address + url
        expect(page.locator(".entry")).not_to_have_count(0)  # the address is there before the page is
    context.close()


def test_english_pages_stay_english_and_lead_back(page: Page, address: str) -> None:
    page.goto(address + "ky/2023-h1/")
    page.get_by_role("link", name="English").click()
    assert page.url == address + "en/ky/2023-h1/"
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Culture").first.click()
    assert page.url == address + "en/linh-vuc/van-hoa/"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == address + "linh-vuc/van-hoa/"
    page.goto(address + "en/")
    page.locator(".entry-title a").first.click()
    assert page.url.startswith(address + "bao-cao/")


@pytest.mark.parametrize("url", ENGLISH.values(), ids=ENGLISH.keys())
def test_what_is_vietnamese_on_an_english_page_says_so(page: Page, address: str, url: str) -> None:
    page.goto(address + url)
    unmarked = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
          const words = /(?<![\\p{L}])(?:và|của|các|huyện|xã|ngày|tháng|năm|đơn|vị|báo|cáo|không|trong)(?![\\p{L}])/iu;
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!node.parentElement.closest("[lang=vi], script") && words.test(node.data)) found.push(node.data.trim());
          }
          return found;
        }"""
    )
    assert unmarked == []


@pytest.mark.parametrize("url", [*PAGE_TYPES.values(), *ENGLISH.values()], ids=[*PAGE_TYPES, *ENGLISH])
def test_languages_point_at_each_other(page: Page, address: str, url: str) -> None:
    def alternates(at: str) -> dict[str, str]:
        page.goto(address + at)
        links = page.locator("link[rel=alternate][hreflang]").all()
        ways = {str(one.get_attribute("hreflang")): str(one.get_attribute("href")) for one in links}
        return {code: way.removeprefix("https://luu-tru.dak-po.example/") for code, way in ways.items()}

    here = alternates(url)
    if not here:
        assert not url.startswith("en/")
        return
    assert here.keys() == {"vi", "en", "x-default"} and url in here.values()
    assert alternates(here["en"]) == alternates(here["vi"]) == here


def test_a_citation_and_an_address_are_copied_by_keyboard(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + REPORT)
    for name, holds in (
        ("Sao chép trích dẫn", "175/BC-UBND"),
        ("Sao chép địa chỉ trang", f"luu-tru.dak-po.example/{REPORT}"),
    ):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".doing [role=status]")).to_have_text("Đã sao chép.")
        assert holds in page.evaluate("navigator.clipboard.readText()")


def test_the_appearance_is_chosen_and_kept(page: Page, address: str) -> None:
    page.goto(address)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    button = page.locator("[data-scheme-switch]")
    button.click()
    button.click()
    expect(button).to_have_text("Giao diện: tối")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(address + REPORT)
    assert page.evaluate(ground) == dark
    page.locator("[data-scheme-switch]").click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("url", ["", "ky/2023-h1/", REPORT, STORY], ids=["home", "period", "report", "story"])
def test_nothing_moves_while_a_page_loads(browser: Browser, site: Path, url: str) -> None:
    """Layout shift 0, on a connection so slow that everything arrives one after the other."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value)))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    network.send("Network.emulateNetworkConditions", slow)
    with counting({"a": site}) as (address, _):
        page.goto(f"{address}a/{url}index.html", wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(400)
        assert page.evaluate("moved") == 0
    context.close()


# What the first view of an entry may weigh, compressed, everything included (issue: 85 KB over 10 requests).
MOST_BYTES, MOST_REQUESTS = 48_000, 8


def test_the_first_view_of_an_entry_is_light(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with counting({"a": site}) as (address, counter):
        page.goto(f"{address}a/{REPORT}index.html", wait_until="networkidle")
        sent = counter.reset()
        assert all(url.startswith(address) for url in asked)
        print(f"first view of an entry: {sent.bytes:,} bytes over {sent.requests} requests")
        assert sent.bytes <= MOST_BYTES and sent.requests <= MOST_REQUESTS
    context.close()


def test_pictures_come_in_the_size_of_the_screen_and_late_where_they_are_below_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=1)
    page = context.new_page()
    page.goto(address + STORY, wait_until="load")
    cover, later = page.locator(".cover img"), page.locator(".body img")
    assert cover.evaluate("one => one.currentSrc").endswith("-360.webp")
    assert cover.get_attribute("loading") is None and later.get_attribute("loading") == "lazy"
    for shown in (cover, later):
        assert shown.get_attribute("width") and shown.get_attribute("height") and shown.get_attribute("alt")
    context.close()
    wide = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    page = wide.new_page()
    page.goto(address + STORY, wait_until="load")
    assert page.locator(".cover img").evaluate("one => one.currentSrc").endswith("-1600.webp")
    wide.close()


@pytest.mark.parametrize("url", ["ky/2023-h1/", REPORT, ""], ids=["period", "report", "home"])
def test_in_forced_colours_every_bar_and_sign_is_seen(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + url)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor || 'rgb(255, 255, 255)'")
    fills = page.locator(".bar rect").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert ground not in fills
    context.close()
