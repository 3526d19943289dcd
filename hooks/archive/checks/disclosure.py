"""Checks of what must not be public: restricted markings, what names persons, what opens something.

A clerk may let one occurrence stand, with a reason, by `allow` in the front matter; `check` lists the reasons.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from archive.checks.texts import check_characters
from archive.entries import Entry
from archive.front_matter import Document
from archive.problems import Place, Problem, problem, warning
from archive.publication import named_files
from archive.safety.disclosed import disclosed_in
from archive.safety.found import Found
from archive.safety.limits import TooSlow, limited
from archive.safety.personal import known_contact
from archive.schema import Unit
from archive.schema.entries import Allowance
from archive.sources import Sources


class Disclosed(NamedTuple):
    """Something found in a source, and where."""

    place: Place
    found: Found


def check_disclosure(
    document: Document, allowed: Iterable[Allowance], more: Iterable[Disclosed], contacts: Container[str]
) -> Iterator[Problem]:
    """Nothing restricted, personal or secret stands in a text, its keys or (`more`) its files, unless allowed.

    `contacts` are what units have given to the public (`contacts_of`).
    """
    left = list(enumerate(allowed))
    own = disclosed_by(document)
    if own is None:
        yield problem("too_slow", Place(document.path, document.body_line))
    for one in (*(own or ()), *more):
        found = one.found
        if found.values.get("contact") in contacts:
            continue
        used = next((item for item in left if _is_meant(item[1], found)), None)
        if used is None:
            yield problem(found.code, one.place, text=found.text)
        else:
            left.remove(used)
            yield warning("allowed", one.place, text=found.text, reason=used[1].reason)
    for index, allowance in left:
        yield warning("allow_unused", document.place("allow", index), text=allowance.text)


def check_registry_disclosure(sources: Sources, contacts: Container[str]) -> Iterator[Problem]:
    """Registries are published too; the telephones and addresses that a unit gives there are for the public."""
    for items in sources.registry_items.values():
        for item in items:
            yield from check_characters(item.document)
            for one in _disclosed(item.document):
                if one.found.values.get("contact") not in contacts:
                    yield problem(one.found.code, one.place, text=one.found.text)


def contacts_of(sources: Sources) -> set[str]:
    """Gather the telephones and e-mail addresses that units give to the public."""
    units = [one.item for one in sources.registry_items["unit"] if isinstance(one.item, Unit)]
    given = [part for unit in units if unit.contact for part in (unit.contact.phone, unit.contact.email) if part]
    return {known_contact(part) for part in given}


def disclosed_by_files(entry: Entry, sources: Sources) -> Iterator[Disclosed]:
    """Tell what the files that an entry names disclose, where it names them."""
    named = named_files(entry, sources)
    attached = [f"{entry.folder}/{one.file}" for one in entry.record.attachments]
    for src_uri in sorted(named):
        key = ("attachments", attached.index(src_uri), "file") if src_uri in attached else ()
        for found in sources.examine(src_uri).disclosed:
            yield Disclosed(entry.document.place(*key), found)


def disclosed_by(document: Document) -> list[Disclosed] | None:
    """Tell what a text and its keys disclose; None where that takes too long."""
    return document.once("disclosed", _in_time)


def _in_time(document: Document) -> list[Disclosed] | None:
    try:
        with limited():
            return _disclosed(document)
    except TooSlow:
        return None


def _disclosed(document: Document) -> list[Disclosed]:
    found = [
        Disclosed(document.written_place(path), one)
        for path, value in document.written()
        if path[0] != "allow" or path[-1] != "text"
        for one in disclosed_in(value)
    ]
    return found + [Disclosed(document.place_below(one.line), one) for one in disclosed_in(document.body)]


def _is_meant(allowance: Allowance, found: Found) -> bool:
    return allowance.code == found.code and _bare(allowance.text) == _bare(found.text)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
