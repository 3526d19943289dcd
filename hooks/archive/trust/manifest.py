"""`manifest.json`: SHA-256 and size of every file of a site but itself and its signature.

One file a line, sorted by path, so that what a small change leaves as it is need not be written anew. A published
manifest also gives the day (`since`) from which each file has been published with just these bytes.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from archive.processes import at_once

NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
MOST_BYTES = 500_000_000
# So many files are looked at sooner in two processes.
MANY = 4000
WHAT = "archive-manifest-1"
Seen = tuple[str, int]
Days = dict[str, str]
_FILES, _END = ', "files": {\n', "\n}}\n"
_written = json.JSONEncoder(ensure_ascii=False).encode


class Live(NamedTuple):
    """The files that are published now, the days since when, and the day of the next edition."""

    files: Mapping[str, Seen]
    days: Mapping[str, str]
    today: str

    def days_of(self, files: Mapping[str, Seen]) -> Days:
        """Give the day since when each file is published as it is; none where the last edition did not tell."""
        days = self.days
        told = ((path, days.get(path) if self.files.get(path) == seen else self.today) for path, seen in files.items())
        return {path: day for path, day in told if day}


def manifest_text(
    site_url: str, journal: Mapping[str, Any], files: Mapping[str, Seen], days: Mapping[str, str] | None = None
) -> str:
    """Write a manifest: what it is, of which site, at which line of the journal, the files and their days."""
    return _text(site_url, journal, (_row(path, seen, (days or {}).get(path)) for path, seen in sorted(files.items())))


def files_of(text: str) -> dict[str, Seen]:
    """Read the files of a manifest; raises ValueError where it is none."""
    return files_and_days(text)[0]


def files_and_days(text: str) -> tuple[dict[str, Seen], Days]:
    """Read the files of a manifest, and the days that it tells of them; raises ValueError where it is none."""
    given = json.loads(text)
    if not isinstance(given, dict) or given.get("what") != WHAT or not isinstance(given.get("files"), dict):
        raise ValueError("no manifest")
    rows = given["files"].items()
    files = {str(path): (str(one["sha256"]), int(one["size"])) for path, one in rows}
    return files, {str(path): str(one["since"]) for path, one in rows if one.get("since")}


@dataclass
class Rows:
    """The rows of a manifest as we wrote it, in the order of their paths: those that stay are not taken apart."""

    rows: list[str]

    @classmethod
    def of(cls, text: str) -> Rows | None:
        """Take the text of a manifest apart; None where it is not as `manifest_text` writes it, or tells days."""
        head, found, rows = text.partition(_FILES)
        if not found or not rows.endswith(_END) or "\\" in rows or '"since"' in rows or f'"what": "{WHAT}"' not in head:
            return None
        return cls(rows.removesuffix(_END).split(",\n"))

    def files(self, paths: Iterable[str]) -> dict[str, Seen]:
        """Give those of some files that are listed."""
        rows = ",\n".join(row for row in map(self._row, paths) if row)
        return {path: (one["sha256"], one["size"]) for path, one in json.loads(f"{{{rows}}}").items()}

    def text(self, site_url: str, journal: Mapping[str, Any], gone: Iterable[str], now: Mapping[str, Seen]) -> str:
        """Write the manifest in which some files are gone and some are as they are now."""
        for path in {*gone, *now}:
            at = self._place(path)
            self.rows[at : at + bool(self._row(path))] = [_row(path, now[path], None)] if path in now else []
        return _text(site_url, journal, self.rows)

    def _place(self, path: str) -> int:
        """Find where a path stands, or would."""
        return bisect_left(self.rows, path, key=_path_of)

    def _row(self, path: str) -> str | None:
        at = self._place(path)
        return self.rows[at] if at < len(self.rows) and _path_of(self.rows[at]) == path else None


def _path_of(row: str) -> str:
    return row[3 : row.index('"', 3)]


def seen(folder: Path, path: str) -> Seen:
    """Look at a file of a site: the hash of its bytes, and their number; of a link, where it leads."""
    file = f"{folder}/{path}"  # thousands, and a Path each costs as much again
    is_link = os.path.islink(file)  # noqa: PTH114
    content = str(Path(file).readlink()).encode() if is_link else content_of(folder, path)
    return hashlib.sha256(content).hexdigest(), len(content)


def content_of(folder: Path, path: str) -> bytes:
    """Read a file of a site; raises OSError where it is no plain file, which might never end, or too large."""
    file = f"{folder}/{path}"
    seen = os.lstat(file)
    if not stat.S_ISREG(seen.st_mode) or seen.st_size > MOST_BYTES:
        raise OSError(errno.EINVAL, "no plain file", file)
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - as above
        return opened.read()


def all_files(folder: Path) -> Iterator[str]:
    """Yield every file below a folder that a manifest lists, as its path there; a link is a file."""
    is_clone = (folder / ".git/HEAD").is_file() and (folder / ".git/objects").is_dir()
    for within, folders, names in os.walk(folder, onerror=_pass_over_closed):
        here = Path(within).relative_to(folder).as_posix()
        links = [name for name in folders if os.path.islink(f"{within}/{name}")]  # noqa: PTH114 - as above
        if here == "." and is_clone and ".git" in folders:
            folders.remove(".git")
        for name in (*names, *links):
            if here != ".":
                yield f"{here}/{name}"
            elif name not in (NAME, SIGNATURE) and not _is_mark(folder / name, name):
                yield name


def _pass_over_closed(error: OSError) -> None:
    """Stop where a folder cannot be read, unless it is closed to us or gone: what it held is then missing."""
    if not isinstance(error, PermissionError | FileNotFoundError | NotADirectoryError):
        raise error


def _is_mark(path: Path, name: str) -> bool:
    """Tell the empty file by which a branch says to GitHub that it is a site; `ghp-import` puts it there."""
    return name == ".nojekyll" and path.is_file() and not path.is_symlink() and path.stat().st_size == 0


def see_all(folder: Path, paths: Iterable[str]) -> dict[str, Seen]:
    """Look at many files: thousands in two processes."""
    some = list(paths)
    half = len(some) // 2 if len(some) > MANY else 0

    def look(paths: Sequence[str]) -> dict[str, Seen]:
        return {path: seen(folder, path) for path in paths}

    if not half:
        return look(some)
    first, second = at_once(lambda: look(some[:half]), lambda: look(some[half:]))
    return first | second


def _text(site_url: str, journal: Mapping[str, Any], rows: Iterable[str]) -> str:
    head = json.dumps({"what": WHAT, "site": site_url, "journal": journal}, ensure_ascii=False, sort_keys=True)
    return head[:-1] + _FILES + ",\n".join(rows) + _END


def _row(path: str, seen: Seen, since: str | None) -> str:
    told = f', "since": "{since}"' if since else ""
    return f'  {_written(path)}: {{"sha256": "{seen[0]}", "size": {seen[1]}{told}}}'
