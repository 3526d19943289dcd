"""What a paper is made of, whatever file it came in: paragraphs, tables and pictures, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from archive.patterns import pattern

_SPACES = pattern(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
# Tabs that leave room for what is filled in by hand: a number, a day, a month.
_BLANKS = pattern(r"(?<=[Ss]ố)[ :]*+\t[\t ]*+(?=[/-])|(?<=[Ss]ố:)[\t ]++(?=[/-])|(?<=ngày)[\t ]++|(?<=tháng)[\t ]++")
_NOTHING = pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200d\u2060\ufeff]")


class PaperUnreadable(Exception):
    """A file holds no paper that can be read; the text is the code of what to say (`importing.unreadable.<code>`)."""

    def __init__(self, code: str, **values: object) -> None:
        """Name the reason, with what its words need."""
        super().__init__(code)
        self.code, self.values = code, values


class Side(Enum):
    """Where on the page a line of a paper's head or foot stands."""

    LEFT = "left"
    RIGHT = "right"
    WHOLE = "whole"


class Role(Enum):
    """What a style says that a paragraph is."""

    ANY = "any"
    ITEM = "item"
    WITHIN = "within"  # a further paragraph of an item
    QUOTE = "quote"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one hand; `note` is the id of a footnote that is called there, `link` where it leads."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, where in the file it stands (for the clerk), and what its layout tells.

    `label` is a number that the word processor shows and does not write; `heading` the level of its style (0: none),
    `depth` that of its list (-1: none), `gap` how many empty lines stand before it beyond what is usual; `role` is what
    its style makes of it, whatever it looks like.
    """

    runs: tuple[Run, ...]
    place: str
    label: str = ""
    heading: int = 0
    depth: int = -1
    is_bullet: bool = False
    is_centred: bool = False
    gap: int = 0
    side: Side = Side.WHOLE
    role: Role = Role.ANY
    align: str = ""

    @property
    def raw(self) -> str:
        """Its text as it was written, tabs and line breaks included."""
        return "".join(run.text for run in self.runs)

    @property
    def text(self) -> str:
        """Its text on one line, with the label that is shown before it."""
        return tidy(f"{self.label} {self.raw}" if self.label else self.raw)

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        seen = [run.bold for run in self.runs if run.text.strip()]
        return bool(seen) and all(seen)

    @property
    def lines(self) -> list[Paragraph]:
        """Divide it at its line breaks."""
        if "\n" not in self.raw:
            return [self]
        parts: list[list[Run]] = [[]]
        for run in self.runs:
            for number, text in enumerate(run.text.split("\n")):
                if number:
                    parts.append([])
                parts[-1].append(replace(run, text=text))
        return [replace(self, runs=tuple(part), gap=0 if number else self.gap) for number, part in enumerate(parts)]

    def sides(self) -> list[Paragraph]:
        """Divide it at a tab into what stands left and right."""
        raw = _BLANKS.sub(" ", self.raw)
        if raw.startswith("\t\t") and "\t" not in raw.strip():
            return [replace(self, side=Side.RIGHT)]
        if "\t" not in raw.strip():
            return [self]
        left, _, right = raw.lstrip().partition("\t")
        both = ((left, Side.LEFT), (right.replace("\t", " "), Side.RIGHT))
        bold = self.is_bold
        return [replace(self, runs=(Run(text, bold),), side=side) for text, side in both if text.strip()]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and how many columns and rows it spans."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its text on one line."""
        return tidy(" ".join(paragraph.text for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells, those that a merged cell covers left out."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, row by row; of a table of two columns with the side that it stands on."""
        for row in self.rows:
            for number, cell in enumerate(row):
                side = Side.WHOLE if len(row) != 2 else Side.RIGHT if number else Side.LEFT
                yield from (replace(paragraph, side=side) for paragraph in cell.paragraphs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: its bytes, the ending that they deserve, and its file's name where that is known."""

    content: bytes
    ending: str
    alt: str
    place: str
    name: str = ""


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Pages:
    """A paper as its reader gives it: blocks in order, the texts of footnotes by their ids, and what was not kept."""

    blocks: list[Block]
    notes: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def seen(text: str) -> str:
    """Leave out of a text what cannot be seen; what stands between words is one space."""
    return _SPACES.sub(" ", _NOTHING.sub("", text))


def tidy(text: str) -> str:
    """Put a text on one line, without what cannot be seen."""
    return seen(text).strip()


def in_capitals(text: str) -> bool:
    """Tell whether a text has letters, and all of them capitals."""
    return text == text.upper() != text.lower()


def lines_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield what stands on each line of a head or a foot: divided at line breaks, and at the tab between columns."""
    for paragraph in paragraphs_of(blocks):
        for line in paragraph.lines:
            yield from (side for side in line.sides() if side.text)


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs among blocks, those of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            yield from block.paragraphs()
