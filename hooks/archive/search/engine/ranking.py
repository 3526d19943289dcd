"""The order of results: what each passage answers, gathered by document.

Mirrors browser/ranking.mjs; tests/search/test_engine.py holds both to the same ranked lists. Sums are written as
loops, for `sum` adds floats in another way since Python 3.12.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.search.engine.lists import Lists
from archive.search.engine.terms import Choice, Phrase, Query, Syllable, Term, adjacent, likeness, pair_of


@dataclass(frozen=True)
class Tuning:
    """How much things count; found on documents and queries of others (tests/bench), not by taste."""

    pair: float = 0.6
    joined: float = 0.26
    chain: float = 0.45
    full: float = 0.4
    pieces: float = 0.4
    accents: float = 0.3
    head: float = 0.3
    together: float = 0.8
    facet: float = 2.5


TUNING = Tuning()

Required = tuple[bool, int]
"""A part by whether it is a pair, and its place."""

Answers = dict[int, tuple[float, float]]
"""The numbers that answer something, each with its impact and with how well it was met."""


@dataclass(frozen=True)
class Part:
    """What answers a term or, as a `pair`, the term at a place behind the one before it."""

    pair: bool
    at: int
    answers: Answers
    weight: float
    idf: float


@dataclass(eq=False, slots=True)
class Scored:
    """A document that answers something; `met` and `coverage` are parts of what was asked, `full` means all of it.

    It stands `outside` of what a facet in the query names; it is `near` where it is not counted as found.
    """

    number: int
    passage: int
    score: float = 0.0
    coverage: float = 1.0
    met: float = 1.0
    full: bool = True
    quoted: bool = True
    outside: bool = False
    near: bool = False


def keys_of(terms: Sequence[Term]) -> list[str]:
    """Name every key that a query may need."""
    keys: list[str] = []
    for at, term in enumerate(terms):
        for choice in term.choices:
            syllables = choice.syllables
            if len(syllables) == 1 and not term.common:
                keys.append(syllables[0][0])
            keys += (pair_of(one[0], other[0]) for one, other in pairwise(syllables))
            if at == 0 or not adjacent(terms[at - 1], term):
                continue
            for before in terms[at - 1].choices:
                if not before.group or before.group is not choice.group:
                    keys.append(pair_of(before.syllables[-1][0], syllables[0][0]))
    return keys


def gathered(query: Query, lists: Lists, passages: int) -> list[Part]:
    """Gather what answers each term, and each pair of neighbours."""
    terms, marked = query.terms, query.marked
    pairs = [
        _pair_answers(terms[at - 1], term, lists, marked) if at and adjacent(terms[at - 1], term) else {}
        for at, term in enumerate(terms)
    ]
    parts: list[Part] = []
    for at, term in enumerate(terms):
        answers: Answers = {}
        for choice in term.choices:
            if not term.common or len(choice.syllables) > 1:
                _answer(choice, lists, marked, answers)
        for pair in pairs[at : at + 2] if term.common else ():
            for number, both in pair.items():
                _raise(answers, number, *both)
        term.idf = _idf(answers, passages)
        parts.append(Part(False, at, answers, 0 if term.common and not answers else term.weight, term.idf))
    for at, answers in enumerate(pairs):
        if answers and lists.pairs:
            before, term = terms[at - 1], terms[at]
            # Two words that meet once by chance are rare, but say no more than the rarer of the two.
            own, rarer = _idf(answers, passages), max(before.idf, term.idf)
            worth = min(own, rarer + TUNING.joined * max(0, own - rarer))
            parts.append(Part(True, at, answers, min(before.weight, term.weight), worth))
    return parts


def _idf(answers: Answers, passages: int) -> float:
    count = sum(degree > 0.6 for _, degree in answers.values()) or len(answers)
    return math.floor(math.log2(1 + passages / (count + 0.5)) * 1000 + 0.5) / 1000


def _answer(choice: Choice, lists: Lists, marked: bool, into: Answers) -> None:
    """Add the numbers that answer one way to meet a term."""
    syllables, factor = choice.syllables, choice.factor
    if choice.behind:
        _collect(lists, choice.behind, syllables[0], factor, marked, into)
    elif len(syllables) == 1:
        _collect_key(lists, *syllables[0], factor, marked, into)
    else:
        every: Answers | None = None
        for one, other in pairwise(syllables):
            here: Answers = {}
            _collect(lists, one, other, factor, marked, here)
            every = here if every is None else _common(every, here)
        for number, both in (every or {}).items():
            _raise(into, number, *both)


def _pair_answers(before: Term, term: Term, lists: Lists, marked: bool) -> Answers:
    answers: Answers = {}
    for one in before.choices:
        for other in term.choices:
            if one.group and one.group is other.group:
                _answer(other, lists, marked, answers)
            elif not other.behind or other.behind[0] == one.syllables[-1][0]:
                _collect(lists, one.syllables[-1], other.syllables[0], one.factor * other.factor, marked, answers)
    return answers


def _collect(lists: Lists, one: Syllable, other: Syllable, factor: float, marked: bool, into: Answers) -> None:
    _collect_key(lists, pair_of(one[0], other[0]), pair_of(one[1], other[1]), factor, marked, into)


def _collect_key(lists: Lists, key: str, form: str, factor: float, marked: bool, into: Answers) -> None:
    for written in lists.forms(key):
        degree = factor * likeness(form, written.form, marked) if lists.accents else factor
        for number, impact in zip(written.numbers, written.impacts, strict=True):
            _raise(into, number, impact * degree, degree)


def _raise(into: Answers, number: int, impact: float, degree: float) -> None:
    before = into.get(number)
    if before is None:
        into[number] = impact, degree
    elif before[0] < impact or before[1] < degree:
        into[number] = max(before[0], impact), max(before[1], degree)


def _common(every: Answers, here: Answers) -> Answers:
    return {
        number: (min(impact, here[number][0]), min(degree, here[number][1]))
        for number, (impact, degree) in every.items()
        if number in here
    }


@dataclass(eq=False, slots=True)
class _Row:
    """What one document has answered so far."""

    sum: float = 0.0
    covered: float = 0.0
    met: float = 0.0
    chain: float = 0.0
    full: int = 0


def required_by(phrase: Phrase, terms: Sequence[Term]) -> list[Required]:
    """Say which parts a document must answer to hold a phrase, as far as they tell."""
    quoted = phrase.terms(terms)
    required: list[Required] = []
    for step, term in enumerate(quoted):
        if len(quoted) == 1 or term.date:
            required.append((False, terms.index(term)))
        elif step and not quoted[step - 1].date:
            required.append((True, terms.index(term)))
    return required


def scored(parts: Sequence[Part], mains: Mapping[int, int], phrases: Iterable[Iterable[Required]]) -> list[Scored]:
    """Score every document that answers anything.

    `mains` gives the first number of a document for its others; `phrases` are the parts that each phrase requires.
    """
    rows: dict[int, _Row] = {}
    for part in parts:
        worth, factor = part.weight * part.idf, TUNING.pair if part.pair else 1
        asked_in_full = part.weight > 0.2
        for main, (impact, degree) in _by_document(part.answers, mains).items():
            row = rows.get(main)
            if row is None:
                row = rows[main] = _Row()
            row.sum += worth * impact * factor
            if part.pair:
                row.chain += worth * degree
            else:
                row.covered += worth * degree
                row.met += worth
            row.full += asked_in_full and degree >= TUNING.full
    asked, joined = _total(parts, pair=False), _total(parts, pair=True)
    wanted = sum(part.weight > 0.2 for part in parts)
    passages = _best_passages(parts, mains)
    found = [_rated(main, *passages[main], row, asked, joined, wanted) for main, row in rows.items()]
    by_place = {(part.pair, part.at): part for part in parts}
    for required in (required for phrase in phrases for required in phrase):
        answers = _by_document(by_place[required].answers, mains) if required in by_place else {}
        for one in found:
            one.quoted &= answers.get(one.number, (0, 0))[1] > 0.3
    return found


def _by_document(answers: Answers, mains: Mapping[int, int]) -> Answers:
    best: Answers = {}
    for number, both in answers.items():
        _raise(best, mains.get(number, number), *both)
    return best


def _total(parts: Iterable[Part], *, pair: bool) -> float:
    total = 0.0
    for part in parts:
        if part.pair is pair:
            total += part.weight * part.idf
    return total


def _rated(main: int, passage: int, within: float, row: _Row, asked: float, joined: float, wanted: int) -> Scored:
    coverage = row.covered / asked if asked else 0
    chained = row.chain / joined if joined else 1
    together = within / row.covered if row.covered else 1
    score = row.sum * coverage * coverage * share(TUNING.chain, chained) * share(TUNING.together, together)
    return Scored(main, passage, score, coverage, met=row.met / asked if asked else 0, full=row.full == wanted)


def share(part: float, value: float) -> float:
    """Let a value count for a part of a whole."""
    return 1 - part + part * value


def _best_passages(parts: Iterable[Part], mains: Mapping[int, int]) -> dict[int, tuple[int, float]]:
    """Find for each document the passage that answers most, of equals the first, and the most that one covers.

    What stands together in one passage is more likely said of one thing than what is scattered over a long report.
    """
    sums: dict[int, float] = {}
    covered: dict[int, float] = {}
    for part in parts:
        worth = part.weight * part.idf
        times = TUNING.pair if part.pair else 1
        for number, (impact, degree) in part.answers.items():
            sums[number] = sums.get(number, 0) + worth * times * impact
            if not part.pair:
                covered[number] = covered.get(number, 0) + worth * degree
    best: dict[int, tuple[int, int]] = {}
    within: dict[int, float] = {}
    for number, total in sums.items():
        main, rated = mains.get(number, number), (math.floor(total * 1e6 + 0.5), -number)
        if main not in best or rated > best[main]:
            best[main] = rated
        within[main] = max(within.get(main, 0), covered.get(number, 0))
    return {main: (-number, within[main]) for main, (_, number) in best.items()}


def by_score(one: Scored) -> tuple[int, int]:
    """Put the better document first; of equals, the newer: a key to sort by."""
    return -math.floor(one.score * 1e6 + 0.5), -one.number
