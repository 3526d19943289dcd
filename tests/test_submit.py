"""`submit`, as clerks use it who do not know git: two of them, and a real remote on disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import git
from project import DOCS, run_hooks

Submit = Callable[..., "subprocess.CompletedProcess[str]"]
REPORT = (
    "---\ntitle: {title}\nnumber: {number}/BC-UBND\ndate: 2023-06-12\nissuer: ubnd-huyen-dak-po\nperiod: 2023-H1\n"
    "streams: [thong-tin-doi-ngoai]\n---\n\nĐoạn một.\n\nĐoạn hai.\n\nĐoạn ba.\n"
)
WHO = {
    "GIT_AUTHOR_NAME": "Cán bộ",
    "GIT_AUTHOR_EMAIL": "a@b.example",
    "GIT_COMMITTER_NAME": "Cán bộ",
    "GIT_COMMITTER_EMAIL": "a@b.example",
}


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def clerks(tmp_path: Path) -> tuple[Path, Path]:
    """Two clerks' copies of one archive, whose remote is a bare repository."""
    git(tmp_path, "init", "--bare", "--quiet", "--initial-branch=main", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "an")
    an = tmp_path / "an"
    shutil.copytree(DOCS / "danh-muc", an / "docs/danh-muc")
    write(an, "mot", "Báo cáo một", 1)
    git(an, "checkout", "--quiet", "-B", "main")
    git(an, "add", ".")
    git(an, "commit", "--quiet", "--message", "Bắt đầu")
    git(an, "push", "--quiet", "--set-upstream", "origin", "main")
    git(tmp_path, "clone", "--quiet", "remote.git", "binh")
    return an, tmp_path / "binh"


def write(clerk: Path, name: str, title: str, number: int = 2) -> Path:
    path = clerk / f"docs/bao-cao/2023-h1/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(title=title, number=number), encoding="utf-8")
    return path


