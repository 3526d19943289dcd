"""What a script beside the tests is run with: the project's own environment, which holds what it imports."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def enter(script: str, needed: tuple[str, ...]) -> None:
    """Go on in the project's environment, if this Python lacks one of the packages `needed`; it is not made here.

    Returns where nothing is lacking; else ends the process as the script ends there, or with what makes that
    environment.
    """
    if all(map(importlib.util.find_spec, needed)):
        return
    sys.path.insert(0, str(ROOT / "hooks"))
    from archive.environment import python_of

    python = python_of(ROOT / ".venv")
    if not python.exists() or Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
        sys.exit("The project's environment is missing or not whole: python3 hooks test --version makes it.")
    sys.exit(subprocess.call([str(python), script, *sys.argv[1:]]))
