"""An imported paper as the files of an entry: its Markdown with what is left to the clerk marked, and its pictures."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archive.editing import plain_or_quoted
from archive.entries import Collection
from archive.front_matter import FENCE
from archive.importing.paper import Imported
from archive.periods import Period
from archive.strings import strings

# Keys whose values are ids: short enough for one line.
_IN_ONE_LINE = {"streams", "topics", "channels"}
_NO_PERIOD = "chua-ro-ky"


def folder_of(imported: Imported) -> str:
    """Say in which folder of the sources an imported report belongs."""
    period = imported.keys.get("period")
    return f"{Collection.REPORTS}/{Period.parse(period).slug if period else _NO_PERIOD}"


def files_of(imported: Imported, attached: tuple[str, bytes] | None = None) -> dict[str, bytes]:
    """Give the files of an entry by name; the original (its ending and bytes) is offered too where it is `attached`."""
    keys, files = dict(imported.keys), dict(imported.pictures)
    if attached is not None:
        name = imported.slug + attached[0]
        files[name] = attached[1]
        keys["attachments"] = [{"file": name, "title": strings()("importing.original")}]
    files[f"{imported.slug}.md"] = written(keys, imported).encode("utf-8")
    return files


def written(keys: Mapping[str, Any], imported: Imported) -> str:
    """Write front matter and body; what a clerk must look at stands as a comment above its key."""
    lines = [FENCE]
    for key, value in keys.items():
        lines += [f"# {mark.label}: {mark.message}" for mark in imported.marks if mark.key == key]
        lines += _key(key, value)
    later = [mark for mark in imported.marks if mark.key and mark.key not in keys]
    lines += [f"# {mark.label}: {mark.message}" for mark in later]
    return "\n".join([*lines, FENCE, "", imported.body])


def _key(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{key}:"
        yield from (f"  {line}" for name, inner in value.items() for line in _key(name, inner))
    elif isinstance(value, list) and (key in _IN_ONE_LINE or not value):
        yield f"{key}: [{', '.join(value)}]"
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            inner = [line for name, one in item.items() for line in _key(name, one)] if isinstance(item, dict) else None
            rows = inner if inner is not None else [plain_or_quoted(item)]
            yield f"  - {rows[0]}"
            yield from (f"    {row}" for row in rows[1:])
    else:
        yield f"{key}: {plain_or_quoted(value)}" if value else f"{key}:"


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each is there whole before the first takes its place."""
    made: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".nhap-")
            made[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            made[path].chmod(0o644)
        for path, temporary in made.items():
            temporary.replace(path)
    finally:
        for temporary in made.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
