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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_FILES, _NEXT, _END = ', "files": {\n', ",\n", "\n}}\n"
_SINCE = ', "since": "'
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


class Rows:
    """The rows of a manifest as we wrote it, in the order of their paths: sought in its text, not taken apart."""

    def __init__(self, text: str) -> None:
        """Take the text of a manifest that `manifest_text` wrote."""
        self._text = text
        self._first, self._last = text.index(_FILES) + len(_FILES), len(text) - len(_END)

    @classmethod
    def of(cls, text: str) -> Rows | None:
        """Take the text of a manifest; None where it is not as `manifest_text` writes it, or tells days."""
        head = text[: text.find(_FILES) + 1]
        if not text.endswith(_END) or "\\" in text or _SINCE in text or f'"what": "{WHAT}"' not in head:
            return None
        return cls(text)

    def files(self, paths: Iterable[str]) -> dict[str, Seen]:
        """Give those of some files that are listed."""
        rows = ",".join(self._text[start:end].rstrip(_NEXT) for _, start, end in self._places(paths) if start < end)
        return {path: (one["sha256"], one["size"]) for path, one in json.loads(f"{{{rows}}}").items()}

    def text(self, site_url: str, journal: Mapping[str, Any], gone: Iterable[str], now: Mapping[str, Seen]) -> str:
        """Write the manifest in which some files are gone and some are as they are now."""
        parts, written = [], self._first
        for path, start, end in self._places({*gone, *now}):
            parts.append(self._text[written : self._last if start > self._last else start - len(_NEXT)])
            if path in now:
                parts.append(_row(path, now[path], None))
            written = end
        parts.append(self._text[written : self._last])
        return _text(site_url, journal, filter(None, parts))

    def _places(self, paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
        """Find where the row of each path begins, and the next; both are where it would begin if there is none."""
        text, first = self._text, self._first
        for path in sorted(set(paths)):
            last, middle = self._last, first  # most are neighbours: the next row is looked at before all others
            while first < last:
                if self._path(middle) < path:
                    first = text.index("\n", middle) + 1
                else:
                    last = middle
                middle = text.rfind("\n", first, (first + last) // 2) + 1 or first
            there = first < self._last and self._path(first) == path
            after = text.index("\n", first) + 1 if there else first
            yield path, first, after
            first = after

    def _path(self, start: int) -> str:
        return self._text[start + 3 : self._text.index('"', start + 3)]


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
    return "".join((head[:-1], _FILES, _NEXT.join(rows), _END))


def _row(path: str, seen: Seen, since: str | None) -> str:
    told = f'{_SINCE}{since}"' if since else ""
    return f'  {_written(path)}: {{"sha256": "{seen[0]}", "size": {seen[1]}{told}}}'
