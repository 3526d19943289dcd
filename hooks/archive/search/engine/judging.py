"""The best documents judged again on their text.

In how few pieces the query stands in it, with how many of its marks, how much of it in the head of the document, and
whether what was quoted is there word for word.

Mirrors browser/judging.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.search.engine.ranking import TUNING, share
from archive.search.engine.terms import Query, Term, likeness
from archive.search.text import Aliases, Token, tokens


def judgement(query: Query, record: Mapping[str, Any], aliases: Aliases) -> tuple[float, bool]:
    """Judge a document by the record of its best passage: the factor that changes its score, whether it is quoted."""
    title, number, about = record["title"], record.get("number", ""), record["about"]
    head = _Text([title, number, record.get("date", ""), *about], aliases)
    text = _Text([title, number, *about, *record["lines"]], aliases)
    wanted = [term for term in query.terms if term.weight > 0.2 and not term.date]
    chain = _chained(wanted, text, query.marked)
    compact = 1 - (chain.pieces - 1) / (len(wanted) - 1) if len(wanted) > 1 else 1
    accents = chain.right / chain.found if chain.found else 1
    factor = share(TUNING.pieces, compact) * share(TUNING.accents, accents)
    factor *= share(TUNING.head, _headed(query, head))
    for phrase in filter(None, (quoted.terms(query.terms) for quoted in query.phrases)):
        run = _longest_run(phrase, 0, text, marked=any(term.form != term.folded for term in phrase))
        if run.length < len(phrase) or run.likely < 0.75 * run.length:
            return factor, False
    return factor, True


class _Text:
    """A record's lines as tokens one behind the other, None between the lines, and where each syllable stands."""

    def __init__(self, lines: Iterable[str], aliases: Aliases) -> None:
        self._tokens = [token for line in lines for token in (*tokens(line, aliases), None)]
        self._places: dict[str, list[int]] = {}
        for place, token in enumerate(self._tokens):
            for name in (token.folded, *token.also) if token else ():
                self._places.setdefault(name, []).append(place)

    def token(self, place: int) -> Token | None:
        """Give what stands at a place, None between and behind the lines."""
        return self._tokens[place] if place < len(self._tokens) else None

    def starts(self, term: Term) -> dict[int, None]:
        """Find where a way to meet the term may begin."""
        firsts = (choice.syllables[0][0] for choice in term.choices)
        return dict.fromkeys(place for first in firsts for place in self._places.get(first, ()))


@dataclass
class _Chain:
    """In how many pieces terms stand in a text, how many of them are found, and how well these are met."""

    pieces: int = 0
    found: int = 0
    right: float = 0.0


@dataclass(frozen=True)
class _Run:
    """Terms that stand in a text in a row: how many, and how well they are met."""

    length: int
    likely: float


def _chained(wanted: Sequence[Term], text: _Text, marked: bool) -> _Chain:
    chain = _Chain()
    at = 0
    while at < len(wanted):
        run = _longest_run(wanted, at, text, marked)
        chain.pieces += 1
        chain.found += run.length
        chain.right += run.likely
        at += max(1, run.length)
    return chain


def _longest_run(terms: Sequence[Term], at: int, text: _Text, marked: bool) -> _Run:
    """Find the longest run of the terms from `at` on that stands in the text."""
    best = _Run(0, 0)
    for start in text.starts(terms[at]):
        length, likely, place = 0, 0.0, start
        while at + length < len(terms) and (step := _met(terms[at + length], text, place, marked)):
            likely += step.likely
            place += step.length
            length += 1
        if length > best.length or (length == best.length and likely > best.likely + 1e-9):
            best = _Run(length, likely)
    return best


def _met(term: Term, text: _Text, place: int, marked: bool) -> _Run | None:
    """Say how well a term is met at a place, and by how many syllables."""
    best: _Run | None = None
    for choice in term.choices:
        likely = choice.factor
        for step, (folded, form) in enumerate(choice.syllables):
            token = text.token(place + step)
            if choice.group or token is None or token.folded != folded:
                break
            likely *= likeness(form, token.form, marked)
        else:
            if best is None or likely > best.likely + 1e-9:
                best = _Run(len(choice.syllables), likely)
    return best


def _headed(query: Query, head: _Text) -> float:
    """Say how much of what is asked stands in the head: title, number, unit, period."""
    in_head = every = 0.0
    for term in query.terms:
        worth = term.weight * term.idf
        every += worth
        for place in head.starts(term):
            token, met = head.token(place), _met(term, head, place, query.marked)
            if (token and term.folded in token.also) or (met and met.likely > 0.6):
                in_head += worth
                break
    return in_head / every if every else 0
