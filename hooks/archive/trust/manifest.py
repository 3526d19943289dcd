"""`manifest.json`: SHA-256 and size of every file of a site but itself and its signature.

One file a line, sorted by path, so that what a small change leaves as it is need not be written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
WHAT = "archive-manifest-1"
_ROW = '  {path}: {{"sha256": "{digest}", "size": {size}}}'
Seen = tuple[str, int]


def manifest_text(site_url: str, journal: Mapping[str, Any], files: Mapping[str, Seen]) -> str:
    """Write a manifest: what it is, of which site, at which line of the journal, and the files."""
    head = json.dumps({"what": WHAT, "site": site_url, "journal": journal}, ensure_ascii=False, sort_keys=True)
    rows = ",\n".join(_row(path, seen) for path, seen in sorted(files.items()))
    return f'{head[:-1]}, "files": {{\n{rows}\n}}}}\n'


def files_of(text: str) -> dict[str, Seen]:
    """Read the files of a manifest; raises ValueError where it is none."""
    given = json.loads(text)
    if not isinstance(given, dict) or given.get("what") != WHAT or not isinstance(given.get("files"), dict):
        raise ValueError("no manifest")
    return {str(path): (str(one["sha256"]), int(one["size"])) for path, one in given["files"].items()}


def seen(folder: Path, path: str) -> Seen:
    """Look at a file of a site: the hash of its bytes, and their number; of a link, where it leads."""
    file = folder / path
    content = str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()
    return hashlib.sha256(content).hexdigest(), len(content)


def all_files(folder: Path) -> Iterator[str]:
    """Yield every file below a folder that a manifest lists, as its path there."""
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            name = path.relative_to(folder).as_posix()
            if name not in (NAME, SIGNATURE) and not name.startswith(".git/") and not _is_mark(path, name):
                yield name


def _is_mark(path: Path, name: str) -> bool:
    """Tell the empty file by which a branch says to GitHub that it is a site; `ghp-import` puts it there."""
    return name == ".nojekyll" and path.stat().st_size == 0


def see_all(folder: Path, paths: Iterable[str]) -> dict[str, Seen]:
    """Look at many files."""
    return {path: seen(folder, path) for path in paths}


def _row(path: str, seen: Seen) -> str:
    return _ROW.format(path=json.dumps(path, ensure_ascii=False), digest=seen[0], size=seen[1])
