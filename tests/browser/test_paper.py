"""On paper: pages printed to PDF by a real browser, their text and geometry read back from the PDF.

The layout is that of Decree 30/2020/NĐ-CP, appendix I: A4, margins 20–25 mm at the top and bottom, 30–35 mm at
the left, 15–20 mm at the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine
from playwright.sync_api import Browser

from pageserver import serving

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True)
class Line:
    """A line of print: its text, where it is in millimetres from the page's left and top, and whether it is bold."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool


def lines_of(pdf: Path) -> list[Line]:
    """Read every line of a PDF, top to bottom, page by page."""
    found = []
    for number, page in enumerate(extract_pages(pdf), 1):
        assert (round(page.width), round(page.height)) == (round(A4[0]), round(A4[1]))
        for box in page:
            for line in box if isinstance(box, LTTextContainer) else ():
                text = line.get_text().strip() if isinstance(line, LTTextLine) else ""
                if text:
                    fonts = [char.fontname for char in line if isinstance(char, LTChar)]
                    bold = sum("Bold" in font for font in fonts) > len(fonts) / 2
                    place = (line.x0 / MM, line.x1 / MM, (page.height - line.y1) / MM, (page.height - line.y0) / MM)
                    found.append(Line(number, text, *place, bold))
    return sorted(found, key=lambda line: (line.page, line.top, line.left))


def printed(browser: Browser, url: str, pdf: Path) -> list[Line]:
    """Print a page as a reader would, and read it back."""
    page = browser.new_page()
    page.goto(url)
    page.pdf(path=pdf, prefer_css_page_size=True)
    page.close()
    return lines_of(pdf)


@pytest.fixture(scope="module")
def sample_address(sample_site: Path) -> Iterator[str]:
    """The real report's page, served on this machine."""
    with serving(sample_site) as address:
        yield f"{address}bao-cao/2023-h1/doi-ngoai/"


def one(lines: list[Line], start: str) -> Line:
    """Find the only line that begins so."""
    (found,) = [line for line in lines if line.text.startswith(start)]
    return found


def test_the_real_report_prints_in_the_layout_of_the_decree(
    browser: Browser, sample_address: str, tmp_path: Path
) -> None:
    lines = printed(browser, sample_address, tmp_path / "a.pdf")
    body = [line for line in lines if not line.text.isdigit()]
    assert 30 - 0.5 <= min(line.left for line in body) <= 35
    assert 15 - 0.5 <= 210 - max(line.right for line in body) <= 20
    last = max(line.page for line in lines)
    for number in range(1, last + 1):
        of_page = [line for line in body if line.page == number]
        assert 20 - 0.5 <= of_page[0].top <= 25 + 2
        assert 297 - max(line.bottom for line in of_page) >= 20 - 0.5
    check_head(lines)
    check_foot(lines)
    check_pages(lines, last)


def check_head(lines: list[Line]) -> None:
    """The head stands in two columns: body and number at the left, the state's head, place and date at the right."""
    issuer, motto = one(lines, "ỦY BAN NHÂN DÂN HUYỆN"), one(lines, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert issuer.right < motto.left and abs(issuer.top - motto.top) < 3 and issuer.bold and motto.bold
    number, date = one(lines, "Số:"), next(line for line in lines if line.text.startswith("Đak Pơ, ngày"))
    assert number.right < date.left and abs(number.top - date.top) < 3 and number.top > issuer.top
    independence = one(lines, "Độc lập - Tự do - Hạnh phúc")
    assert independence.top > motto.top and independence.left > motto.left
    kind = one(lines, "BÁO CÁO")
    assert abs((kind.left + kind.right) / 2 - (30 + 195) / 2) < 3 and kind.top > date.top


def check_foot(lines: list[Line]) -> None:
    """Recipients stand at the left, the signature at the right, beside each other after the end of the text."""
    copies, chair = one(lines, "Nơi nhận:"), one(lines, "CHỦ TỊCH")
    middle = (30 + 195) / 2
    assert copies.right < middle < chair.left and copies.page == chair.page and abs(copies.top - chair.top) < 12
    end = next(line for line in lines if "./." in line.text)
    assert (end.page, end.top) < (copies.page, copies.top)
    address = next(line for line in lines if "dak-po.example/bao-cao/2023-h1/doi-ngoai" in line.text)
    assert (address.page, address.top) > (chair.page, chair.top)


def check_pages(lines: list[Line], last: int) -> None:
    """Pages are numbered from the second on, at the top; none ends with a heading."""
    assert last >= 3
    for number in range(1, last + 1):
        of_page = [line for line in lines if line.page == number]
        assert (of_page[0].text == str(number) and of_page[0].top < 20) == (number > 1)
        if number < last:
            assert not of_page[-1].bold, of_page[-1]


@pytest.mark.parametrize(
    "url",
    [
        "ky/2023-h1/",
        "bao-cao/",
        "don-vi/ubnd-huyen-dak-po/",
        "kenh/",
        "",
        "dinh-chinh/2022/anh-ngap-ngam-tran-la-anh-cu/",
    ],
)
def test_lists_and_period_pages_print_within_the_page(browser: Browser, address: str, tmp_path: Path, url: str) -> None:
    lines = printed(browser, address + url, tmp_path / "a.pdf")
    assert min(line.left for line in lines) >= 30 - 0.5 and max(line.right for line in lines) <= 195 + 0.5
    assert not any(line.text in ("Trang chủ", "Các kỳ") and line.top < 20 for line in lines)


def test_the_qr_code_leads_to_the_page_and_is_seen_on_paper_alone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam/")
    code = page.locator(".paper-address svg")
    assert not code.is_visible()
    page.emulate_media(media="print")
    assert code.is_visible()
    page.close()
