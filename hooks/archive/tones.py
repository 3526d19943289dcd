"""Tone marks of Vietnamese where a syllable has two ways to bear them: “hoà” and “hòa”, “Uỷ” and “Ủy”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from archive.patterns import pattern
from archive.suggestion import folded

# Where a syllable ends in one of these its tone stands on either vowel.
_OPEN = ("oa", "oe", "uy")
_WORD = pattern(r"[^\W\d_]+")


class Tones:
    """Writes known names as they are spelt, where a text has their tone marks on the other vowel."""

    def __init__(self, names: Iterable[str]) -> None:
        """Gather the names that can be written in two ways."""
        found = ((_form_of(name), name) for name in sorted(set(names)))
        self._forms = [(form, name) for form, name in found if form is not None]

    def of(self, text: str) -> str:
        """Give a text with its names as they are known: “Uỷ ban” as “Ủy ban”."""
        for form, name in self._forms:
            text = form.sub(name, text)
        return text


def _form_of(name: str) -> re.Pattern[str] | None:
    """Give the form that finds a name with its tones on the other vowel; None where no syllable has two ways."""
    parts, at, two_ways = [], 0, False
    for word in _WORD.finditer(name):
        other = _other_way(word[0])
        parts.append(re.escape(name[at : word.start()]))
        parts.append(re.escape(word[0]) if other is None else f"(?:{re.escape(word[0])}|{re.escape(other)})")
        at, two_ways = word.end(), two_ways or other is not None
    form = "".join([*parts, re.escape(name[at:])])
    return re.compile(rf"(?<!\w){form}(?!\w)") if two_ways else None


def _other_way(word: str) -> str | None:
    """Write a syllable with its tone on the other of two vowels; None where there is only one way."""
    plain = folded(word)
    if not plain.endswith(_OPEN) or plain.startswith("qu") or len(plain) != len(word):
        return None
    before, first, second = word[:-2], *(unicodedata.normalize("NFD", char) for char in word[-2:])
    tones = "\u0300\u0301\u0303\u0309\u0323"
    tone = next((char for char in first + second if char in tones), "")
    if not tone:
        return None
    bare = [char.replace(tone, "") for char in (first, second)]
    if len("".join(bare)) != 2:  # a vowel with a mark of its own bears the tone
        return None
    moved = (bare[0], bare[1] + tone) if tone in first else (bare[0] + tone, bare[1])
    return before + unicodedata.normalize("NFC", "".join(moved))
