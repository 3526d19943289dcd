"""QR codes of thousands of addresses (ISO/IEC 18004): segno encodes a few, the others follow from how they differ.

Where size, level and mask are the same, each module of a symbol is a sum modulo two of bits of its text: Reed-Solomon
codes are linear, and what comes after them only moves and turns modules. So what one bit changes, it changes in every
symbol of that size, and the addresses of an archive differ in a few letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from archive.patterns import pattern
from archive.store import Apart, Store, key_of

# Dark modules side by side, with the light ones before them.
_RUN = pattern("0*1+")
# How many modules stay light around a code.
_BORDER = 2
_AS_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass
class Symbols:
    """Encodes texts; the modules of a symbol are the bits of a number, row by row, the first the highest.

    `_first` is a text of each length with its symbol, `_turned` what the bits of a byte turn in symbols of a size.
    """

    _first: dict[int, tuple[bytes, Symbol]] = field(default_factory=dict, repr=False)
    _turned: dict[tuple[int, int, int], int] = field(default_factory=dict, repr=False)

    def of(self, text: bytes) -> Symbol:
        """Give the symbol of a text."""
        known = self._first.get(len(text))
        if known is None:
            self._first[len(text)] = known = text, _encoded(text)
        first, symbol = known
        modules = symbol.modules
        for at, (ours, others) in enumerate(zip(text, first, strict=True)):
            if ours != others:
                modules ^= self._turns(known, at, ours ^ others)
        return Symbol(symbol.side, modules)

    def _turns(self, known: tuple[bytes, Symbol], at: int, bits: int) -> int:
        """Say which modules some bits of a byte turn."""
        text, symbol = known
        key = symbol.side, at, bits
        if key not in self._turned:
            last = bits & -bits
            if bits == last:
                other = _encoded(text[:at] + bytes((text[at] ^ bits,)) + text[at + 1 :])
                self._turned[key] = symbol.modules ^ other.modules
            else:
                self._turned[key] = self._turns(known, at, last) ^ self._turns(known, at, bits ^ last)
        return self._turned[key]


class Symbol(NamedTuple):
    """A square of modules, dark where a bit of `modules` is set."""

    side: int
    modules: int

    @property
    def svg(self) -> str:
        """Draw it as an SVG element, without its label: the address stands beside it."""
        side = self.side
        all_rows = f"{self.modules:0{side * side}b}"
        path = "".join(_path(row, all_rows[row * side : (row + 1) * side]) for row in range(side))
        width = side + 2 * _BORDER
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}">'
            f'<path stroke="#000" d="{path}"/></svg>'
        )


def _path(row: int, modules: str) -> str:
    runs = _RUN.findall(modules)
    if not runs:
        return ""
    start, dark = _lengths(runs[0])
    return f"M{start + _BORDER} {row + _BORDER}.5h{dark}" + "".join(map(_step, runs[1:]))


@cache
def _step(run: str) -> str:
    return "m{} 0h{}".format(*_lengths(run))


def _lengths(run: str) -> tuple[int, int]:
    return run.count("0"), run.count("1")


def _encoded(text: bytes) -> Symbol:
    import segno  # with all that it brings along: codes are drawn once

    # Any of the eight masks can be read; trying all to find the prettiest takes most of a build's time.
    code = segno.make(text, error="m", mode="byte", micro=False, mask=4, boost_error=False)
    return Symbol(len(code.matrix), int(b"".join(code.matrix).translate(_AS_DIGITS), 2))


@dataclass
class Codes:
    """The QR codes of a site: each depends on its address alone, and is drawn once by each `program`."""

    program: str
    store: Store | Apart
    _symbols: Symbols = field(default_factory=Symbols, repr=False)

    def svg(self, url: str) -> str:
        """Give the code of a URL."""
        return self.store.get(self._key(url), lambda: self._symbols.of(url.encode()).svg.encode()).decode()

    def ahead(self, urls: Iterable[str]) -> dict[str, bytes]:
        """Find those that were drawn before, for a process that must not open the store."""
        found = {key: self.store.find(key) for key in map(self._key, urls)} if isinstance(self.store, Store) else {}
        return {key: code for key, code in found.items() if code is not None}

    def _key(self, url: str) -> str:
        return key_of("code", self.program, url)