def submit(clerk: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    sure = () if {"--dry-run", "--ask"} & {*arguments} else ("--yes",)
    arguments = tuple(one for one in arguments if one != "--ask")
    return run_hooks("submit", "--docs-dir", clerk / "docs", *sure, *arguments, cwd=clerk, **environment)


def sent(clerk: Path) -> list[str]:
    return git(clerk.parent / "remote.git", "log", "--format=%s", "main").splitlines()


def at_remote(clerk: Path, path: str) -> str:
    return git(clerk.parent / "remote.git", "show", f"main:{path}")


def test_what_was_written_is_sent_with_words_of_its_own(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 0, done.stderr
    assert "thêm báo cáo “Báo cáo hai” (docs/bao-cao/2023-h1/hai.md)" in done.stdout and "Đã gửi" in done.stdout
    assert sent(an)[0] == "Thêm báo cáo “Báo cáo hai”"
    assert "Không có gì mới" in submit(an).stdout and len(sent(an)) == 2


def test_several_changes_are_counted_and_listed(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    write(an, "ba", "Báo cáo ba", 3).write_text(
        REPORT.format(title="Báo cáo ba", number=3).replace("---\n\n", "status: draft\n---\n\n"), encoding="utf-8"
    )
    write(an, "mot", "Báo cáo một, sửa", 1)
    done = submit(an)
    assert sent(an)[0] == "Nội dung: thêm 2 mục, sửa 1 mục"
    assert "“Báo cáo ba” (docs/bao-cao/2023-h1/ba.md) – bản nháp" in done.stdout
    assert "sửa báo cáo “Báo cáo một, sửa”" in git(an, "log", "-1", "--format=%b")


def test_what_is_wrong_is_told_and_nothing_is_sent(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    path = write(an, "hai", "Báo cáo hai")
    path.write_text(path.read_text(encoding="utf-8").replace("2023-H1", "2023-H3"), encoding="utf-8")
    done = submit(an)
    assert done.returncode == 1 and "hai.md:6" in done.stderr and "2023-H3" in done.stderr
    assert len(sent(an)) == 1 and git(an, "log", "--format=%s") == "Bắt đầu"
    (an.parent / "remote.git").rename(an.parent / "away.git")
    assert "không nối được tới kho chung" in submit(an, "--dry-run").stderr


def test_what_others_sent_meanwhile_is_taken_over(clerks: tuple[Path, Path]) -> None:
    an, binh = clerks
    write(binh, "ba", "Báo cáo ba", 3)
    assert submit(binh).returncode == 0
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 0 and "Người khác đã gửi thay đổi ở 1 tệp: docs/bao-cao/2023-h1/ba.md" in done.stdout
    assert (an / "docs/bao-cao/2023-h1/ba.md").is_file()
    assert sent(an)[:2] == ["Thêm báo cáo “Báo cáo hai”", "Thêm báo cáo “Báo cáo ba”"]


def _both(clerks: tuple[Path, Path]) -> tuple[Path, str]:
    an, binh = clerks
    path = "docs/bao-cao/2023-h1/mot.md"
    for clerk, word in ((binh, "của Bình"), (an, "của An")):
        text = (clerk / path).read_text(encoding="utf-8")
        (clerk / path).write_text(text.replace("Đoạn hai", f"Đoạn {word}"), encoding="utf-8")
    assert submit(binh).returncode == 0
    return an, path


def test_where_both_changed_one_place_nothing_is_lost_and_the_way_out_is_told(clerks: tuple[Path, Path]) -> None:
    an, path = _both(clerks)
    done = submit(an)
    assert done.returncode == 1 and path in done.stderr and "--keep mine" in done.stderr
    assert "của An" in (an / path).read_text(encoding="utf-8") and "<<<" not in (an / path).read_text(encoding="utf-8")
    assert not (an / ".git/rebase-merge").exists() and len(sent(an)) == 2


@pytest.mark.parametrize(("keep", "word"), [("mine", "của An"), ("theirs", "của Bình")])
def test_whose_is_kept_can_be_said(clerks: tuple[Path, Path], keep: str, word: str) -> None:
    an, path = _both(clerks)
    assert submit(an).returncode == 1
    done = submit(an, "--keep", keep)
    assert done.returncode == 0, done.stderr
    assert word in at_remote(an, path)


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_where_one_deletes_what_the_other_changes_it_can_be_said_too(clerks: tuple[Path, Path], keep: str) -> None:
    an, binh = clerks
    draft = write(an, "nhap", "Báo cáo nháp", 5)
    draft.write_text(draft.read_text(encoding="utf-8").replace("---\n\n", "status: draft\n---\n\n"), encoding="utf-8")
    assert submit(an).returncode == 0
    path = draft.relative_to(an).as_posix()
    assert submit(binh).returncode == 0
    (binh / path).unlink()
    assert submit(binh).returncode == 0
    draft.write_text(draft.read_text(encoding="utf-8") + "\nThêm một đoạn.\n", encoding="utf-8")
    other = write(an, "khac", "Báo cáo khác", 6)
    done = submit(an)
    assert done.returncode == 1 and path in done.stderr and "bên xóa" in done.stderr
    done = submit(an, "--keep", keep)
    assert done.returncode == 0, done.stderr
    there = git(an.parent / "remote.git", "ls-tree", "-r", "--name-only", "main")
    assert (path in there) is (keep == "mine") and other.relative_to(an).as_posix() in there
    assert not (an / ".git/rebase-merge").exists()


def test_another_program_of_git_is_waited_for(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    (an / ".git/index.lock").write_text("", encoding="utf-8")
    done = submit(an)
    assert done.returncode == 1 and "chương trình git khác" in done.stderr and "index.lock" in done.stderr
    (an / ".git/index.lock").unlink()
    assert submit(an).returncode == 0


def test_two_changes_of_one_file_in_different_places_go_together(clerks: tuple[Path, Path]) -> None:
    an, binh = clerks
    path = "docs/bao-cao/2023-h1/mot.md"
    for clerk, old, new in ((binh, "Đoạn một", "Đoạn đầu"), (an, "Đoạn ba", "Đoạn cuối")):
        text = (clerk / path).read_text(encoding="utf-8")
        (clerk / path).write_text(text.replace(old, new), encoding="utf-8")
        assert submit(clerk).returncode == 0
    assert "Đoạn đầu" in at_remote(an, path) and "Đoạn cuối" in at_remote(an, path)


def test_what_is_wrong_only_together_is_told_and_not_sent(clerks: tuple[Path, Path]) -> None:
    an, binh = clerks
    write(binh, "ba", "Báo cáo ba", 7)
    assert submit(binh).returncode == 0
    write(an, "hai", "Báo cáo hai", 7)
    done = submit(an)
    assert done.returncode == 1 and "7/BC-UBND" in done.stderr and "ghép" in done.stderr
    assert len(sent(an)) == 2
    write(an, "hai", "Báo cáo hai", 8)
    assert submit(an).returncode == 0 and len(sent(an)) == 4


def test_without_network_all_is_kept_and_sent_later(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    remote = an.parent / "remote.git"
    remote.rename(an.parent / "away.git")
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 1 and "kiểm tra mạng" in done.stderr and "Traceback" not in done.stderr
    assert git(an, "log", "-1", "--format=%s") == "Thêm báo cáo “Báo cáo hai”"
    (an.parent / "away.git").rename(remote)
    again = submit(an)
    assert again.returncode == 0 and "chưa gửi (1)" in again.stdout and len(sent(an)) == 2


def test_somebody_who_is_faster_between_two_steps(clerks: tuple[Path, Path], tmp_path: Path) -> None:
    """Another's push comes in between our last look and our push: a hook of git makes it so, once."""
    an, binh = clerks
    write(binh, "ba", "Báo cáo ba", 3)
    git(binh, "add", ".")
    git(binh, "commit", "--quiet", "--message", "Nhanh hơn")
    hook = an / ".git/hooks/pre-push"
    once = tmp_path / "once"
    push = f'unset GIT_DIR; cd "{binh}" && git push -q'
    hook.write_text(f'#!/bin/sh\n[ -e "{once}" ] || {{ touch "{once}"; {push}; }}\n')
    hook.chmod(0o755)
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 0, done.stderr
    assert sent(an)[:2] == ["Thêm báo cáo “Báo cáo hai”", "Nhanh hơn"]


@pytest.mark.parametrize(
    ("hook", "said"), [("echo 'protected branch' >&2; exit 1", "từ chối"), ("echo 'HTTP 403' >&2; exit 1", "quyền")]
)
def test_a_remote_that_declines(clerks: tuple[Path, Path], hook: str, said: str) -> None:
    an, _ = clerks
    path = an.parent / "remote.git/hooks/pre-receive"
    path.write_text(f"#!/bin/sh\n{hook}\n")
    path.chmod(0o755)
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 1 and said in done.stderr and len(sent(an)) == 1


def test_nobody_is_asked_to_know_git(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    nobody = submit(an, GIT_AUTHOR_NAME="", GIT_COMMITTER_NAME="")
    assert nobody.returncode == 1 and "git config user.name" in nobody.stderr
    git(an, "checkout", "--quiet", "--detach")
    assert "git switch main" in submit(an).stderr
    outside = an.parent / "ngoai"
    shutil.copytree(an / "docs", outside / "docs")
    assert "git clone" in submit(outside).stderr


def test_only_the_content_is_sent(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    (an / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    git(an, "add", "ghi-chu.txt")
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert "không gửi: ghi-chu.txt" in done.stdout
    assert "ghi-chu.txt" not in git(an.parent / "remote.git", "ls-tree", "-r", "--name-only", "main")
    assert (an / "ghi-chu.txt").read_text(encoding="utf-8") == "của tôi"


def test_a_dry_run_sends_nothing(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    done = submit(an, "--dry-run")
    assert done.returncode == 0 and "Chưa gửi gì" in done.stdout and "“Báo cáo hai”" in done.stdout
    assert len(sent(an)) == 1 and git(an, "log", "--format=%s") == "Bắt đầu"


def test_what_was_public_is_not_deleted_but_withdrawn(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    (an / "docs/bao-cao/2023-h1/mot.md").unlink()
    done = submit(an)
    assert done.returncode == 1 and "withdraw" in done.stderr and len(sent(an)) == 1


def test_a_draft_may_be_deleted_and_an_entry_renamed(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    draft = write(an, "nhap", "Báo cáo nháp", 5)
    draft.write_text(draft.read_text(encoding="utf-8").replace("---\n\n", "status: draft\n---\n\n"), encoding="utf-8")
    assert submit(an).returncode == 0
    draft.unlink()
    assert submit(an, "--message", "Xóa bản nháp").returncode == 0 and sent(an)[0] == "Xóa bản nháp"
    renamed = run_hooks("rename", an / "docs/bao-cao/2023-h1/mot.md", "mot-moi", "--docs-dir", an / "docs")
    assert renamed.returncode == 0 and submit(an).returncode == 0
    assert "aliases" in at_remote(an, "docs/bao-cao/2023-h1/mot-moi.md")


def test_a_registry_from_which_something_is_gone_is_not_sent(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    units = an / "docs/danh-muc/don-vi.yml"
    units.write_text(
        units.read_text(encoding="utf-8").replace("- id: ubnd-huyen-dak-po\n", "- id: khac\n"), encoding="utf-8"
    )
    done = submit(an)
    assert done.returncode == 1 and "mot.md" in done.stderr and len(sent(an)) == 1


def test_nobody_to_answer_sends_nothing(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    write(an, "hai", "Báo cáo hai")
    done = submit(an, "--ask")
    assert done.returncode == 2 and "--yes" in done.stderr and len(sent(an)) == 1


def test_a_repository_within_is_not_sent(clerks: tuple[Path, Path]) -> None:
    an, _ = clerks
    within = an / "docs/bao-cao/2023-h1/trong"
    within.mkdir()
    git(within, "init", "--quiet")
    (within / "a.md").write_text("a", encoding="utf-8")
    done = submit(an)
    assert done.returncode == 1 and "kho git khác" in done.stderr and len(sent(an)) == 1


def test_what_both_change_outside_the_content_is_told(clerks: tuple[Path, Path]) -> None:
    an, binh = clerks
    (binh / "GHI-CHU.md").write_text("của Bình", encoding="utf-8")
    git(binh, "add", ".")
    git(binh, "commit", "--quiet", "--message", "Ghi chú")
    git(binh, "push", "--quiet")
    (an / "GHI-CHU.md").write_text("của An", encoding="utf-8")
    write(an, "hai", "Báo cáo hai")
    done = submit(an)
    assert done.returncode == 1 and "GHI-CHU.md" in done.stderr
    assert (an / "GHI-CHU.md").read_text(encoding="utf-8") == "của An"


def test_what_is_given_up_is_set_aside(clerks: tuple[Path, Path]) -> None:
    an, path = _both(clerks)
    assert submit(an).returncode == 1
    done = submit(an, "--keep", "theirs")
    ref = re.search(r"cat-giu/\w+", done.stdout)
    assert ref and "của An" in git(an, "show", f"{ref[0]}:{path}")
