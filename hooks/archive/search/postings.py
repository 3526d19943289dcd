"""Lists of passages as short text: what a shard holds for each writing of a key.

A list is its levels, the highest first: the level's mark, then the distances from each number to the next. A distance
is written most significant first, its last sign in base 56, those before from a second alphabet in base 29. The signs
are printable ASCII without the two that JSON escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from archive.patterns import pattern
from archive.search.document import LEVELS

_SIGNS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
LEVEL_SIGNS, LAST_SIGNS, MORE_SIGNS = _SIGNS[:LEVELS], _SIGNS[LEVELS : LEVELS + 56], _SIGNS[LEVELS + 56 :]
_SHORT = list(LAST_SIGNS)
_LEVEL_OF = {sign: level for level, sign in enumerate(LEVEL_SIGNS)}
_LAST_OF = {sign: value for value, sign in enumerate(LAST_SIGNS)}
_MORE_OF = {sign: value for value, sign in enumerate(MORE_SIGNS)}
_MORE = len(MORE_SIGNS)
_OF_LEVEL = pattern(f"([{re.escape(LEVEL_SIGNS)}])([^{re.escape(LEVEL_SIGNS)}]+)")
_MORES, _LASTS = f"[{re.escape(MORE_SIGNS)}]", f"[{re.escape(LAST_SIGNS)}]"
_DISTANCE = pattern(f"{_MORES}*{_LASTS}")
# Distances of at most two signs are added up many at a time; longer ones stand alone.
_RUN = pattern(f"(?:{_MORES}?{_LASTS}){{1,32}}|{_MORES}{{2,}}{_LASTS}")
_LAST_VALUES, _MORE_VALUES = (bytes(of.get(chr(code), 0) for code in range(256)) for of in (_LAST_OF, _MORE_OF))


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


def changed(text: str, gone: Iterable[int], new: Iterable[int]) -> str:
    """Write a list after some postings have gone and others come; the parts of it that have none of them are copied."""
    levels = {_LEVEL_OF[sign]: distances for sign, distances in _OF_LEVEL.findall(text)}
    changes: dict[int, dict[int, bool]] = {}
    for postings, comes in ((gone, False), (new, True)):
        for posting in postings:
            number, level = divmod(posting, LEVELS)
            changes.setdefault(level, {})[number] = comes
    levels |= {level: _changed(levels.get(level, ""), some) for level, some in changes.items()}
    return "".join([LEVEL_SIGNS[level] + levels[level] for level in sorted(levels, reverse=True) if levels[level]])


def count(text: str) -> int:
    """Count the numbers of a list without reading them."""
    return sum(map(text.count, LAST_SIGNS))


def _changed(distances: str, changes: Mapping[int, bool]) -> str:
    """Write the distances of a level after each of some numbers has come (True) or gone (False)."""
    parts: list[str] = []
    ahead = sorted(changes, reverse=True)
    before = written = 0  # the last number that was read, and the last that was written
    for run in _RUN.findall(distances):
        after = before + _sum(run)
        if ahead and ahead[-1] <= after:
            numbers = {before + one for one in accumulate(map(_sum, _DISTANCE.findall(run)))}
            while ahead and ahead[-1] <= after:
                number = ahead.pop()
                (numbers.add if changes[number] else numbers.discard)(number)
            parts.append(_text(sorted(numbers), written))
            written = max(numbers, default=written)
        else:
            first = _DISTANCE.match(run)
            assert first
            parts.append(_signs(_sum(first[0]) + before - written) + run[first.end() :])
            written = after
        before = after
    parts.append(_text([number for number in reversed(ahead) if changes[number]], written))
    return "".join(parts)


def _sum(run: str) -> int:
    """Add up a run of distances."""
    if len(run) > 2 and run[0] in _MORE_OF and run[1] in _MORE_OF:
        return decoded(LEVEL_SIGNS[0] + run)[-1] // LEVELS
    signs = run.encode()
    return sum(signs.translate(_LAST_VALUES)) + 56 * sum(signs.translate(_MORE_VALUES))


def _text(numbers: Sequence[int], before: int) -> str:
    return "".join([_signs(number - one) for one, number in pairwise([before, *numbers])])


def _signs(distance: int) -> str:
    return _SHORT[distance] if distance < 56 else _long(distance)


def _long(distance: int) -> str:
    distance, last = divmod(distance, 56)
    signs = LAST_SIGNS[last]
    while distance:
        distance, more = divmod(distance, _MORE)
        signs = MORE_SIGNS[more] + signs
    return signs
