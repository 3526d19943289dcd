"""“Is this really ours?” in a real browser: nothing is sent, and the answer is in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.trust.journal import Journal
from archive.trust.keys import SigningKey, fingerprint
from archive.trust.sealing import Seal
from pageserver import serving
from project import AS_OF, run_hooks

KEY = SigningKey(b"\3" * 32)
ENTRY = "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam"
# A browser that knows no Ed25519, and one that knows no cryptography at all, as on a page without https.
NO_ED25519 = """const known = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (...given) {
  if (given[2]?.name === "Ed25519") throw new DOMException("unknown", "NotSupportedError");
  return known.apply(this, given);
};"""
NO_CRYPTO = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, signed."""
    folder = tmp_path_factory.mktemp("signed") / "site"
    done = run_hooks("build", "--site-dir", folder, "--as-of", AS_OF, ARCHIVE_SIGNING_KEY=KEY.pem)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def served(signed: Path) -> Iterator[str]:
    with serving(signed) as address:
        yield address


@pytest.fixture(params=["webcrypto", "no ed25519", "no crypto"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN")
    page = context.new_page()
    if request.param != "webcrypto":
        page.add_init_script(NO_ED25519 if request.param == "no ed25519" else NO_CRYPTO)
    yield page
    context.close()


def verdict(page: Page) -> str:
    page.wait_for_selector("[data-verify-answer][data-verdict]")
    return page.locator("[data-verify-answer]").get_attribute("data-verdict") or ""


def ask(page: Page, text: str) -> str:
    page.get_by_label("Số văn bản, địa chỉ hoặc mã SHA-256").fill(text)
    page.get_by_role("button", name="Kiểm tra").click()
    return verdict(page)


def test_an_answer_of_a_site_that_nobody_signed_fits_a_phone(page: Page, address: str, site: Path) -> None:
    """The longest sentence of an answer: that an unsigned site proves nothing of who published it."""
    page.goto(address + "kiem-tra/")
    page.set_input_files("input[type=file]", site / "index.html")
    assert verdict(page) == "ours"
    expect(page.locator("[data-verify-answer]")).to_contain_text("chưa chứng minh ai đã đăng")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_of_ours_is_known_and_with_one_bit_changed_it_is_not(
    page: Page, served: str, signed: Path, tmp_path: Path
) -> None:
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda request: asked.append((request.url, request.post_data)))
    page.goto(served + "kiem-tra/")
    attached = next((signed / "bao-cao/2023-h1").glob("*.csv"))
    page.set_input_files("input[type=file]", attached)
    assert verdict(page) == "ours"
    expect(page.locator("[data-verify-answer]")).to_contain_text("chưa bị sửa")
    expect(page.locator("[data-verify-answer]")).to_contain_text("đã được ký")
    content = bytearray(attached.read_bytes())
    for bit in (0, len(content) * 4, len(content) * 8 - 1):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        (tmp_path / "sua.csv").write_bytes(changed)
        page.set_input_files("input[type=file]", tmp_path / "sua.csv")
        page.wait_for_selector("[data-verdict=not_found]")
    # Nothing of a file leaves the device but the first byte of its hash.
    assert all(url.startswith(served) and body is None for url, body in asked)
    shards = [url for url, _ in asked if "/kiem-tra/so/" in url]
    assert shards and all(len(url.rsplit("/", 1)[1]) == len("00.json") for url in shards)


def test_a_number_an_address_a_channel_and_a_hash_are_told_apart(page: Page, served: str) -> None:
    page.goto(served + "kiem-tra/")
    assert ask(page, "175/BC-UBND") == "ours"
    expect(page.locator("[data-verify-answer] h2")).to_have_text("Huyện có văn bản mang số này")
    page.get_by_role("link", name="Mở trang").click()
    assert page.url == f"{served}{ENTRY}/"
    record = page.locator(".proof code").inner_text()
    page.locator(".proof").get_by_role("link", name="Kiểm tra thật giả").click()
    assert verdict(page) == "ours"
    expect(page.locator("[data-verify-answer] h2")).to_have_text("Đúng là của huyện")
    expect(page.get_by_label("Số văn bản, địa chỉ hoặc mã SHA-256")).to_have_value(record)


def test_what_is_not_ours_says_what_that_means(page: Page, served: str) -> None:
    page.goto(served + "kiem-tra/")
    for text, said in {
        "999999/BC-UBND": "không có văn bản mang số này",
        "https://luu-tru-dak-po.example/": "không ghi nhận địa chỉ này",
        "0" * 64: "Không có gì của huyện",
    }.items():
        page.reload()
        assert ask(page, text) == "not_found"
        expect(page.locator("[data-verify-answer]")).to_contain_text(said)


def test_the_fingerprint_is_worked_out_from_the_key_itself(page: Page, served: str) -> None:
    page.goto(served + "kiem-tra/")
    expect(page.locator("[data-verify-key] code")).to_have_text(fingerprint(KEY.public))


@pytest.mark.parametrize("damage", ["goc.json", "so", "goc.json.sig"])
def test_data_that_does_not_agree_is_no_answer(damage: str, browser: Browser, signed: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(signed, site)
    for file in (site / "kiem-tra/so").iterdir() if damage == "so" else [site / "kiem-tra" / damage]:
        content = bytearray(file.read_bytes())
        content[min(20, len(content) - 1)] ^= 1
        file.write_bytes(content)
    with serving(site) as address:
        page = browser.new_page()
        page.goto(address + "kiem-tra/")
        assert ask(page, "175/BC-UBND") == "forged"
        page.close()


def test_an_unsigned_site_says_that_it_proves_nothing(browser: Browser, site: Path) -> None:
    with serving(site) as address:
        page = browser.new_page()
        page.goto(address + "kiem-tra/")
        assert ask(page, "175/BC-UBND") == "ours"
        expect(page.locator("[data-verify-answer]")).to_contain_text("chưa được ký")
        expect(page.locator("[data-verify-key]")).to_be_hidden()
        page.close()


def test_without_a_connection_it_says_so(browser: Browser, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + "kiem-tra/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    assert ask(page, "1/BC-UBND") == "failed"
    context.close()


def test_another_key_shows_another_fingerprint(browser: Browser, signed: Path, tmp_path: Path) -> None:
    """Who signs anew with a key of theirs is told by the fingerprint alone: it is compared with paper."""
    site = tmp_path / "site"
    shutil.copytree(signed, site)
    other = SigningKey(b"\4" * 32)
    Seal(site, "https://luu-tru.dak-po.example/", other, Journal(), [], []).put(None)
    with serving(site) as address:
        page = browser.new_page()
        page.goto(address + "kiem-tra/")
        expect(page.locator("[data-verify-key] code")).to_have_text(fingerprint(other.public))
        page.close()
