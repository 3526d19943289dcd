"""What only the printed page has: the state's head, and the way back from paper to the page (a QR code)."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

import segno

from archive.schema import Unit, UnitKind


def head_lines(unit: Unit) -> str:
    """Say which head a unit's papers bear, a key of `paper.head`: the state's, or the Party's (36-HD/VPTW)."""
    return "party" if unit.kind is UnitKind.PARTY else "state"


def short_address(url: str) -> str:
    """Write a URL as one would type it from paper: no scheme, no slash at the end."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def qr_svg(url: str) -> str:
    """Draw the QR code of a URL as an SVG element, without its label: the address stands beside it."""
    out = io.BytesIO()
    # Any of the eight masks can be read; trying all to find the prettiest takes most of a build's time.
    code = segno.make(url, error="m", micro=False, mask=4)
    code.save(out, kind="svg", xmldecl=False, svgns=True, nl=False, border=2, omitsize=True)
    return out.getvalue().decode("ascii")
