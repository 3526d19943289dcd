"""`editor`: settings of VS Code, made from the schema and the registries."""

from __future__ import annotations

from pathlib import Path

import click

from archive.drafting.writing import write_all
from archive.editor import FOLDER, editor_files, merged
from archive.environment import ROOT
from archive.sources import read_registries
from archive.strings import strings
from commands.console import ContentProblem, docs_dir_option, option
from commands.console import command as declare


@declare("editor")
@option("--out", type=click.Path(path_type=Path), default=ROOT / FOLDER, metavar=strings()("commands.folder"))
@docs_dir_option()
def command(out: Path, docs_dir: Path) -> None:
    """Write the settings anew; those that a clerk has made stay."""
    registries = read_registries(docs_dir.absolute()).registries
    made: dict[Path, bytes] = {}
    for name, content in editor_files(registries):
        path = out / name
        try:
            made[path] = merged(name, content, path.read_bytes()) if path.exists() else content
        except ValueError:
            raise ContentProblem(strings()("commands.editor.not_read", path=path)) from None
    try:
        write_all(made)
    except OSError as error:
        raise click.UsageError(strings()("word.not_written", path=out, reason=error.strerror)) from None
    click.echo(strings()("commands.editor.done", folder=out))
