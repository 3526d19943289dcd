"""What a result shows: the piece of its text that answers most, with the places to be marked.

Mirrors browser/excerpt.mjs; tests/search/test_engine.py holds both to the same ranked lists. Places are counted in
characters, where JavaScript counts UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.search.engine.terms import Query, likeness
from archive.search.text import Aliases, tokens

_LENGTH, _BEFORE, _TELLING = 220, 40, 60

Span = tuple[int, int]
"""The start and the end of what is to be marked."""


@dataclass(frozen=True)
class Shown:
    """A form that is to be marked, for the term at a place; `typed` letters of an unfinished word, else all."""

    form: str
    at: int
    typed: int


@dataclass(frozen=True)
class Marking:
    """What is to be marked, by its folded syllable, for a query with or without marks; `terms` counts what it asks."""

    shown: dict[str, list[Shown]]
    marked: bool
    terms: int


@dataclass
class Mark:
    """A place of a line that answers the query: which terms, by their places, are `met` there."""

    start: int
    end: int
    met: set[int]


@dataclass(frozen=True)
class Excerpt:
    """A piece of a line, and the places to be marked in it."""

    text: str
    marks: list[Span]


def marking(query: Query) -> Marking:
    """Say what is to be marked."""
    shown: dict[str, list[Shown]] = {}
    for at, term in enumerate(query.terms):
        for choice in term.choices if term.weight >= 0.3 else ():
            typed = term.end - term.start if choice.completed else 0
            for folded, form in choice.syllables:
                shown.setdefault(folded, []).append(Shown(form, at, typed))
    terms = len({one.at for several in shown.values() for one in several})
    return Marking(shown, query.marked, terms)


def marks_in(line: str, marking: Marking, aliases: Aliases) -> list[Mark]:
    """Find the places of a line that answer the query, neighbours joined."""
    found: list[Mark] = []
    for token in tokens(line, aliases):
        names = [(token.folded, token.form), *((name, name) for name in token.also)]
        answers = (
            one
            for name, form in names
            for one in marking.shown.get(name, ())
            if likeness(one.form, form, marking.marked) > 0.4
        )
        answer = next(answers, None)
        if answer is None:
            continue
        end = min(token.end, token.start + answer.typed) if answer.typed else token.end
        if found and token.start <= found[-1].end + 1:
            found[-1].end = max(found[-1].end, end)
            found[-1].met.add(answer.at)
        else:
            found.append(Mark(token.start, end, {answer.at}))
    return found if marking.marked else _meant(found, marking.terms)


def _meant(found: list[Mark], terms: int) -> list[Mark]:
    """Leave out what is hardly meant: of letters without marks, one syllable alone is many words.

    It stays where it is all that was asked, or where others that were asked stand in the line but not beside it.
    """
    joined = set[int]().union(*(mark.met for mark in found if len(mark.met) > 1))
    kept = [mark for mark in found if len(mark.met) > 1 or not mark.met <= joined]
    met = set[int]().union(*(mark.met for mark in kept))
    return kept if len(met) > 1 or terms == 1 else []


def excerpt_of(lines: Sequence[str], marking: Marking, aliases: Aliases) -> Excerpt:
    """Choose the excerpt of a passage: what stands about the marks that say most."""
    line, marks, start, most = _telling(lines), list[Mark](), 0, 0.0
    for other in lines:
        there = marks_in(other, marking, aliases)
        for first, mark in enumerate(there):
            worth = _worth(one.met for one in there[first:] if one.end - mark.start <= _LENGTH - _BEFORE)
            if worth > most:
                line, marks, start, most = other, there, mark.start, worth
    return _cut(line, marks, start)


def _telling(lines: Sequence[str]) -> str:
    """Choose what is shown where nothing is marked: the first line that is more than a heading."""
    return next((line for line in lines if len(line) >= _TELLING), lines[0] if lines else "")


def _worth(met: Iterable[set[int]]) -> float:
    every = list(met)
    return len(set().union(*every)) + 0.5 * max(map(len, every), default=0)


def _cut(line: str, marks: Iterable[Mark], start: int) -> Excerpt:
    begin, end = 0, len(line)
    if len(line) > _LENGTH:
        begin = _word_start(line, max(0, min(start - _BEFORE, len(line) - _LENGTH)))
    if len(line) > begin + _LENGTH:
        gap = line.rfind(" ", 0, begin + _LENGTH + 1)
        end = gap if gap > begin + _BEFORE else begin + _LENGTH
    text = ("…" if begin else "") + line[begin:end] + ("…" if end < len(line) else "")
    shift = begin - 1 if begin else 0
    inside = [(mark.start - shift, mark.end - shift) for mark in marks if mark.start >= begin and mark.end <= end]
    return Excerpt(text, inside)


def _word_start(line: str, at: int) -> int:
    return line.rfind(" ", 0, at + 1) + 1 if at else 0
