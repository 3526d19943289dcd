"""`editions`: what was published, the newest first, to be brought back by `rollback`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.publishing.failing import PublishingFailed
from archive.strings import strings
from commands.building import alone
from commands.console import ContentProblem, docs_dir_option, option
from commands.console import command as declare
from commands.publishing import SITE, target_of


@declare("editions")
@option("--target", type=click.Path(path_type=Path), metavar=strings()("commands.folder"))
@option("--json", "as_json", is_flag=True)
@docs_dir_option()
def command(target: Path | None, as_json: bool, docs_dir: Path) -> None:
    """List them with date, source and counts."""
    place, _ = target_of(docs_dir, target)
    try:
        with alone(SITE), place.held():
            before = place.live()
            editions, live = before.editions(), before.edition
    except PublishingFailed as failed:
        raise ContentProblem(str(failed)) from None
    if as_json:
        rows = [{"place": one.place, "time": one.time, "live": one == live, **asdict(one.told)} for one in editions]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    text = strings()
    if not editions:
        click.echo(text("commands.editions.none", target=place.name))
    for one in editions:
        source = (one.told.source.rstrip("+")[:10] + "+" * one.told.source.endswith("+")) or "–"
        marks = [text("commands.editions.live")] * (one == live) + [text("commands.editions.undone")] * bool(
            one.told.undoes
        )
        name, count = one.told.id or one.place[:16], one.told.entries or "–"
        row = text("commands.editions.row", edition=name, time=one.time, source=source, count=count)
        click.echo("  ".join([row, *marks]))
