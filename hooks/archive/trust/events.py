"""What an edition adds to the journal: one line for each entry that is new, or no longer what it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.entries import Entry
from archive.schema import Status
from archive.trust.journal import Journal, State, Writing, written
from archive.trust.keys import SigningKey
from archive.trust.records import published_hashes, record_hash


class Gone(Exception):
    """Entries that were published are no longer there, and nothing says where they went; the text names them."""

    code = "gone"


class KeyChanged(Exception):
    """The key is not the one that signed before, and nothing shows that it may take its place; the text is its code."""

    @property
    def code(self) -> str:
        """The code of what to say."""
        return str(self)


@dataclass(frozen=True)
class Publishing:
    """What a publication brings along: the journal so far, the keys, and an operator's reasons.

    `live` are the entries that are published, which matters where there is no journal yet. `leave` lets entries and
    files go (`--allow-shrink`), `new_key` a key take over that the old one has not signed.
    """

    journal: Journal
    date: str
    key: SigningKey | None = None
    old_key: SigningKey | None = None
    leave: str = ""
    new_key: str = ""
    live: frozenset[str] = frozenset()


def extended(publishing: Publishing, entries: Iterable[Entry]) -> Journal:
    """Go on with a journal by what all `entries` are now. Raises Gone and KeyChanged."""
    writing = Writing(publishing.journal, publishing.date)
    _note_key(publishing, writing)
    states, present = publishing.journal.states, {entry.id: entry for entry in entries}
    renamed: set[str] = set()
    for id in sorted(present):
        entry, before = present[id], states.get(id)
        old = next((one for one in _old_ids(entry) if one in states and one not in present), None)
        renamed |= {one for one in _old_ids(entry) if one not in present}
        if before is None and old is not None:
            writing.add("rename", id=id, **{"from": old}, **_known_of(entry))
        elif before is None:
            writing.add("publish", id=id, **_known_of(entry))
        elif before.sha256 != record_hash(entry):
            writing.add(_event(entry, before), id=id, **_known_of(entry), **_more(entry))
    _note_gone(publishing, writing, sorted((states.keys() | _live(publishing)) - present.keys() - renamed))
    return writing.whole


def _live(publishing: Publishing) -> frozenset[str]:
    """Name the entries that were published before there was a journal."""
    return frozenset() if publishing.journal.lines else publishing.live


def _note_key(publishing: Publishing, writing: Writing) -> None:
    known, key = publishing.journal.key, publishing.key
    if key is None or key.public == known:
        if key is None and known is not None:
            raise KeyChanged("key_needed")
        return
    if known is None:
        writing.add("key", key=key.public)
        return
    if publishing.old_key is not None and publishing.old_key.public == known:
        line = writing.next("key", key=key.public)
        writing.add_line({**line, "proof": publishing.old_key.sign(written(line).encode()).hex()})
    elif publishing.new_key:
        writing.add("key", key=key.public, reason=publishing.new_key)
    else:
        raise KeyChanged("key_other")


def _note_gone(publishing: Publishing, writing: Writing, gone: list[str]) -> None:
    if not publishing.leave:
        if gone:
            raise Gone(", ".join(gone))
        return
    for id in gone:
        writing.add("remove", id=id, reason=publishing.leave)
    if not gone:
        writing.add("shrink", reason=publishing.leave)


def _old_ids(entry: Entry) -> list[str]:
    return [alias.strip("/") for alias in entry.record.aliases]


def _known_of(entry: Entry) -> dict[str, object]:
    known: dict[str, object] = {"sha256": record_hash(entry), "status": str(entry.record.status)}
    if entry.record.changes:
        known["notes"] = len(entry.record.changes)
    if files := published_hashes(entry):
        known["files"] = files
    return known


def _event(entry: Entry, before: State) -> str:
    status = entry.record.status
    if str(status) != before.status:
        if status is Status.WITHDRAWN:
            return "withdraw"
        if status is Status.SUPERSEDED:
            return "supersede"
        if before.status == Status.WITHDRAWN:
            return "restore"
        if status is Status.CORRECTED:
            return "correct"
    return "correct" if len(entry.record.changes) > before.notes else "change"


def _more(entry: Entry) -> dict[str, str]:
    record = entry.record
    if record.status is Status.WITHDRAWN and record.reason:
        return {"reason": record.reason}
    return {"by": record.replaced_by} if record.status is Status.SUPERSEDED and record.replaced_by else {}
