"""A paper imported: the front matter that could be read, the body, and what a clerk must look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from archive.catalogue import Registries
from archive.dates import PartialDate
from archive.drafting.writing import slug_of
from archive.importing.blocks import Pages, PaperUnreadable, Picture
from archive.importing.docx import read_docx
from archive.importing.foot import Foot, take_foot
from archive.importing.head import Head, take_head
from archive.importing.lines import parted
from archive.importing.markdown import markdown_of
from archive.importing.meaning import (
    bases_of,
    channels_of,
    difficulties_of,
    period_of,
    plans_of,
    streams_of,
    topics_of,
)
from archive.importing.names import Spelling, candidates, names_body, unit_of
from archive.importing.pdf import read_pdf
from archive.importing.structure import Node, nodes, text_of
from archive.importing.text import read_text
from archive.numbers import DocumentNumber
from archive.strings import strings

READERS: dict[str, Callable[[bytes], Pages]] = {".docx": read_docx, ".pdf": read_pdf, ".txt": read_text}


_NAMELESS = "van-ban"
_LONGEST_QUOTE = 200
# Keys that are written though nothing was found for them: the clerk fills them in.
_REQUIRED = ("title", "number", "date", "issuer", "period", "streams")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something for the clerk: of which key, what, and whether the key must be filled in before publishing."""

    key: str
    message: str
    is_missing: bool = False

    @property
    def label(self) -> str:
        """What the clerk has to do about it."""
        return strings()("importing.to_fill") if self.is_missing else strings()("importing.to_see")


@dataclass
class Imported:
    """What was made of a paper; `keys` are front matter as YAML has it, `pictures` the files that the body shows."""

    keys: dict[str, Any]
    body: str
    marks: list[Mark] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    slug: str = ""


def import_paper(
    content: bytes, name: str, registries: Registries, name_apart: Callable[[dict[str, Any], str], str] | None = None
) -> Imported:
    """Read a paper from the bytes of a file; raises PaperUnreadable.

    `name_apart` is asked, with the keys and the name proposed for the entry, for one that nobody else has.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise PaperUnreadable("old_word" if ending == ".doc" else "unknown_kind", ending=ending or name)
    pages = READERS[ending](content)
    spelling = Spelling(registries)
    head, rest = take_head(list(parted(pages.blocks)))
    foot, rest = take_foot(rest, spelling)
    body = nodes(rest)
    if not body and not head.title:
        raise PaperUnreadable("no_text")
    marks = [Mark("", warning) for warning in pages.warnings]
    for left_over, where in ((head.left_over, "left_in_head"), (foot.left_over, "left_in_foot")):
        if left_over:
            marks.append(Mark("", strings()(f"importing.marks.{where}", text=" / ".join(left_over)[:_LONGEST_QUOTE])))
    keys = _keys(head, foot, body, registries, marks)
    slug = slug_of(keys.get("title") or "") or slug_of(PurePath(name).stem) or _NAMELESS
    imported = Imported(keys, "", marks, {}, name_apart(keys, slug) if name_apart else slug)
    imported.body = markdown_of(body, pages.notes, _pictures(body, imported))
    return imported


def _keys(head: Head, foot: Foot, body: list[Node], registries: Registries, marks: list[Mark]) -> dict[str, Any]:
    text = "\n".join([head.title, *(text_of(node) for node in body)])
    period, is_named = period_of(head.title, head.date)
    keys: dict[str, Any] = {
        "title": head.title,
        "number": head.number,
        "date": head.date,
        "issuer": _issuer(head, registries, marks),
        "period": str(period) if period else "",
    }
    _tell_blank(head, keys, is_named, marks)
    kind = DocumentNumber.parse(head.number).kind if head.number else None
    if head.kind is not None and head.kind is not kind:
        keys["kind"] = str(head.kind)
    keys["recipients"] = head.recipients
    keys["basis"] = bases_of(body)
    keys["streams"] = streams_of(text)
    if not keys["streams"]:
        marks.append(Mark("streams", strings()("importing.marks.streams"), is_missing=True))
    keys["topics"], keys["channels"] = topics_of(text, registries), channels_of(text, registries)
    keys["signer"], keys["copies"] = foot.signer, foot.copies
    if not foot.signer.get("position"):
        place = foot.place or strings()("importing.place.end")
        marks.append(Mark("signer", strings()("importing.marks.signer", place=place)))
        keys["signer"] = {}
    elif not foot.signer.get("name"):
        marks.append(Mark("signer", strings()("importing.marks.no_name", place=foot.place)))
    keys["difficulties"], keys["plans"] = difficulties_of(body), plans_of(body)
    return {key: value for key, value in keys.items() if value or key in _REQUIRED}


def _issuer(head: Head, registries: Registries, marks: list[Mark]) -> str:
    """Find who issued a paper: the last lines of the head's left, whose first may name the body above."""
    units, told = registries.units.values(), strings()
    day = PartialDate.parse(head.date).start if head.date else None
    matches = [unit_of(name, units, day) for name in candidates(head.issuers)]
    if (sure := next((match.id for match in matches if match.id), None)) is not None:
        if strange := [name for name in head.issuers if not names_body(name)]:
            marks.append(Mark("issuer", told("importing.marks.strange_issuer", text=" / ".join(strange))))
        return sure
    whole, place = " ".join(head.issuers), head.places.get("issuer", "")
    if not head.issuers:
        marks.append(Mark("issuer", told("importing.marks.no_issuer", place=place), is_missing=True))
        return ""
    near = list(dict.fromkeys(id for match in matches for id in match.near))
    names = ", ".join(f"{id} ({registries.units[id].name})" for id in near[:3]) or told("importing.marks.none_near")
    marks.append(Mark("issuer", told("importing.marks.issuer", text=whole, place=place, names=names), is_missing=True))
    return ""


def _tell_blank(head: Head, keys: dict[str, Any], is_named: bool, marks: list[Mark]) -> None:
    """Point out what the paper leaves blank, and what was not found where it was sought."""
    told = strings()
    for key in ("title", "number", "date"):
        place = head.places.get(key) or told("importing.place.start")
        if key in head.wrong:
            marks.append(
                Mark(key, told(f"importing.marks.bad_{key}", text=head.wrong[key], place=place), is_missing=True)
            )
        elif not keys[key]:
            marks.append(Mark(key, told(f"importing.marks.no_{key}", place=place), is_missing=True))
        elif key in head.blank:
            marks.append(Mark(key, told(f"importing.marks.blank_{key}", place=place)))
    if not keys["period"]:
        marks.append(Mark("period", told("importing.marks.no_period"), is_missing=True))
    elif not is_named:
        marks.append(Mark("period", told("importing.marks.period", period=keys["period"])))


def _pictures(body: list[Node], imported: Imported) -> dict[int, str]:
    """Name the pictures of a body, and tell of those that have no words for who cannot see them."""
    names: dict[int, str] = {}
    for at, node in enumerate(body):
        if isinstance(node, Picture):
            name = node.name or f"{re.sub(r'-$', '', imported.slug[:50])}-{len(names) + 1}{node.ending}"
            names[at] = name
            imported.pictures[name] = node.content
            if not node.alt:
                imported.marks.append(
                    Mark("", strings()("importing.marks.alt", name=name, place=node.place), is_missing=True)
                )
    return names
