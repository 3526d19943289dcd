"""Renaming and withdrawing an entry, with all that must follow: old address, references, links, reason.

A change is prepared first, then written and checked: one that would make anything wrong that was not wrong
before is taken back whole.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from archive.checks import check
from archive.editing import Draft, plain_or_quoted
from archive.entries import Entry
from archive.links import links_in, place_of
from archive.paths import dest_uri
from archive.problems import Problem, errors, report
from archive.publication import named_files
from archive.schema import Status
from archive.sources import Sources, read_sources
from archive.strings import strings


class Refused(Exception):
    """The entry cannot be changed like this; the text says why. Nothing was changed."""


@dataclass
class Changes:
    """What is to be written: contents by `src_uri`, files to be moved or copied from one to another."""

    contents: dict[str, bytes] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)

    def apply(self, sources: Sources, as_of: date) -> None:
        """Write all of it, or nothing: raises Refused with what would be wrong then and is not now."""
        docs_dir = sources.docs_dir
        before = {problem.code for problem in errors(check(sources, as_of))}
        kept = {src_uri: (docs_dir / src_uri).read_bytes() for src_uri in (*self.contents, *self.moves)}
        made = [docs_dir / new for new in (*self.moves.values(), *self.copies.values())]
        try:
            self._write(docs_dir)
            wrong = [one for one in errors(check(read_sources(docs_dir), as_of)) if one.code not in before]
            if wrong:
                raise Refused(_would_be_wrong(wrong))
        except BaseException:
            for path in made:
                path.unlink(missing_ok=True)
            for src_uri, raw in kept.items():
                (docs_dir / src_uri).write_bytes(raw)
            raise

    def _write(self, docs_dir: Path) -> None:
        for src_uri, raw in self.contents.items():
            (docs_dir / src_uri).write_bytes(raw)
        for old, new in (*self.copies.items(), *self.moves.items()):
            (docs_dir / new).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(docs_dir / old, docs_dir / new)
        for old in self.moves:
            (docs_dir / old).unlink()


def _would_be_wrong(problems: list[Problem]) -> str:
    return strings()("commands.would_be_wrong") + "\n" + report(problems)


def rename(sources: Sources, entry: Entry, new_id: str) -> Changes:
    """Prepare moving an entry to `new_id`: its old address becomes an alias, all that points at it follows.

    Raises Refused. A draft, which nobody has seen, leaves no alias. Of the front matter only `aliases` changes.
    """
    src_uri = f"{new_id}.md"
    if not re.fullmatch(rf"{entry.collection}/[^/]+/[a-z0-9]+(-[a-z0-9]+)*", new_id):
        raise Refused(strings()("commands.rename.bad_name", name=new_id, collection=entry.collection))
    changes = Changes(moves={entry.src_uri: src_uri})
    folder = posixpath.dirname(src_uri)
    if folder != entry.folder:
        _take_files_along(changes, sources, entry, folder)
    for new in (*changes.moves.values(), *changes.copies.values()):
        if new in sources.known_files:
            raise Refused(strings()("commands.rename.taken", name=new))
    for other in sources.entries:
        draft = _draft(sources, other)
        before = list(draft.lines)
        if other is entry:
            _turn_own_links(draft, entry, src_uri)
            draft.remove("aliases", f"/{new_id}/")
            if entry.record.status is not Status.DRAFT:
                draft.append("aliases", entry.url)
        else:
            _point_at(draft, other, entry, src_uri)
        if draft.lines != before:
            changes.contents[other.src_uri] = draft.raw
    return changes


def _take_files_along(changes: Changes, sources: Sources, entry: Entry, folder: str) -> None:
    """Move the entry's files to its new folder; those that others name as well are copied."""
    others = {file for other in sources.entries if other is not entry for file in named_files(other, sources)}
    for file in sorted(named_files(entry, sources)):
        new = posixpath.join(folder, posixpath.relpath(file, entry.folder))
        (changes.copies if file in others else changes.moves)[file] = new


def _point_at(draft: Draft, other: Entry, entry: Entry, src_uri: str) -> None:
    """Turn what another entry says of `entry` to where it will lie: references, and links in the text."""
    for key in ("replaces", "replaced_by"):
        for line in sorted({line for path, line in draft.document.tree.lines.items() if path[0] == key}):
            draft.replace(line, entry.id, src_uri.removesuffix(".md"))
    for line, target in links_in(other.document):
        path = target.split("#")[0]
        if path.endswith(".md") and place_of(path, other.src_uri) == dest_uri(entry.src_uri):
            here = posixpath.dirname(other.src_uri)
            draft.replace(line, path, f"/{src_uri}" if path.startswith("/") else posixpath.relpath(src_uri, here))


def _turn_own_links(draft: Draft, entry: Entry, src_uri: str) -> None:
    """Let the entry's own links to other pages lead on from its new folder."""
    for line, target in links_in(entry.document):
        path = target.split("#")[0]
        if path.endswith(".md") and place_of(path, entry.src_uri) is not None:
            meant = path[1:] if path.startswith("/") else posixpath.normpath(posixpath.join(entry.folder, path))
            meant = src_uri if meant == entry.src_uri else meant
            new = posixpath.relpath(meant, posixpath.dirname(src_uri))
            draft.replace(line, path, f"/{meant}" if path.startswith("/") else new)


def withdraw(sources: Sources, entry: Entry, reason: str, day: date) -> Changes:
    """Prepare withdrawing an entry on a day: status, reason, and the change told to readers. The text stays.

    Raises Refused: a draft was never published, and what is withdrawn is withdrawn.
    """
    if not reason.strip():
        raise Refused(strings()("commands.withdraw.no_reason"))
    if not entry.is_public(day):
        raise Refused(strings()("commands.withdraw.not_public"))
    if entry.record.status is Status.WITHDRAWN:
        raise Refused(strings()("commands.withdraw.already"))
    draft = _draft(sources, entry)
    draft.set("status", "withdrawn")
    draft.set("reason", reason.strip())
    note = strings()("commands.withdraw.note", reason=reason.strip())
    draft.append("changes", f"{{date: {day.isoformat()}, note: {plain_or_quoted(note)}}}")
    return Changes({entry.src_uri: draft.raw})


def _draft(sources: Sources, entry: Entry) -> Draft:
    return Draft.of((sources.docs_dir / entry.src_uri).read_bytes(), entry.document.path)
