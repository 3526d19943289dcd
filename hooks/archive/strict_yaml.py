"""YAML as a clerk means it: text, lists and keys, each with its line; nothing that YAML would guess.

libyaml parses (its speed is why), and this module composes: every scalar stays the text that was written
(`012`, `12:30`, `no`), keys are unique, and anchors, aliases and tags are refused. The schema alone decides
what is a date or a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a piece of YAML from being read: a problem's code, its line, and values for its text."""

    code: str
    line: int
    key: str = ""
    values: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """What was read: `data` of text, lists and mappings; `lines` of every key and list item by its path.

    `unreadable` holds the top-level keys whose value had a fault: they are neither missing nor valid.
    """

    data: Any
    lines: dict[Path, int]
    faults: list[Fault]
    unreadable: set[str]

    def value(self, path: Path) -> Any:
        """Give what stands at a path that is there."""
        here = self.data
        for part in path:
            here = here[part]
        return here

    def line(self, path: Path) -> int:
        """Give the line of the nearest key or item around `path`, 1 where there is none."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, first_line: int = 1) -> Tree:
    """Read one YAML document whose first line stands on line `first_line` of its file; never raises."""
    composer = _Composer(text, first_line)
    try:
        data = composer.compose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (min(mark.line, text.count("\n")) if mark else 0)
        fault = _syntax_fault(error, text, line, first_line)
        return Tree({}, {}, [*composer.faults, fault], set())
    except yaml.reader.ReaderError as error:
        line = first_line + text[: _position(text, error)].count("\n")
        return Tree({}, {}, [Fault("control_character", line)], set())
    return Tree(data, composer.lines, composer.faults, composer.unreadable)


def _position(text: str, error: yaml.reader.ReaderError) -> int:
    # libyaml counts bytes, PyYAML characters; looking for the character itself fits both.
    found = re.search(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return found.start() if found else min(error.position, len(text))


class _TooDeep(yaml.MarkedYAMLError):
    """Raised past DEEPEST levels: no schema goes there, and recursion must end."""


class _Composer:
    def __init__(self, text: str, first_line: int) -> None:
        # `yaml.parse` would peek at each event before it takes it, at half as much cost again.
        self.next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.first_line = first_line
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.unreadable: set[str] = set()

    def compose(self) -> Any:
        data: Any = ""
        documents = 0
        while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault("yaml_two_documents", event, ())
                    break
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentEndEvent)):
                data = self._value(event, ())
        return data

    def _value(self, event: Any, path: Path) -> Any:
        if len(path) > DEEPEST:
            raise _TooDeep(problem="too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml_alias", event, path, text=f"*{event.anchor}")
            return ""
        if event.anchor is not None:
            self._fault("yaml_anchor", event, path, text=f"&{event.anchor}")
        if event.tag is not None:
            self._fault("yaml_tag", event, path, text=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            item = (*path, len(items))
            self.lines[item] = self._line(event)
            items.append(self._value(event, item))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self._value(event, (*path, ""))
            if not isinstance(key, str):
                self._fault("yaml_key", event, path)
                key = ""
            here = (*path, key)
            repeated = key in mapping
            if repeated:
                first = self.lines[here]
                self.faults.append(Fault("yaml_repeated_key", self._line(event), _dotted(here), {"first": first}))
                here = (*path, f"{key}\0{self._line(event)}")
            self.lines[here] = self._line(event)
            value = self._value(self.next_event(), here)
            if not repeated:
                mapping[key] = value
        return mapping

    def _line(self, event: Any) -> int:
        line: int = event.start_mark.line
        return self.first_line + line

    def _fault(self, code: str, event: Any, path: Path, **values: object) -> None:
        self.faults.append(Fault(code, self._line(event), _dotted(path), values))
        if path:
            self.unreadable.add(str(path[0]))


def _dotted(path: Path) -> str:
    return ".".join(str(part).split("\0")[0] for part in path if part != "")


# What libyaml says of a clerk's usual slips, and the code under which we explain each.
_SLIPS = (
    ("mapping values are not allowed", "yaml_colon"),
    ("cannot start any token", "yaml_character"),
    ("unexpected end of stream", "yaml_quote"),
    ("did not find expected ',' or ']'", "yaml_bracket"),
    ("did not find expected ',' or '}'", "yaml_bracket"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("too deep", "yaml_too_deep"),
)


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, line: int, first_line: int) -> Fault:
    rows = text.split("\n")
    row = rows[min(max(line - first_line, 0), len(rows) - 1)]
    said = error.problem or ""
    code = next((code for words, code in _SLIPS if words in said), "yaml_syntax")
    if code == "yaml_quote" and error.context_mark:
        line = first_line + min(error.context_mark.line, len(rows) - 1)  # where the quote opens
        row = rows[line - first_line]
    if code == "yaml_character" and row.lstrip(" ").startswith("\t"):
        code = "yaml_tab"
    if code == "yaml_colon" and len(re.findall(r":(?:\s|$)", row)) < 2:
        code = "yaml_indent"
    if code == "yaml_indent" and re.search(r""":\s+["']""", row):
        code = "yaml_quote"
    return Fault(code, line, "", {"text": row.strip()[:80]})
