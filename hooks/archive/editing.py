"""Changing what a clerk wrote, line by line: the lines that must change do, and no other byte does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from archive import front_matter
from archive.front_matter import FENCE, Document


@dataclass
class Draft:
    """A source file about to change: its `lines` with their ends, and where its front matter is (rows from 0)."""

    lines: list[str]
    document: Document
    newline: str

    @classmethod
    def of(cls, raw: bytes, path: str) -> Draft:
        """Take a readable source apart."""
        document, _ = front_matter.read(raw, path)
        assert document is not None, path
        text = raw.decode("utf-8")
        newline = "\r\n" if "\r\n" in text else "\n"
        return cls(text.splitlines(keepends=True), document, newline)

    @property
    def raw(self) -> bytes:
        """The file as it is to be written."""
        return "".join(self.lines).encode("utf-8")

    @property
    def _end(self) -> int:
        """The row of the closing fence."""
        fences = [row for row, line in enumerate(self.lines) if line.lstrip("\ufeff").rstrip() == FENCE]
        return fences[1]

    def set(self, key: str, value: str) -> None:
        """Give a key of one line a value, where the key stands or else at the end of the front matter."""
        written = f"{key}: {plain_or_quoted(value)}{self.newline}"
        rows = self._rows(key)
        if rows is None:
            self.lines.insert(self._end, written)
        else:
            self.lines[rows[0] : rows[1]] = [written]

    def append(self, key: str, item: str) -> None:
        """Add an item (one line of YAML) to the list of a key, making the list where there is none."""
        rows = self._rows(key)
        if rows is None:
            self.lines[self._end : self._end] = [f"{key}:{self.newline}", f"  - {item}{self.newline}"]
            return
        first, end = rows
        flow = re.match(rf"({re.escape(key)}:\s*\[)(.*)(\]\s*)$", self.lines[first])
        if flow:
            inside = f"{flow[2]}, {item}" if flow[2].strip() else item
            self.lines[first] = f"{flow[1]}{inside}{flow[3]}"
        else:
            dash = next((re.match(r"\s*-\s+", line) for line in self.lines[first + 1 : end]), None)
            self.lines.insert(end, f"{dash[0] if dash else '  - '}{item}{self.newline}")

    def remove(self, key: str, item: str) -> None:
        """Take an item out of the list of a key, and the key with its last item."""
        rows = self._rows(key)
        if rows is None:
            return
        first, end = rows
        flow = re.match(rf"({re.escape(key)}:\s*\[)(.*)(\]\s*)$", self.lines[first])
        if flow:
            items = [one.strip() for one in flow[2].split(",") if one.strip() not in ("", item)]
            self.lines[first : first + 1] = [f"{flow[1]}{', '.join(items)}{flow[3]}"] if items else []
            return
        kept = [line for line in self.lines[first + 1 : end] if not re.fullmatch(rf"\s*-\s+{re.escape(item)}\s*", line)]
        self.lines[first:end] = [self.lines[first], *kept] if kept else []

    def replace(self, line: int, old: str, new: str) -> None:
        """Replace a whole word on a line (the first is 1)."""
        pattern = rf"(?<![\w/.-]){re.escape(old)}(?![\w/-])"
        self.lines[line - 1] = re.sub(pattern, lambda _: new, self.lines[line - 1])

    def _rows(self, key: str) -> tuple[int, int] | None:
        """Say on which rows a key and its value stand, the second row exclusive."""
        if (key,) not in self.document.tree.lines:
            return None
        rows = [row for row in range(self._end) if re.match(rf"{re.escape(key)}\s*:", self.lines[row])]
        if not rows:
            return None  # it was removed
        first = rows[0]  # lines may have been inserted or removed above since the document was read
        end = first + 1
        while end < self._end and (not self.lines[end].strip() or self.lines[end][0] in " \t-#"):
            end += 1
        while end > first + 1 and not self.lines[end - 1].strip():
            end -= 1
        return first, end


def plain_or_quoted(value: str) -> str:
    """Write a text as YAML reads it back: plain where that is safe, else in double quotes."""
    if re.fullmatch(r"[\w/][\w /.,()-]*", value) and not value.endswith(" ") and ": " not in value:
        return value
    return json.dumps(value, ensure_ascii=False)
