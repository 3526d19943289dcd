"""`status`: what publishing did last; ends with 1 where no run has ended well for longer than the timer's interval."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.publishing.record import Record, now
from archive.strings import strings
from commands.console import command as declare
from commands.console import docs_dir_option, option
from commands.publishing import record_file, report_file, target_of

# A run takes its time, and a timer need not be on the dot.
_SLACK = 0.5


@declare("status")
@option("--target", type=click.Path(path_type=Path), metavar=strings()("commands.folder"))
@option("--hours", type=click.IntRange(min=1), metavar="N", default=None)
@option("--json", "as_json", is_flag=True)
@docs_dir_option()
def command(target: Path | None, hours: int | None, as_json: bool, docs_dir: Path) -> None:
    """Read the record of the last run."""
    text = strings()
    place, settings = target_of(docs_dir, target)
    record, most = Record.read(record_file(place)), hours or settings.rebuild_every
    is_late = record is None or record.is_late(now(), most + _SLACK)
    if as_json:
        click.echo(json.dumps({**(asdict(record) if record else {}), "late": is_late}, ensure_ascii=False, indent=1))
    elif record is None:
        click.echo(text("commands.status.none", target=place.name))
    else:
        outcome = text(
            f"commands.status.outcome.{record.outcome}", step=text(f"publishing.steps.{record.step or 'lock'}")
        )
        click.echo(text("commands.status.last", time=record.time, target=record.target, outcome=outcome))
        click.echo(
            text(
                "commands.status.live", edition=record.edition or "–", source=record.source or "–", count=record.entries
            )
        )
        click.echo(text("commands.status.success", time=record.last_success or "–"))
        if record.message:
            click.echo(f"{record.message}\n{report_file(place)}")
        if is_late:
            click.echo(text("commands.status.late", hours=most), err=True)
    raise SystemExit(1 if is_late else 0)
