"""What a query asks for: its terms with every way to meet them, its quoted phrases, and the facets that it names.

Mirrors browser/query.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from archive.patterns import pattern
from archive.search.engine.naming import Names, add_initials, understood
from archive.search.engine.terms import Choice, Chunk, Phrase, Query, Term, adjacent
from archive.search.text import Aliases, lowered, tokens

# Words that a question is asked with, as folded phrases: what answers it does not hold them.
_PHRASES = """
la gi, nhung gi, lam gi, cai gi, gi, nhu the nao, the nao, ra sao, vi sao, tai sao, lam sao,
bao nhieu, bao gio, bao lau, khi nao, luc nao, ngay nao, thang nao, nam nao, noi nao, o dau,
dau la, may gio, ai la, ai da, co phai, phai khong, hay khong, co khong, duoc khong, dung khong,
khong a, khong vay, cho hoi, xin hoi, toi muon, muon biet, tim hieu ve, don vi nao, xa nao, co quan nao,
nuoc nao, lang nao, to chuc nao, nhung ai, nao
"""
_QUESTION = sorted((phrase.split() for phrase in _PHRASES.split(",")), key=len, reverse=True)
_QUESTION_END = frozenset(("khong", "chua", "vay", "nhi", "a"))
_FORMS = """
gi2 nao2 la2 nhưng4 lam2 cai1 như thê1 ra sao vi2 tai5 bao nhiêu giơ2 lâu khi luc1 ngay2 thang1 năm nơi ơ3 đâu mây1
ai đa4 co1 phai3 không hay đươc5 đung1 a5 vây5 cho hoi3 xin tôi muôn1 biêt1 tim2 hiêu3 vê2 đơn vi5 xa4 cơ quan
nươc1 lang2 tô3 chưc1 chưa nhi3
"""
_QUESTION_FORMS = frozenset(_FORMS.split())
# Words that join others, as they are written; where a query has no marks, only those that are hardly anything else.
_JOINING_FORMS = "cua3 va2 nhưng4 đươc5 cac1 vê2 tai5 trong cho vơi1 thi2 la2 co1 đa4 ơ3 bi5 theo va o"
_JOINING = frozenset(_JOINING_FORMS.split())
_JOINING_PLAIN = frozenset(("cua", "va", "nhung", "duoc", "cac", "voi", "theo", "o"))
# Months are counted in words or in figures, and shortened behind a figure: “sáu tháng”, “6 tháng”, “6th”.
_COUNTS = {"ba": "3", "sau": "6", "chin": "9", "muoi": "10"}
_MONTH, _MONTH_SHORT, _COUNTED = ("thang", "thang1"), frozenset(("t", "th")), 0.9
_IN_QUESTION, _JOINS, _DATE, _FULL_DATE = 0.12, 0.35, 1.5, 2.5
# How much less a wider date says than the date that was asked for: a day with its year, any other.
_WIDER_DAY, _WIDER = (0.6, 0.45, 0.1, 0.15), (0.5, 0.35, 0.2, 0.15)

# Nobody types more; what is longer is an attack or an accident.
_MOST_LETTERS, _MOST_TERMS = 200, 40

_QUOTED = pattern('["“”„«»][^"“”„«»]+["“”„«»]')
_ASKED = pattern(r"\?[\s\ufeff]*\Z")


def parsed(text: str, aliases: Aliases, names: Names, common: Container[str]) -> Query:
    """Read a query; `common` are the syllables that say little beside another word."""
    whole = unicodedata.normalize("NFC", text)[:_MOST_LETTERS]
    chunks = list(_chunks(lowered(whole)))
    terms = list(_terms(whole, chunks, aliases))
    phrases = [Phrase(*quoted.span()) for quoted in _QUOTED.finditer(whole)]
    # What was typed counts, not the name that it is a spelling of: “dak po” has no marks.
    marked = any(term.word and not term.typed.isascii() for term in terms)
    _weigh(terms, phrases, whole, marked)
    _set_common(terms, common)
    _count_months(terms)
    add_initials(terms, whole, names)
    return Query(
        text=whole,
        terms=terms,
        phrases=phrases,
        chunks=chunks,
        marked=marked,
        open=bool(terms) and unicodedata.category(whole[-1])[0] in "LM",
        understood=list(understood(terms, whole, names)),
    )


def _chunks(text: str) -> Iterator[Chunk]:
    r"""Divide a text as `[\p{L}\p{M}\p{N}]+` does in JavaScript; no class of Python's `re` takes in every mark."""
    for inside, signs in groupby(enumerate(text), lambda one: unicodedata.category(one[1])[0] in "LMN"):
        if inside:
            (start, first), *more = signs
            yield Chunk(first + "".join(sign for _, sign in more), start)


def _terms(text: str, chunks: Iterable[Chunk], aliases: Aliases) -> Iterator[Term]:
    chunk_at = {chunk.start: chunk.word for chunk in chunks}
    for form, folded, start, end, also, date in tokens(text, aliases)[:_MOST_TERMS]:
        typed = chunk_at.get(start) or text[start:end]
        choices = [Choice([(folded, form)], 1)]
        if date:
            factors = _WIDER_DAY if len(also) == 4 else _WIDER
            choices += (Choice([(name, name)], factor) for name, factor in zip(also, factors, strict=False))
        word = not date and not re.match("[0-9]", form)
        yield Term(form, folded, start, end, typed, word, also, date, choices)


def _weigh(terms: Sequence[Term], phrases: Iterable[Phrase], text: str, marked: bool) -> None:
    for term in terms:
        term.joining = term.form in (_JOINING if marked else _JOINING_PLAIN)
        if term.joining:
            term.weight = _JOINS
        if term.date:
            term.weight = _FULL_DATE if len(term.also) == 4 else _DATE
    for term in _in_question(terms, text):
        term.weight = _IN_QUESTION
    for phrase in phrases:
        for term in phrase.terms(terms):
            term.weight, term.joining, term.quoted = 1, False, True


def _in_question(terms: Sequence[Term], text: str) -> Iterator[Term]:
    """Find the terms that only say that a question is asked."""
    folded = [term.folded for term in terms]
    at = 0
    while at < len(terms):
        length = next((len(words) for words in _QUESTION if folded[at : at + len(words)] == words), 0)
        # Unmarked, “nao” and “gi” may be other words; marked, they must be these.
        if length < len(terms) and all(map(_fits, terms[at : at + length])):
            yield from terms[at : at + length]
            at += max(0, length - 1)
        at += 1
    if len(terms) > 2 and (_ASKED.search(text) or terms[-1].form != terms[-1].folded):
        yield from (term for term in terms[-1:] if term.folded in _QUESTION_END and _fits(term))


def _fits(term: Term) -> bool:
    return term.form == term.folded or term.form in _QUESTION_FORMS


def _count_months(terms: Sequence[Term]) -> None:
    for count, month in pairwise(terms):
        if month.quoted or count.quoted:
            continue
        if month.folded == _MONTH[0] and (figure := _COUNTS.get(count.folded)):
            count.choices.append(Choice([(figure, figure)], _COUNTED))
        elif month.folded in _MONTH_SHORT and count.folded.isdecimal():
            month.choices.append(Choice([_MONTH], _COUNTED))


def _set_common(terms: Sequence[Term], common: Container[str]) -> None:
    """Leave the lists of words that most documents have unread where a word beside them says more."""
    for at, term in enumerate(terms):
        beside = any(adjacent(other, term) for other in (*terms[max(0, at - 1) : at], *terms[at + 1 : at + 2]))
        term.common = len(terms) > 1 if term.joining else term.folded in common and beside
