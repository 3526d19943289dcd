"""Checks of what an entry names: every id is known, every unit and channel existed at the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.entries import Entry
from archive.problems import Problem, problem
from archive.schema import Channel, Mention, Report, Story, Unit, mentions
from archive.sources import Sources
from archive.suggestion import did_you_mean


def check_references(entry: Entry, sources: Sources) -> Iterator[Problem]:
    """Yield a problem for each id that an entry names and no registry holds, or that did not exist then."""
    for mention in mentions(entry.record):
        if mention.to in ("entry", "plan"):
            continue  # these are between entries: archive.checks.across
        known = sources.registries.named(mention.to)
        item = known.get(mention.id)
        if item is None and mention.to not in sources.incomplete:
            place, guess = entry.document.place(*mention.path), did_you_mean(mention.id, known)
            yield problem(f"{mention.to}_unknown", place, text=mention.id, guess=guess)
        elif isinstance(item, Unit | Channel):
            yield from check_existed(entry, mention, item)


def check_existed(entry: Entry, mention: Mention, item: Unit | Channel) -> Iterator[Problem]:
    """A unit or channel that an entry names was there when the entry means it to be."""
    if not (item.from_ or item.until) or (span := _span(entry, mention)) is None:
        return
    first, last = span
    if item.from_ and last < item.from_.start:
        place = entry.document.place(*mention.path)
        yield problem(f"{mention.to}_not_yet", place, name=item.name, date=item.from_)
    if item.until and first > item.until.end:
        place = entry.document.place(*mention.path)
        successors = ", ".join(item.successors) if isinstance(item, Unit) else ""
        yield problem(f"{mention.to}_gone", place, name=item.name, date=item.until, successors=successors or "–")


def _span(entry: Entry, mention: Mention) -> tuple[date, date] | None:
    """Say between which days an entry means what it mentions: channels of a report its period, the rest its date."""
    record, key = entry.record, mention.path[0]
    if isinstance(record, Report) and key in ("figures", "channels"):
        return (record.period.start, record.period.end) if record.period else None
    if isinstance(record, Story) and key == "published_on":
        published = record.published_on[int(mention.path[1])].date
        if published:
            return published.start, published.end
    return (record.date.start, record.date.end) if record.date else None
