"""QR codes: drawn as segno encodes them, whichever were drawn before."""

from __future__ import annotations

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import qr_codes
from archive.paper import short_address
from archive.qr_codes import Codes, Symbols
from archive.store import Apart

ADDRESS = "https://luu-tru.dak-po.example/bao-cao/2023-h1/doi-ngoai/"


def dark_in(drawn: str) -> set[tuple[int, int]]:
    """Read a path as SVG 2 does: absolute first, then relative moves."""
    dark = set()
    for row in re.findall(r"M[^M\"]+", drawn):
        x, y = map(float, re.match(r"M(\d+) (\S+?)h", row).groups())
        for gap, length in re.findall(r"(?:m(\d+) 0|M\d+ [\d.]+)h(\d+)", row):
            x += int(gap or 0)
            dark |= {(int(x) + step, int(y)) for step in range(int(length))}
            x += int(length)
    return dark


def encoded(text: bytes) -> segno.QRCode:
    return segno.make(text, error="m", mode="byte", micro=False, mask=4, boost_error=False)


def test_a_code_holds_the_pages_own_address() -> None:
    code, drawn = encoded(ADDRESS.encode()), Codes("program", Apart()).svg(ADDRESS)
    side = code.symbol_size(border=2)[0]
    shown = {(x, y) for y, line in enumerate(code.matrix_iter(border=2)) for x, module in enumerate(line) if module}
    assert f'viewBox="0 0 {side} {side}"' in drawn and dark_in(drawn) == shown
    assert short_address(ADDRESS) == "luu-tru.dak-po.example/bao-cao/2023-h1/doi-ngoai"


# Of three sizes, the last of those that write lengths with more bits.
@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from((30, 70, 220)),
    st.lists(st.dictionaries(st.integers(0, 219), st.integers(0, 255), max_size=6), min_size=2, max_size=4),
)
def test_every_code_is_what_segno_encodes(length: int, several: list[dict[int, int]]) -> None:
    symbols = Symbols()
    for letters in several:
        text = bytes(letters.get(at, ord("a")) for at in range(length))
        symbol, code = symbols.of(text), encoded(text)
        assert f"{symbol.modules:0{symbol.side**2}b}" == "".join(str(module) for row in code.matrix for module in row)


def test_addresses_alike_are_encoded_a_few_times_alone(monkeypatch) -> None:
    asked, encode = [], qr_codes._encoded
    monkeypatch.setattr(qr_codes, "_encoded", lambda text: asked.append(text) or encode(text))
    drawer = Codes("program", Apart())
    drawn = {drawer.svg(f"{ADDRESS}{number}/") for number in range(1000, 2000)}
    assert len(drawn) == 1000 and len(asked) < 20
