"""From text to tokens: what is a syllable, a number, a date, the same for documents and for queries.

`search/browser/text.mjs` holds the same rules for the browser; `tests/golden/tokens.tsv` holds both to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple

from archive.patterns import pattern

# Vietnamese tone marks, numbered as the VNI input method numbers them.
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_MARKS = pattern("[\u0300-\u036f]")
# Letters with a stroke through them, which Unicode does not take apart.
_STROKES = str.maketrans("đðƀ", "ddb")

_WORD = r"(?:[^\W\d_]++[\u0300-\u036f]*+)++"
_GAP = r"[ \t\r\n\u00a0]"
_DAY, _MONTH, _YEAR = r"(?:[12][0-9]|3[01]|0?[1-9])", r"(?:1[0-2]|0?[1-9])", r"(?:19|20)[0-9]{2}"
_ENDS = r"(?![0-9]|[.,][0-9])"
_ON = rf"(?:ng[àa]y{_GAP}+)"
_OF_YEAR = rf"(?:{_GAP}*(?:[/-]|,?{_GAP}*n[ăa]m{_GAP}){_GAP}*{_YEAR}(?![0-9]))?"
_SIGN = rf"{_WORD}[0-9]{{0,3}}"
_PLAIN = rf"(?!ng[àa]y|m[ùồuo]ng|th[áa]ng|t[0-9]|qu[ýyíi]|q[1-4i]){_WORD}"  # no date begins like it
_SCAN = pattern(
    "|".join(
        (
            rf"(?P<plain>{_PLAIN}(?:\W+{_PLAIN})*)",  # most of a text: taken at once
            rf"(?P<year_first>{_ON}?{_YEAR}-{_MONTH}-{_DAY}(?![0-9]))",
            rf"(?P<full>{_ON}?{_DAY}{_GAP}?(?P<a>[/.-]){_GAP}?{_MONTH}{_GAP}?(?P=a){_GAP}?{_YEAR}(?![0-9]))",
            rf"(?P<short_year>{_ON}?{_DAY}(?P<b>[/-]){_MONTH}(?P=b)[0-9]{{2}}(?![0-9/-]))",
            rf"(?P<number>[0-9]{{1,6}}(?:[/-]{_YEAR})?[/-]{_SIGN}(?:[-/.&]{_SIGN})*)",
            rf"(?P<day>(?:{_ON}?(?:m[ùồuo]ng{_GAP}+)?{_DAY}{_GAP}+th[áa]ng{_GAP}+{_MONTH}{_ENDS}{_OF_YEAR})"
            rf"|{_ON}{_DAY}[/.-]{_MONTH}{_ENDS}|{_DAY}/{_MONTH}(?![0-9/]|[.,-][0-9]))",
            rf"(?P<month>th[áa]ng{_GAP}+{_MONTH}(?:\.{_YEAR}(?![0-9])|{_ENDS}{_OF_YEAR})"
            rf"|t{_MONTH}[/.-]{_YEAR}(?![0-9])|{_MONTH}[/-]{_YEAR}(?![0-9/]))",
            rf"(?P<quarter>(?:qu[ýyíi]{_GAP}+|q)(?:iv|i{{1,3}}|[1-4])(?!{_WORD}){_ENDS}{_OF_YEAR})",
            r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)",
            rf"(?P<word>{_WORD})",
        )
    )
)
_WORDS = pattern(_WORD)
_PARTS = pattern(rf"[0-9]+|{_WORD}")
_THOUSANDS = pattern(r"([0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


# The form and the folded form of what stands in a text.
Spelling = tuple[str, str]
# The two in one, as lists are named: the folded form, PART, the form.
PART = "\t"


class Token(NamedTuple):
    """One syllable, number or date of a text, from `start` to `end` in it.

    `form` is its canonical writing: lower case, the tone as a digit behind the syllable (“hoà” and “hòa” are
    `hoa2`), a date as `d/m/yyyy`. `folded` is `form` without any mark. `also` are wider things that it says as well:
    the month and year of a day, a document number as a whole. A `date` has no neighbours.
    """

    form: str
    folded: str
    start: int
    end: int
    also: tuple[str, ...] = ()
    date: bool = False

    @property
    def name(self) -> str:
        """Its form and folded form in one."""
        return name_of(self[:2])


@lru_cache(maxsize=100_000)
def name_of(spelling: Spelling) -> str:
    """Write a form and a folded form in one."""
    form, folded = spelling
    return f"{folded}{PART}{form}"


class Aliases(NamedTuple):
    """The spellings of names, as `name_of` writes each syllable, and the name's own; made by `alias_table`.

    `first` are those that any begins with, `longest` is the length of the longest; `numbered` tells whether a number
    stands in any.
    """

    table: Mapping[tuple[str, ...], tuple[Spelling, ...]]
    first: frozenset[str]
    longest: int
    numbered: bool


def lowered(text: str) -> str:
    """Give a text in NFC and lower case, each character where it was."""
    text = unicodedata.normalize("NFC", text)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low


def tokens(text: str, aliases: Aliases | None = None) -> list[Token]:
    """Take a paragraph apart; offsets are those of its NFC form."""
    found: list[Token] = []
    for match in _SCAN.finditer(lowered(text)):
        kind, span = match.lastgroup, match[0]
        start, end = match.span()
        if kind == "plain" or kind == "word":
            for word in _WORDS.finditer(span):
                found.append(Token(*syllable(word[0]), start + word.start(), start + word.end()))
        elif kind == "digits":
            number = _number(span)
            found.append(Token(number, number, start, end))
        elif kind == "number":
            found += _document_number(span, start)
        else:
            found.append(_date(kind or "", span, start, end))
    if aliases:
        _rename(found, aliases)
    return found


@lru_cache(maxsize=100_000)
def syllable(word: str) -> Spelling:
    """Give the canonical form of a lower-case word, and its folded form: “đường” is `đương2` and `duong`."""
    if word.isascii():
        return word, word
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES[char] for char in apart if char in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    return toneless + tone, _MARKS.sub("", apart).translate(_STROKES)


def _number(digits: str) -> str:
    if whole := _THOUSANDS.fullmatch(digits):
        digits = re.sub("[.,]", "", whole[1]) + (f".{whole[3]}" if whole[3] else "")
    return ".".join(part.lstrip("0") or "0" for part in digits.replace(",", ".").split("."))


def _document_number(span: str, start: int) -> list[Token]:
    parts: list[Token] = []
    for match in _PARTS.finditer(span):
        form, folded = (_number(match[0]),) * 2 if match[0][0].isdigit() else syllable(match[0])
        parts.append(Token(form, folded, start + match.start(), start + match.end()))
    names = [part.folded for part in parts]
    also = ["/".join(names)]
    if re.match(rf"[0-9]+[/-]{_YEAR}[/-]", span):
        also.append("/".join(names[:2]))
    parts[0] = parts[0]._replace(also=tuple(also))
    return parts


def _date(kind: str, span: str, start: int, end: int) -> Token:
    """Read what a match of `_SCAN` says; `also` goes from the narrower to the wider."""
    numbers = [_number(part) for part in re.findall("[0-9]+", span)]
    if kind == "quarter":
        roman = re.search(r"(?:[ \t\r\n\u00a0]|^q)(i{1,3}|iv)(?![a-z])", span)
        numbers = [_ROMAN[roman[1]], *numbers] if roman else numbers
        names = [f"q{numbers[0]}/{numbers[1]}", f"q{numbers[0]}", numbers[1]] if numbers[1:] else [f"q{numbers[0]}"]
    elif kind == "month":
        names = _of_month(*numbers)
    else:
        if kind == "year_first":
            numbers.reverse()
        elif kind == "short_year":
            numbers[2] = ("20" if int(numbers[2]) <= 40 else "19") + numbers[2].zfill(2)
        day, month, *year = numbers
        names = ["/".join(numbers), *([f"{day}/{month}"] if year else []), *_of_month(month, *year)]
    return Token(names[0], names[0], start, end, tuple(names[1:]), date=True)


def _of_month(month: str, year: str | None = None) -> list[str]:
    return [f"{month}/{year}", f"m{month}", year] if year else [f"m{month}"]


def alias_table(places: Iterable[tuple[str, Iterable[str]]]) -> Aliases:
    """Make the table that brings the spellings of each place's name to one, from (name, other spellings).

    A spelling is met with its marks or without; another word that merely folds to the same is left alone.
    """
    table: dict[tuple[str, ...], tuple[Spelling, ...]] = {}
    for name, spellings in places:
        canonical = tuple((token.form, token.folded) for token in tokens(name))
        for spelling in (name, *spellings):
            choices = [dict.fromkeys((token.name, name_of((token.folded, token.folded)))) for token in tokens(spelling)]
            for written in product(*choices):
                table.setdefault(written, canonical)
    first, longest = frozenset(written[0] for written in table), max(map(len, table), default=0)
    numbered = any(re.search("[0-9]", name.partition(PART)[0]) for name in chain.from_iterable(table))
    return Aliases(table, first, longest, numbered)


def names_in(written: Sequence[str], aliases: Aliases) -> list[tuple[int, int, tuple[Spelling, ...]]]:
    """Find the longest spellings that the table knows: where each begins and ends, and the name's own."""
    names: list[tuple[int, int, tuple[Spelling, ...]]] = []
    end = 0
    for at in [at for at, name in enumerate(written) if name in aliases.first]:
        if at < end:
            continue
        ahead = tuple(written[at : at + aliases.longest])
        for length in range(len(ahead), 0, -1):
            if (canonical := aliases.table.get(ahead[:length])) is not None:
                end = at + length
                names.append((at, end, canonical))
                break
    return names


def _rename(found: list[Token], aliases: Aliases) -> None:
    """Replace spellings by names; a name written in one word takes the word's whole span."""
    for at, end, canonical in reversed(names_in([token.name for token in found], aliases)):
        old = found[at:end]
        whole = (old[0].start, old[-1].end)
        spans = [one[2:4] for one in old] if len(canonical) == len(old) else [whole] * len(canonical)
        renamed = [Token(*spelling, *span) for spelling, span in zip(canonical, spans, strict=True)]
        found[at:end] = [renamed[0]._replace(also=old[0].also), *renamed[1:]]
