"""What is wrong with the sources: checks anywhere in the flow yield these, and all are shown at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from archive.dates import PartialDate
from archive.excerpt import shortened
from archive.strings import strings
from archive.wording import date_words

# Where this is set in the environment, problems are told line by line also on a terminal.
PLAIN = "ARCHIVE_PLAIN"
_DATES = (PartialDate, date)


class Place(NamedTuple):
    """Where a clerk must look: a path as the clerk would type it, a line (1 is the first), a dotted key."""

    path: str
    line: int = 1
    key: str = ""


class Problem(NamedTuple):
    """One thing to mend, told with its fix; a warning deserves attention but may be published."""

    path: str
    line: int
    key: str
    code: str
    message: str
    fix: str
    warning: bool = False

    def __str__(self) -> str:
        key = f" «{self.place_in_words}»" if self.key else ""
        kind = f" [{strings()('check.warning')}]" if self.warning else ""
        return f"{self.path}:{self.line}:{kind}{key} {self.message} {self.fix}".rstrip()

    @property
    def place_in_words(self) -> str:
        """Name the key for a clerk, who counts items from one: `copies.1` is “copies, mục 2”."""
        item = strings()
        parts = self.key.split(".")
        return ", ".join(item("check.item", number=int(part) + 1) if part.isdecimal() else part for part in parts)

    def as_json(self) -> dict[str, str | int]:
        """Give the six fields that programs read from `check --json`."""
        fields = self._asdict()
        del fields["warning"]
        return fields


def _told(value: object) -> object:
    """Write a value for a message: a date as readers do, what has no end cut short."""
    if isinstance(value, _DATES):
        return date_words(value)
    return shortened(value, 400) if isinstance(value, str) else value


def problem(code: str, place: Place, **values: object) -> Problem:
    """Make the problem `code` at `place` in the words of the catalogue, `problems.<code>`."""
    text = strings()
    values = {name: _told(value) for name, value in values.items()}
    # A guess may be empty: what is left must read as if it had never been there.
    message, fix = (" ".join(text(f"problems.{code}.{part}", **values).split()) for part in ("message", "fix"))
    return Problem(place.path, place.line, place.key, code, message, fix)


def warning(code: str, place: Place, **values: object) -> Problem:
    """Make a problem that does not stand in the way of publishing."""
    return problem(code, place, **values)._replace(warning=True)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by path, line and key, each problem once."""
    return sorted(set(problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep what must be mended before anything is published."""
    return [found for found in problems if not found.warning]


def report(problems: Iterable[Problem]) -> str:
    """Tell all problems as text, one a line, under a line that counts them."""
    found = in_order(problems)
    return "\n".join(([counted(found)] if errors(found) else []) + [str(one) for one in found])


def counted(problems: Iterable[Problem]) -> str:
    """Say how many problems keep how many files from being published."""
    wrong = errors(problems)
    return strings()("check.found", count=len(wrong), files=len({one.path for one in wrong}))


def by_file(problems: Iterable[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """Yield the problems of each file, both in order."""
    for path, found in groupby(in_order(problems), lambda one: one.path):
        yield path, list(found)
