"""What lies on the disk: the hash of every source, and how every file of a site looks, by its size and times.

With two cores another process looks at it while this one loads the program (`Looking.begin`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from archive.hashing import hashes
from archive.paths import SEARCH_PARTS
from archive.processes import Aside

# Size, time of the last writing and of the last change in one number: thousands are carried from build to build.
Stamp = int


class Looking:
    """Looks at the sources and at the site when it is asked, or has had another process do so since it began.

    What that process saw counts once, and not where it did not come to its end.
    """

    def __init__(self, aside: Aside[dict[str, Any]] | None = None) -> None:
        """Look when asked, or take what somebody saw before."""
        self._seen: dict[str, Any] = {}
        self._aside = aside

    @classmethod
    def begin(cls, docs_dir: Path, site_dir: Path, kept_in: Path | None = None) -> Looking:
        """Have another process look, where there is a core for it; `kept_in` is where builds keep things."""
        return cls(Aside(lambda: {str(docs_dir): hashes(docs_dir, kept_in), str(site_dir): dict(stamps(site_dir))}))

    def sources(self, docs_dir: Path, kept_in: Path | None = None) -> dict[str, str]:
        """Hash every source, by its `src_uri`."""
        found: dict[str, str] | None = self._told(docs_dir)
        return hashes(docs_dir, kept_in) if found is None else found

    def site(self, site_dir: Path) -> dict[str, Stamp]:
        """See how every file of a site looks, by its path there."""
        found: dict[str, Stamp] | None = self._told(site_dir)
        return dict(stamps(site_dir)) if found is None else found

    def forget(self) -> None:
        """Let what was seen not count: somebody else was at work since."""
        if self._aside:
            self._aside.forget()
        self._aside, self._seen = None, {}

    def _told(self, folder: Path) -> Any:
        if self._aside:
            self._seen, self._aside = self._aside.told() or {}, None
        return self._seen.pop(str(folder), None)


def stamps(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield how every file of a site looks: its path there, and a number for its size and times.

    Of the folders that hold the index's tens of thousands, the time of the last coming or going stands for all: a shard
    is read with its mark, and what is shown of a passage is never read.
    """
    ahead = [(os.fspath(folder), "")]
    while ahead:
        here, below = ahead.pop()
        try:
            if below in SEARCH_PARTS:
                yield from stamps_of(folder, [below])
                continue
            with os.scandir(here) as items:
                for item in items:
                    if item.is_dir(follow_symlinks=False):
                        ahead.append((item.path, f"{below}{item.name}/"))
                    else:
                        yield below + item.name, _stamp(item.stat(follow_symlinks=False))
        except FileNotFoundError:
            continue


def stamps_of(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    """Yield how some files of a site look, as `stamps` does."""
    for path in paths:
        if path in SEARCH_PARTS:
            if (folder / path).exists():
                yield path, (folder / path).stat().st_mtime_ns
        elif not path.startswith(SEARCH_PARTS):
            yield path, _stamp((folder / path).stat())


def _stamp(seen: os.stat_result) -> Stamp:
    return hash((seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns))  # of numbers, the same in every process
