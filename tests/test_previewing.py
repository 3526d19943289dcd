"""The preview: what is saved is shown at once; what is wrong is told on the page, and the last whole site stays."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from archive import processes
from checkouts import copy_project
from commands import previewing
from commands.showing import Showing
from preview import ask, preview
from project import AS_OF, ROOT, run_hooks

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
    with preview(archive, AS_OF) as shown:
        yield shown


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


def test_a_template_half_written_shows_as_well_and_the_preview_goes_on(archive: Path, tmp_path: Path) -> None:
    copy_project(tmp_path / "copy")
    (archive / SOURCE).parent.mkdir(parents=True)
    (archive / SOURCE).write_text(REPORT, encoding="utf-8")
    template, terminal = tmp_path / "copy/overrides/entry.html", tmp_path / "terminal"
    whole = template.read_text(encoding="utf-8")
    with preview(archive, AS_OF, project=tmp_path / "copy", terminal=terminal) as address:
        template.write_text(whole + "{% block", encoding="utf-8")
        shown = wait(address + PAGE, 'role="alert"')
        assert "TemplateSyntaxError" in shown and f"{template}:" in shown and "Đoạn hai." in shown
        template.write_text(whole.replace("{% endblock %}", "<!-- x -->{% endblock %}"), encoding="utf-8")
        assert "<!-- x -->" in wait(address + PAGE, 'role="alert"', absent=True)
        (archive / SOURCE).write_text(REPORT.replace("2023-06-10", "10/6/2023"), encoding="utf-8")
        wait(address + PAGE, "Viết 2023-06-10.")
    told = terminal.read_text(encoding="utf-8")
    assert "TemplateSyntaxError" in told and f"{SOURCE}:4: " in told and "Đã dựng xong." in told


def test_what_is_renamed_or_taken_away_goes_and_what_is_only_read_is_no_change(
    address: str, archive: Path, tmp_path: Path
) -> None:
    source = archive / SOURCE
    source.rename(source.with_name("ten-moi.md"))
    wait(f"{address}bao-cao/2023-h1/ten-moi/", "Đoạn hai.")
    time.sleep(1)  # the build ends after its pages stand
    shown = ask(f"{address}bao-cao/2023-h1/ten-moi/")
    source.with_name("ten-moi.md").read_text(encoding="utf-8")
    list(archive.rglob("*"))
    time.sleep(1)
    assert ask(f"{address}bao-cao/2023-h1/ten-moi/") == shown, "another build would be another edition"
    source.parent.rename(tmp_path / "aside")
    wait(f"{address}bao-cao/2023-h1/ten-moi/", "Không có trang này")


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


DRAFT = REPORT.replace("streams:", "status: draft\nstreams:").replace("1/BC", "2/BC").replace("xem thử", "còn viết")
TO_COME = (
    REPORT.replace("streams:", "publish_at: 2027-03-01\nstreams:").replace("1/BC", "3/BC").replace("xem thử", "để dành")
)


def test_drafts_are_shown_and_marked_as_such(address: str, archive: Path) -> None:
    folder = (archive / SOURCE).parent
    (folder / "nhap.md").write_text(DRAFT, encoding="utf-8")
    (folder / "de-danh.md").write_text(TO_COME, encoding="utf-8")
    shown = wait(address + "bao-cao/2023-h1/nhap/", "Báo cáo còn viết")
    assert "notice--draft" in shown and "chỉ hiện khi xem thử" in shown
    listed = ask(address + "bao-cao/")
    assert "Báo cáo còn viết" in listed and "Bản nháp" in listed
    assert "1/3/2027" in wait(address + "bao-cao/2023-h1/de-danh/", "Báo cáo để dành")
    (folder / "nhap.md").write_text(DRAFT + "\nCâu thêm.\n", encoding="utf-8")  # the text alone
    assert "notice--draft" in wait(address + "bao-cao/2023-h1/nhap/", "Câu thêm.")
    (folder / "nhap.md").write_text(DRAFT.replace("status: draft\n", ""), encoding="utf-8")
    wait(address + "bao-cao/2023-h1/nhap/", "notice--draft", absent=True)


def test_drafts_stay_out_of_a_site_that_is_built(archive: Path, tmp_path: Path) -> None:
    (archive / SOURCE).parent.mkdir(parents=True)
    (archive / SOURCE).write_text(REPORT, encoding="utf-8")
    (archive / SOURCE).with_name("nhap.md").write_text(DRAFT, encoding="utf-8")
    done = run_hooks("build", "--docs-dir", archive, "--site-dir", tmp_path / "site", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert "Báo cáo xem thử" in told and "còn viết" not in told


def test_everything_that_is_wrong_is_listed_on_a_page_of_its_own(address: str, archive: Path) -> None:
    assert "Không có lỗi nào" in ask(address + "-/loi/")
    (archive / SOURCE).write_text(REPORT.replace("2023-H1", "2023-H3"), encoding="utf-8")
    shown = wait(address + PAGE, "2023-H3")
    assert '<a href="/-/loi/">' in shown
    listed = ask(address + "-/loi/")
    assert "Có 1 lỗi trong 1 tệp" in listed and f"vscode://file/{str(archive / SOURCE).lstrip('/')}:6" in listed
    assert "«period»" in listed and "→ " in listed and "data-edition" in listed


def test_what_earlier_builds_left_is_let_go_while_nobody_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "RESTING", 0.01)
    let_go = threading.Event()
    monkeypatch.setattr(previewing, "let_go", let_go.set)
    built = threading.Event()

    def build() -> str:
        built.set()
        return ""

    shown, showing = Pipe()
    keeps_up = threading.Thread(target=previewing.keep_up, args=(shown, build))
    keeps_up.start()
    try:
        assert let_go.wait(10) and not built.is_set()
        showing.send(None)
        assert built.wait(10), "and what is saved then is built"
        assert showing.recv() == "", "and it is told"
    finally:
        showing.close()
        keeps_up.join()


@pytest.mark.parametrize("copied", [True, False])
def test_it_is_built_where_there_are_no_threads_if_another_process_can_show_it(
    copied: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: copied)
    written, site = tmp_path / "written", tmp_path / "site"
    written.mkdir()
    site.mkdir()
    (site / "index.html").write_text("<body>Trang</body>", encoding="utf-8")
    showing = Showing(0, site, str)
    threads = []

    def build() -> str:
        threads.append(threading.active_count())
        if len(threads) == 3:
            raise KeyboardInterrupt  # as a key does that is pressed meanwhile
        return "sai chỗ này" if len(threads) == 2 else ""

    def ready() -> None:
        assert "sai chỗ này" not in wait(showing.address, "Trang")
        (written / "bai.md").write_text("Một.", encoding="utf-8")
        watching = threading.Thread(target=save_again)
        watching.start()
        waiting.append(watching)

    def save_again() -> None:
        wait(showing.address, "sai chỗ này")
        (written / "bai.md").write_text("Hai.", encoding="utf-8")

    waiting: list[threading.Thread] = []
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        previewing.preview(showing, build, [written], ready)
    waiting[0].join()
    assert (threads[0] == before) is copied
    assert threading.active_count() == before, "and nobody is left"
    with pytest.raises(urllib.error.URLError):
        ask(showing.address)


@pytest.mark.parametrize("copied", [True, False])
def test_what_cannot_be_watched_is_told_before_anything_is_built(
    copied: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: copied)

    def too_many(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "start", too_many)
    with pytest.raises(OSError, match="limit"):
        previewing.preview(Showing(0, tmp_path, str), pytest.fail, [tmp_path], pytest.fail)
