"""Lists of passages as short text: what a shard holds for each writing of a key.

A list is its levels, the highest first: the level's mark, then the distances from each number to the next. A distance
is written most significant first, its last sign in base 56, those before from a second alphabet in base 29. The signs
are printable ASCII without the two that JSON escapes.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.search.document import LEVELS

_SIGNS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
LEVEL_SIGNS, LAST_SIGNS, MORE_SIGNS = _SIGNS[:LEVELS], _SIGNS[LEVELS : LEVELS + 56], _SIGNS[LEVELS + 56 :]
_SHORT = list(LAST_SIGNS)
_LEVEL_OF = {sign: level for level, sign in enumerate(LEVEL_SIGNS)}
_LAST_OF = {sign: value for value, sign in enumerate(LAST_SIGNS)}
_MORE_OF = {sign: value for value, sign in enumerate(MORE_SIGNS)}
_MORE = len(MORE_SIGNS)


def encoded(postings: Iterable[int]) -> str:
    """Write a list of `number * LEVELS + level`."""
    by_level: list[list[int]] = [[] for _ in range(LEVELS)]
    for posting in sorted(postings):
        by_level[posting % LEVELS].append(posting // LEVELS)
    parts: list[str] = []
    for level in range(LEVELS - 1, -1, -1):
        before = 0
        if by_level[level]:
            parts.append(LEVEL_SIGNS[level])
        for number in by_level[level]:
            distance, before = number - before, number
            parts.append(_SHORT[distance] if distance < 56 else _long(distance))
    return "".join(parts)


def decoded(text: str) -> list[int]:
    """Read a list back, as `number * LEVELS + level` in ascending order."""
    found: list[int] = []
    level = number = distance = 0
    for sign in text:
        if sign in _LAST_OF:
            number += distance * 56 + _LAST_OF[sign]
            found.append(number * LEVELS + level)
            distance = 0
        elif sign in _MORE_OF:
            distance = distance * _MORE + _MORE_OF[sign]
        else:
            level, number = _LEVEL_OF[sign], 0
    return sorted(found)


def count(text: str) -> int:
    """Count the numbers of a list without reading them."""
    return sum(map(text.count, LAST_SIGNS))


def _long(distance: int) -> str:
    distance, last = divmod(distance, 56)
    signs = LAST_SIGNS[last]
    while distance:
        distance, more = divmod(distance, _MORE)
        signs = MORE_SIGNS[more] + signs
    return signs
