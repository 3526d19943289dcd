"""Building an edition once more from its sources, to show that it is made of them: its journal, days and signatures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from archive.paths import read_if_there
from archive.trust import manifest
from archive.trust.events import Publishing
from archive.trust.keys import SignedBefore
from archive.trust.sealing import KEY, ROOT, ROOT_SIGNATURE
from archive.trust.verifying import read_journal


class NoEdition(ValueError):
    """A folder holds no sealed site."""


def like(folder: Path, day: str) -> tuple[Publishing | None, SignedBefore | None]:
    """Say how to build what is in `folder` again, on the day that it went by, and what signs it.

    A site that was built and never published has no journal to go on from. Raises NoEdition and JournalBroken.
    """
    try:
        content = (folder / manifest.NAME).read_bytes()
        files, days = manifest.files_and_days(content.decode("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        raise NoEdition(str(folder)) from None
    signer = _signer(folder, content)
    try:
        journal = read_journal(folder)
    except FileNotFoundError:
        return None, signer
    live = manifest.Live(files, days, day) if days else None
    date = max([day, *(event["date"] for event in journal.events[-1:])])
    return Publishing(journal, date, signer, files=live), signer


def _signer(folder: Path, content: bytes) -> SignedBefore | None:
    try:
        public = str(json.loads((folder / KEY).read_bytes())["key"])
        root = (folder / ROOT).read_bytes(), (folder / ROOT_SIGNATURE).read_bytes()
        return SignedBefore(public, dict([root, (content, (folder / manifest.SIGNATURE).read_bytes())]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def differences(one: Path, other: Path) -> Iterator[str]:
    """Name the files in which two sealed sites are not alike."""
    first, second = (manifest.files_of((folder / manifest.NAME).read_text(encoding="utf-8")) for folder in (one, other))
    yield from sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))
    for name in (manifest.NAME, manifest.SIGNATURE):
        if read_if_there(one / name) != read_if_there(other / name):
            yield name
