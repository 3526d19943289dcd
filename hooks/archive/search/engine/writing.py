"""From the canonical form of a syllable back to how it is written: `ngoai5` is “ngoại”.

Mirrors browser/writing.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import re
import unicodedata

from archive.patterns import pattern

_MARKS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_FORM = pattern("(.*?)([1-5]?)")
_CLUSTER = pattern("((?:qu|gi(?=[aeiouyăâêôơư]))?[^aeiouyăâêôơư]*)([aeiouyăâêôơư]+)(.*)")


def written(form: str) -> str:
    """Write a form with its tone where Vietnamese puts it: on the vowel with a mark, else before the last, or last."""
    letters, tone = _FORM.fullmatch(form).groups()  # type: ignore[union-attr]  # any form is letters, and a tone or none
    parts = _CLUSTER.fullmatch(letters) if tone and re.search("[^0-9]", letters) else None
    if parts is None:
        return form
    onset, vowels, coda = parts.groups()
    at = max(map(vowels.rfind, "ăâêôơư"))
    if at < 0:
        at = len(vowels) - (1 if coda or len(vowels) == 1 else 2)
    return unicodedata.normalize("NFC", onset + vowels[: at + 1] + _MARKS[tone] + vowels[at + 1 :] + coda)
