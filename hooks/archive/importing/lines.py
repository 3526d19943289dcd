"""The lines of a paper, read one by one: those of which something was made, and what is given back of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive.importing.blocks import Block, Paragraph, Role, Run, Side, Table, in_capitals, lines_of
from archive.importing.forms import RULE

# A line of signs that is longer is no rule below a heading.
_LONGEST_RULE = 60


@dataclass
class Lines:
    """The lines of blocks, each with the number of its block; rules that are drawn with signs are used from the start.

    Whatever is not `used` is given back: nothing that an author wrote is lost because its place was strange.
    """

    blocks: list[Block]
    rows: list[tuple[int, Paragraph]]
    at: int = 0
    used: set[int] = field(default_factory=set)
    kept: dict[int, Paragraph] = field(default_factory=dict)  # what is left of a line that was used

    @classmethod
    def of(cls, blocks: list[Block]) -> Lines:
        """Read the lines of blocks."""
        every = ((number, line) for number, block in enumerate(blocks) for line in lines_of([block]))
        return cls(blocks, [one for one in every if not is_rule(one[1].text)])

    @property
    def row(self) -> Paragraph | None:
        """The line that comes next; None at the end."""
        while self.at in self.used:
            self.at += 1
        return self.rows[self.at][1] if self.at < len(self.rows) else None

    def use(self, at: int) -> None:
        """Note that something was made of a line, and stand behind it."""
        self.used.add(at)
        self.at = max(self.at, at + 1)

    def put_back(self, at: int, text: str) -> None:
        """Keep what is left of a line of which something was made."""
        self.kept[at] = replace(self.rows[at][1], runs=(Run(text),), label="", side=Side.WHOLE)

    def place(self, at: int) -> str:
        """Say where a line stands; empty where there is none."""
        return self.rows[at][1].place if at < len(self.rows) else ""

    def unused(self, end: int) -> Iterator[Paragraph]:
        """Yield what is left of the lines before `end`."""
        for at, (_, row) in enumerate(self.rows[:end]):
            if at in self.kept or at not in self.used:
                yield self.kept.get(at, row)

    def rest(self, end: int) -> list[Block]:
        """Give the blocks as they are, without the lines that were used; those before `end` of a block of their own."""
        of_block: dict[int, list[int]] = {}
        for at, (number, _) in enumerate(self.rows):
            of_block.setdefault(number, []).append(at)
        found: list[Block] = []
        for number, block in enumerate(self.blocks):
            rows = of_block.get(number, [])
            left = [at for at in rows if at in self.kept or at not in self.used]
            if len(left) == len(rows) and not self.kept.keys() & set(rows):
                # A rule alone has no line, and is one of the head where it stands among its lines.
                if rows or not is_drawn(block) or all(at >= end for at in _before(self.rows, number)):
                    found.append(block)
            elif isinstance(block, Table):
                found += [replace(self.kept.get(at, self.rows[at][1]), side=Side.WHOLE) for at in left]
            else:
                found += [self.kept.get(at, self.rows[at][1]) for at in left if at < end]
                found += _joined([self.rows[at][1] for at in left if at >= end])
        return found


def _before(rows: list[tuple[int, Paragraph]], number: int) -> Iterator[int]:
    yield from (at for at, (block, _) in enumerate(rows) if block < number)


def _joined(rows: list[Paragraph]) -> list[Paragraph]:
    """Put lines of one paragraph together again."""
    if not rows:
        return []
    runs = [*rows[0].runs]
    for row in rows[1:]:
        runs += [Run("\n"), *row.runs]
    return [replace(rows[0], runs=tuple(runs))]


def is_rule(text: str) -> bool:
    """Tell whether a line is a rule that is drawn with signs."""
    return RULE.fullmatch(text) is not None and len(text) < _LONGEST_RULE


def is_drawn(block: Block) -> bool:
    """Tell whether a block holds rules alone."""
    return isinstance(block, Paragraph) and bool(block.text) and is_rule(block.text)


def parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Divide paragraphs at the line breaks that part sentences; those within a heading or a name stay."""
    for block in blocks:
        if (
            not isinstance(block, Paragraph)
            or block.heading
            or block.is_centred
            or block.role is not Role.ANY
            or "\n" not in block.raw
        ):
            yield block
            continue
        held: list[Paragraph] = []
        for line in block.lines:
            text = line.text
            goes_on = text[:1].islower() or (held and in_capitals(text) and in_capitals(held[-1].text))
            if held and text and not goes_on:
                yield from _joined(held)
                held = []
            if text:
                held.append(line if not held else replace(line, label=""))
        yield from _joined(held)
