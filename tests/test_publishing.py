"""Publishing to a real git remote: a bare repository on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from project import ROOT

Publish = Callable[..., "subprocess.CompletedProcess[str]"]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of this project with little content, whose origin is a bare repository; git knows no user."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("NAME", "EMAIL"):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.delenv(f"GIT_{who}_{name}", raising=False)
    git(tmp_path, "init", "--bare", "--quiet", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "clone")
    clone = tmp_path / "clone"
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, clone / name)
    shutil.copytree(ROOT / "docs/danh-muc", clone / "docs/danh-muc")
    shutil.copytree(ROOT / "docs/tin-bai", clone / "docs/tin-bai")
    return clone


@pytest.fixture
def publish(clone: Path) -> Publish:
    """Run `publish` in the clone, in the environment that the tests run in."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; sys.path.insert(0, {str(clone / 'hooks')!r}); from commands import main; main()"
        command = [sys.executable, "-c", code, "publish", "--as-of", "2024-01-15", *arguments]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.run(command, cwd=clone, env=environ, capture_output=True, encoding="utf-8", check=False)

    return run


def commits(clone: Path) -> list[str]:
    remote = clone.parent / "remote.git"
    return git(remote, "log", "--format=%H", "gh-pages").split() if git(remote, "branch", "--list", "gh-pages") else []


def test_a_site_is_published_in_the_publishers_name(clone: Path, publish: Publish) -> None:
    done = publish()
    assert done.returncode == 0, done.stderr
    remote = clone.parent / "remote.git"
    who = "Cổng thông tin huyện Đak Pơ <cong-thong-tin@dak-po.example>"
    assert git(remote, "log", "--format=%an <%ae>|%cn <%ce>", "gh-pages") == f"{who}|{who}"
    files = set(git(remote, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages").splitlines())
    assert {"index.html", ".nojekyll", "du-lieu/catalogue.json", "ky/2023-h1/index.html"} <= files
    assert commits(clone)[0][:10] in done.stdout


def test_an_unchanged_site_makes_no_commit_and_a_changed_one_adds_to_history(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    first = commits(clone)
    again = publish()
    assert again.returncode == 0 and "Không có gì mới" in again.stdout and commits(clone) == first
    story = next((clone / "docs/tin-bai/2023").glob("*.md"))
    story.write_text(story.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert publish().returncode == 0
    assert commits(clone)[1:] == first


def test_a_build_with_problems_publishes_nothing(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    before = commits(clone)
    (clone / "docs/tin-bai/2023/sai.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    done = publish()
    assert done.returncode == 1 and "docs/tin-bai/2023/sai.md:1: «date»" in done.stderr
    assert commits(clone) == before


def test_a_dry_run_pushes_nothing(clone: Path, publish: Publish) -> None:
    done = publish("--dry-run")
    assert done.returncode == 0 and "chạy thử" in done.stdout and commits(clone) == []


def test_someone_elses_edition_stays_in_history(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    other = clone.parent / "other"
    git(clone.parent, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "other")
    (other / "extra.txt").write_text("x")
    git(other, "add", ".")
    git(other, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "x")
    git(other, "push", "--quiet")
    theirs = commits(clone)
    assert publish().returncode == 0
    assert commits(clone)[1:] == theirs


def test_a_remote_that_is_gone_is_told_and_nothing_is_left_behind(clone: Path, publish: Publish) -> None:
    shutil.rmtree(clone.parent / "remote.git")
    done = publish()
    assert done.returncode == 1 and "Không đọc được bản đang đăng" in done.stderr and "Traceback" not in done.stderr
    assert git(clone, "for-each-ref") == ""
    assert sorted(path.name for path in clone.iterdir() if path.name.startswith(".")) == [".cache", ".git"]


def test_a_folder_without_git_is_told(clone: Path, publish: Publish) -> None:
    shutil.rmtree(clone / ".git")
    done = publish()
    assert done.returncode == 1 and "Không dùng được git" in done.stderr


def test_nothing_of_the_publishing_stays_in_the_clone(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    assert "staging" not in git(clone, "for-each-ref")
    assert not [path for path in clone.iterdir() if path.name.startswith(".site")]
