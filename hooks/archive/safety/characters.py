"""Characters that a reader cannot see and that change what is read: controls, directions, tags, what is no character.

An override of direction shows “gpj.exe” for “exe.jpg” (Unicode Technical Report 36); tag characters hide a whole text.
"""

from __future__ import annotations

import re
import unicodedata

from archive.patterns import pattern

CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
DECEIVING = (
    "\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e00ff"
)
# Joiners and soft hyphens come along from web pages and do no harm; they are only looked through.
HARMLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f"

_CONTROL = pattern(f"[{CONTROL}]")
_DECEIVING = pattern(f"[{DECEIVING}]")
_UNSEEN = pattern(f"[{CONTROL}{DECEIVING}{HARMLESS}]")


def control_in(text: str) -> re.Match[str] | None:
    """Find the first control character."""
    return None if text.isprintable() else _CONTROL.search(text)


def deceiving_in(text: str) -> re.Match[str] | None:
    """Find the first character that turns the direction of what follows, or hides."""
    return None if text.isascii() else _DECEIVING.search(text)


def without_unseen(text: str) -> str:
    """Leave out what nobody sees; lines and tabs stay."""
    return _UNSEEN.sub("", text)


def named(char: str) -> str:
    """Name a character that cannot be shown: U+202E RIGHT-TO-LEFT OVERRIDE."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
