"""What was remembered of the last build of a site: what it was made from, and what stands in it."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.carry_over.inputs import Inputs
from archive.problems import Problem
from archive.search.index import Index
from archive.search.vocabulary import Vocabulary
from archive.store import key_of

_DIGEST = 32


@dataclass
class Ledger:
    """One build of one site.

    `keys` names what each file of the site was made from, `stamps` is how each looked then (size, time); `cards` and
    `surroundings` are those of entries by `src_uri`; `titles` those of the nav's pages; `warnings` is what was told.
    """

    inputs: Inputs
    keys: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    surroundings: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    index: Index = field(default_factory=lambda: Index({}, {}, {}))
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def ledger_file(folder: Path, site_dir: Path) -> Path:
    """Say where the ledger of a site is kept."""
    return folder / "sites" / f"{key_of(site_dir.resolve())[:16]}.ledger"


def read_ledger(file: Path, program: str, site_dir: Path) -> Ledger | None:
    """Read a ledger; None where it is not whole, of another program, or the site is not as it was left."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    content = kept[_DIGEST + len(program) :]
    # The program stands outside: what another one pickled is not to be read.
    if kept[: _DIGEST + len(program)] != hashlib.sha256(content).digest() + program.encode():
        return None
    ledger: Ledger = pickle.loads(content)
    return ledger if ledger.stamps == dict(stamps(site_dir)) else None


def write_ledger(file: Path, ledger: Ledger) -> None:
    """Remember a site as its `stamps` say that it stands now."""
    content = pickle.dumps(ledger, pickle.HIGHEST_PROTOCOL)
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(number, "wb") as whole:
        whole.write(hashlib.sha256(content).digest() + ledger.inputs.program.encode() + content)
    Path(name).replace(file)


def stamps(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield how every file below a folder looks: its path there, size and time."""
    ahead = [(os.fspath(folder), "")]
    while ahead:
        here, below = ahead.pop()
        try:
            with os.scandir(here) as items:
                for item in items:
                    if item.is_dir(follow_symlinks=False):
                        ahead.append((item.path, f"{below}{item.name}/"))
                    else:
                        seen = item.stat(follow_symlinks=False)
                        yield below + item.name, (seen.st_size, seen.st_mtime_ns)
        except FileNotFoundError:
            continue
