"""Renaming and withdrawing an entry, with all that must follow: old address, references, links, reason."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from archive.catalogue import Entry
from archive.editing import Draft, plain_or_quoted
from archive.links import links_in, place_of
from archive.paths import dest_uri
from archive.publication import files_by_folder, named_files
from archive.sources import Sources
from archive.strings import strings


class Refused(Exception):
    """The entry cannot be changed like this; the text says why."""


@dataclass
class Changes:
    """What is to be written: new contents by `src_uri`, and files to be moved from one to another."""

    contents: dict[str, bytes] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)

    def apply(self, docs_dir: Path) -> None:
        """Write the contents, then move the files."""
        for src_uri, raw in self.contents.items():
            (docs_dir / src_uri).write_bytes(raw)
        for old, new in self.moves.items():
            (docs_dir / new).parent.mkdir(parents=True, exist_ok=True)
            (docs_dir / old).rename(docs_dir / new)


def rename(sources: Sources, entry: Entry, new_id: str) -> Changes:
    """Prepare moving an entry to `new_id`: its old address becomes an alias, all that points at it follows.

    Raises Refused. The front matter is not changed but for `aliases`: a new folder must fit its period or year.
    """
    src_uri = f"{new_id}.md"
    if not re.fullmatch(rf"{entry.collection}/[^/]+/[a-z0-9]+(-[a-z0-9]+)*", new_id):
        raise Refused(strings()("commands.rename.bad_name", name=new_id, collection=entry.collection))
    if src_uri in sources.known_files:
        raise Refused(strings()("commands.rename.taken", name=src_uri))
    drafts = {entry.src_uri: _draft(sources, entry)}
    drafts[entry.src_uri].append("aliases", entry.url)
    for other in sources.entries:
        draft = drafts.get(other.src_uri) or _draft(sources, other)
        before = list(draft.lines)
        _point_at(draft, other, entry, src_uri)
        if draft.lines != before:
            drafts[other.src_uri] = draft
    changes = Changes({name: draft.raw for name, draft in drafts.items()}, {entry.src_uri: src_uri})
    if posixpath.dirname(src_uri) != entry.folder:
        for file in sorted(named_files(entry, files_by_folder(sources))):
            changes.moves[file] = posixpath.join(posixpath.dirname(src_uri), posixpath.relpath(file, entry.folder))
    return changes


def _point_at(draft: Draft, other: Entry, entry: Entry, src_uri: str) -> None:
    """Turn what another entry says of `entry` to where it will lie: references, and links in the text."""
    if other is entry:
        return
    for key in ("replaces", "replaced_by"):
        for line in sorted({line for path, line in draft.document.tree.lines.items() if path[0] == key}):
            draft.replace(line, entry.id, src_uri.removesuffix(".md"))
    for line, target in links_in(other.document):
        path = target.split("#")[0]
        if path.endswith(".md") and place_of(path, other.src_uri) == dest_uri(entry.src_uri):
            here = posixpath.dirname(other.src_uri)
            draft.replace(line, path, f"/{src_uri}" if path.startswith("/") else posixpath.relpath(src_uri, here))


def withdraw(sources: Sources, entry: Entry, reason: str, day: date) -> Changes:
    """Prepare withdrawing an entry on a day: status, reason, and the change told to readers. The text stays."""
    if not reason.strip():
        raise Refused(strings()("commands.withdraw.no_reason"))
    draft = _draft(sources, entry)
    draft.set("status", "withdrawn")
    draft.set("reason", reason.strip())
    note = strings()("commands.withdraw.note", reason=reason.strip())
    draft.append("changes", f"{{date: {day.isoformat()}, note: {plain_or_quoted(note)}}}")
    return Changes({entry.src_uri: draft.raw})


def _draft(sources: Sources, entry: Entry) -> Draft:
    return Draft.of((sources.docs_dir / entry.src_uri).read_bytes(), entry.document.path)
