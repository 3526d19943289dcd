"""`import`: Word, PDF and text files become entries, with what a clerk must fill in marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.drafting.writing import name_apart, write_all
from archive.importing.blocks import PaperUnreadable
from archive.importing.entry import files_of, folder_of
from archive.importing.paper import import_paper
from archive.safety.limits import MOST_BYTES
from archive.sources import read_registries
from archive.strings import strings
from commands.console import ContentProblem, docs_dir_option, option
from commands.console import command as declare

# A paper of a thousand pages with pictures.
_LARGEST = 50 * MOST_BYTES


@declare("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=strings()("commands.files"))
@option("--out", type=click.Path(path_type=Path), metavar=strings()("commands.folder"))
@option("--attach", is_flag=True)
@option("--force", is_flag=True)
@docs_dir_option()
def command(files: tuple[Path, ...], out: Path | None, attach: bool, force: bool, docs_dir: Path) -> None:
    """Import each file by itself: one that cannot be read does not keep the others."""
    if out is not None and out.exists() and not out.is_dir():
        raise click.UsageError(strings()("commands.import.not_a_folder", path=out))
    registries = read_registries(docs_dir.absolute()).registries
    text, failed = strings(), []

    def folder_for(keys: dict[str, Any]) -> Path:
        return out if out is not None else docs_dir / folder_of(keys)

    def apart(keys: dict[str, Any], slug: str) -> str:
        return name_apart(folder_for(keys), slug, keys["issuer"])

    for file in files:
        try:
            content = _read(file)
            imported = import_paper(content, file.name, registries, apart)
        except PaperUnreadable as unreadable:
            failed.append(f"{file}: {text(f'importing.unreadable.{unreadable.code}', **unreadable.values)}")
            continue
        folder = folder_for(imported.keys)
        made = files_of(
            imported, (file.suffix.lower(), content) if attach else None, _site_url(docs_dir, imported.body)
        )
        paths = {folder / name: one for name, one in made.items()}
        if (there := [path for path in paths if path.exists()]) and not force:
            failed.append(text("commands.import.exists", file=file, path=there[0]))
            continue
        try:
            write_all(paths)
        except OSError as error:
            failed.append(text("commands.import.not_written", file=file, path=folder, reason=error.strerror))
            continue
        entry = folder / f"{imported.slug}.md"
        click.echo(text("commands.import.done", file=file, path=entry))
        for mark in imported.marks:
            click.echo(f"  {mark.label}{f' ({mark.key})' if mark.key else ''}: {mark.message}")
        click.echo(text("commands.import.next", path=entry))
    if failed:
        raise ContentProblem("\n".join(failed))


def _read(file: Path) -> bytes:
    """Read a file that is given to be imported; a wrong use where there is none by that name."""
    if not file.is_file():
        raise click.UsageError(strings()("commands.check.no_file", file=file))
    if file.stat().st_size > _LARGEST:
        raise PaperUnreadable("too_large")
    return file.read_bytes()


def _site_url(docs_dir: Path, body: str) -> str:
    """Give the address of the site, to which links of a body may lead; nothing where it has none."""
    if "](http" not in body:
        return ""
    from archive.environment import ROOT
    from commands.building import configured  # MkDocs takes as long to load as a paper to read

    return configured(docs_dir, ROOT / "site", as_of=None).site_url or ""
