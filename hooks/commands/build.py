"""`build`: the whole site into a folder; with problems, the last site stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.environment import ROOT
from archive.strings import strings
from commands.building import alone, bring_up, built, forget, refuse_foreign, staging
from commands.console import as_of_option, docs_dir_option, option
from commands.console import command as declare


@declare("build")
@docs_dir_option()
@option("--site-dir", type=click.Path(path_type=Path), default=ROOT / "site", metavar=strings()("commands.folder"))
@option("--clean", is_flag=True)
@as_of_option()
def command(docs_dir: Path, site_dir: Path, clean: bool, as_of: date | None) -> None:
    """Build beside the site, then bring it up to date or swap."""
    try:
        site_dir = site_dir.resolve()  # a link to the folder that is served goes on leading there
        refuse_foreign(site_dir, docs_dir)
        with alone(site_dir), staging(site_dir) as folder:
            if clean:
                forget()
            config = built(docs_dir, folder / "site", as_of=as_of, site_before=site_dir)
            carrying = config.extra.get("carrying")
            bring_up(folder / "site", site_dir, carrying)
    except OSError as error:
        said = strings()("commands.build.not_written", folder=site_dir, reason=error.strerror or error)
        raise click.UsageError(said) from None
    count = len(carrying.after.cards if carrying else config.extra["edition"].catalogue.entries)
    click.echo(strings()("commands.build.done", count=count, folder=site_dir))
