"""`key`: make the key that signs the site, and show its fingerprint."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archive.environment import ROOT
from archive.strings import strings
from archive.trust.keys import KeyWrong, fingerprint, new_key, read_key
from commands.console import command as declare


@declare("key")
@click.argument("action", type=click.Choice(["new", "show"]), metavar="new|show")
@click.argument("file", type=click.Path(path_type=Path), metavar=strings()("commands.file"))
def command(action: str, file: Path) -> None:
    """Make a key into a new file outside the repository, or show one."""
    text = strings()
    if action == "new":
        if file.resolve().is_relative_to(ROOT):
            raise click.UsageError(text("commands.key.inside", folder=ROOT))
        key = new_key()
        try:
            number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "w", encoding="ascii") as out:
                out.write(key.pem)
        except FileExistsError:
            raise click.UsageError(text("commands.key.exists", file=file)) from None
        except OSError as error:
            raise click.UsageError(text("commands.key.not_written", file=file, reason=error.strerror)) from None
        click.echo(text("commands.key.made", file=file))
    else:
        try:
            key = read_key(str(file))
        except KeyWrong as wrong:
            raise click.UsageError(text(f"commands.key.{wrong}", file=file)) from None
    click.echo(text("commands.key.fingerprint", fingerprint=fingerprint(key.public)))
    click.echo(text("commands.key.public", public=key.public))
