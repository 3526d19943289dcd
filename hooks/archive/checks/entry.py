"""Checks of one entry by itself: its place, its dates, its life, its files (design, section 4)."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from archive.dates import months_after
from archive.entries import Collection, Entry
from archive.front_matter import is_blank
from archive.paths import twin_key
from archive.patterns import pattern
from archive.problems import Place, Problem, problem, warning
from archive.schema import Kind, Report, Status, Story
from archive.sources import Sources
from archive.strict_yaml import Path
from archive.suggestion import nearest, slug

_SLUG = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def check_entry(entry: Entry, sources: Sources, as_of: date) -> Iterator[Problem]:
    """Yield what is wrong with an entry on the day `as_of`, whatever the others say."""
    yield from check_slug(entry)
    yield from check_folder(entry)
    yield from check_dated(entry, as_of)
    yield from check_period_fits(entry)
    yield from check_life(entry)
    yield from check_content(entry)
    yield from check_files(entry, sources)
    yield from check_repeats(entry)


def check_slug(entry: Entry) -> Iterator[Problem]:
    """A file's name is its address: ASCII, lower case, words joined by hyphens."""
    name = posixpath.basename(entry.id)
    if name in ("index", "readme") or name in _DEVICES:
        yield problem("slug_of_folder", entry.document.place(), name=name)
    elif not _SLUG.fullmatch(name):
        yield problem("slug", entry.document.place(), name=name, slug=slug(name) or "bao-cao-1")


def check_folder(entry: Entry) -> Iterator[Problem]:
    """A report lies in the folder of its period in lower case, the others in that of the year of their date."""
    folder = posixpath.basename(entry.folder)
    if entry.collection is Collection.REPORTS:
        if isinstance(entry.record, Report) and entry.record.period and folder != entry.record.period.slug:
            right = f"{entry.collection}/{entry.record.period.slug}"
            code = "folder_case" if folder.lower() == entry.record.period.slug else "folder_period"
            yield problem(code, entry.document.place("period"), folder=folder, right=right)
    elif entry.record.date and folder != f"{entry.record.date.year:04}":
        right = f"{entry.collection}/{entry.record.date.year:04}"
        yield problem("folder_year", entry.document.place("date"), folder=folder, right=right)


def check_dated(entry: Entry, as_of: date) -> Iterator[Problem]:
    """A date in the future needs a `publish_at` that is not before it."""
    record = entry.record
    publish_at = record.publish_at
    if record.date and record.date.start > as_of and not (publish_at and publish_at >= record.date.start):
        yield problem("date_future", entry.document.place("date"), date=record.date, as_of=as_of)


def check_period_fits(entry: Entry) -> Iterator[Problem]:
    """A report (BC) is dated within its period or the 12 months after, a plan (KH) from 12 months before it."""
    record = entry.record
    if not isinstance(record, Report) or not (record.date and record.period and record.number):
        return
    period, found = record.period, None
    values = {"date": record.date, "period": period, "label": period.label}
    if entry.kind is Kind.REPORT:
        if record.date.end < period.start:
            found = "date_before_period"
        elif record.date.start > months_after(period.end, 12):
            found = "date_after_period"
    if entry.kind is Kind.PLAN and record.date.end < months_after(period.start, -12):
        found = "plan_before_period"
    if found:
        yield problem(found, entry.document.place("date"), **values)


def check_life(entry: Entry) -> Iterator[Problem]:
    """Withdrawn needs its reason, superseded its successor; what was changed should be told to readers."""
    record, place = entry.record, entry.document.place
    if record.status is Status.WITHDRAWN and not entry.document.gives("reason"):
        yield problem("reason_missing", place("status"))
    if record.status is Status.SUPERSEDED and not entry.document.gives("replaced_by"):
        yield problem("replaced_by_missing", place("status"))
    if record.status is Status.CORRECTED and not entry.document.gives("changes"):
        yield warning("changes_missing", place("status"))
    if record.replaced_by and record.status in (Status.PUBLISHED, Status.CORRECTED):
        yield warning("replaced_by_status", place("replaced_by"))
    if record.reason and record.status is not Status.WITHDRAWN:
        yield warning("reason_unused", place("reason"))


def check_content(entry: Entry) -> Iterator[Problem]:
    """A report has a body or an attachment; a withdrawn one need not."""
    if not isinstance(entry.record, Report) or entry.record.status is Status.WITHDRAWN:
        return
    if is_blank(entry.document) and not entry.document.gives("attachments"):
        yield problem("content_missing", entry.document.place())


def check_files(entry: Entry, sources: Sources) -> Iterator[Problem]:
    """An attachment and a cover are files in the entry's folder, and no pages; withdrawn, they may be gone."""
    if entry.record.status is Status.WITHDRAWN:
        return
    given: list[tuple[Path, str]]
    given = [(("attachments", index, "file"), one.file) for index, one in enumerate(entry.record.attachments)]
    if entry.record.cover:
        given.append((("cover", "file"), entry.record.cover.file))
    for key, name in given:
        yield from check_file(entry, entry.document.place(*key), name, sources)


def check_file(entry: Entry, place: Place, name: str, sources: Sources) -> Iterator[Problem]:
    """A file that an entry names lies beside it, by that very name."""
    src_uri = f"{entry.folder}/{name}"
    if name.lower().endswith(".md"):
        yield problem("file_is_page", place, file=name)
    elif src_uri in sources.known_files:
        root = (sources.docs_dir / entry.folder).resolve()
        if not (sources.docs_dir / src_uri).resolve().is_relative_to(root):
            yield problem("file_outside", place, text=name)
    else:
        start = entry.folder + "/"
        known = [one.removeprefix(start) for one in sources.files if one.startswith(start) and one[-3:] != ".md"]
        twin = next((one for one in known if twin_key(one) == twin_key(name)), None)
        guess = nearest(name, known)
        if twin is not None:
            code = "file_case" if unicodedata.is_normalized("NFC", twin) else "file_nfd"
            yield problem(code, place, file=name, guess=twin)
        elif guess is not None:
            yield problem("file_misspelt", place, file=name, guess=guess)
        else:
            yield problem("file_missing", place, file=name)


def check_repeats(entry: Entry) -> Iterator[Problem]:
    """A list of ids names each once; plans, indicators and figures stand once an id or channel."""
    record = entry.record
    named: dict[str, Iterable[object]] = {
        "streams": record.streams or [],
        "topics": record.topics,
        "channels": record.channels,
        "replaces": record.replaces,
        "aliases": record.aliases,
        "attachments": [one.file for one in record.attachments],
    }
    if isinstance(record, Report):
        named |= {
            "plans": [one.id for one in record.plans],
            "indicators": [one.id for one in record.indicators],
            "figures": [one.channel for one in record.figures],
            "results": [one.plan.lower() for one in record.results],
        }
    if isinstance(record, Story):
        named["published_on"] = [one.url for one in record.published_on if one.url]
    for key, values in named.items():
        seen = set()
        for index, value in enumerate(values):
            if value in seen:
                yield problem("repeated", entry.document.place(key, index), text=value)
            seen.add(value)
