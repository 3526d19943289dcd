"""What was remembered of the last build of a site: what it was made from, and what stands in it."""

from __future__ import annotations

import os
import pickle
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from archive.carry_over.inputs import Inputs
from archive.looking import Looking, Stamp
from archive.problems import Problem
from archive.seals import DIGEST, seal
from archive.search.index import Index
from archive.search.vocabulary import Vocabulary
from archive.store import key_of


@dataclass
class Ledger:
    """One build of one site.

    `keys` names what each file of the site was made from, but for the parts of its index; `stamps` is how each looked
    then. `cards` and `surroundings` are those of entries, by `src_uri`; `titles` those of the pages in the nav; `ended`
    the units and channels that had ended by the day; `known` all files as MkDocs names them; `warnings` what was told;
    `data` the data files and records, but of a site with a journal.
    """

    inputs: Inputs
    keys: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    surroundings: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    warnings: list[Problem] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    index: Index = field(default_factory=Index)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def __getstate__(self) -> dict[str, bytes]:
        """Pickle each part by itself: they hold nothing in common, which takes long to find out of thousands."""
        return {name: pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for name, part in vars(self).items()}

    def __setstate__(self, state: dict[str, bytes]) -> None:
        """Take the parts back."""
        self.__dict__.update({name: pickle.loads(part) for name, part in state.items()})

    @property
    def common(self) -> str:
        """Name what all pages may show besides the registries: the titles in the nav, and who has ended by the day."""
        return key_of("common", *(part for item in self.titles.items() for part in item), "ended", *self.ended)


def ledger_file(folder: Path, site_dir: Path) -> Path:
    """Say where the ledger of a site is kept."""
    return folder / "sites" / f"{key_of(site_dir.resolve())[:16]}.ledger"


def read_ledger(file: Path, program: str, site_dir: Path, looking: Looking) -> Ledger | None:
    """Read a ledger; None where it is not whole, of another program, or the site is not as it was left."""
    try:
        kept = memoryview(file.read_bytes())  # a few megabytes, not to be copied
    except OSError:
        return None
    # The program stands in front: what another one pickled is not to be read.
    if kept[:DIGEST] != seal(kept[DIGEST:]) or kept[DIGEST : DIGEST + len(program)] != program.encode():
        return None
    ledger: Ledger = pickle.loads(kept[DIGEST + len(program) :])
    return ledger if ledger.stamps == looking.site(site_dir) else None


def write_ledger(file: Path, ledger: Ledger) -> None:
    """Remember a site as its `stamps` say that it stands now."""
    content = ledger.inputs.program.encode(), pickle.dumps(ledger, pickle.HIGHEST_PROTOCOL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(number, "wb") as whole:
            whole.writelines((seal(*content), *content))
        Path(name).replace(file)
    except OSError:
        return  # the next build makes everything, and nothing is wrong
