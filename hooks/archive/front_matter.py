"""From a file's bytes to its front matter and body: the first stage, strict where MkDocs is silent.

MkDocs drops front matter that it cannot read and publishes the raw YAML; here that is a problem with a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from archive import strict_yaml
from archive.problems import Place, Problem, problem, warning

FENCE = "---"
BOM = b"\xef\xbb\xbf"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Document:
    """A source file taken apart: `data` as strict_yaml reads it, `body` the Markdown from `body_line` on.

    `path` is the file as a clerk would type it. All text is NFC with LF line ends. `dropped` names the items
    of lists that no record could take: a record's third item may be the fourth that the clerk wrote.
    """

    path: str
    tree: strict_yaml.Tree
    body: str = ""
    body_line: int = 1
    dropped: dict[str, list[int]] = field(default_factory=dict)
    _answers: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

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


def text_of(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Decode UTF-8 (with or without BOM) to NFC text with LF; a problem names the first line that is not."""
    raw = raw.removeprefix(BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [problem("encoding", Place(path, line))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text), []


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
    document = Document(path, tree, "\n".join(lines[end:]).strip("\n"), _body_line(lines, end))
    return document, document.faults()


def _body_line(lines: list[str], end: int) -> int:
    while end < len(lines) and not lines[end]:
        end += 1
    return end + 1
