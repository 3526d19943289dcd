"""Copies of this project as git keeps them, and its commands run within them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from project import ROOT


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def copy_project(folder: Path, *content: str) -> None:
    """Copy the program, its settings and some folders of the content into a working copy."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in content:
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)


def program_of(folder: Path) -> list[str]:
    """Give what begins the program of a copy of the project, in the environment that the tests run in."""
    code = f"import sys; sys.path.insert(0, {str(folder / 'hooks')!r}); from commands import main; main()"
    return [sys.executable, "-c", code]


def run_in(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of a copy of the project."""
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [*program_of(folder), *arguments],
        cwd=folder,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
