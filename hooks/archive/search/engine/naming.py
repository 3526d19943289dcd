"""The names in a query: short forms and what they stand for, and the facets that are asked for by their names.

Mirrors browser/naming.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from archive.patterns import pattern
from archive.search.engine.terms import Choice, Query, Syllables, Term, Understood, stands
from archive.search.text import Aliases, Token, tokens

_SYLLABLE = pattern("(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_SHORT, _COMPOSED, _MOST_LONG = 0.9, 0.8, 6


@dataclass(frozen=True)
class ShortForm:
    """A short form, and what it stands for."""

    short: Syllables
    long: Syllables

    @cached_property
    def letters(self) -> str:
        """Its letters, whatever joins them."""
        return "".join(form for _, form in self.short)

    def fits(self, typed: str) -> bool:
        """Tell whether letters may be typed for it: with their marks or without."""
        folded = "".join(folded for folded, _ in self.short)
        return len(typed) == len(folded) and all(map(_fits, typed, self.letters, folded))


def _fits(typed: str, letter: str, folded: str) -> bool:
    return typed in (letter, folded)


@dataclass(frozen=True)
class Name:
    """One of the names that a value of a facet is asked for by."""

    value: str
    label: str
    syllables: Syllables


Names = Mapping[str, Sequence[Name]]


def names_of(facets: Mapping[str, Any], aliases: Aliases) -> Names:
    """Read the names that facets are asked for by, once."""
    return {
        facet: [
            Name(value, names[0], _syllables(tokens(name, aliases)))
            for value, *names in said["values"]
            for name in names
        ]
        for facet, said in facets.items()
    }


def short_forms_of(abbreviations: Iterable[tuple[str, str]]) -> list[ShortForm]:
    """Read the list of short forms, [[short, long], …], once."""
    return [ShortForm(_syllables(tokens(short)), _syllables(tokens(long))) for short, long in abbreviations]


def _syllables(found: Iterable[Token]) -> Syllables:
    return [(token.folded, token.form) for token in found]


def needs_short_forms(query: Query) -> bool:
    """Tell whether a query has letters that are no syllable, and so may be a short form."""
    return any(term.word and not _SYLLABLE.fullmatch(term.folded) for term in query.terms)


def add_short_forms(query: Query, short_forms: Sequence[ShortForm]) -> None:
    """Let a short form be met by its long form, and the other way round.

    Letters may be joined by signs (“LĐ-TB&XH”), or put together of short forms (“PGDĐT”: P, GDĐT).
    """
    terms = query.terms
    for one in short_forms:
        for at, term in enumerate(terms):
            quoted = any(other.quoted for other in terms[at : at + len(one.long)])
            if len(one.short) == 1 and not term.quoted and stands(one.short, terms, at):
                term.choices.append(Choice(one.long, _SHORT, long=True))
            if len(one.long) > 1 and not quoted and stands(one.long, terms, at):
                choice = Choice(one.short, 0.75, group=object())
                for other in terms[at : at + len(one.long)]:
                    other.choices.append(choice)
    for run in _short_runs(terms, query.text):
        typed = "".join(term.form for term in run)
        exact = [one.long for one in short_forms if one.fits(typed)]
        if exact and len(run) > 1:
            _let_meet(run, exact, _SHORT)
        elif not exact:
            _let_meet(run, _composed(typed, short_forms), _COMPOSED)


def _composed(typed: str, short_forms: Sequence[ShortForm], most: int = 3) -> list[Syllables]:
    """Put letters together of two or three short forms, one of which at least has two letters; the first few ways."""
    if len(typed) < 3:
        return []
    found: list[Syllables] = []
    for head in (one for one in short_forms if len(one.letters) < len(typed)):
        rest = typed[len(head.letters) :]
        if not head.fits(typed[: len(head.letters)]):
            continue
        tails = [one.long for one in short_forms if one.fits(rest) and len(one.letters) + len(head.letters) > 2]
        found += (
            [*head.long, *tail] for tail in (*tails, *(_composed(rest, short_forms, most - 1) if most > 2 else ()))
        )
    return found[:_MOST_LONG]


def add_initials(terms: Sequence[Term], text: str, names: Names) -> None:
    """Let letters that are no syllable (“vhtt”, “VH-TT&TT”) be met by the words of a name that begin with them."""
    for run in _short_runs(terms, text):
        letters = "".join(term.folded for term in run)
        _let_meet(run, _beginning(letters, names), _SHORT if len(letters) > 2 else 0.6)


def _let_meet(run: Sequence[Term], long: Iterable[Syllables], factor: float) -> None:
    for syllables in long:
        choice = Choice(syllables, factor, long=True)
        for term in run:
            term.choices.append(choice if len(run) == 1 else replace(choice, group=choice))


def _short_runs(terms: Sequence[Term], text: str) -> list[Sequence[Term]]:
    """Find the letters that are no syllable, those that signs join together."""
    runs: list[Sequence[Term]] = []
    at = 0
    while at < len(terms):
        end = at
        while end < len(terms) and _is_short(terms[end]) and (end == at or _joined(terms[end - 1], terms[end], text)):
            end += 1
        if end > at:
            runs.append(terms[at:end])
        at = max(end, at + 1)
    return runs


def _is_short(term: Term) -> bool:
    if not term.word or term.quoted or len(term.folded) >= 8:
        return False
    return not _SYLLABLE.fullmatch(term.folded) and not term.form.endswith(tuple("12345"))


def _joined(term: Term, after: Term, text: str) -> bool:
    return text[term.end : after.start] in ("-", "&", ".", "/")


def _beginning(letters: str, names: Names) -> list[Syllables]:
    """Find the words of names that begin with the letters, “và” passed over; the first few."""
    long: dict[str, Syllables] = {}
    for name in (name for some in names.values() for name in some):
        said = [(at, *one) for at, one in enumerate(name.syllables) if one[0] != "va"]
        for first in range(len(said) - len(letters) + 1 if len(letters) > 1 else 0):
            words = said[first : first + len(letters)]
            if "".join(folded[0] for _, folded, _ in words) == letters and any(len(word[1]) > 1 for word in words):
                long[" ".join(form for _, _, form in words)] = name.syllables[words[0][0] : words[-1][0] + 1]
    return list(long.values())[:_MOST_LONG]


def understood(terms: Sequence[Term], text: str, names: Names) -> Iterator[Understood]:
    """Find the facets that a query names."""
    periods = {name.value: name.label for name in names.get("period", ())}
    for value in _periods(terms, text):
        if value in periods:
            yield Understood("period", [value], periods[value])
    for facet in ("unit", "channel"):
        best: Name | None = None
        values: list[str] = []
        for name in names.get(facet, ()):
            if len(name.syllables) < (len(best.syllables) if best else 2):
                continue
            if not any(stands(name.syllables, terms, at) for at in range(len(terms))):
                continue
            # The same name in two spellings is one name; of two names that are as long, the first is taken.
            if best is None or len(name.syllables) > len(best.syllables):
                best, values = name, [name.value]
            elif name.syllables == best.syllables and name.value not in values:
                values.append(name.value)
        if best:
            yield Understood(facet, values, best.label)


def _periods(terms: Sequence[Term], text: str) -> Iterator[str]:
    """Name the periods that a query may ask for: half a year, a quarter, a month, a year."""
    folded = [term.folded for term in terms]
    at = 0
    while at < len(terms):
        words = " ".join(folded[at : at + 5]) + " "
        if half := re.match("(?:(?:6|sau) (?:thang|th?)|nua) (dau|cuoi) (?:nam )?((?:19|20)[0-9]{2}) ", words):
            yield f"{half[2]}-{'H1' if half[1] == 'dau' else 'H2'}"
            at += len(half[0].split())
            continue
        if quarter := re.fullmatch("q([1-4])/([0-9]{4})", folded[at]):
            yield f"{quarter[2]}-Q{quarter[1]}"
        elif (month := re.fullmatch("([0-9]+)/([0-9]{4})", folded[at])) and terms[at].date:
            yield f"{month[2]}-M{month[1]:0>2}"
        elif re.fullmatch("(?:19|20)[0-9]{2}", folded[at]) and not _within_number(terms[at], text):
            yield folded[at]
        at += 1


def _within_number(term: Term, text: str) -> bool:
    return term.start > 0 and text[term.start - 1] in "-/"
