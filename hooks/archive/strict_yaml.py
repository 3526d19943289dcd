"""YAML as a clerk means it: text, lists and keys, each with its line; nothing that YAML would guess.

libyaml parses (its speed is why), and this module composes: every scalar stays the text that was written
(`012`, `12:30`, `no`), keys are unique, and anchors, aliases and tags are refused. The schema alone decides
what is a date or a number.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from archive.yaml_slips import Slip, slip

Path = tuple[str | int, ...]

DEEPEST = 12

# Line ends to libyaml, and to nobody who counts lines; others stand in for them while it parses.
_SEPARATORS = "\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a piece of YAML from being read as it stands: a problem's code, where, and values for its text."""

    code: str
    line: int
    path: Path = ()
    values: dict[str, object] = field(default_factory=dict)

    @property
    def is_harmless(self) -> bool:
        """Tell whether what was read is what was meant all the same."""
        return self.code == "yaml_comment"


@dataclass(slots=True)
class Tree:
    """What was read: `data` of text, lists and mappings; `lines` of every key and list item by its path.

    `unreadable` holds the paths whose value had a fault: they are neither missing nor valid. A tree that is
    not `whole` could not be read at all. Where a tree was kept, its lines are taken apart when they are first asked
    for: a build has thousands of trees, and asks where there is something wrong.
    """

    data: Any
    lines: dict[Path, int]
    faults: list[Fault]
    unreadable: set[Path] = field(default_factory=set)
    whole: bool = True
    _packed: bytes = field(default=b"", repr=False, compare=False)

    def __getstate__(self) -> tuple[Any, ...]:
        """Keep the lines packed."""
        packed = self._packed or pickle.dumps(self.lines, pickle.HIGHEST_PROTOCOL)
        return self.data, packed, self.faults, self.unreadable, self.whole

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Leave the lines packed."""
        self.data, self._packed, self.faults, self.unreadable, self.whole = state

    def __getattr__(self, name: str) -> Any:
        """Take the lines apart; nothing else is ever missing."""
        if name != "lines":
            raise AttributeError(name)
        self.lines, self._packed = pickle.loads(self._packed), b""
        return self.lines

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

    def is_unreadable(self, path: Path) -> bool:
        """Tell whether a path, or what holds it, had a fault."""
        return bool(self.unreadable) and any(path[:end] in self.unreadable for end in range(1, len(path) + 1))


def read(text: str, first_line: int = 1) -> Tree:
    """Read one YAML document whose first line stands on line `first_line` of its file; never raises."""
    stand_ins = _stand_ins(text)
    aside = text.translate(stand_ins) if stand_ins else text
    composer = _Composer(aside, first_line, {ord(other): chr(one) for one, other in stand_ins.items()})
    try:
        data = composer.compose()
    except yaml.MarkedYAMLError as error:
        found = slip(error, aside)
    except yaml.reader.ReaderError:
        found = Slip("control_character", _first_unprintable(aside))
    else:
        return Tree(data, composer.lines, composer.faults, composer.unreadable)
    fault = Fault(found.code, first_line + found.row, (), {"text": found.text.translate(composer.back)})
    return Tree({}, {}, [*composer.faults, fault], whole=False)


def _stand_ins(text: str) -> dict[int, str]:
    """Choose, for the separators in a text, private characters that it does not hold."""
    held = [char for char in _SEPARATORS if char in text]
    unused = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    return {ord(char): next(unused) for char in held}


def _first_unprintable(text: str) -> int:
    # libyaml counts bytes, PyYAML characters; looking for the character itself fits both.
    found = re.search(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text[: found.start()].count("\n") if found else 0


class _Composer:
    def __init__(self, text: str, first_line: int, back: dict[int, str]) -> None:
        # `yaml.parse` would peek at each event before it takes it, at half as much cost again.
        self.next_event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.rows = text.split("\n") if "#" in text else []
        self.first_line = first_line
        self.back = back
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.unreadable: set[Path] = set()

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
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml_alias", event, path, text=f"*{event.anchor}")
            return ""
        if event.anchor is not None:
            self._fault("yaml_anchor", event, path, text=f"&{event.anchor}")
        if event.tag is not None:
            self._fault("yaml_tag", event, path, text=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, yaml.ScalarEvent):
            if self.rows and not event.style:
                self._comment_behind(event, path)
            value: str = event.value
            return value.translate(self.back) if self.back else value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _comment_behind(self, event: Any, path: Path) -> None:
        """Tell of a hashtag behind a value: YAML takes it for a comment, and cuts the value short."""
        rest = self.rows[event.end_mark.line][event.end_mark.column :].strip() if event.value else ""
        if re.match(r"#\w", rest):
            values = {"text": rest.translate(self.back)[:80]}
            self.faults.append(Fault("yaml_comment", self._line(event), path, values))

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
                self._value(self.next_event(), path)
                continue
            here = (*path, key)
            if key in mapping:
                self.faults.append(Fault("yaml_repeated_key", self._line(event), here, {"first": self.lines[here]}))
                aside = (*path, f"{key}\0")  # read on, and forget
                self._value(self.next_event(), aside)
                continue
            self.lines[here] = self._line(event)
            mapping[key] = self._value(self.next_event(), here)
        return mapping

    def _line(self, event: Any) -> int:
        line: int = event.start_mark.line
        return self.first_line + line

    def _fault(self, code: str, event: Any, path: Path, **values: object) -> None:
        path = tuple(part for part in path if part != "")
        self.faults.append(Fault(code, self._line(event), path, values))
        if path:
            self.unreadable.add(path)
