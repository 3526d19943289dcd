"""What is sent, in words: for the clerk before it goes, and for all who read the history after."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive import front_matter
from archive.entries import COLLECTIONS
from archive.schema import Status
from archive.strings import strings
from archive.submitting.repository import Change

# So many are named in the first line of a commit; more are counted.
_FEW = 1


def lines_of(changes: Iterable[Change], folder: Path) -> list[str]:
    """Tell each change in a line: how, what it is called, and where it lies; drafts as such."""
    return [_line(one, folder) for one in changes]


def message_of(changes: list[Change], folder: Path) -> str:
    """Write the message of a commit: what was done in the first line, each file below where there are more."""
    text = strings()
    entries = [one for one in changes if _collection(one.path)]
    told = entries or changes
    if len(told) <= _FEW:
        subject = "".join(_line(one, folder, place=False) for one in told)
    else:
        counted = {how: [one for one in told if one.how == how] for how in "AMD"}
        parts = [text(f"submitting.counted.{how}", count=len(ours)) for how, ours in counted.items() if ours]
        subject = text("submitting.subject", parts=", ".join(parts))
    subject = subject[:1].upper() + subject[1:]
    return subject if len(changes) <= _FEW else "\n\n".join((subject, "\n".join(lines_of(changes, folder))))


def is_entry(path: str) -> bool:
    """Tell whether a file is an entry of a collection."""
    return bool(_collection(path))


def is_draft(raw: bytes) -> bool:
    """Tell whether a source is that of a draft, or of nothing."""
    data = _keys(raw)
    return data is None or data.get("status") == Status.DRAFT


def _line(one: Change, folder: Path, *, place: bool = True) -> str:
    text, collection = strings(), _collection(one.path)
    kind = text(f"submitting.kind.{collection}" if collection else "submitting.kind.file")
    name, is_draft = _named(folder / one.path) if collection else ("", False)
    said = text(f"submitting.how.{one.how}", kind=kind)
    said += f" “{name}”" if name else "" if place else f" {one.path}"
    said += f" ({one.path})" if place else ""
    return f"{said} – {text('submitting.draft')}" if is_draft else said


def _collection(path: str) -> str:
    parts = path.split("/")
    found = next((part for part in parts if part in COLLECTIONS), "")
    return found if path.endswith(".md") else ""


def _keys(raw: bytes) -> dict[str, Any] | None:
    document, _ = front_matter.read(raw, "")
    return None if document is None else document.data


def _named(path: Path) -> tuple[str, bool]:
    """Give the title of an entry, and whether it is a draft."""
    try:
        data = _keys(path.read_bytes()) or {}
    except OSError:
        return "", False
    title = data.get("title")
    return (title if isinstance(title, str) else ""), data.get("status") == Status.DRAFT
