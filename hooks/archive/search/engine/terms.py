"""The terms of a query, with the ways to meet them, and how well what is written answers what was asked.

Mirrors browser/terms.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from archive.search.text import syllable

ANY = "*"
"""The form of a syllable that was not typed, but is taken to be meant."""

Syllable = tuple[str, str]
"""A syllable as (folded, form)."""
Syllables = Sequence[Syllable]


@dataclass(eq=False)
class Choice:
    """A way to meet a term: `behind` a certain syllable only, or with the other terms of its `group` at once.

    `completed` takes the term for the beginning of a word, `long` for the short form of a name.
    """

    syllables: Syllables
    factor: float
    behind: Syllable | None = None
    group: object = None
    completed: bool = False
    long: bool = False


@dataclass(eq=False)
class Term:
    """A token of a query, as it was typed; a `word` is neither a number nor a date.

    The list of a `common` term is left unread; a `mended` one was taken for others too; a `missing` one has no
    answer, a `quoted` one is met as it is typed.
    """

    form: str
    folded: str
    start: int
    end: int
    typed: str
    word: bool
    also: tuple[str, ...] = ()
    date: bool = False
    choices: list[Choice] = field(default_factory=list)
    weight: float = 1.0
    idf: float = 0.0
    joining: bool = False
    common: bool = False
    mended: bool = False
    missing: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Chunk:
    """Letters and digits without a gap, in lower case, and where they start."""

    word: str
    start: int


@dataclass(frozen=True)
class Phrase:
    """What stands between quotation marks, by its place in the query."""

    start: int
    end: int

    def terms(self, terms: Sequence[Term]) -> list[Term]:
        """Give the terms that stand in it."""
        return [term for term in terms if term.start >= self.start and term.end <= self.end]


@dataclass(frozen=True)
class Meant:
    """What a term was taken for."""

    term: Term
    syllables: Syllables


@dataclass(frozen=True)
class Understood:
    """A facet that a query names, with the values that have this name, and the label of the first."""

    facet: str
    values: list[str]
    label: str


@dataclass
class Query:
    """A query as it was read: `marked` where it is written with marks, `open` where its last word may go on.

    `read_as` is the text that was read in the place of what was typed, where that differs.
    """

    text: str
    terms: list[Term]
    phrases: list[Phrase]
    chunks: list[Chunk]
    marked: bool
    open: bool
    understood: list[Understood]
    meant: list[Meant] = field(default_factory=list)
    read_as: str | None = None


def adjacent(term: Term, after: Term) -> bool:
    """Tell whether two terms in a row are neighbours in a text as well, and worth asking for as such."""
    return not (term.date or after.date or term.joining or after.joining)


def stands(syllables: Syllables, terms: Sequence[Term], at: int) -> bool:
    """Tell whether syllables stand among the terms at a place, written as they are or without marks."""
    return at + len(syllables) <= len(terms) and all(
        term.folded == folded and term.form in (folded, form)
        for (folded, form), term in zip(syllables, terms[at:], strict=False)
    )


def pair_of(one: str, other: str) -> str:
    """Join two neighbouring syllables, as keys or as forms."""
    return f"{one} {other}"


@lru_cache(maxsize=100_000)
def likeness(asked: str, written: str, marked: bool) -> float:
    """Say how well what is written answers what was asked: 1 the same, less with other marks."""
    if asked == written:
        return 1
    gap = asked.find(" ")
    if gap >= 0:
        other = written.find(" ")
        left = likeness(asked[:gap], written[:other], marked)
        return left * likeness(asked[gap + 1 :], written[other + 1 :], marked)
    if asked == ANY:
        return 1
    if _is_plain(asked):
        return 0.6 if marked else 1
    if _is_plain(written):
        return 0.5
    return 0.7 if _partly(asked, written) else 0.2


def _is_plain(form: str) -> bool:
    return bool(re.fullmatch("[ -~]*", form)) and not re.search(r"[a-z][1-5]+\Z", form)


def _partly(asked: str, written: str) -> bool:
    """Tell whether each mark of the one is a mark of the other too."""
    one, other = asked.rstrip("12345"), written.rstrip("12345")
    if len(one) < len(asked) and asked[len(one) :] != written[len(other) :]:
        return False
    return len(one) == len(other) and all(
        sign == there or syllable(there)[1] == sign for sign, there in zip(one, other, strict=True)
    )
