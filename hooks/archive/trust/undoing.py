"""What is told where an earlier edition is brought back: the journal goes on, nothing that was published is denied."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from archive.trust.journal import Journal, Writing
from archive.trust.lookups import Item, divided, shard_path

# What of a hash goes on being true of something that is no longer shown.
_OF_ENTRIES = ("record", "file", "earlier")


def undone(journal: Journal, day: str, edition: str, reason: str, sources: str) -> Journal:
    """Go on with a journal by the line that says which edition is brought back, why, and what sources are undone."""
    writing = Writing(journal, day)
    writing.add("rollback", to=edition, sources=sources, **({"reason": reason} if reason else {}))
    return writing.whole


def hidden_since(journal: Journal, earlier: Journal) -> list[str]:
    """Name the entries that were withdrawn or removed since an earlier edition, which would show them again."""
    hidden = {}
    for event in journal.events[len(earlier.lines) :]:
        if event["event"] == "remove":
            hidden[event["id"]] = True
        elif "status" in event:
            hidden[event["id"]] = event["status"] == "withdrawn"
    return sorted(id for id, is_hidden in hidden.items() if is_hidden)


def still_known(
    journal: Journal, earlier: Journal, file: Callable[[str], bytes | None], day: str
) -> Iterator[tuple[str, Item]]:
    """Yield what was published since an earlier edition, as it is asked for: ours, until this day.

    `file` reads the edition that goes.
    """
    had = {digest for event in earlier.events for digest in _hashes(event)}
    new = {digest for event in journal.events[len(earlier.lines) :] for digest in _hashes(event)}
    for digest in sorted(new - had):
        prefix, key = divided(digest)
        for item in json.loads(file(shard_path(prefix)) or b"{}").get(key, ()):
            if item["t"] in _OF_ENTRIES:
                yield digest, {**item, "t": "earlier", "u": item.get("u", day)}


def _hashes(event: dict[str, object]) -> Iterator[str]:
    files = event.get("files")
    yield from (str(one) for one in (event.get("sha256"), *(files.values() if isinstance(files, dict) else ())) if one)
