"""The preview: what is saved is shown at once; what is wrong is told on the page, and the last whole site stays."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from project import AS_OF, ROOT

SOURCE = "bao-cao/2023-h1/doi-ngoai.md"
PAGE = "bao-cao/2023-h1/doi-ngoai/"
REPORT = """---
title: Báo cáo xem thử
number: 1/BC-UBND
date: 2023-06-10
issuer: ubnd-huyen-dak-po
period: 2023-H1
streams: [thong-tin-doi-ngoai]
---

Mở đầu.

Đoạn hai.
"""


def ask(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.read().decode())


def wait(address: str, text: str, absent: bool = False) -> str:
    """Ask until a text stands on the page, or no longer does."""
    said = ""
    for _ in range(600):
        said = ask(address)
        if (text in said) is not absent:
            return said
        time.sleep(0.05)
    raise AssertionError(f"{text!r}: {said[-2000:]}")


@pytest.fixture
def address(archive: Path) -> Iterator[str]:
    (archive / SOURCE).parent.mkdir(parents=True)
    (archive / SOURCE).write_text(REPORT, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "hooks", "serve", "--docs-dir", archive, "--port", str(port), "--as-of", AS_OF]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in said
        yield f"http://127.0.0.1:{port}/"
        process.terminate()
        process.wait()
    shutil.rmtree(ROOT / ".cache/preview" / str(port), ignore_errors=True)


def test_what_is_saved_is_shown_and_what_is_wrong_is_told_on_the_page(address: str, archive: Path) -> None:
    source = archive / SOURCE
    assert "Đoạn hai." in ask(address + PAGE)
    source.write_text(REPORT + "\nCâu mới.\n", encoding="utf-8")
    shown = wait(address + PAGE, "Câu mới.")
    edition = re.search(r"data-edition=\"(\d+)\"", shown)
    assert edition, "the page waits for news"

    source.write_text(REPORT.replace("2023-06-10", "10/6/2023"), encoding="utf-8")
    shown = wait(address + PAGE, "Viết 2023-06-10.")
    assert 'role="alert"' in shown
    assert "Câu mới." in shown, "the last whole site stays"
    with urllib.request.urlopen(f"{address}-/moi?{edition[1]}", timeout=30) as answer:
        assert answer.status == 204, "and who looks at it is told"

    source.write_text(REPORT.replace("Đoạn hai", "Đoạn ba"), encoding="utf-8")
    assert "Đoạn ba." in wait(address + PAGE, 'role="alert"', absent=True)


def test_an_address_that_leads_nowhere_says_so(address: str) -> None:
    assert "Không có trang này" in ask(address + "khong-co/")
    assert "SQLite" not in ask(address + "../../store.sqlite")


def test_a_port_that_is_taken_is_told(archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "hooks", "serve", "--docs-dir", archive, "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Thử cổng khác" in done.stderr
