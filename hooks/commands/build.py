"""`build`: the whole site into a folder; with problems, the last site stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.dates import today
from archive.environment import ROOT
from archive.looking import Looking
from archive.strings import strings
from commands.building import alone, brought_up, count_of, forget, key_of_operator, refuse_foreign, said_of
from commands.console import as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.form import put_form, take_form_away


@declare("build")
@docs_dir_option()
@option("--site-dir", type=click.Path(path_type=Path), default=ROOT / "site", metavar=strings()("commands.folder"))
@option("--clean", is_flag=True)
@option("--scheduler", metavar="tcp://…")
@option("--key", type=click.Path(path_type=Path), metavar=strings()("commands.file"))
@option("--with-editor", is_flag=True)
@option("--like", type=click.Path(path_type=Path), metavar=strings()("commands.folder"))
@as_of_option()
@click.make_pass_decorator(Looking, ensure=True)
def command(
    looking: Looking,
    docs_dir: Path,
    site_dir: Path,
    clean: bool,
    scheduler: str | None,
    key: Path | None,
    with_editor: bool,
    like: Path | None,
    as_of: date | None,
) -> None:
    """Build beside the site, then bring it up to date or swap, and seal it."""
    if like is not None:
        from commands.rebuilding import rebuilt  # what it is compared by is slow to load

        rebuilt(docs_dir, like, as_of or today())
        click.echo(strings()("commands.build.alike", folder=like))
        return
    signing = key_of_operator(key)
    try:
        site_dir = site_dir.resolve()  # a link to the folder that is served goes on leading there
        refuse_foreign(site_dir, docs_dir)
        with alone(site_dir) as always:
            if clean:
                forget()
            if clean or not always:
                looking.forget()
            config = brought_up(docs_dir, site_dir, as_of=as_of, key=signing, scheduler=scheduler, looking=looking)
            take_form_away(site_dir)
            if with_editor:
                put_form(docs_dir, site_dir)
    except OSError as error:
        said = strings()("commands.build.not_written", folder=site_dir, reason=error.strerror or error)
        raise click.UsageError(said) from None
    click.echo(strings()("commands.build.done", count=count_of(config), folder=site_dir))
    click.echo(said_of(signing))
