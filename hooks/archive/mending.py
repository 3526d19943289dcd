"""Mending what is safe to mend in a source: how it is written, never what it says.

Unicode in its composed form, spaces that cannot be told from others, dates and numbers in the form that keys have,
ids given by the name of what they mean, tone marks in the names of bodies as the registry has them. Whatever else is
wrong is for the clerk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from archive import front_matter, strict_yaml
from archive.catalogue import Registries
from archive.dates import PartialDate, as_iso
from archive.editing import Draft
from archive.front_matter import Document
from archive.numbers import DocumentNumber, as_number
from archive.patterns import pattern
from archive.periods import Period, as_period
from archive.schema.base import Schema
from archive.schema.dictionary import kinds_of
from archive.strings import strings
from archive.suggestion import slug
from archive.tones import Tones
from archive.wording import LISTS

# Spaces that look like any other, and signs that cannot be seen.
_SPACES = pattern("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Where something lies: its characters are a name.
_ADDRESS = pattern(r"\]\([^)]*\)|https?://\S+|\b(?:file|url):.*")
_INDENT = pattern(rf"(?P<indent>\s*)(?P<mark>(?:\d+[.)]|[-+*#>]+)(?={_SPACES.pattern}))?")
_TRAILING = pattern(rf"{_SPACES.pattern}+(?=\r?$)")
_UNSEEN = pattern("[\u200b\u2060\ufeff\u00ad]")
# How the values of a kind are read, and what others may mean.
_FORMS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "date": (PartialDate.parse, as_iso),
    "day": (date.fromisoformat, as_iso),
    "period": (Period.parse, as_period),
    "number": (DocumentNumber.parse, as_number),
}
# Keys whose texts are names of bodies: there the registry's spelling is the right one; what a text quotes stays.
_NAMES = {("recipients",), ("copies",), ("basis", "issuer"), ("signer", "on_behalf_of")}


class Mender:
    """Mends sources by what the registries of one archive say, gathered once for all of them."""

    def __init__(self, registries: Registries) -> None:
        """Gather the names that units, channels, topics and indicators go by."""
        self._ids = {registry: _ids(registries.named(registry)) for registry in registries.names}
        self._ids |= {name: _choices(group) for name, group in LISTS.items()}
        self._tones = Tones(
            spelling for one in ("unit", "channel", "topic") for spelling in _spellings(registries, one)
        )

    def mended(self, raw: bytes, schema: type[Schema] | None) -> bytes:
        """Give a source as it is to be written; of one that cannot be read the characters alone are mended.

        `schema` is that of an entry; None for a registry or a page, whose characters alone are mended.
        """
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw
        text = _characters(unicodedata.normalize("NFC", text))
        return (self._values(text, schema) if schema is not None else text).encode("utf-8")

    def _values(self, text: str, schema: type[Schema]) -> str:
        """Write the values of an entry's keys in their form, where there is one that they can only mean."""
        document, _ = front_matter.read(text.encode("utf-8"), "")
        if document is None or document.faults():
            return text
        draft, kinds = Draft.of(text.encode("utf-8"), ""), kinds_of(schema)
        for path, value in document.written():
            names = tuple(part for part in path if isinstance(part, str))
            kind, to = kinds.get(names, ("", ""))
            right = self._spelt(value) if names in _NAMES else _right(value, kind, self._ids.get(to, {}))
            if right is None or right == value or right in _siblings(document, path):
                continue
            row = document.tree.line(path) - 1
            draft.lines[row] = _with_value(draft.lines[row], str(path[-1]), value, right)
        return draft.raw.decode("utf-8")

    def _spelt(self, value: str) -> str:
        """Write the names in a text as the registries have them, but in no address."""
        parts = re.split(f"({_ADDRESS.pattern})", value)
        return "".join(part if at % 2 else self._tones.of(part) for at, part in enumerate(parts))


