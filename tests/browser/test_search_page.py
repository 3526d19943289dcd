"""Search in a real browser: by keyboard on a phone, with facets and the way back, offline, under a strict policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

REPORT = "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam/"
BOX, OPTIONS = "[data-search] input", "#search-options [role=option]"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 760}, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_a_report_is_reached_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("doi ngoai dak po 6 thang dau nam 2023")
    expect(page.locator(OPTIONS).first).to_contain_text("thông tin đối ngoại")
    # What was typed so far has answers too: these are those of all of it.
    expect(page.locator(OPTIONS).first).to_contain_text("6 tháng đầu năm 2023")
    expect(page.locator("[data-search] [role=status]")).to_contain_text("kết quả")
    page.keyboard.press("ArrowDown")
    active = page.locator(BOX).get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{REPORT}")


def test_what_is_typed_without_marks_on_a_phone_leads_to_the_report(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.keyboard.press("/")
    phone.keyboard.type("doi ngoai dak po")
    options = phone.locator(OPTIONS)
    expect(options.first).to_contain_text("đối ngoại")
    wanted = next(at for at, text in enumerate(options.all_inner_texts()) if "6 tháng đầu năm 2023, nhiệm vụ" in text)
    for _ in range(wanted + 1):
        phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{REPORT}")


def test_going_back_finds_what_was_asked_before(page: Page, address: str) -> None:
    page.goto(address + "tim-kiem/?q=dak+po")
    summary = page.locator(".search-summary")
    expect(summary).to_contain_text("“dak po”")
    page.locator(BOX).fill("cong chieng")
    expect(summary).to_contain_text("“cong chieng”")
    page.keyboard.press("Enter")
    page.go_back()
    expect(summary).to_contain_text("“dak po”")
    assert page.locator(BOX).input_value() == "dak po"


def test_what_the_archive_lacks_is_said(phone: Page, address: str) -> None:
    phone.goto(address + "tim-kiem/?q=cong+chieng+xqzxqz")
    expect(phone.locator(".missing")).to_contain_text("xqzxqz")
    expect(phone.locator(".results-near")).to_have_text("Gần nhất với điều bạn tìm")


def test_a_choice_that_goes_leaves_the_keyboard_in_the_page(page: Page, address: str) -> None:
    page.goto(address + "tim-kiem/?q=doi+ngoai+6+thang+dau+nam+2023")
    page.get_by_role("button", name="Bỏ 6 tháng đầu năm 2023").click()
    expect(page.locator(".search-summary")).to_be_focused()


def test_a_page_without_its_index_says_so(phone: Page, address: str) -> None:
    phone.route("**/meta.json", lambda route: route.abort())
    phone.goto(address + "tim-kiem/?q=dak+po")
    expect(phone.locator(".search-summary")).to_contain_text("kiểm tra kết nối mạng")
    phone.unroute("**/meta.json")
    phone.get_by_role("button", name="Thử lại").click()
    expect(phone.locator(".result").first).to_be_visible()


def test_control_k_opens_the_box_and_escape_closes_what_it_offers(page: Page, address: str) -> None:
    page.goto(address + REPORT)
    page.keyboard.press("Control+k")
    page.keyboard.type("cong chieng")
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert page.locator(BOX).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("#search-options")).to_be_hidden()
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"
    expect(page.locator(BOX)).to_be_focused()


def test_nothing_of_search_is_fetched_before_the_box_is_touched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "/tim-kiem/" in url or "/search/" in url]
    page.locator(BOX).focus()
    expect(page.locator("#search-options")).to_be_attached()
    assert [url for url in asked if url.endswith("/search/interface.mjs")]


def test_enter_leads_to_the_page_and_facets_narrow_it_and_back_undoes_it(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(BOX).fill("dak po")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=dak*po")
    summary, results = page.locator(".search-summary"), page.locator(".results .result")
    expect(summary).to_contain_text("kết quả cho “dak po”")
    whole = summary.inner_text()
    narrow = page.locator(".search-narrow")
    expect(page.locator(".facet").first).to_be_attached()
    if narrow.get_attribute("open") is None:
        narrow.locator("summary").first.click()
    box = page.get_by_role("checkbox", name="Đính chính").first
    count = int(box.locator("xpath=..").locator(".count").inner_text())
    box.focus()
    page.keyboard.press("Space")
    expect(summary).to_have_text(f"{count} kết quả cho “dak po”.")
    assert "loai=dinh-chinh" in page.url
    expect(page.get_by_role("checkbox", name="Đính chính").first).to_be_checked()
    expect(page.get_by_role("checkbox", name="Đính chính").first).to_be_focused()
    assert results.count() == min(count, 10)
    shared = page.url
    page.go_back()
    expect(summary).to_have_text(whole)
    page.goto(shared)
    expect(summary).to_have_text(f"{count} kết quả cho “dak po”.")
    page.get_by_role("button", name="Bỏ Đính chính").click()
    expect(summary).to_have_text(whole)


def test_what_a_query_names_is_a_chip_that_can_be_taken_away(page: Page, address: str) -> None:
    page.goto(address + "tim-kiem/?q=doi+ngoai+6+thang+dau+nam+2023")
    chip = page.get_by_role("button", name="Bỏ 6 tháng đầu năm 2023")
    expect(chip).to_be_visible()
    chip.click()
    expect(chip).to_have_count(0)
    assert "bo=period" in page.url


def test_marks_and_what_was_meant_are_shown(page: Page, address: str) -> None:
    page.goto(address + "tim-kiem/?q=ddoois+ngoaij")
    expect(page.locator(".meant strong")).to_have_text("đối ngoại")
    expect(page.locator(".result-title mark").first).to_have_text("đối ngoại")


def test_nothing_found_says_what_to_do(page: Page, address: str) -> None:
    page.goto(address + "tim-kiem/?q=xyzzyq+wqwqw")
    expect(page.locator(".nothing-found")).to_contain_text("“xyzzyq wqwqw”")
    expect(page.locator(".nothing")).to_contain_text("Thử bỏ bớt một từ")
    expect(page.locator("[data-search-browse] a").first).to_be_visible()
    page.locator(".nothing a.chip").first.click()
    page.wait_for_url("**/tim-kiem/?q=wqwqw")


def test_more_results_come_and_the_keyboard_goes_on_with_them(phone: Page, address: str) -> None:
    phone.goto(address + "tim-kiem/?q=dak+po")
    more = phone.locator(".search-more")
    expect(more).to_be_visible()
    more.click()
    expect(phone.locator(".result")).to_have_count(20)
    expect(phone.locator(".result-title a").nth(10)).to_be_focused()


def test_what_was_asked_stays_on_the_device_and_can_be_forgotten(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator(BOX).fill("cồng chiêng")
    phone.keyboard.press("Enter")
    expect(phone.locator(".result").first).to_be_visible()
    phone.goto(address)
    phone.locator(BOX).focus()
    expect(phone.locator(OPTIONS).first).to_contain_text("cồng chiêng")
    phone.get_by_role("option", name="Xóa những lần tìm gần đây").click()
    assert phone.evaluate("localStorage.getItem('tim-kiem')") is None


def test_an_open_page_goes_on_working_offline(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator(BOX).fill("doi ngoai")
    expect(phone.locator(OPTIONS).first).to_contain_text("đối ngoại")
    phone.context.set_offline(True)
    phone.locator(BOX).fill("")
    phone.locator(BOX).fill("doi ngoai")
    expect(phone.locator(OPTIONS).first).to_contain_text("đối ngoại")
    phone.locator(BOX).fill("quang ba hinh anh")
    expect(phone.locator(".search-said")).to_contain_text("kiểm tra kết nối mạng")
    phone.context.set_offline(False)
    phone.locator(BOX).fill("quang ba hinh an")
    phone.locator(BOX).fill("quang ba hinh anh")
    expect(phone.locator(OPTIONS).first).to_contain_text("quảng bá")


def test_a_strict_content_policy_refuses_nothing_of_search(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 760})
    page = context.new_page()
    policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    refused: list[str] = []

    def strict(route: Route) -> None:
        response = route.fetch()
        # The theme's own inline scripts are another matter: they are taken out here.
        body = response.text() if "text/html" in response.headers.get("content-type", "") else None
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers, **({"body": _without_inline(body)} if body else {}))

    page.route("**/*", strict)
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(address + "tim-kiem/?q=doi+ngoai+dak+po")
    expect(page.locator(".result mark").first).to_be_visible()
    page.goto(address)
    page.locator(BOX).fill("doi ngoai dak po")
    expect(page.locator(OPTIONS).first).to_contain_text("đối ngoại")
    assert refused == []
    context.close()


def _without_inline(html: str) -> str:
    import re

    html = re.sub(r"<script(?![^>]*\bsrc=)[^>]*>.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r"<script src=[^>]*bundle[^>]*></script>", "", html)


def test_the_page_fits_a_phone_and_every_control_has_a_name(phone: Page, address: str) -> None:
    phone.goto(address + "tim-kiem/?q=dak+po+2023")
    expect(phone.locator(".result").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unnamed = phone.evaluate(
        "[...document.querySelectorAll(':is(.search-page, .search-box) :is(button, input)')]"
        ".filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.[0]?.textContent.trim())).length"
    )
    assert unnamed == 0


def test_without_javascript_the_box_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 760}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(BOX).fill("doi ngoai")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=doi*ngoai")
    page.locator("[data-search-browse]").get_by_role("link", name="Báo cáo và văn bản").click()
    page.wait_for_url("**/bao-cao/")
    context.close()
