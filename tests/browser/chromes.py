"""Which Chromium there is, and how it is started: the same for tests and benchmarks."""

from __future__ import annotations

import shutil

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def on_path() -> str | None:
    """Find a Chromium on the PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
