"""`new`: what is begun for a clerk, what is proposed, and that it is a draft which the checks understand."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from archive.drafting.starting import proposed_period
from project import AS_OF, ROOT, Run

BEFORE = """---
title: Kết quả quý I
number: 12-BC/VHTT
date: 2023-06-10
issuer: phong-van-hoa-thong-tin
period: 2023-H1
streams: [quang-ba-hinh-anh]
plans:
  - id: phim-ngan
    text: Làm hai phim ngắn về nghề dệt.
  - id: ban-tin
    text: Mở bản tin tiếng Bahnar.
---

Chữ.
"""


@pytest.fixture
def docs(archive: Path) -> Path:
    file = archive / "bao-cao/2023-h1/quy-mot.md"
    file.parent.mkdir(parents=True)
    file.write_text(BEFORE, encoding="utf-8")
    return archive


def codes(hooks: Run, docs: Path, file: Path) -> str:
    return hooks("check", file, "--docs-dir", docs, "--as-of", AS_OF).stderr


def test_a_report_brings_the_plans_of_the_period_before(docs: Path, hooks: Run) -> None:
    done = hooks(
        "new", "report", "--issuer", "Phòng Văn hóa và Thông tin huyện Đak Pơ", "--period", "6 tháng cuối năm 2023",
        "--title", "Kết quả 6 tháng cuối năm", "--docs-dir", docs, "--as-of", "2023-12-05",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    file = docs / "bao-cao/2023-h2/ket-qua-6-thang-cuoi-nam.md"
    assert str(file) in done.stdout
    text = file.read_text(encoding="utf-8")
    assert "number: -BC/VHTT\n" in text or 'number: "-BC/VHTT"\n' in text
    assert "issuer: phong-van-hoa-thong-tin\nperiod: 2023-H2\n" in text and "status: draft\n" in text
    assert "  - plan: 2023-h1/phong-van-hoa-thong-tin/phim-ngan\n    status:\n" in text
    assert "# - ban-tin: Mở bản tin tiếng Bahnar.\n" in text
    told = codes(hooks, docs, file)
    assert "«results, mục 1, status»" in told and "streams" in told and "number" not in told
    filled = text.replace("streams: []", "streams: [quang-ba-hinh-anh]").replace("    status:\n", "    status: done\n")
    file.write_text(filled.replace("    note:\n", ""), encoding="utf-8")
    assert codes(hooks, docs, file) == ""


def test_a_report_needs_no_more_than_its_issuer(docs: Path, hooks: Run) -> None:
    done = hooks("new", "report", "--issuer", "ubnd-xa-tan-an", "--docs-dir", docs, "--as-of", "2023-06-05")
    assert done.returncode == 0, done.stderr
    (file,) = [path for path in (docs / "bao-cao/2023-h1").iterdir() if path.name != "quy-mot.md"]
    text = file.read_text(encoding="utf-8")
    assert "period: 2023-H1" in text and "/BC-UBND" in text and "results" not in text


def test_a_report_whose_name_another_unit_has_takes_that_of_its_unit_as_well(docs: Path, hooks: Run) -> None:
    given = ("--issuer", "ubnd-xa-tan-an", "--period", "2023-H1", "--title", "Quý một")
    assert hooks("new", "report", *given, "--docs-dir", docs, "--as-of", "2023-06-05").returncode == 0
    assert (docs / "bao-cao/2023-h1/quy-mot-ubnd-xa-tan-an.md").is_file()
    assert (docs / "bao-cao/2023-h1/quy-mot.md").read_text(encoding="utf-8") == BEFORE


def test_a_story_begins_with_a_link_and_a_title(docs: Path, hooks: Run) -> None:
    done = hooks(
        "new", "story", "--title", "Mùa rau Tân An", "--issuer", "ubnd-xa-tan-an", "--format", "video",
        "--link", "https://youtube.dak-po.example/xem/1", "--channel", "youtube-dak-po",
        "--docs-dir", docs, "--as-of", "2023-08-01",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    file = docs / "tin-bai/2023/mua-rau-tan-an.md"
    file.write_text(file.read_text(encoding="utf-8") + "Chữ.\n", encoding="utf-8")
    assert codes(hooks, docs, file) == ""
    assert "url: " in file.read_text(encoding="utf-8")


def test_a_correction_says_what_is_to_be_filled_in(docs: Path, hooks: Run) -> None:
    done = hooks(
        "new", "correction", "--title", "Không có chuyện đóng chợ", "--claim", "Chợ Đak Pơ sắp đóng cửa",
        "--docs-dir", docs, "--as-of", "2023-08-01",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = codes(hooks, docs, docs / "dinh-chinh/2023/khong-co-chuyen-dong-cho.md")
    assert all(f"«{key}»" in told for key in ("verdict", "facts", "sources"))


def test_nothing_is_written_over(docs: Path, hooks: Run) -> None:
    given = ("--issuer", "phong-van-hoa-thong-tin", "--period", "2023-H1", "--slug", "quy-mot", "--title", "x")
    done = hooks("new", "report", *given, "--docs-dir", docs)
    assert done.returncode == 1 and "--slug" in done.stderr
    assert (docs / "bao-cao/2023-h1/quy-mot.md").read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("report",), "--issuer"),
        (("report", "--issuer", "Phòng Văn hoá Thông tin"), "phong-van-hoa-thong-tin"),
        (("report", "--issuer", "ubnd-xa-tan-an", "--period", "mùa mưa"), "2023-H1"),
        (("report", "--issuer", "ubnd-xa-tan-an", "--number", "???"), "175/BC-UBND"),
        (("story", "--title", "x", "--issuer", "ubnd-xa-tan-an", "--format", "phim"), "video"),
        (("story", "--title", "x", "--issuer", "ubnd-xa-tan-an", "--channel", "youtube"), "youtube-dak-po"),
        (("story", "--issuer", "ubnd-xa-tan-an"), "--title"),
        (("letter",), "report"),
    ],
)
def test_a_wrong_use_is_told_with_the_way_out(given: tuple[str, ...], said: str, docs: Path, hooks: Run) -> None:
    done = hooks("new", *given, "--docs-dir", docs)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_what_is_missing_is_asked_for_on_a_terminal(docs: Path) -> None:
    """A clerk types answers, one of them wrong at first, and takes what is proposed for the rest."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "hooks"), "new", "report", "--docs-dir", str(docs), "--as-of", "2023-12-05"]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    asked = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
    os.write(ours, "xã Tân Ânn\nxã Tân An\n\nBáo cáo của xã\n\n\n".encode())
    said, wrong = asked.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 0, wrong.decode()
    assert "Không có đơn vị “xã Tân Ânn”" in wrong.decode() and "Error" not in wrong.decode()
    assert "Đơn vị (tên hoặc mã)" in said.decode() and "[2023-H2]" in said.decode()
    assert (docs / "bao-cao/2023-h2/bao-cao-cua-xa.md").is_file()


def test_the_period_that_is_due_is_proposed() -> None:
    from datetime import date

    days = {date(2023, 1, 5): "2022-H2", date(2023, 2, 1): "2023-H1", date(2023, 7, 31): "2023-H1"}
    days[date(2023, 12, 31)] = "2023-H2"
    assert {day: str(proposed_period(day)) for day in days} == days
