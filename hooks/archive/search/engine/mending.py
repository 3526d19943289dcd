"""Further ways to meet a term, sought where what was typed finds too little: its end, a slip, another keyboard.

Mirrors browser/mending.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.search.engine.lists import Lists
from archive.search.engine.ranking import keys_of
from archive.search.engine.slips import divisions, from_telex, from_vni, slip
from archive.search.engine.terms import ANY, Choice, Chunk, Meant, Query, Syllable, Syllables, Term, adjacent, pair_of
from archive.search.text import syllable

_COMPLETED, _COMPLETED_TOO, _MOST_COMPLETIONS, _MOST_SHARDS = 0.8, 0.5, 12, 4
_MEANT, _MEANT_TOO, _MOST_MEANT, _MOST_RATED, _MOST_CANDIDATES, _MOST_TERMS = 0.9, 0.45, 4, 12, 60, 6

Words = Mapping[str, int]
"""The syllables that there are, each with the class of how often it is."""


def complete(query: Query, lists: Lists) -> None:
    """Let the last word be the beginning of one, by what follows the word before it."""
    if not query.open or any(phrase.terms(query.terms[-1:]) for phrase in query.phrases):
        return
    *others, last = query.terms
    if not last.word:
        return
    if others and adjacent(others[-1], last) and _complete_behind(others[-1].choices[0].syllables[0], last, lists):
        return
    if len(last.folded) < 2 or last.common or lists.count(last.folded):
        return
    keys = [key for key in lists.beginning(last.folded, _MOST_SHARDS) if " " not in key]
    last.choices += (Choice([(key, ANY)], _COMPLETED, completed=True) for key in keys[:_MOST_COMPLETIONS])


def _complete_behind(behind: Syllable, last: Term, lists: Lists) -> bool:
    """Let the last word be the beginning of what stands behind another; tell whether there is any such word."""
    typed = pair_of(behind[0], last.folded)
    exact = lists.count(typed)
    further = [key for key in lists.beginning(typed, _MOST_SHARDS) if key != typed][:_MOST_COMPLETIONS]
    factor = _COMPLETED_TOO if exact else _COMPLETED
    for key in further:
        if lists.count(key) >= exact:
            completed = [(key[len(behind[0]) + 1 :], ANY)]
            last.choices.append(Choice(completed, factor, behind=behind, completed=True))
    return bool(further)


def has_digits(chunk: Chunk) -> bool:
    """Tell whether letters and digits in a row may be VNI."""
    return bool(re.match("[a-zđ]+[1-9]", chunk.word))


def read_vni(query: Query, lists: Lists, words: Words) -> None:
    """Take the parts of a word with digits in it for VNI, where the archive knows no such neighbours."""
    for chunk in filter(has_digits, query.chunks):
        start, end = chunk.start, chunk.start + len(chunk.word)
        inside = [term for term in query.terms if term.start >= start and term.end <= end]
        form = from_vni(chunk.word) if len(inside) > 1 and not inside[0].quoted else None
        if not form or _folded(form) not in words:
            continue
        if all(lists.count(pair_of(one.folded, other.folded)) for one, other in pairwise(inside)):
            continue
        syllables = [(_folded(form), form)]
        term = Term(form, _folded(form), start, end, chunk.word, word=True, choices=[Choice(syllables, 1)], mended=True)
        at = query.terms.index(inside[0])
        query.terms[at : at + len(inside)] = [term]
        query.marked = True
        query.meant.append(Meant(term, syllables))


def _folded(form: str) -> str:
    return syllable(form.rstrip("12345"))[1]


def mend(query: Query, lists: Lists, words: Words, too: bool) -> None:
    """Add what may have been meant by words that the archive does not have or, with `too`, has nowhere beside these."""
    for at, term in enumerate(query.terms):
        if not term.word or term.mended or term.common or term.quoted or term.weight < 0.4:
            continue
        unknown = not lists.count(term.folded)
        if unknown and any(choice.completed or choice.long for choice in term.choices):
            continue
        if not unknown and not (too and len(query.terms) <= _MOST_TERMS and _is_stray(query.terms, at, lists)):
            continue
        chosen = _likeliest(query.terms, at, lists, words, unknown)
        if not chosen:
            continue
        term.mended = True
        for one in chosen:
            factor = (_MEANT if unknown else _MEANT_TOO) * max(0.4, one.worth / chosen[0].worth)
            term.choices.append(Choice(one.syllables, factor))
        query.meant.append(Meant(term, chosen[0].syllables))
    lists.load(keys_of(query.terms))


def _neighbours(terms: Sequence[Term], at: int) -> tuple[Term | None, Term | None]:
    """Give the neighbours of a term."""
    term = terms[at]
    before = terms[at - 1] if at and adjacent(terms[at - 1], term) else None
    after = terms[at + 1] if at + 1 < len(terms) and adjacent(term, terms[at + 1]) else None
    return before, after


def _is_stray(terms: Sequence[Term], at: int, lists: Lists) -> bool:
    """Tell whether a known word has neighbours, and stands beside none of them anywhere."""
    folded = terms[at].folded
    before, after = _neighbours(terms, at)
    beside = [pair_of(before.folded, folded)] if before else []
    beside += [pair_of(folded, after.folded)] if after else []
    return len(folded) > 1 and bool(beside) and not any(map(lists.count, beside))


@dataclass(eq=False)
class _Candidate:
    """What a word may stand for: how likely and often by itself, its worth by how it joins its neighbours."""

    syllables: Syllables
    likely: float
    often: int
    joined: int = 0
    broken: bool = False
    everywhere: bool = False
    worth: float = 0.0

    @property
    def name(self) -> str:
        """What equals are ordered by."""
        return " ".join(folded for folded, _ in self.syllables)

    @property
    def inner(self) -> list[str]:
        """The pairs of its own syllables."""
        return [pair_of(one[0], other[0]) for one, other in pairwise(self.syllables)]


def _likeliest(terms: Sequence[Term], at: int, lists: Lists, words: Words, unknown: bool) -> list[_Candidate]:
    """Rate what a word may stand for by how it joins its neighbours, and give the best few."""
    before, after = _neighbours(terms, at)
    candidates = _candidates_for(terms[at], words, unknown)
    if before:
        behind = before.choices[0].syllables[-1][0]
        lists.load(pair_of(behind, one.syllables[0][0]) for one in candidates)
    candidates = _rated(candidates, before, None, lists)[:_MOST_RATED]
    if after:
        lists.load(pair_of(one.syllables[-1][0], after.choices[0].syllables[0][0]) for one in candidates)
    lists.load(key for one in candidates for key in one.inner)
    candidates = _rated(candidates, before, after, lists)
    nowhere = not any(one.joined for one in candidates)
    kept = [
        one
        for one in candidates
        if not one.broken and (one.joined or one.likely >= 0.95 or nowhere if unknown else one.everywhere)
    ]
    return [one for one in kept[:_MOST_MEANT] if one.worth >= kept[0].worth * 0.35]


def _rated(candidates: Iterable[_Candidate], before: Term | None, after: Term | None, lists: Lists) -> list[_Candidate]:
    for one in candidates:
        (first, _), (last, _) = one.syllables[0], one.syllables[-1]
        inside = [lists.count(key) for key in one.inner]
        left = max(lists.count(pair_of(by.syllables[-1][0], first)) for by in before.choices) if before else 0
        right = max(lists.count(pair_of(last, by.syllables[0][0])) for by in after.choices) if after else 0
        one.joined = left + right + sum(inside)
        one.broken = 0 in inside
        one.everywhere = (not before or left > 0) and (not after or right > 0)
        logs = 0.0
        for count in (left, right, *inside):
            logs += math.log2(1 + count)
        worth = one.likely * (0.6 + logs) + one.often * 0.03
        one.worth = math.floor(worth * 1000 + 0.5) / 1000
    return sorted(candidates, key=lambda one: (-one.worth, one.name))


def _candidates_for(term: Term, words: Words, unknown: bool) -> list[_Candidate]:
    found: list[_Candidate] = []
    folded = term.folded
    form = from_telex(term.typed) if unknown else None
    if form and _folded(form) in words:
        found.append(_Candidate([(_folded(form), form)], 1.5, words[_folded(form)]))
    for word, often in words.items() if len(folded) > (1 if unknown else 2) else ():
        if abs(len(word) - len(folded)) < 3 and word != folded and (likely := slip(folded, word)):
            found.append(_Candidate([(word, ANY)], likely, often))
    if unknown and len(folded) > 3:
        for parts in divisions(folded, lambda part: words.get(part, 0) > 1):
            found.append(_Candidate([(part, ANY) for part in parts], 1.1 / (len(parts) - 1), 1))
    return sorted(found, key=lambda one: (-one.likely, -one.often, one.name))[:_MOST_CANDIDATES]
