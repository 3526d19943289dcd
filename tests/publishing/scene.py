"""A clone of this project with little content, its origin a bare repository beside it, and what becomes of it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.trust.journal import Journal
from archive.trust.keys import SigningKey, fingerprint
from archive.trust.verifying import verify_site
from checkouts import copy_project, git, run_in
from project import ROOT

KEY, OTHER_KEY = (SigningKey(bytes([number]) * 32) for number in (1, 2))
SIGNED = {"ARCHIVE_SIGNING_KEY": KEY.pem}
DAY = "2024-01-15"
_WHO = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")
_STORIES = 3


@dataclass
class Scene:
    """Where a test publishes: everything lies in `folder`."""

    folder: Path

    @property
    def clone(self) -> Path:
        return self.folder / "clone"

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    @property
    def root(self) -> Path:
        """The folder of a web server, of those tests that have one."""
        return self.folder / "www"

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_in(self.clone, *map(str, arguments), **environment)

    def run_at(self, days: int, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command on a machine whose clock is so many days off."""
        code = (
            f"import sys; sys.path.insert(0, {str(self.clone / 'hooks')!r})\n"
            "from datetime import timedelta\nimport archive.dates, archive.publishing.record as record\n"
            "right, day = record.now, archive.dates.today\n"
            f"record.now = lambda: right() + timedelta({days})\n"
            f"archive.dates.today = lambda: day() + timedelta({days})\n"
            "from commands import main; main()"
        )
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.clone,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def publish(self, *arguments: str | Path, day: str = DAY, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("publish", "--as-of", day, *arguments, **{**SIGNED, **environment})

    def published(self, *arguments: str | Path, day: str = DAY) -> str:
        """Publish, and give what was said; it must go well."""
        done = self.publish(*arguments, day=day)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stories(self) -> list[Path]:
        return sorted((self.clone / "docs/tin-bai/2023").glob("*.md"))

    def write(self, text: str = "Thêm một câu.", story: int = 0) -> Path:
        """Let a clerk add a sentence to a story."""
        path = self.stories()[story]
        path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
        return path

    def commit(self, message: str = "Nội dung") -> str:
        """Commit and send all sources, as clerks do; gives the commit."""
        git(self.clone, "add", "--all")
        git(self.clone, *_WHO, "commit", "--quiet", "--message", message)
        git(self.clone, "push", "--quiet", "origin", "HEAD:refs/heads/main")
        return git(self.clone, "rev-parse", "HEAD")

    def commits(self) -> list[str]:
        """The commits of the published branch, the newest first."""
        there = git(self.remote, "branch", "--list", "gh-pages")
        return git(self.remote, "log", "--format=%H", "gh-pages").split() if there else []

    def live(self) -> Path:
        """Check out what is live, as a citizen would who checks it."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "live"
        git(self.folder, "clone", "--quiet", "--branch", "gh-pages", "remote.git", str(folder))
        return folder

    def is_whole(self, folder: Path | None = None) -> bool:
        """Tell whether what is live is one whole edition, signed by the district."""
        verdict = verify_site(folder or self.live(), expected=fingerprint(KEY.public))
        assert verdict.faults == [] and verdict.unproven == [], verdict.faults
        return True

    def edition(self, folder: Path | None = None) -> str:
        return hashlib.sha256(((folder or self.live()) / "manifest.json").read_bytes()).hexdigest()[:16]

    def journal(self, folder: Path | None = None) -> Journal:
        return Journal.read(((folder or self.live()) / "so-cai.jsonl").read_text(encoding="utf-8"))

    def litter(self) -> list[str]:
        """Name what a run that was broken off left, and nobody swept away."""
        clone, depot = self.clone, self.clone / ".git/archive-publishing"
        found = [*clone.glob(".git/**/*.lock"), *depot.glob("objects/**/tmp_*"), *depot.glob("fast_import_crash*")]
        found += list((clone / ".cache").glob(".*-*"))
        found += [*self.root.glob("editions/.*"), *self.root.glob(".current-*")]
        refs = git(clone, "for-each-ref", "--format=%(refname)").split()
        refs += git(depot, "for-each-ref", "--format=%(refname)").split() if depot.is_dir() else []
        return [str(path) for path in found] + [ref for ref in refs if "staging" in ref]


def new_scene(folder: Path) -> Scene:
    """Make a clone, with its sources committed and sent; nothing is published yet."""
    scene = Scene(folder)
    git(folder, "init", "--bare", "--quiet", "--initial-branch=main", "remote.git")
    git(folder, "clone", "--quiet", "remote.git", "clone")
    git(scene.clone, "checkout", "--quiet", "-B", "main")
    copy_project(scene.clone, "danh-muc", "tin-bai")
    (scene.clone / ".gitignore").write_text((ROOT / ".gitignore").read_text(encoding="utf-8"), encoding="utf-8")
    kept = scene.stories()[:_STORIES]
    for story in (scene.clone / "docs/tin-bai").rglob("*.md"):
        if story not in kept:
            story.unlink()
    said = "".join(story.read_text(encoding="utf-8") for story in kept)
    for picture in (scene.clone / "docs/tin-bai").rglob("*.*"):
        if picture.suffix != ".md" and picture.name not in said:
            picture.unlink()
    scene.commit("Bắt đầu")
    git(scene.clone, "branch", "--quiet", "--set-upstream-to=origin/main")
    return scene


def without_users_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nobody but whom a test names."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("NAME", "EMAIL"):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.delenv(f"GIT_{who}_{name}", raising=False)
