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
    taken: set[int] = set()
    found: dict[str, int] = {}
    for start, id, passages in wanted:
        run = range(start, start + passages)
        while (last := next((number for number in reversed(run) if number in taken), None)) is not None:
            run = range(last + 1, last + 1 + passages)
        found[id] = run.start
        taken.update(run)
    return found


def _start(day: date | None, hashed: int) -> int:
    days = hashed % SPREAD if day is None else max(0, (day - FIRST_DAY).days)
    return days * PER_DAY + hashed % PER_DAY
