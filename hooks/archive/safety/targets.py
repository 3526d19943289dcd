"""Where links and pictures of a text may lead: out by https, mail and telephone; else within the site."""

from __future__ import annotations

import html
from urllib.parse import unquote

from archive.patterns import pattern
from archive.safety.characters import without_unseen

SCHEMES = ("https", "mailto", "tel")

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WHITE = pattern(r"[\x00-\x20\u00a0\u200b-\u200f\u2028\u2029]+")


def fault_of(target: str, *, is_picture: bool = False) -> str | None:
    """Give the code of what is wrong with a target, None where nothing is."""
    target = html.unescape(target)
    if without_unseen(unquote(target)) != unquote(target):
        return "link_character"
    bare = _WHITE.sub("", target)
    if "\\" in bare or "\\" in unquote(bare) or any(not char.isprintable() for char in unquote(bare)):
        return "link_character"
    scheme = _SCHEME.match(bare) or _SCHEME.match(unquote(bare))
    leaves = scheme is not None or bare.startswith("//")
    if is_picture:
        return "picture_remote" if leaves else None
    if leaves and (scheme is None or scheme[1].lower() not in SCHEMES):
        return "link_scheme"
    return None
