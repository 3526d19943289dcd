"""What was meant by a word that the archive does not have: slips of the finger, and what Telex and VNI leave behind.

Mirrors browser/slips.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from archive.patterns import pattern
from archive.search.text import syllable

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "")


def _neighbours() -> Iterator[str]:
    for row, below in pairwise(_KEYS):
        for at, key in enumerate(row):
            for other in row[at + 1 : at + 2] + below[max(0, at - 1) : at + 1]:
                yield from (key + other, other + key)


_NEIGHBOURS = frozenset(_neighbours())

# Spellings of what sounds the same, or nearly, in one region or another.
_SOUNDS = [
    (pattern(spelt), said)
    for spelt, said in (
        (r"^(?:gi|[rzj])(?=[aeouy])", "d"),
        (r"^gi", "di"),
        (r"^tr", "ch"),
        (r"^x", "s"),
        (r"^[kq]", "c"),
        (r"^f", "ph"),
        (r"^n(?=[aeiouy])", "l"),
        (r"y", "i"),
        (r"k\Z", "c"),
    )
]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Write a folded syllable as it sounds."""
    for spelt, said in _SOUNDS:
        word = spelt.sub(said, word)
    return word


def slip(typed: str, meant: str) -> float:
    """Say how likely `typed` is a slip for `meant`, from 0 (not one slip away) to 1."""
    if sound(typed) == sound(meant):
        return 0.95
    shorter = min(len(typed), len(meant))
    head = tail = 0
    while head < shorter and typed[head] == meant[head]:
        head += 1
    while tail < shorter - head and typed[-1 - tail] == meant[-1 - tail]:
        tail += 1
    was, now = typed[head : len(typed) - tail], meant[head : len(meant) - tail]
    if len(was) == 2 and was == now[::-1]:
        return 1
    match len(was), len(now):
        case 1, 1:
            return 0.9 if was + now in _NEIGHBOURS else 0.6
        case 0, 1:
            return 0.9
        case 1, 0:
            before, after = typed[:head][-1:], typed[head + 1 : head + 2]
            return 0.95 if before == was or was + before in _NEIGHBOURS or was + after in _NEIGHBOURS else 0.8
    return 0


_VOWEL = pattern("[aeiouyăâêôơư]")
_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"uo": "ươ", "u": "ư", "o": "ơ", "a": "ă"}


def from_telex(word: str) -> str | None:
    """Read a word as Telex typed without its editor: “ngoaij” is `ngoai5`; None where it has none of its letters."""
    vowel = _VOWEL.search(word)
    if not vowel:
        return None
    onset, behind = word[: vowel.start()], word[vowel.start() :]
    rest = onset + re.sub("[sfrxj]", "", behind)
    tone = next((_TELEX_TONES[letter] for letter in reversed(behind) if letter in _TELEX_TONES), "")
    rest = re.sub(r"^d(.+)d\Z", r"đ\1", re.sub("^dd", "đ", rest))
    for typed, meant in ("aa", "â"), ("ee", "ê"), ("oo", "ô"):
        rest = rest.replace(typed, meant, 1)
    rest = re.sub("u?w?ow|uow", lambda span: "ơ" if span[0] == "ow" else "ươ", rest, count=1)
    rest = rest.replace("aw", "ă", 1).replace("uw", "ư", 1)
    rest = re.sub(r"([aeo])([^aeo]+)\1\Z", lambda span: _CIRCUMFLEX[span[1]] + span[2], rest, count=1)
    rest = re.sub(r"^(.*?)(uo|u|o|a)([^w]*)w\Z", lambda span: span[1] + _HORN[span[2]] + span[3], rest)
    form = rest + tone
    return None if form == word else form


_VNI = {"a6": "â", "e6": "ê", "o6": "ô", "o7": "ơ", "u7": "ư", "a8": "ă", "d9": "đ"}


def from_vni(word: str) -> str | None:
    """Read a word as VNI typed without its editor: “ngoa5i” is `ngoai5`; None where its digits mean nothing."""
    tone = rest = ""
    for sign in word:
        if sign not in "0123456789":
            rest += sign
        elif sign in "12345":
            tone = sign
        elif sign == "7" and (joined := re.sub(r"uo(?=[^uo]*\Z)", "ươ", rest, count=1)) != rest:
            rest = joined
        else:
            at = next((at for at in reversed(range(len(rest))) if rest[at] + sign in _VNI), None)
            if at is None:
                return None
            rest = rest[:at] + _VNI[rest[at] + sign] + rest[at + 1 :]
    # Some of its marks may be there already: “d9ính”.
    form, folded = syllable(rest)
    return form + tone if _VOWEL.search(folded) else None


def divisions(word: str, known: Callable[[str], bool], most: int = 4) -> list[list[str]]:
    """Divide a word into two to four known syllables, every way there is."""
    found: list[list[str]] = []
    for end in range(1, len(word) if most > 1 else 1):
        head, rest = word[:end], word[end:]
        if not known(head):
            continue
        if known(rest):
            found.append([head, rest])
        found += ([head, *more] for more in divisions(rest, known, most - 1))
    return found
