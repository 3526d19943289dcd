"""All that a site is made from, by hash: a checkout changes times, an edit changes bytes."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from archive.carry_over.templates import template_keys
from archive.hashing import hashed
from archive.paths import source_files
from archive.store import key_of

# What makes up the program, by the ends of its files' names.
_PROGRAM = (".py", ".mjs", ".toml", ".json")


@dataclass(frozen=True)
class Inputs:
    """What a site is made from, as keys, and `files`: the hash of every source, by its `src_uri`.

    `program` is the hooks, the packages and the Python that render; `said` what mkdocs.yml says; `around` all that
    stands around texts besides the program: that, and what is in `overrides`, of which `assets` has the hash of each
    file, `templates` the key of each template. `day` is the day that all goes by.
    """

    program: str
    said: str
    around: str
    day: str
    files: dict[str, str]
    assets: Mapping[str, str]
    templates: Mapping[str, str]

    @classmethod
    def of(
        cls,
        files: dict[str, str],
        hooks: Path,
        overrides: Path,
        day: str,
        settings: Iterable[object],
        shown_with: str,
    ) -> Inputs:
        """Hash all besides the sources.

        `settings` is all that mkdocs.yml and the command say but the day, `shown_with` what every page names.
        """
        # A template may be a link, or have a hidden name: the theme's icons do.
        names = sorted(path.relative_to(overrides).as_posix() for path in overrides.rglob("*") if path.is_file())
        assets = hashed(overrides, names)
        said = key_of(*settings)
        around = key_of("around", said, *(part for item in assets.items() for part in item))
        templates = {name: key_of(key, shown_with) for name, key in template_keys(overrides, assets).items()}
        return cls(program_key(hooks), said, around, day, files, assets, templates)

    @cached_property
    def registries(self) -> str:
        """Name the registries: every page shows names of theirs."""
        return key_of(*(f"{src_uri} {hash}" for src_uri, hash in self.files.items() if src_uri.startswith("danh-muc/")))


@cache
def program_key(hooks: Path) -> str:
    """Name the code that makes a site: the hooks, and the packages by their versions.

    Once a process: what it has loaded it goes on running, whatever is edited meanwhile.
    """
    ours = hashed(hooks, (path for path in chain(*source_files(hooks)) if path.endswith(_PROGRAM)))
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    packages = {path.name for place in places for path in Path(place).glob("*.dist-info")}
    return key_of(sys.version, sys.platform, *(part for item in ours.items() for part in item), *sorted(packages))
