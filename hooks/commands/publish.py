"""`publish`: check, build strictly into a new folder, and put the site on its branch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.edition import Edition
from archive.environment import ROOT
from archive.publishing import PublishingFailed, Target, publish
from archive.strings import strings
from commands.building import alone, brought_up, count_of
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare


@declare("publish")
@docs_dir_option()
@option("--dry-run", is_flag=True)
@as_of_option()
def command(docs_dir: Path, dry_run: bool, as_of: date | None) -> None:
    """Publish nothing but a whole site."""
    text = strings()
    site_dir = ROOT / ".cache" / "published"  # what was published last: the next publication need make little anew
    with alone(site_dir):
        config = brought_up(docs_dir, site_dir, as_of=as_of, strict=True)
        edition: Edition = config.extra["edition"]
        count = count_of(config)
        target = Target(ROOT, config.remote_name, config.remote_branch)
        message = text("commands.publish.message", count=count, date=edition.settings.as_of)
        try:
            commit = publish(site_dir, target, edition.settings.publisher, message, dry_run=dry_run)
        except PublishingFailed as failure:
            raise ContentProblem(str(failure)) from None
    values = {"count": count, "branch": target.branch, "remote": target.remote, "commit": (commit or "")[:10]}
    outcome = "unchanged" if commit is None else "would_publish" if dry_run else "published"
    click.echo(text(f"commands.publish.{outcome}", **values))
