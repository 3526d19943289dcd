"""Mending what is safe to mend in a source: how it is written, never what it says.

Unicode in its composed form, spaces that cannot be told from others, dates and numbers in the form that keys have,
ids given by the name of what they mean, tone marks in the names of bodies as the registry has them. Whatever else is
wrong is for the clerk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive import front_matter, strict_yaml
from archive.catalogue import Registries
from archive.dates import PartialDate, as_iso
from archive.editing import Draft
from archive.front_matter import Document
from archive.numbers import DocumentNumber, as_number
from archive.periods import Period, as_period
from archive.schema.base import Schema
from archive.schema.dictionary import kinds_of
from archive.suggestion import folded, slug

# Spaces that look like any other, and signs that cannot be seen.
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Where something lies: its characters are a name.
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|\b(?:file|url):.*")
_INDENT = re.compile(rf"(?P<indent>\s*)(?P<mark>(?:\d+[.)]|[-+*#>]+)(?={_SPACES.pattern}))?")
_TRAILING = re.compile(rf"{_SPACES.pattern}+(?=\r?$)")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
# How the values of a kind are read, and what others may mean.
_FORMS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "date": (PartialDate.parse, as_iso),
    "day": (PartialDate.parse, as_iso),
    "period": (Period.parse, as_period),
    "number": (DocumentNumber.parse, as_number),
}
# Keys whose texts are names of bodies: there the registry's spelling is the right one; what a text quotes stays.
_NAMES = {("recipients",), ("copies",), ("basis", "issuer"), ("signer", "on_behalf_of")}
# Where a syllable ends in one of these its tone stands on either vowel: “hoà”, “hòa”.
_OPEN = ("oa", "oe", "uy")
_WORD = re.compile(r"[^\W\d_]+")


def mended(raw: bytes, schema: type[Schema] | None, registries: Registries) -> bytes:
    """Give a source as it is to be written; one that cannot be read is given back with its characters mended alone.

    `schema` is that of an entry; None for a registry or a page, whose characters and names alone are mended.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
    text = _characters(unicodedata.normalize("NFC", text))
    if schema is not None:
        text = _values(text, schema, registries)
    return text.encode("utf-8")


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


def _values(text: str, schema: type[Schema], registries: Registries) -> str:
    """Write the values of an entry's keys in their form, where there is one that they can only mean."""
    document, _ = front_matter.read(text.encode("utf-8"), "")
    if document is None or document.faults():
        return text
    draft = Draft.of(text.encode("utf-8"), "")
    kinds, spellings = kinds_of(schema), names_in(registries)
    for path, value in document.written():
        kind, to = kinds.get(tuple(part for part in path if isinstance(part, str)), ("", ""))
        names = tuple(part for part in path if isinstance(part, str))
        right = with_tones_of(value, spellings) if names in _NAMES else _right(value, kind, _names(to, registries))
        if right is None or right == value or right in _siblings(document, path):
            continue
        row = document.tree.line(path) - 1
        draft.lines[row] = _with_value(draft.lines[row], str(path[-1]), value, right)
    return draft.raw.decode("utf-8")


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
            return str(made) if made else None
        return None
    if kind == "id" and names:
        return None if value in names.values() else names.get(slug(value))
    return slug(value) or None if kind == "id" else None


def _names(to: str, registries: Registries) -> dict[str, str]:
    """Give the ids of a registry by each slug that they are known by: their own, that of a name or of an alias."""
    of: dict[str, Mapping[str, Any]] = {
        "unit": registries.units,
        "channel": registries.channels,
        "topic": registries.topics,
        "indicator": registries.indicators,
    }
    items = of.get(to, {})
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for id, item in items.items():
        for name in {slug(one) for one in (id, item.name, *getattr(item, "aliases", ()))}:
            if found.setdefault(name, id) != id:
                doubtful.add(name)
    return {name: id for name, id in found.items() if name not in doubtful}


def names_in(registries: Registries) -> list[str]:
    """Name every unit, channel and topic as the registries spell them."""
    listed = (*registries.units.values(), *registries.channels.values(), *registries.topics.values())
    return sorted({spelling for one in listed for spelling in (one.name, *getattr(one, "aliases", ()))})


def with_tones_of(text: str, names: list[str]) -> str:
    """Write names whose tone marks alone stand elsewhere as `names` have them: “Uỷ ban” as “Ủy ban”."""
    forms = [(form, name) for name in names if (form := _form_of(name)) is not None]
    parts: list[str] = []
    at = 0
    for address in (*_ADDRESS.finditer(text), None):
        part = text[at : address.start() if address else len(text)]
        for form, name in forms:
            part = form.sub(name, part)
        parts.append(part + (address[0] if address else ""))
        at = address.end() if address else at
    return "".join(parts)


def _form_of(name: str) -> re.Pattern[str] | None:
    """Give the form that finds a name with its tones on the other vowel; None where no syllable has two ways."""
    parts, at, two_ways = [], 0, False
    for word in _WORD.finditer(name):
        other = _other_way(word[0])
        parts.append(re.escape(name[at : word.start()]))
        parts.append(re.escape(word[0]) if other is None else f"(?:{re.escape(word[0])}|{re.escape(other)})")
        at, two_ways = word.end(), two_ways or other is not None
    form = "".join([*parts, re.escape(name[at:])])
    return re.compile(rf"(?<!\w){form}(?!\w)") if two_ways else None


def _other_way(word: str) -> str | None:
    """Write a syllable with its tone on the other of two vowels; None where there is only one way."""
    plain = folded(word)
    if not plain.endswith(_OPEN) or plain.startswith("qu") or len(plain) != len(word):
        return None
    before, first, second = word[:-2], *(unicodedata.normalize("NFD", char) for char in word[-2:])
    tones = "\u0300\u0301\u0303\u0309\u0323"
    tone = next((char for char in first + second if char in tones), "")
    if not tone:
        return None
    bare = [char.replace(tone, "") for char in (first, second)]
    if len("".join(bare)) != 2:  # a vowel with a mark of its own bears the tone
        return None
    moved = (bare[0], bare[1] + tone) if tone in first else (bare[0] + tone, bare[1])
    return before + unicodedata.normalize("NFC", "".join(moved))


def differences(before: bytes, after: bytes) -> Iterator[tuple[str, str]]:
    """Yield the lines in which two texts differ, each with “-”, “+” or “@” (where they stand)."""
    import difflib

    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    for line in list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]:
        yield line[0], line
