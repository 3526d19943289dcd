"""What only the printed page has: the state's head, and the way back from paper to the page, as it is typed."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.schema import Unit, UnitKind


def head_lines(unit: Unit) -> str:
    """Say which head a unit's papers bear, a key of `paper.head`: the state's, or the Party's (36-HD/VPTW)."""
    return "party" if unit.kind is UnitKind.PARTY else "state"


def short_address(url: str) -> str:
    """Write a URL as one would type it from paper: no scheme, no slash at the end."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
