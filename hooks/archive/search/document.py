"""What search knows of a document: its fields, and the passages that its text is indexed and shown in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from archive.search.text import Aliases, Token, tokens

# A passage is the piece of text that is fetched to judge and show a result; a paragraph is divided only if it
# is longer by itself.
PASSAGE_LENGTH = 1300

# How much a syllable weighs where it stands, a mention in running text being 1.
TITLE, NUMBER, DAY, ABOUT, HEADING, BODY, ATTACHED = 6.0, 5.0, 3.0, 2.0, 2.0, 1.0, 0.8
# Saturation and length, as in BM25 with fixed means: what a document weighs depends on itself alone.
_SATURATION, _LENGTH_SHARE, _MEAN_LENGTH = 2.0, 0.35, 260

LEVELS = 8

Weights = dict[tuple[str, str], float]
Levels = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text; `attachment` is the title and URL of the attached file that it stands in."""

    text: str
    heading: bool = False
    attachment: tuple[str, str] | None = None


@dataclass(frozen=True)
class Document:
    """One document to be found: all that its postings, its record and its facets are made from.

    `day` places it in time, None where it has no date; `date` is how readers see that. `number` is the line that holds
    its number (“Báo cáo số 12/BC-UBND”). `about` are further texts that it is found by: unit, period, topics, channels.
    `facets` holds the values of each facet, `shown` what a result says besides.
    """

    id: str
    url: str
    title: str
    day: date | None
    date: str = ""
    number: str = ""
    about: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> int:
        """A number that depends on the id alone."""
        return int.from_bytes(hashlib.sha256(self.id.encode()).digest()[:4], "big")

    @cached_property
    def passages(self) -> list[list[Paragraph]]:
        """Divide the text; every document has one passage at least, and an attached file begins its own."""
        parts: list[list[Paragraph]] = [[]]
        length, attachment = 0, None
        for paragraph in _fitting(self.paragraphs):
            full = parts[-1] and length + len(paragraph.text) > PASSAGE_LENGTH
            if full or paragraph.attachment != attachment:
                parts.append([])
                length = 0
            attachment = paragraph.attachment
            parts[-1].append(paragraph)
            length += len(paragraph.text)
        return parts


def _fitting(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        text = paragraph.text
        while len(text) > PASSAGE_LENGTH:
            cut = text.rfind(" ", PASSAGE_LENGTH // 2, PASSAGE_LENGTH)
            cut = cut if cut > 0 else PASSAGE_LENGTH
            yield replace(paragraph, text=text[:cut].rstrip())
            text = text[cut:].lstrip()
        yield paragraph if text is paragraph.text else replace(paragraph, text=text)


def levels(document: Document, aliases: Aliases | None) -> list[Levels]:
    """Weigh every key of every passage: {(key, form): level}, a level from 0 to LEVELS - 1.

    Keys are folded syllables, and pairs of neighbours joined by a space; forms are how they are written.
    """
    found = []
    for index, passage in enumerate(document.passages):
        weights: Weights = defaultdict(float)
        length = 0
        if index == 0:
            _add(weights, tokens(document.title, aliases), TITLE)
            _add(weights, tokens(document.number, aliases), NUMBER)
            _add(weights, tokens(document.date, aliases), DAY)
            for text in document.about:
                _add(weights, tokens(text, aliases), ABOUT)
        for paragraph in passage:
            weight = ATTACHED if paragraph.attachment else HEADING if paragraph.heading else BODY
            length += _add(weights, tokens(paragraph.text, aliases), weight)
        found.append(_quantised(weights, length))
    return found


def _add(weights: Weights, found: list[Token], weight: float) -> int:
    before: Token | None = None
    for token in found:
        weights[token.folded, token.form] += weight
        for name in token.also:
            weights[name, name] += weight
        if token.date:
            before = None
            continue
        if before is not None:
            weights[f"{before.folded} {token.folded}", f"{before.form} {token.form}"] += weight
        before = token
    return len(found)


def _quantised(weights: Weights, length: int) -> Levels:
    # Lengths count by their binary digits: a sentence more or less leaves the levels of all other keys as they were.
    half = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * 0.75 * 2 ** length.bit_length() / _MEAN_LENGTH)
    return {key: min(LEVELS - 1, int(LEVELS * weight / (weight + half))) for key, weight in weights.items()}
