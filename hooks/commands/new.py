"""`new`: a report, a story or a correction begun, what is not given being asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive.dates import today
from archive.drafting import starting
from archive.drafting.writing import name_apart, slug_of, write_all
from archive.entries import Collection
from archive.environment import ROOT
from archive.importing.names import unit_of
from archive.numbers import DocumentNumber, as_number
from archive.periods import Period, as_period
from archive.schema import Format, Kind
from archive.settings import read_settings
from archive.sources import Sources, read_sources
from archive.strings import strings
from archive.suggestion import nearest, slug
from archive.wording import choice_words
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare

_TEXT = strings()("commands.text")


@declare("new")
@click.argument("kind", type=click.Choice(["report", "story", "correction"]), metavar="report|story|correction")
@option("--title", metavar=_TEXT)
@option("--issuer", metavar=_TEXT)
@option("--period", metavar=_TEXT)
@option("--number", metavar=_TEXT)
@option("--slug", metavar=_TEXT)
@option("--link", metavar=_TEXT, default="")
@option("--channel", metavar=_TEXT, default="")
@option("--format", metavar=_TEXT)
@option("--claim", metavar=_TEXT)
@option("--compile", metavar=strings()("commands.period"))
@docs_dir_option()
@as_of_option()
def command(kind: str, docs_dir: Path, as_of: date | None, **given: Any) -> None:
    """Ask for what is missing, and write a draft over nothing."""
    sources, day = read_sources(docs_dir.absolute()), as_of or today()
    if given["compile"] and kind != "report":
        raise click.UsageError(strings()("commands.new.compiles_reports"))
    started = {"report": _report, "story": _story, "correction": _correction}[kind](sources, day, given)
    path = docs_dir / started.src_uri
    if path.exists():
        raise ContentProblem(strings()("commands.new.exists", path=path))
    write_all({path: started.text.encode("utf-8")})
    click.echo(strings()("commands.new.done", path=path))


def _report(sources: Sources, day: date, given: Mapping[str, str | None]) -> starting.Started:
    issuer = _asked("issuer", given, read=partial(_unit, sources))
    compiles = given["compile"]
    period = _period(compiles) if compiles else _asked("period", given, str(starting.proposed_period(day)), _period)
    proposed = strings()("starting.report_title", period=period.label_within)
    title = _asked("title", given, proposed)
    number = _asked("number", given, starting.proposed_number(sources, issuer), _number)
    folder = sources.docs_dir / Collection.REPORTS / period.slug
    name = _slug(title, given, name_apart(folder, slug_of(title), issuer))
    if compiles:
        # A draft that is not compiled need not wait for these.
        from archive.drafting.compiling import compiled
        from commands.building import configured

        _tell_before(sources, issuer, period)
        settings = read_settings(configured(sources.docs_dir, ROOT / "site", as_of=day).extra.get("archive"))
        return compiled(sources, title, issuer, period, str(number), day, name, settings.due)
    return starting.report(sources, title, issuer, period, str(number), day, name)


def _tell_before(sources: Sources, issuer: str, period: Period) -> None:
    """Tell of reports that are there already; a wrong use where the issuer has no units that report to it."""
    units = sources.registries.units
    if not any(unit.parent == issuer for unit in units.values()):
        raise click.UsageError(strings()("commands.new.compiles_for_others", unit=units[issuer].name))
    ours = [one for one in sources.entries if one.unit_id == issuer and one.kind is Kind.REPORT and one.counts]
    if there := [sources.shown(one.src_uri) for one in ours if one.period == period]:
        click.echo(strings()("commands.new.compiled_before", files=", ".join(there)), err=True)


def _story(sources: Sources, day: date, given: Mapping[str, str | None]) -> starting.Started:
    title, unit = _asked("title", given), _asked("issuer", given, read=partial(_unit, sources))
    form, channel = _asked("format", given, str(Format.ARTICLE), _form), given["channel"] or ""
    if channel and channel not in sources.registries.channels:
        guess = nearest(channel, sources.registries.channels) or ""
        raise click.UsageError(strings()("commands.new.no_channel", text=channel, guess=guess))
    return starting.story(title, unit, form, day, _slug(title, given), given["link"] or "", channel)


def _correction(sources: Sources, day: date, given: Mapping[str, str | None]) -> starting.Started:
    title, claim = _asked("title", given), _asked("claim", given)
    return starting.correction(title, claim, day, _slug(title, given))


def _asked(
    key: str, given: Mapping[str, str | None], proposed: str | None = None, read: Callable[[str], Any] = str.strip
) -> Any:
    """Take what was given, else ask on a terminal until it can be `read`, else what is proposed.

    A wrong use where nothing is, or what was given cannot be read.
    """
    text, value = strings(), given[key] or proposed
    while not given[key] and sys.stdin.isatty():
        try:
            return read(click.prompt(text(f"commands.new.ask.{key}"), default=proposed))
        except click.UsageError as wrong:
            click.echo(wrong.message, err=True)
    if value is None:
        raise click.UsageError(text("commands.errors.missing", name=f"--{key}"))
    return read(value)


def _unit(sources: Sources, name: str) -> str:
    """Find a unit by its id or its name; a wrong use, with the nearest, where there is none."""
    units, name = sources.registries.units, name.strip()
    if name in units:
        return name
    found = unit_of(name, units.values())
    if found.id is None:
        near = ", ".join(f"{id} ({units[id].name})" for id in found.near) or ", ".join(list(units)[:5])
        raise click.UsageError(strings()("commands.new.no_unit", text=name, near=near))
    return found.id


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        if (found := as_period(text)) is None:
            raise click.UsageError(strings()("commands.new.not_a_period", text=text)) from None
        return found


def _number(text: str) -> DocumentNumber:
    if (number := as_number(text)) is None:
        raise click.UsageError(strings()("commands.new.not_a_number", text=text))
    return number


def _form(text: str) -> str:
    if text.strip() not in list(Format):
        names = ", ".join(f"{one} ({choice_words(one)})" for one in Format)
        raise click.UsageError(strings()("commands.new.not_a_format", text=text, names=names))
    return text.strip()


def _slug(title: str, given: Mapping[str, str | None], proposed: str = "") -> str:
    made = slug(_asked("slug", given, proposed or slug_of(title)))
    if not made:
        raise click.UsageError(strings()("commands.new.no_slug", text=title))
    return made
