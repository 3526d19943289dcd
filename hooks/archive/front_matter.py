"""From a file's bytes to its front matter and body: the first stage, strict where MkDocs is silent.

MkDocs drops front matter that it cannot read and publishes the raw YAML; here that is a problem with a line.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from archive import strict_yaml
from archive.patterns import pattern
from archive.problems import Place, Problem, problem, warning
from archive.safety.limits import MOST_BYTES, over_limits

FENCE = "---"
BOM = b"\xef\xbb\xbf"
_CONFLICT_BEGINS, _CONFLICT_ENDS = pattern(r"<{7}(?: |$)"), pattern(r">{7}(?: |$)")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Document:
    """A source file taken apart: `data` as strict_yaml reads it, `body` the Markdown from `body_line` on.

    The text is held as `packed` gives it: a build has all the documents of an archive at once.

    `path` is the file as a clerk would type it. All text is NFC with LF line ends. `dropped` names the items
    of lists that no record could take: a record's third item may be the fourth that the clerk wrote.
    """

    path: str
    tree: strict_yaml.Tree
    packed: bytes = b""
    body_line: int = 1
    dropped: dict[str, list[int]] = field(default_factory=dict)
    _answers: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def body(self) -> str:
        """The Markdown."""
        return _unpacked(self.packed)

    @property
    def data(self) -> dict[str, Any]:
        """The keys of the front matter."""
        return self.tree.data if isinstance(self.tree.data, dict) else {}

    def once(self, question: str, answer: Callable[[Document], Answer]) -> Answer:
        """Answer a question of the text, and keep the answer with it: a document is carried over whole."""
        if question not in self._answers:
            self._answers[question] = answer(self)
        found: Answer = self._answers[question]
        return found

    def place(self, *path: str | int) -> Place:
        """Point at a key or list item of the front matter by its path in the record."""
        path = self.written_path(path)
        return Place(self.path, self.tree.line(path), ".".join(map(str, path)))

    def written(self) -> Iterator[tuple[strict_yaml.Path, str]]:
        """Yield every text in the front matter, with its path as it was written."""
        yield from _texts_in(self.tree.data, ())

    def written_place(self, path: strict_yaml.Path) -> Place:
        """Point at what stands at a path as it was written."""
        return Place(self.path, self.tree.line(path), ".".join(map(str, path)))

    def place_below(self, line: int) -> Place:
        """Point at a line of the body, the first being 0."""
        return Place(self.path, self.body_line + line)

    def written_path(self, path: strict_yaml.Path) -> strict_yaml.Path:
        """Turn a path in the record into that of what was written."""
        if len(path) < 2 or path[0] not in self.dropped:
            return path
        key, index, *rest = path
        for dropped in self.dropped[str(key)]:
            index = int(index) + (dropped <= int(index))
        return key, index, *rest

    def gives(self, key: str) -> bool:
        """Tell whether a key is filled in, rightly or wrongly."""
        return self.data.get(key, "") not in ("", [], {})

    def faults(self) -> list[Problem]:
        """Tell what kept the front matter from being read as it stands."""
        found = []
        for fault in self.tree.faults:
            place = Place(self.path, fault.line, ".".join(map(str, fault.path)))
            found.append((warning if fault.is_harmless else problem)(fault.code, place, **fault.values))
        return found


def is_blank(document: Document) -> bool:
    """Tell whether a source has no text."""
    return document.once("blank", lambda document: not document.body.strip())


def packed(text: str) -> bytes:
    """Give a text in a third of the room."""
    return zlib.compress(text.encode(), 1) if text else b""


@lru_cache(maxsize=8)
def _unpacked(text: bytes) -> str:
    # One question about a text follows the other.
    return zlib.decompress(text).decode() if text else ""


def _texts_in(value: Any, path: strict_yaml.Path) -> Iterator[tuple[strict_yaml.Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts_in(item, (*path, key))


def text_of(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Decode UTF-8 (with or without BOM) to NFC text with LF.

    None with problems where it is no such text, is beyond the limits, or holds two versions that git could not merge.
    """
    raw = raw.removeprefix(BOM)
    if len(raw) > MOST_BYTES:
        size = f"{len(raw) / 1_000_000:.1f}".replace(".", ",")
        return None, [problem("entry_too_large", Place(path), size=size)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [problem("encoding", Place(path, line))]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = [problem("merge_conflict", Place(path, line)) for line in _unmerged(text)]
    if not problems:
        problems = [
            problem(one.code, Place(path, one.line + 1), text=one.text, **one.values) for one in over_limits(text)
        ]
    return (None, problems) if problems else (text, [])


def _unmerged(text: str) -> list[int]:
    """Find the lines where git has put two versions one below the other."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    lines = text.split("\n")
    begun = [number for number, line in enumerate(lines, 1) if _CONFLICT_BEGINS.match(line)]
    ended = [number for number, line in enumerate(lines, 1) if _CONFLICT_ENDS.match(line)]
    return begun or (ended if any(line.rstrip() == "=======" for line in lines) else [])


def read(raw: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """Take a source file apart; None with problems where there is no front matter to speak of."""
    text, problems = text_of(raw, path)
    if text is None:
        return None, problems
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines, 1) if line.rstrip() == FENCE]
    if lines[0].rstrip() != FENCE:
        return None, [problem("front_matter_missing", Place(path, 1))]
    if len(fences) < 2:
        return None, [problem("front_matter_open", Place(path, 1))]
    end = fences[1]
    tree = strict_yaml.read("\n".join(lines[1 : end - 1]), first_line=2)
    if tree.whole and not isinstance(tree.data, dict):
        if tree.data != "":
            return None, [problem("front_matter_not_keys", Place(path, 2))]
        tree.data = {}
    document = Document(path, tree, packed("\n".join(lines[end:]).strip("\n")), _body_line(lines, end))
    return document, document.faults()


def _body_line(lines: list[str], end: int) -> int:
    while end < len(lines) and not lines[end]:
        end += 1
    return end + 1
