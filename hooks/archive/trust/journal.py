"""The journal of what was published (`so-cai.jsonl`): append-only, each line sealed by the hash of the line before.

A line is JSON with sorted keys: `n` from 1 on, `date` of the edition, `event`, and `before`, the SHA-256 of the line
before (zeros for the first). Entries are named by `id`, and by the SHA-256 of their record and of what they say.
Events: `publish`, `correct` (told to readers), `change` (not told), `supersede`, `withdraw`, `restore`, `alias` (other
old addresses), `rename` (`from`), `merge` (another entry, `into`, has taken its place), `remove` and `shrink` (by an
operator's leave, with `reason`), `key` (what signs from here on, with `proof` by the key before it), `rollback`
(the edition `to` is shown again, in the place of what `sources` make; of the entries nothing else became) and `resume`
(the entries are shown as told before).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from archive.trust.keys import is_signed

NAME = "so-cai.jsonl"
FIRST = "0" * 64
_ABOUT_ENTRIES = {
    "publish",
    "correct",
    "change",
    "supersede",
    "withdraw",
    "restore",
    "rename",
    "remove",
    "alias",
    "merge",
}


class JournalBroken(ValueError):
    """A line was changed, taken out or put in; the text is the number of the first that does not fit."""


class State(NamedTuple):
    """What the journal knows of an entry: its record's hash, its status, how many changes it told, what it said."""

    sha256: str
    status: str
    notes: int
    content: str


@dataclass(frozen=True)
class Journal:
    """The lines of a journal, each as it is written, without its end."""

    lines: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Journal:
        """Read a journal, and check that each line fits the one before; raises JournalBroken."""
        journal = cls(tuple(text.removesuffix("\n").split("\n")) if text else ())
        before = FIRST
        for number, line in enumerate(journal.lines, 1):
            try:
                given = json.loads(line)
                fits = (
                    given["n"] == number and given["before"] == before and line == written(given) and _is_event(given)
                )
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                fits = False
            if not fits:
                raise JournalBroken(str(number))
            before = digest_of(line)
        return journal

    @property
    def text(self) -> str:
        """The journal as it is published."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def head(self) -> str:
        """The hash of the last line: it stands for all of them."""
        return digest_of(self.lines[-1]) if self.lines else FIRST

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """Every line, read."""
        return [json.loads(line) for line in self.lines]

    @cached_property
    def states(self) -> dict[str, State]:
        """What is known of each entry that is published, by its id."""
        found: dict[str, State] = {}
        for event in self.events:
            if event["event"] not in _ABOUT_ENTRIES:
                continue
            found.pop(event.get("from", ""), None)
            if event["event"] in ("remove", "merge"):
                found.pop(event["id"], None)
            else:
                notes, content = event.get("notes", 0), event.get("content", "")
                found[event["id"]] = State(event["sha256"], event["status"], notes, content)
        return found

    @cached_property
    def addresses(self) -> set[str]:
        """Every id that was ever published, but for those that were removed: each must still lead somewhere."""
        found: set[str] = set()
        for event in self.events:
            if event["event"] == "remove":
                found.discard(event["id"])
            elif event["event"] in _ABOUT_ENTRIES:
                found.add(event["id"])
        return found

    @cached_property
    def merged(self) -> dict[str, list[dict[str, Any]]]:
        """The events by which an entry took the place of others, by its id."""
        found: dict[str, list[dict[str, Any]]] = {}
        for event in self.events:
            if event["event"] == "merge":
                found.setdefault(event["into"], []).append(event)
        return found

    @cached_property
    def keys(self) -> list[dict[str, Any]]:
        """Every event of a key, the last being that which signs."""
        return [event for event in self.events if event["event"] == "key"]

    @property
    def key(self) -> str | None:
        """The public key that signs, in hexadecimal; None before the first."""
        return self.keys[-1]["key"] if self.keys else None

    @cached_property
    def untold(self) -> dict[str, list[str]]:
        """The dates on which an entry was changed without a word to readers, by its id."""
        found: dict[str, list[str]] = {}
        for event in self.events:
            if event["event"] == "rename" and event["from"] in found:
                found[event["id"]] = found.pop(event["from"])
            if event["event"] == "change" and event["date"] not in found.setdefault(event["id"], []):
                found[event["id"]].append(event["date"])
        return found

    @cached_property
    def told(self) -> dict[str, list[dict[str, Any]]]:
        """What became of each entry, in order, under the name that it has now."""
        found: dict[str, list[dict[str, Any]]] = {}
        for event in self.events:
            if "id" in event and "sha256" in event:
                before = found.pop(event["from"], []) if "from" in event else []
                found.setdefault(event["id"], before).append(event)
        return found

    @property
    def undone(self) -> str | None:
        """The sources in whose place an earlier edition is shown; None where what was told last is shown."""
        turns = [event for event in self.events if event["event"] in ("rollback", "resume")]
        return str(turns[-1].get("sources", "")) if turns and turns[-1]["event"] == "rollback" else None

    def unproven_keys(self) -> Iterator[dict[str, Any]]:
        """Yield the events of keys that the key before them has not signed."""
        before: str | None = None
        for event in self.keys:
            if before is not None:
                proof = event.get("proof", "")
                said = written({name: value for name, value in event.items() if name != "proof"})
                if not is_signed(before, _bytes(proof), said.encode()):
                    yield event
            before = event["key"]

    def extends(self, earlier: Journal) -> bool:
        """Tell whether this journal goes on from an earlier one."""
        return self.lines[: len(earlier.lines)] == earlier.lines


@dataclass
class Writing:
    """A journal that is being written on: one edition, of one day."""

    journal: Journal
    day: str
    added: list[str] = field(default_factory=list)

    def add(self, event: str, **more: Any) -> None:
        """Write a line behind the last."""
        self.added.append(written(self.next(event, **more)))

    def next(self, event: str, **more: Any) -> dict[str, Any]:
        """Give the line that would come next, to be signed before it is written."""
        before = digest_of(self.added[-1]) if self.added else self.journal.head
        number = len(self.journal.lines) + len(self.added) + 1
        return {"n": number, "date": self.day, "event": event, "before": before, **more}

    def add_line(self, line: dict[str, Any]) -> None:
        """Write a line that `next` gave."""
        self.added.append(written(line))

    @property
    def whole(self) -> Journal:
        """The journal with what was added."""
        return Journal((*self.journal.lines, *self.added))


def _is_event(given: dict[str, Any]) -> bool:
    """Tell whether a line has what its event must have."""
    texts = ["event", "date"]
    if given["event"] in _ABOUT_ENTRIES:
        texts += ["id"] if given["event"] in ("remove", "merge") else ["id", "sha256", "status"]
    texts += {"rename": ["from"], "merge": ["into"], "key": ["key"], "rollback": ["to"]}.get(given["event"], [])
    date.fromisoformat(given["date"])
    return all(isinstance(given[name], str) for name in texts) and isinstance(given.get("files", {}), dict)


def written(line: dict[str, Any]) -> str:
    """Write a line in the one way that it may be written."""
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(line: str) -> str:
    """Give the hash of a line, in hexadecimal."""
    return hashlib.sha256(line.encode()).hexdigest()


def _bytes(given: object) -> bytes:
    try:
        return bytes.fromhex(str(given))
    except ValueError:
        return b""
