"""Reading all sources for a command that builds nothing: what was read before, by a build too, is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.carry_over.inputs import program_key
from archive.checks import QUESTIONS
from archive.environment import ROOT
from archive.hashing import hashes
from archive.readings import Readings
from archive.sources import Sources, read_sources
from archive.store import Store


@contextmanager
def all_sources(docs_dir: Path) -> Iterator[Sources]:
    """Read everything below `docs_dir`; what was worked out until the end is kept."""
    store = Store(ROOT / ".cache")
    try:
        yield read_sources(
            docs_dir, Readings(store, program_key(ROOT / "hooks"), QUESTIONS), hashes(docs_dir, store.folder)
        )
    finally:
        store.close()
