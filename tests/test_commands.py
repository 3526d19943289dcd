"""The commands as their users meet them: what they print, how they end, what they leave alone."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from archive.sources import read_sources
from project import DOCS, ROOT, Run

REPORT = (
    "---\ntitle: Báo cáo\nnumber: 1/BC-UBND\ndate: 2023-06-12\nissuer: ubnd-huyen-dak-po\nperiod: 2023-H1\n"
    "streams: [thong-tin-doi-ngoai]\n---\n\nThân bài.\n"
)


@pytest.fixture
def wrong(archive: Path) -> Path:
    """An archive with one report that has three things wrong, and one that has nothing."""
    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    (folder / "dung.md").write_text(REPORT, encoding="utf-8")
    text = REPORT.replace("2023-H1", "2023-H3").replace("1/BC", "2/BC").replace("2023-06-12", "12/6/2023")
    text = text.replace("---\n\n", "plans:\n  - id: a\n    text: x\n  - id: A b\n    text: y\n---\n\n")
    (folder / "sai.md").write_text(text, encoding="utf-8")
    return archive


@pytest.mark.parametrize("command", ["", "build", "serve", "check", "rename", "withdraw", "publish"])
def test_each_command_has_help_in_vietnamese(hooks: Run, command: str) -> None:
    done = hooks(*command.split(), "--help")
    assert done.returncode == 0 and done.stdout.startswith("Cách dùng: python3 hooks")
    assert "Tùy chọn:" in done.stdout and "Show this message" not in done.stdout


def test_every_command_is_described_in_the_readme(hooks: Run) -> None:
    from commands.console import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"python3 hooks {command}" in readme for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "Không có lệnh"),
        (["build", "--nope"], "--nope"),
        (["check", "--as-of", "12/6/2023"], "2023-12-31"),
        (["check", "khong-co.md"], "Không có tệp khong-co.md"),
        (["check", "README.md"], "không nằm trong"),
        (["build", "--docs-dir", "khong-co"], "Không có thư mục khong-co"),
    ],
)
def test_wrong_use_ends_with_2_and_says_how(hooks: Run, arguments: list[str], said: str) -> None:
    done = hooks(*arguments)
    assert done.returncode == 2 and said in done.stderr and "--help" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_tells_everything_at_once_by_file_and_line_with_the_fix(hooks: Run, wrong: Path) -> None:
    done = hooks("check", "--docs-dir", wrong, cwd=wrong.parent)
    assert done.returncode == 1
    head, *lines = done.stderr.splitlines()
    assert head == "Có 3 lỗi trong 1 tệp:"
    assert (
        lines[0]
        == "docs/bao-cao/2023-h1/sai.md:4: «date» Ngày “12/6/2023” chưa viết theo dạng năm-tháng-ngày. Viết 2023-06-12."
    )
    assert lines[1].startswith("docs/bao-cao/2023-h1/sai.md:6: «period» Không có kỳ “2023-H3”.")
    assert lines[2].startswith("docs/bao-cao/2023-h1/sai.md:11: «plans, mục 2, id» Mã “A b” ") and len(lines) == 3


def test_check_gives_programs_the_same_as_json(hooks: Run, wrong: Path) -> None:
    done = hooks("check", "--json", "--docs-dir", wrong, cwd=wrong.parent)
    problems = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(one["line"], one["key"], one["code"]) for one in problems] == [
        (4, "date", "date_form"),
        (6, "period", "period"),
        (11, "plans.1.id", "id"),
    ]
    assert all(set(one) == {"path", "line", "key", "code", "message", "fix"} for one in problems)
    assert {one["path"] for one in problems} == {"docs/bao-cao/2023-h1/sai.md"}


def test_check_of_a_file_tells_of_that_file_seen_against_all_others(hooks: Run, wrong: Path) -> None:
    folder = wrong / "bao-cao/2023-h1"
    done = hooks("check", folder / "dung.md", "--docs-dir", wrong)
    assert (done.returncode, done.stdout) == (0, "Không có lỗi: đã kiểm tra 1 tệp.\n")
    (folder / "trung.md").write_text(REPORT, encoding="utf-8")
    done = hooks("check", folder / "trung.md", "--docs-dir", wrong)
    assert done.returncode == 1 and "dung.md" in done.stderr and "sai.md" not in done.stderr


def test_what_deserves_attention_is_said_and_stops_nothing(hooks: Run, archive: Path) -> None:
    folder = archive / "bao-cao/2023-h1"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(REPORT.replace("---\n\n", "status: corrected\n---\n\n"), encoding="utf-8")
    done = hooks("check", "--docs-dir", archive)
    assert done.returncode == 0 and "[lưu ý] «status»" in done.stderr
    assert json.loads(hooks("check", "--json", "--docs-dir", archive).stdout) == []


def test_the_repository_s_own_content_is_in_order(hooks: Run) -> None:
    done = hooks("check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_with_problems_tells_the_same_list_and_leaves_the_last_site(hooks: Run, wrong: Path) -> None:
    site = wrong.parent / "site"
    broken = wrong / "bao-cao/2023-h1/sai.md"
    text = broken.read_bytes()
    broken.unlink()
    assert hooks("build", "--docs-dir", wrong, "--site-dir", site).returncode == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    broken.write_bytes(text)
    done = hooks("build", "--docs-dir", wrong, "--site-dir", site, cwd=wrong.parent)
    assert done.returncode == 1
    assert done.stderr == hooks("check", "--docs-dir", wrong, cwd=wrong.parent).stderr
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["docs", "site"]


def test_a_folder_that_holds_something_else_is_not_replaced(hooks: Run, archive: Path) -> None:
    precious = archive.parent / "anh-gia-dinh"
    precious.mkdir()
    (precious / "anh.jpg").write_text("x")
    done = hooks("build", "--docs-dir", archive, "--site-dir", precious)
    assert done.returncode == 2 and (precious / "anh.jpg").exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights of their own on Windows")
def test_links_and_devices_are_told_and_never_followed(hooks: Run, archive: Path) -> None:
    outside = archive.parent / "ngoai"
    outside.mkdir()
    (outside / "nhap.md").write_text(REPORT, encoding="utf-8")
    (archive / "bao-cao").mkdir()
    (archive / "bao-cao/2024-h1").symlink_to(outside)
    (archive / "vong").symlink_to(archive)
    (archive / "mat.md").symlink_to("/nonexistent")
    os.mkfifo(archive / "ong.md")
    done = hooks("check", "--json", "--docs-dir", archive)
    found = {(Path(one["path"]).name, one["code"]) for one in json.loads(done.stdout)}
    assert found == {(name, "not_plain_file") for name in ("2024-h1", "vong", "mat.md", "ong.md")}
    assert hooks("build", "--docs-dir", archive, "--site-dir", archive.parent / "site").returncode == 1


def test_a_reason_of_the_system_is_a_problem(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "kin.md").write_text(REPORT, encoding="utf-8")

    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert {problem.code for problem in read_sources(archive).problems} == {"not_readable"}


@pytest.mark.parametrize("where", ["docs/site", "."])
def test_a_site_never_takes_the_place_of_its_sources(hooks: Run, archive: Path, where: str) -> None:
    done = hooks("build", "--docs-dir", archive, "--site-dir", archive.parent / where)
    assert done.returncode == 2 and "thư mục nội dung" in done.stderr and (archive / "danh-muc").exists()


def test_a_link_to_the_served_folder_goes_on_leading_there(hooks: Run, archive: Path) -> None:
    served, link = archive.parent / "served", archive.parent / "link"
    served.mkdir()
    link.symlink_to(served)
    assert hooks("build", "--docs-dir", archive, "--site-dir", link).returncode == 0
    assert link.is_symlink() and (served / "index.html").exists()


def test_a_site_that_cannot_be_written_is_told(hooks: Run, archive: Path) -> None:
    (archive.parent / "tep").write_text("x")
    done = hooks("build", "--docs-dir", archive, "--site-dir", archive.parent / "tep" / "site")
    assert done.returncode == 2 and "Không ghi được" in done.stderr and "Traceback" not in done.stderr


def test_check_and_build_go_by_the_same_day(hooks: Run, wrong: Path) -> None:
    (wrong / "bao-cao/2023-h1/sai.md").unlink()
    done = hooks("check", "--docs-dir", wrong, ARCHIVE_AS_OF="2023-01-01")
    assert done.returncode == 1 and "tương lai" in done.stderr
    site = wrong.parent / "site"
    assert hooks("build", "--docs-dir", wrong, "--site-dir", site, ARCHIVE_AS_OF="2023-01-01").stderr == done.stderr


def test_sources_are_never_written_to(hooks: Run, archive: Path) -> None:
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in archive.rglob("*") if file.is_file()}
    assert hooks("build", "--docs-dir", archive, "--site-dir", archive.parent / "site").returncode == 0
    assert {
        file: (file.read_bytes(), file.stat().st_mtime_ns) for file in archive.rglob("*") if file.is_file()
    } == before


def test_commands_work_from_any_folder(hooks: Run, tmp_path: Path) -> None:
    done = hooks("check", DOCS / "danh-muc/kenh.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_thousand_entries_are_checked_and_built(
    hooks: Run, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = sorted(corpus.glob("bao-cao/2015-h1/*.md"))[0]
    started = time.monotonic()
    assert hooks("check", one, "--docs-dir", corpus).returncode == 0
    checked = time.monotonic()
    done = hooks("build", "--docs-dir", corpus, "--site-dir", tmp_path / "site")
    assert done.returncode == 0 and "1000" in done.stdout
    built = time.monotonic()
    with capsys.disabled():
        print(f"\n1,000 entries: one file checked in {checked - started:.2f} s, all built in {built - checked:.1f} s")
