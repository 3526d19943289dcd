"""What each template is made of: itself, and all that it extends, includes and imports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.patterns import pattern
from archive.store import key_of

_USES = pattern(r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?:"([^"]*)"|'([^']*)'|\S)""")
# The theme's icons, which use nothing; the version of the theme is in the key of the program.
_ICONS = ".icons/"


def template_keys(overrides: Path, assets: Mapping[str, str]) -> dict[str, str]:
    """Name every template of ours with all that it uses; `assets` are the hashes of the files in `overrides`.

    One that uses what cannot be told from its text, or a template of the theme's, which may use any of ours, is named
    with all there are.
    """
    names = [name for name in assets if name.endswith(".html")]
    uses = {name: _uses((overrides / name).read_text(encoding="utf-8", errors="replace")) for name in names}
    found = {}
    for name in names:
        reached: list[str] = []
        ahead = [name]
        while ahead:
            one = ahead.pop()
            if one not in reached:
                reached.append(one)
                ahead += uses.get(one, ())
        known = all(one in uses or one.startswith(_ICONS) for one in reached)
        found[name] = key_of("template", *(f"{one} {assets.get(one)}" for one in sorted(reached if known else assets)))
    return found


def _uses(text: str) -> list[str]:
    """Give what a template names; an empty name where it is worked out only when the page is printed."""
    return [found[1] or found[2] or "" for found in _USES.finditer(text)]
