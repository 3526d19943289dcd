"""The site's style: one file to fetch, put together from several to read (`overrides/assets/css/`)."""

from __future__ import annotations

import re
from pathlib import Path

from archive.patterns import pattern

# In the order of the cascade: what is general, what is particular, paper last.
PARTS = ("base", "site", "lists", "entry", "account", "search", "verify", "print")
_COMMENT = pattern(r"/\*.*?\*/", re.DOTALL)


def stylesheet(overrides: str) -> str:
    """Join the parts; comments, indentation and empty lines are left out."""
    folder = Path(overrides) / "assets/css"
    text = "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"
