"""Texts as they are weighed: runs of neighbours, without where each stands; a word that comes again is not read again.

What is found is what `archive.search.text.tokens` finds. Nearly all of a text is words that are no part of a date or
number whatever stands beside them: what a piece between two spaces says is then known from the first time on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from archive.patterns import pattern
from archive.search.text import PART, Aliases, Token, lowered, name_of, names_in, tokens

# How the words begin, without their marks, that a date may hold beside its numbers.
_OF_DATES = pattern(r"ngay|m[uo]ng|thang|nam|qu[yi]|qi|(?:i{1,3}|iv|[tq])$")


def runs_of(text: str, aliases: Aliases | None = None) -> tuple[list[list[str]], list[str]]:
    """Give what `tokens` finds in a paragraph, as `name_of` writes it: runs of neighbours, and what they say besides.

    A date is a run of its own.
    """
    runs: list[list[str]] = [[]]
    also: list[str] = []
    pieces = lowered(text).split(" ")
    read = [*map(_read, pieces), ()]  # the last is the end
    at = 0
    while at < len(pieces):
        begins = read.index((), at)
        runs[-1] += chain.from_iterable(read[at:begins])
        at = next((at for at in range(begins, len(pieces)) if read[at]), len(pieces))
        if begins < at:
            _take(tokens(" ".join(pieces[begins:at])), runs, also)
    if aliases and aliases.numbered and (also or len(runs) > 1):
        if not aliases.first.isdisjoint(chain.from_iterable(runs)):  # it may reach over a date
            runs, also = [[]], []
            _take(tokens(text, aliases), runs, also)
    elif aliases:
        for run in runs:
            for at, end, canonical in reversed(names_in(run, aliases)):
                run[at:end] = map(name_of, canonical)
    return runs, also


# So many are remembered of each kind: some ten megabytes in each process.
@lru_cache(maxsize=50_000)
def _read(piece: str) -> tuple[str, ...]:
    """Give the words of a piece between two spaces; none where what they are may depend on what stands beside them."""
    found = tokens(piece)
    if any(one.date or one.also or one.form[0].isdigit() or _OF_DATES.match(one.folded) for one in found):
        return ()
    return tuple(one.name for one in found)


def _take(found: Iterable[Token], runs: list[list[str]], also: list[str]) -> None:
    for token in found:
        also += map(name_of, zip(token.also, token.also, strict=True))
        if token.date:
            runs += [[token.name], []]
        else:
            runs[-1].append(token.name)


@lru_cache(maxsize=50_000)
def pair_of_names(first: str, second: str) -> str:
    """Write two neighbours in one, as lists of pairs are named."""
    folded, _, form = first.partition(PART)
    next_folded, _, next_form = second.partition(PART)
    return f"{folded} {next_folded}{PART}{form} {next_form}"
