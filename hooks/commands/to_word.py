"""`to-word`: a report as a Word file in the layout of the decree, ready to sign."""

from __future__ import annotations

from pathlib import Path

import click

from archive.drafting.writing import write_all
from archive.environment import ROOT
from archive.schema import Report, Status
from archive.sources import read_sources
from archive.strings import strings
from archive.word.paper import to_word
from commands.building import configured
from commands.console import ContentProblem, docs_dir_option, entry_of, option
from commands.console import command as declare


@declare("to-word")
@click.argument("file", type=click.Path(path_type=Path), metavar=strings()("commands.file"))
@option("--out", type=click.Path(path_type=Path), metavar=strings()("commands.file"), default=None)
@option("--force", is_flag=True)
@docs_dir_option()
def command(file: Path, out: Path | None, force: bool, docs_dir: Path) -> None:
    """Write the Word file where it is asked for, else beside where one stands."""
    text, sources = strings(), read_sources(docs_dir.absolute())
    entry = entry_of(file, sources)
    if not isinstance(entry.record, Report):
        raise click.UsageError(text("word.no_report", file=file))
    path = out or Path(f"{entry.id.rsplit('/', 1)[1]}.docx")
    if path.suffix.lower() != ".docx":
        raise click.UsageError(text("word.not_docx", path=path))
    if path.exists() and not force:
        raise ContentProblem(text("word.exists", path=path))
    config = configured(docs_dir, ROOT / "site", as_of=None)
    place = config.extra["archive"]["place"]
    try:
        write_all({path: to_word(entry, sources.registries, place, config.site_url or "/")})
    except OSError as error:
        raise click.UsageError(text("word.not_written", path=path, reason=error.strerror)) from None
    if entry.record.status is Status.DRAFT:
        click.echo(text("word.draft", path=path), err=True)
    click.echo(text("word.done", path=path))