def _spellings(registries: Registries, registry: str) -> Iterator[str]:
    for item in registries.named(registry).values():
        yield from (item.name, *getattr(item, "aliases", ()))


def _ids(items: Mapping[str, Any]) -> dict[str, str]:
    """Give the ids of a registry by each slug that they are known by: their own, that of a name or of an alias."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for id, item in items.items():
        for name in {slug(one) for one in (id, item.name, *getattr(item, "aliases", ()))}:
            if found.setdefault(name, id) != id:
                doubtful.add(name)
    return {name: id for name, id in found.items() if name not in doubtful}


def _choices(group: str) -> dict[str, str]:
    """Give the values of a closed list by the slug of each name that they are shown by, and of their own."""
    named = strings().group(f"choices.{group}")
    return {slug(shown): value for value, shown in named.items()} | {slug(value): value for value in named}


def _characters(text: str) -> str:
    """Mend spaces: special ones, those at the end of lines of the front matter, and in lines that hold nothing else."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    fences = [row for row, line in enumerate(lines) if line.rstrip() == front_matter.FENCE][:2]
    end = fences[1] if len(fences) == 2 and fences[0] == 0 else 0
    for row, line in enumerate(lines):
        made = _line(line, in_body=row > end)
        bare = made.rstrip(" \t\r")
        # What is set in may belong to a text of several lines, whose spaces are its own.
        is_key = row <= end and not made.startswith(" ")
        lines[row] = bare + ("\r" if made.endswith("\r") else "") if is_key or not bare else made
    return mark + "\n".join(lines)


def _line(line: str, *, in_body: bool) -> str:
    """Mend the characters of a line, but no address; nothing becomes a mark of Markdown that was none."""
    if any(_SPACES.search(one[0]) or _UNSEEN.search(one[0]) for one in _ADDRESS.finditer(line)):
        return line
    kept = ""
    if in_body and (found := _INDENT.match(line)) is not None:
        # Four spaces would make code of a paragraph; behind “12.” or “-” a common one would begin a list.
        kept = _SPACES.sub("", found["indent"]) + (found["mark"] or "")
        line = _TRAILING.sub("", line[found.end() :])
        if found["mark"]:
            kept, line = kept + line[:1], line[1:]
    return kept + _UNSEEN.sub("", _SPACES.sub(" ", line))


def _siblings(document: Document, path: strict_yaml.Path) -> list[object]:
    """Give what else stands in the same list, or under the same key of the other items of one."""
    if isinstance(path[-1], int):
        return list(document.tree.value(path[:-1]))
    if len(path) > 1 and isinstance(path[-2], int):
        return [item.get(path[-1]) for item in document.tree.value(path[:-2]) if isinstance(item, dict)]
    return []


def _with_value(line: str, key: str, old: str, new: str) -> str:
    """Write the value of a key or of an item anew: where it stands alone, or once, on its line; else nowhere."""
    own = re.compile(
        rf"(?P<before>^.*?(?<![\w-]){re.escape(key)}\s*:\s*[\"']?){re.escape(old)}(?=[\"']?\s*(?:[,}}#]|$))"
    )
    if found := own.search(line.rstrip("\r\n")):
        return found["before"] + new + line[found.end() :]
    whole = rf"(?<![\w/.-]){re.escape(old)}(?![\w/-])"
    is_item = key.isdecimal() and len(re.findall(whole, line)) == 1
    return re.sub(whole, lambda _: new, line) if is_item else line


def _right(value: str, kind: str, names: Mapping[str, str]) -> str | None:
    """Give the one form that a value can only mean; None where there is none, or it is already well."""
    if kind in _FORMS:
        read, guess = _FORMS[kind]
        try:
            read(value)
        except ValueError:
            made = guess(value)
            return str(made) if made and (kind != "day" or len(str(made)) == len("2023-06-30")) else None
        return None
    if names:
        return None if value in names.values() else names.get(slug(value))
    return slug(value) or None if kind == "id" else None
