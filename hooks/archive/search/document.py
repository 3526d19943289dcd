"""What search knows of a document: its fields, and the passages that its text is indexed and shown in."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from archive.search.runs import pair_of_names, runs_of
from archive.search.text import PART, Aliases

# A passage is the piece of text that is fetched to judge and show a result; a paragraph is divided only if it
# is longer by itself.
PASSAGE_LENGTH = 1300

# How much a syllable weighs where it stands, a mention in running text being 1.
TITLE, NUMBER, DAY, ABOUT, HEADING, BODY, ATTACHED = 6.0, 5.0, 3.0, 2.0, 2.0, 1.0, 0.8
# Saturation and length, as in BM25 with fixed means: what a document weighs depends on itself alone.
_SATURATION, _LENGTH_SHARE, _MEAN_LENGTH = 2.0, 0.35, 260

LEVELS = 8

# The level of each key in each of its forms, the two parted by PART.
Levels = dict[str, int]
# Keys before it are about half of an index: it is the middle of what Vietnamese syllables begin with.
MIDDLE = "l"


class Paragraph(NamedTuple):
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
            yield paragraph._replace(text=text[:cut].rstrip())
            text = text[cut:].lstrip()
        yield paragraph if text is paragraph.text else paragraph._replace(text=text)


def levels(document: Document, aliases: Aliases | None) -> list[Levels]:
    """Weigh every key of every passage: {key PART form: level}, a level from 0 to LEVELS - 1.

    Keys are folded syllables, and pairs of neighbours joined by a space; forms are how they are written.
    """
    found = []
    for index, passage in enumerate(document.passages):
        counted: dict[float, Counter[str]] = defaultdict(Counter)
        if index == 0:
            _count(document.title, aliases, counted[TITLE])
            _count(document.number, aliases, counted[NUMBER])
            _count(document.date, aliases, counted[DAY])
            for text in document.about:
                _count(text, aliases, counted[ABOUT])
        length = 0
        for paragraph in passage:
            weight = ATTACHED if paragraph.attachment else HEADING if paragraph.heading else BODY
            length += _count(paragraph.text, aliases, counted[weight])
        found.append(_quantised(counted, length))
    return found


def keys_of(levels: Levels) -> Iterator[str]:
    """Yield the key of each level, in each of its forms anew."""
    return (name.partition(PART)[0] for name in levels)


def written_levels(passages: Iterable[Levels]) -> tuple[bytes, bytes]:
    """Write the levels of a document for the store, the half of the keys before MIDDLE and the other by themselves.

    Of each passage, and of each level, what stands on it.
    """
    before: list[str] = []
    behind: list[str] = []
    for passage in passages:
        on: list[list[list[str]]] = [[[] for _ in range(LEVELS)] for _ in (before, behind)]
        for name, level in passage.items():
            on[name >= MIDDLE][level].append(name)
        for half, names in zip((before, behind), on, strict=True):
            half.append("\f".join(map("\n".join, names)))
    return "\v".join(before).encode(), "\v".join(behind).encode()


def read_levels(written: bytes) -> list[Levels]:
    """Read the levels of a document, or a half of them."""
    found: list[Levels] = []
    for passage in written.decode().split("\v"):
        levels: Levels = {}
        for level, on in enumerate(passage.split("\f")):
            if on:
                levels |= dict.fromkeys(on.split("\n"), level)
        found.append(levels)
    return found


def joined(before: Iterable[Levels], behind: Iterable[Levels]) -> list[Levels]:
    """Put the two halves of a document together."""
    return [first | second for first, second in zip(before, behind, strict=True)]


def _count(text: str, aliases: Aliases | None, often: Counter[str]) -> int:
    """Count what stands in a text: syllables, the wider things that are said, pairs; gives its length in syllables."""
    runs, also = runs_of(text, aliases)
    often.update(also)
    for run in runs:
        often.update(run)
        often.update(map(pair_of_names, run, run[1:]))
    return sum(map(len, runs))


def _quantised(counted: Mapping[float, Mapping[str, int]], length: int) -> Levels:
    """Give each name its level, from how often it stands in texts of each weight."""
    # Lengths count by their binary digits: a sentence more or less leaves the levels of all other keys as they were.
    half = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * 0.75 * 2 ** length.bit_length() / _MEAN_LENGTH)

    def level(weight: float) -> int:
        return min(LEVELS - 1, int(LEVELS * weight / (weight + half)))

    found: Levels = {}
    several: set[str] = set()  # what stands in texts of several weights
    for weight, often in counted.items():
        several |= found.keys() & often.keys()
        level_of = {times: level(weight * times) for times in set(often.values())}
        found |= {name: level_of[times] for name, times in often.items()}
    for name in several:
        found[name] = level(sum(weight * often[name] for weight, often in counted.items() if name in often))
    return found
