"""What only the printed page has: the state's head, and the way back from paper to the page (a QR code)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.schema import Unit, UnitKind
from archive.store import Apart, Store, key_of

# Modules of a QR code that are dark, side by side; and how many stay light around it.
_DARK = re.compile(rb"\x01+")
_BORDER = 2


def head_lines(unit: Unit) -> str:
    """Say which head a unit's papers bear, a key of `paper.head`: the state's, or the Party's (36-HD/VPTW)."""
    return "party" if unit.kind is UnitKind.PARTY else "state"


def short_address(url: str) -> str:
    """Write a URL as one would type it from paper: no scheme, no slash at the end."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def qr_svg(url: str) -> str:
    """Draw the QR code of a URL as an SVG element, without its label: the address stands beside it."""
    import segno  # with all that it brings along: codes are drawn once

    # Any of the eight masks can be read; trying all to find the prettiest takes most of a build's time.
    code = segno.make(url, error="m", micro=False, mask=4, boost_error=False)
    path, side = [], len(code.matrix) + 2 * _BORDER
    for row, modules in enumerate(code.matrix):
        at = 0
        for dark in _DARK.finditer(modules):
            start, end = dark.span()
            path.append(
                f"m{start - at} 0h{end - start}" if at else f"M{start + _BORDER} {row + _BORDER}.5h{end - start}"
            )
            at = end
    drawn = "".join(path)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path stroke="#000" d="{drawn}"/></svg>'
    )


@dataclass
class Codes:
    """The QR codes of a site: each depends on its address alone, and is drawn once by each `program`."""

    program: str
    store: Store | Apart

    def svg(self, url: str) -> str:
        """Give the code of a URL, as `qr_svg` does."""
        return self.store.get(self._key(url), lambda: qr_svg(url).encode()).decode()

    def ahead(self, urls: Iterable[str]) -> dict[str, bytes]:
        """Find those that were drawn before, for a process that must not open the store."""
        found = {key: self.store.find(key) for key in map(self._key, urls)} if isinstance(self.store, Store) else {}
        return {key: code for key, code in found.items() if code is not None}

    def _key(self, url: str) -> str:
        return key_of("code", self.program, url)
