"""Running git: in a folder, asking nobody for anything, its words kept."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


def git(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run git and give what came of it, well or not; raises FileNotFoundError where the machine has none."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **(environment or {}), "GIT_TERMINAL_PROMPT": "0"},
        check=False,
    )
