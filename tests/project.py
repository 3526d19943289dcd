"""The project under test: where it is, the day that tests go by, and its commands as users run them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
AS_OF = "2026-01-15"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run_hooks(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python3 hooks …` as its users do, in a process of its own."""
    command = [sys.executable, str(ROOT / "hooks"), *map(str, arguments)]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, encoding="utf-8", check=False)
