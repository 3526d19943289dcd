"""`withdraw`: an entry's text goes, its number, date and the reason stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.dates import today
from archive.lifecycle import Refused, withdraw
from archive.sources import read_sources
from archive.strings import strings
from commands.console import as_of_option, docs_dir_option, entry_of, option
from commands.console import command as declare


@declare("withdraw")
@click.argument("file", type=click.Path(path_type=Path), metavar=strings()("commands.file"))
@option("--reason", required=True, metavar=strings()("commands.text"))
@docs_dir_option()
@as_of_option()
def command(file: Path, reason: str, docs_dir: Path, as_of: date | None) -> None:
    """Set status and reason, and tell readers of the change."""
    sources = read_sources(docs_dir.absolute())
    entry = entry_of(file, sources)
    day = as_of or today()
    try:
        withdraw(sources, entry, reason, day).apply(sources, day)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(strings()("commands.withdraw.done", path=entry.document.path))
