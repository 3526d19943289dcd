"""Shards: the files that hold the lists of passages, each all keys that begin with the same letters.

A shard is `{key: [form, list, form, list, …]}`, keys and forms in order, an empty form standing for the key itself.
Where it would be longer than SHARD_LENGTH it is divided by the next letter; so an edit can touch only the shards of
its own keys, and which shards there are depends on their lengths alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections.abc import Container, Iterable, Mapping, MutableMapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from archive.patterns import pattern
from archive.search.postings import encoded
from archive.search.text import PART

SHARD_LENGTH = 6000
# Stands behind every key while shards are divided, so that “do” and “doi” can part.
END = "$"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ENTRY = pattern("([0-9a-z])([^A-Z]*)([A-Z]{3})")

# By key, PART and form.
Lists = dict[str, "array[int]"]
Shard = dict[str, list[str]]
Postings = TypeVar("Postings", bound=Iterable[int])


def rows(lists: MutableMapping[str, Postings]) -> Shard:
    """Write lists as the rows of a shard, in the order of their keys and forms; empty lists are left out.

    Takes each list out of `lists` as it is written: those of a large archive and their rows need not be there together.
    """
    return rows_of((name, encoded(lists.pop(name))) for name in sorted(lists))


def rows_of(texts: Iterable[tuple[str, str]]) -> Shard:
    """Put lists that are written already into rows, given in the order of their names.

    PART comes before all that a key may hold, so that this is the order of the keys and forms as well.
    """
    found: Shard = {}
    for name, text in texts:
        if text:
            key, _, form = name.partition(PART)
            found.setdefault(key, []).extend(("" if form == key else form, text))
    return found


def texts_of(shard: Shard) -> dict[str, str]:
    """Take the rows of a shard apart, each list as it is written."""
    return {
        f"{key}{PART}{form or key}": text
        for key, row in shard.items()
        for form, text in zip(row[::2], row[1::2], strict=True)
    }


def divided(all_rows: Shard, *, apart: bool = False) -> dict[str, Shard]:
    """Divide rows, given in the order of their keys, into shards by the letters that their keys begin with.

    `apart` says that they are only those of some first letters, and that with the others they would be too long.
    """
    parts = divisions([Piece(key + END, row_length(key, row)) for key, row in all_rows.items()], 1 if apart else 0)
    return {prefix: {one.prefix[:-1]: all_rows[one.prefix[:-1]] for one in pieces} for prefix, pieces in parts.items()}


class Piece(NamedTuple):
    """One key with its END, or all keys that begin with a prefix: how long as JSON, and how many."""

    prefix: str
    length: int
    keys: int = 1


def row_length(key: str, row: list[str]) -> int:
    """Say how long a row is as JSON."""
    return len(key) + sum(map(len, row)) + 3 * len(row) + 5


def divisions(pieces: Sequence[Piece], least: int = 0) -> dict[str, Sequence[Piece]]:
    """Say which pieces, given in their order, make up each shard; a piece that was a shard may be one again.

    The keys of a shard have so many letters in common at `least`.
    """
    found: dict[str, Sequence[Piece]] = {}
    # Before each piece: how long those ahead of it are, and how many keys.
    lengths = list(accumulate((one.length for one in pieces), initial=0))
    keys = list(accumulate((one.keys for one in pieces), initial=0))

    def divide(start: int, end: int, prefix: str) -> None:
        depth = len(prefix)
        short = lengths[end] - lengths[start] <= SHARD_LENGTH or keys[end] - keys[start] == 1
        if short and depth >= least:
            found[prefix] = pieces[start:end]
            return
        while start < end:
            letter, stop = pieces[start].prefix[depth], start
            while stop < end and pieces[stop].prefix[depth] == letter:
                stop += 1
            divide(start, stop, prefix + letter)
            start = stop

    if pieces:
        divide(0, len(pieces), "")
    return found


def shard_of(key: str, prefixes: Container[str]) -> str | None:
    """Find the shard that holds a key if any does: the one whose letters the key begins with."""
    whole = key + END
    return next((whole[:end] for end in range(len(whole) + 1) if whole[:end] in prefixes), None)


def to_json(value: object) -> str:
    """Write a file of the index."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def mark(text: str) -> str:
    """Give three letters that change with the text; in file names they keep the shards of two editions apart."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(3):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters


def file_name(prefix: str, marked: str) -> str:
    """Name the file of a shard, in letters that every file system takes; the mark first, for “con” is no file name."""
    signs = {" ": "_", END: "-"}
    safe = re.sub("[^a-z0-9]", lambda sign: signs.get(sign[0], f"~{ord(sign[0]):x}~"), prefix)
    return f"i/{marked.lower()}-{safe}.json"


def record_name(number: int) -> str:
    """Name the file of the text of a passage: its number in base 36."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return f"t/{digits}.json"


def table(marks: Mapping[str, str]) -> str:
    """Write which shards there are: how many letters each shares with the one before, the rest, and its mark."""
    before, written = "", []
    for prefix in sorted(marks):
        shared, most = 0, min(len(before), len(prefix), len(_DIGITS) - 1)
        while shared < most and before[shared] == prefix[shared]:
            shared += 1
        written.append(f"{_DIGITS[shared]}{prefix[shared:]}{marks[prefix]}")
        before = prefix
    return "".join(written)


def marks_of(table: str) -> dict[str, str]:
    """Read which shards there are, and their marks."""
    marks: dict[str, str] = {}
    prefix = ""
    for shared, rest, mark in _ENTRY.findall(table):
        prefix = prefix[: int(shared, 36)] + rest
        marks[prefix] = mark
    return marks
