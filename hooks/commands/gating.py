"""The gate in a publication: what MkDocs and the hooks have made is read once more before anybody else can."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.carry_over.carrying import Carrying
from archive.edition import Edition
from archive.gate.gate import Gate, is_large, lost
from archive.paths import SEARCH_FOLDER
from archive.search.index import parts_of
from archive.strings import strings
from archive.trust import manifest
from archive.trust.verifying import verify_site
from commands.console import ContentProblem


def shrinks(site_dir: Path, live_files: list[str]) -> bool:
    """Tell whether many of the files that are live would go."""
    files = manifest.files_of((site_dir / manifest.NAME).read_text(encoding="utf-8"))
    return is_large(lost(live_files, files), live_files)


def agree(site_dir: Path) -> None:
    """Read the whole site once more: what lay in a folder may have been touched since it was built."""
    if lines := verify_site(site_dir).said:
        raise ContentProblem("\n".join([strings()("gate.stopped", count=len(lines)), *lines]))


def _expected(carrying: Carrying) -> set[str]:
    """Name every file that the build gave the site."""
    return {*carrying.after.keys, *(f"{SEARCH_FOLDER}/{part}" for part in parts_of(carrying.after.index))}


def pass_gate(site_dir: Path, config: MkDocsConfig, live_files: list[str], *, leave: bool) -> None:
    """Let only a whole site through; raises ContentProblem that tells everything else."""
    edition: Edition = config.extra["edition"]
    carrying: Carrying | None = config.extra.get("carrying")
    files = manifest.files_of((site_dir / manifest.NAME).read_text(encoding="utf-8"))
    gate = Gate(
        site_dir,
        config.site_url or "/",
        {path: seen[0] for path, seen in files.items()},
        _expected(carrying) if carrying else files.keys(),
        {entry.id for entry in edition.catalogue.entries},
        live_files,
        leave,
        carrying.store if carrying else None,
        carrying.inputs.program if carrying else "",
    )
    faults, text = gate.faults(), strings()
    if carrying is not None:
        carrying.store.close()
    if faults:
        lines = [f"{fault.path or '–'}: {text(f'gate.{fault.code}', text=fault.text)}" for fault in faults]
        raise ContentProblem("\n".join([text("gate.stopped", count=len(faults)), *lines]))
