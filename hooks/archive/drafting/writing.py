"""Writing an entry's file for the first time: its front matter as clerks write it, and all of its files or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from archive import front_matter
from archive.editing import plain_or_quoted
from archive.front_matter import FENCE
from archive.suggestion import slug

# Keys whose values are ids: short enough for one line.
_IN_ONE_LINE = {"streams", "topics", "channels"}
_LONGEST_SLUG = 70
Comments = Mapping[str, Sequence[str]]


def source_text(keys: Mapping[str, Any], body: str, comments: Comments) -> str:
    """Write front matter and body; comments stand above their key, at the end where that is not there."""
    lines = [FENCE]
    for key, value in keys.items():
        lines += [f"# {comment}" for comment in comments.get(key, ())]
        lines += _key(key, value)
    lines += [f"# {comment}" for key, told in comments.items() if key not in keys for comment in told]
    return "\n".join([*lines, FENCE, "", body])


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


def slug_of(title: str) -> str:
    """Propose the name of an entry's file: whole words of its title."""
    made = slug(title)
    return made if len(made) <= _LONGEST_SLUG else made[: _LONGEST_SLUG + 1].rsplit("-", 1)[0]


def name_apart(folder: Path, slug: str, issuer: str) -> str:
    """Give a file's name the issuer where another's entry has it: units often give their reports one title."""
    try:
        document, _ = front_matter.read((folder / f"{slug}.md").read_bytes(), slug)
    except OSError:
        return slug
    others = document is not None and issuer and document.data.get("issuer") != issuer
    return f"{slug}-{issuer}" if others else slug


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each is there whole before the first takes its place."""
    made: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".moi-")
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
