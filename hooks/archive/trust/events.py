"""What an edition adds to the journal: one line for each entry that is new, or no longer what it was."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.entries import Entry
from archive.schema import Status
from archive.trust.journal import Journal, State, Writing, written
from archive.trust.keys import Signer
from archive.trust.manifest import Live
from archive.trust.records import content_hash, published_hashes, record_hash


class Gone(Exception):
    """Entries that were published are no longer there, and nothing says where they went; the text names them."""

    code = "gone"


class DayTurned(Exception):
    """The day lies before that of the last line; the text is that."""

    code = "day_back"


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
    files go (`--allow-shrink`; `shrinks` where many files do), `new_key` a key take over that the old has not signed.
    `files` are those that are published, with the days since when.
    """

    journal: Journal
    date: str
    key: Signer | None = None
    old_key: Signer | None = None
    leave: str = ""
    new_key: str = ""
    live: frozenset[str] = frozenset()
    shrinks: bool = False
    files: Live | None = None


def extended(publishing: Publishing, entries: Iterable[Entry]) -> Journal:
    """Go on with a journal by what all `entries` are now. Raises Gone, KeyChanged and DayTurned."""
    if any(event["date"] > publishing.date for event in publishing.journal.events[-1:]):
        raise DayTurned(publishing.journal.events[-1]["date"])
    writing = Writing(publishing.journal, publishing.date)
    _note_key(publishing, writing)
    if publishing.journal.undone is not None:
        writing.add("resume")
    states, present = publishing.journal.states, {entry.id: entry for entry in entries}
    for _, entry in sorted(present.items()):
        _note_entry(writing, entry, states, present)
    led = {old for entry in present.values() for old in _old_ids(entry)} | present.keys()
    _note_gone(publishing, writing, sorted((publishing.journal.addresses | _live(publishing)) - led))
    return writing.whole


def _note_entry(writing: Writing, entry: Entry, states: Mapping[str, State], present: Container[str]) -> None:
    """Write a line for each thing that became of an entry."""
    known, before = _known_of(entry, states), states.get(entry.id)
    old = [one for one in _old_ids(entry) if one in states and one not in present]
    renamed = before is None and bool(old)
    if before is None and old:
        before = states[old[0]]
        writing.add("rename", id=entry.id, **{**known, "from": old.pop(0)})
    if before is None:
        writing.add("publish", id=entry.id, **known)
    else:
        events = list(_events(entry, before, known))
        if not events and not renamed and before.sha256 != known["sha256"]:
            events = ["alias"]
        for event in events:
            writing.add(event, id=entry.id, **known, **(_more(entry) if event in ("withdraw", "supersede") else {}))
    for one in old:
        writing.add("merge", id=one, into=entry.id)


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
    if gone and not publishing.leave:
        raise Gone(", ".join(gone))
    for id in gone:
        writing.add("remove", id=id, reason=publishing.leave)
    if publishing.shrinks:
        writing.add("shrink", reason=publishing.leave)


def _old_ids(entry: Entry) -> list[str]:
    return [alias.strip("/") for alias in entry.record.aliases]


def _known_of(entry: Entry, states: Mapping[str, State]) -> dict[str, object]:
    known: dict[str, object] = {"sha256": record_hash(entry), "status": str(entry.record.status)}
    if entry.record.status is Status.WITHDRAWN:  # what it said before it was withdrawn
        before = next((states[id] for id in (entry.id, *_old_ids(entry)) if id in states), None)
        known["content"] = before.content if before else ""
    else:
        known["content"] = content_hash(entry)
    if entry.record.changes:
        known["notes"] = len(entry.record.changes)
    if files := published_hashes(entry):
        known["files"] = files
    return known


def _events(entry: Entry, before: State, known: Mapping[str, object]) -> Iterator[str]:
    """Name what became of an entry: its place in its life, and what it says."""
    status, was = entry.record.status, before.status
    if str(status) != was:
        if status is Status.WITHDRAWN:
            yield "withdraw"
        elif status is Status.SUPERSEDED:
            yield "supersede"
        elif was == Status.WITHDRAWN:
            yield "restore"
    told = len(entry.record.changes) > before.notes or (status is Status.CORRECTED and was != Status.CORRECTED)
    if told:
        yield "correct"
    elif known["content"] != before.content:
        yield "change"


def _more(entry: Entry) -> dict[str, str]:
    record = entry.record
    if record.status is Status.WITHDRAWN and record.reason:
        return {"reason": record.reason}
    return {"by": record.replaced_by} if record.status is Status.SUPERSEDED and record.replaced_by else {}
