"""The numbers of passages: each depends on its own document, so that one more or less does not renumber the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

# Numbers begin with the day that the Republic was declared; an earlier paper shares its number with that day.
FIRST_DAY = date(1945, 9, 2)
# So many numbers a day. More cost more bytes in every posting, fewer have more documents make way for one another.
PER_DAY = 8
# Documents without a day stand on so many days; a prime, so that day and place are independent.
SPREAD = 3_659


def numbers(documents: Iterable[tuple[str, date | None, int, int]]) -> dict[str, int]:
    """Give each document, as (id, day, hash, passages), the number of its first passage; the others follow it.

    A document stands on its day, in the place its hash says; one that finds it taken stands on the next that is free,
    those who would come earlier first, then in the order of their ids. What has no day is spread over the first years.
    """
    wanted = sorted((_start(day, hashed), id, passages) for id, day, hashed, passages in documents)
    beyond: dict[int, int] = {}  # of each number that is taken, one behind it that may be free

    def free(number: int) -> int:
        """Find the first free number from this one on."""
        last = number
        while last in beyond:
            last = beyond[last]
        while number != last:
            beyond[number], number = last, beyond[number]
        return last

    found: dict[str, int] = {}
    for start, id, passages in wanted:
        first = free(start)
        while (taken := next((one for one in range(first + 1, first + passages) if one in beyond), None)) is not None:
            first = free(taken)
        found[id] = first
        beyond.update(dict.fromkeys(range(first, first + passages), first + passages))
    return found


def _start(day: date | None, hashed: int) -> int:
    days = hashed % SPREAD if day is None else max(0, (day - FIRST_DAY).days)
    return days * PER_DAY + hashed % PER_DAY
