"""The pictures of the clerks' guide, taken from the running preview: `python3 tests/guide/pictures.py` takes them anew.

What stands on each page when its picture is taken is kept beside this file; a test compares that with what the pages
say now, so that a picture that no longer tells the truth is noticed.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from own_python import enter  # noqa: E402 - the line above finds it

if __name__ == "__main__":
    enter(__file__, ("PIL", "playwright", "pytest"))

from preview import ask, preview  # noqa: E402 - what they import is there only now
from project import ROOT  # noqa: E402

RECORD = Path(__file__).parent / "pictures.json"
GUIDE = ROOT / "docs/huong-dan"
AS_OF = "2024-01-15"
DRAFT = """---
title: Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2023
number: /BC-UBND
date: 2023-06-14
issuer: ubnd-xa-cu-an
period: 2023-H1
streams: [thong-tin-doi-ngoai]
status: draft
---

## I. KẾT QUẢ

Trong kỳ xã đăng 12 tin, bài.
"""
WRONG = DRAFT.replace("2023-06-14", "14/6/2023").replace("ubnd-xa-cu-an", "ubnd-xa-cu-a").replace("status: draft\n", "")
SOURCE = "bao-cao/2023-h1/ban-nhap-moi.md"


@dataclass(frozen=True)
class Shot:
    """One picture: its file, the page that it shows, and what is written into the archive before."""

    name: str
    path: str
    source: str = ""
    height: int = 640


SHOTS = (
    Shot("ban-nhap.png", "bao-cao/2023-h1/ban-nhap-moi/", DRAFT),
    Shot("trang-ky.png", "ky/2023-h1/", height=760),
    Shot("loi.png", "-/loi/", WRONG, 280),
)


@contextmanager
def sample() -> Iterator[tuple[Path, str]]:
    """Show a copy of the sample archive; gives its folder and the address."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        shutil.copytree(ROOT / "docs", docs)
        with preview(docs, AS_OF) as address:
            yield docs, address


def shown(docs: Path, address: str, shot: Shot) -> str:
    """Bring a page to what its picture shows, and give the text that stands on it."""
    if shot.source:
        before = edition(address)
        (docs / SOURCE).write_text(shot.source, encoding="utf-8")
        while edition(address) == before:
            time.sleep(0.1)
    return text_of(ask(address + shot.path)).replace(str(docs), "docs")


def edition(address: str) -> str:
    found = re.search(r'data-edition="(\d+)"', ask(address))
    return found[1] if found else ""


def text_of(page: str) -> str:
    """Give what a reader sees of the middle of a page."""
    main = re.search(r"<main\b.*</main>", page, re.DOTALL)
    bare = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", main[0] if main else page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def main() -> None:
    """Take all pictures, and keep what stood on the pages."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    record: dict[str, str] = {}
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]
    with sample() as (docs, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for shot in SHOTS:
            record[shot.name] = shown(docs, address, shot)
            page = browser.new_page(viewport={"width": 720, "height": shot.height}, device_scale_factor=1)
            page.goto(address + shot.path)
            page.wait_for_load_state("load")
            page.evaluate(f"document.body.innerHTML = document.body.innerHTML.replaceAll({str(docs)!r}, 'docs')")
            page.screenshot(path=GUIDE / shot.name)
            page.close()
            with Image.open(GUIDE / shot.name) as image:
                image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(GUIDE / shot.name, optimize=True)
        browser.close()
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
