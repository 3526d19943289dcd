"""`rename`: an entry gets another name or folder, and everything that leads to it still does."""

from __future__ import annotations

from pathlib import Path

import click

from archive.dates import today
from archive.lifecycle import Refused, rename
from archive.sources import read_sources
from archive.strings import strings
from commands.console import command as declare
from commands.console import docs_dir_option, entry_of


@declare("rename")
@click.argument("file", type=click.Path(path_type=Path), metavar=strings()("commands.file"))
@click.argument("new", metavar=strings()("commands.rename.new"))
@docs_dir_option()
def command(file: Path, new: str, docs_dir: Path) -> None:
    """Rename within the folder, or move to `collection/folder/name`."""
    sources = read_sources(docs_dir.absolute())
    entry = entry_of(file, sources)
    name = new.removesuffix(".md").strip("/")
    try:
        changes = rename(sources, entry, name if "/" in name else f"{entry.folder}/{name}")
        changes.apply(sources, today())
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    moved = changes.moves[entry.src_uri]
    click.echo(
        strings()("commands.rename.done", old=entry.url, new=moved, count=len({entry.src_uri, *changes.contents}))
    )
