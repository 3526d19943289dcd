"""Mending what is safe to mend in a source: how it is written, never what it says.

Unicode in its composed form, spaces that cannot be told from others, dates and numbers in the form that keys have,
ids given by the name of what they mean, tone marks of registered names as the registry has them. Whatever else is wrong
is for the clerk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive import front_matter
from archive.catalogue import Registries
from archive.dates import PartialDate, as_iso
from archive.editing import Draft
from archive.numbers import DocumentNumber, as_number
from archive.periods import Period, as_period
from archive.schema.base import Schema
from archive.schema.dictionary import kinds_of
from archive.suggestion import folded, slug

# Spaces that look like any other, and signs that cannot be seen.
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
# How the values of a kind are read, and what others may mean.
_FORMS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "date": (PartialDate.parse, as_iso),
    "day": (PartialDate.parse, as_iso),
    "period": (Period.parse, as_period),
    "number": (DocumentNumber.parse, as_number),
}
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
        text = with_tones_of(text, names_in(registries))
    return text.encode("utf-8")


def _characters(text: str) -> str:
    """Mend spaces: special ones, those at the end of lines of the front matter, and in lines that hold nothing else."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _UNSEEN.sub("", _SPACES.sub(" ", text)).split("\n")
    fences = [row for row, line in enumerate(lines) if line.rstrip() == front_matter.FENCE][:2]
    end = fences[1] if len(fences) == 2 and fences[0] == 0 else 0
    for row, line in enumerate(lines):
        bare = line.rstrip(" \t\r")
        if row <= end or not bare:
            lines[row] = bare + ("\r" if line.endswith("\r") else "")
    return mark + "\n".join(lines)


def _values(text: str, schema: type[Schema], registries: Registries) -> str:
    """Write the values of an entry's keys in their form, where there is one that they can only mean."""
    document, _ = front_matter.read(text.encode("utf-8"), "")
    if document is None or document.faults():
        return text
    draft = Draft.of(text.encode("utf-8"), "")
    kinds = kinds_of(schema)
    for path, value in document.written():
        kind, to = kinds.get(tuple(part for part in path if isinstance(part, str)), ("", ""))
        right = _right(value, kind, _names(to, registries))
        if right is not None and right != value:
            draft.replace(document.tree.line(path), value, right)
    return draft.raw.decode("utf-8")


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
    for name in names:
        if (form := _form_of(name)) is not None:
            text = form.sub(name, text)
    return text


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
