"""Checks between entries: numbers, plans and their results, what replaces what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date

from archive.entries import Entry
from archive.problems import Place, Problem, problem
from archive.publication import in_collection
from archive.schema import Report, Status
from archive.sources import Sources
from archive.strict_yaml import Path
from archive.suggestion import did_you_mean


def check_across(sources: Sources, as_of: date) -> Iterator[Problem]:
    """Yield what is wrong between entries; each side of a clash is told of the other."""
    yield from check_numbers(sources)
    yield from check_plan_ids(sources)
    yield from check_results(sources)
    yield from check_replaced(sources, as_of)


def check_numbers(sources: Sources) -> Iterator[Problem]:
    """One issuer gives a number once a year; a blank number is no number.

    A paper that was superseded or withdrawn does not count: what takes its place may keep its number.
    """
    by_number: dict[Hashable, list[tuple[Entry, Path]]] = defaultdict(list)
    for entry in _in_force(sources):
        record = entry.record
        if not isinstance(record, Report) or not (record.number and record.issuer and record.date):
            continue
        if record.number.ordinal:
            key = (
                record.issuer,
                record.date.year,
                f"{record.number.ordinal.lstrip('0')}{record.number.sign}".casefold(),
            )
            by_number[key].append((entry, ("number",)))
    yield from _clashes("number_taken", by_number)


def check_plan_ids(sources: Sources) -> Iterator[Problem]:
    """A plan's id is unique within its period and issuer, among papers in force: results point at it."""
    by_id: dict[Hashable, list[tuple[Entry, Path]]] = defaultdict(list)
    for entry in _in_force(sources):
        record = entry.record
        if isinstance(record, Report) and record.period and record.issuer:
            for index, plan in enumerate(record.plans):
                key = (record.period, record.issuer, plan.id)
                by_id[key].append((entry, ("plans", index, "id")))
    yield from _clashes("plan_taken", by_id)


def _in_force(sources: Sources) -> list[Entry]:
    past = (Status.SUPERSEDED, Status.WITHDRAWN)
    return [entry for entry in sources.entries if entry.record.status not in past]


def _clashes(code: str, groups: dict[Hashable, list[tuple[Entry, Path]]]) -> Iterator[Problem]:
    for group in groups.values():
        for entry, path in group:
            others = ", ".join(dict.fromkeys(other.document.path for other, _ in group if other is not entry))
            if others:
                yield problem(code, entry.document.place(*path), text=_written(entry, path), others=others)


def _written(entry: Entry, path: Path) -> object:
    return entry.document.tree.value(entry.document.written_path(path))


def check_results(sources: Sources) -> Iterator[Problem]:
    """A result names a plan that some report holds."""
    known: dict[str, list[str]] = defaultdict(list)
    for entry in sources.entries:
        record = entry.record
        if isinstance(record, Report) and record.period and record.issuer:
            known[record.period.slug] += [f"{record.period.slug}/{record.issuer}/{plan.id}" for plan in record.plans]
    for entry in sources.entries:
        if isinstance(entry.record, Report):
            for index, result in enumerate(entry.record.results):
                period = result.plan.lower().split("/")[0]
                unsure = any(src_uri.startswith(f"bao-cao/{period}/") for src_uri in sources.unreadable)
                if result.plan.lower() not in known[period] and not unsure:
                    guess = did_you_mean(result.plan, sorted(known[period]))
                    place = entry.document.place("results", index, "plan")
                    yield problem("plan_unknown", place, text=result.plan, guess=guess)


def check_replaced(sources: Sources, as_of: date) -> Iterator[Problem]:
    """`replaces` and `replaced_by` point at each other, in no circle; readers can see what takes a place."""
    by_id = {entry.id: entry for entry in sources.entries}
    unsure = {src_uri.removesuffix(".md") for src_uri in sources.unreadable}
    for entry in sources.entries:
        record, place = entry.record, entry.document.place
        if record.replaced_by and record.replaced_by not in unsure:
            yield from _check_successor(entry, record.replaced_by, by_id, sources, as_of)
        for index, id in enumerate(record.replaces):
            other = by_id.get(id)
            if id in unsure or (other and other.record.replaced_by in (entry.id, *_wrongly_given(other))):
                continue
            if other is None:
                yield _unknown(entry, place("replaces", index), id, sources)
            else:
                yield problem("replaces_alone", place("replaces", index), other=other.document.path, id=entry.id)


def _check_successor(
    entry: Entry, id: str, by_id: dict[str, Entry], sources: Sources, as_of: date
) -> Iterator[Problem]:
    place, other = entry.document.place("replaced_by"), by_id.get(id)
    if other is None:
        yield _unknown(entry, place, id, sources)
    elif _leads_back(entry, by_id):
        yield problem("replaced_circle", place, text=id)
    elif entry.id not in other.record.replaces:
        yield problem("replaced_by_alone", place, other=other.document.path, id=entry.id)
    elif entry.is_public(as_of) and not other.is_public(as_of):
        yield problem("replaced_by_hidden", place, other=other.document.path)


def _wrongly_given(entry: Entry) -> list[None]:
    """Give None, what a record has for a value that cannot be read, where `replaced_by` is such a value."""
    return [None] if entry.document.gives("replaced_by") else []


def _leads_back(entry: Entry, by_id: dict[str, Entry]) -> bool:
    """Tell whether following `replaced_by` leads back to the entry."""
    here, seen = entry, set[str]()
    while here.record.replaced_by in by_id and here.id not in seen:
        seen.add(here.id)
        here = by_id[here.record.replaced_by]
    return here is entry and bool(seen)


def _unknown(entry: Entry, place: Place, id: str, sources: Sources) -> Problem:
    others = [
        src_uri.removesuffix(".md")
        for src_uri in sources.files
        if src_uri.endswith(".md") and in_collection(src_uri) and src_uri != entry.src_uri
    ]
    return problem("entry_unknown", place, text=id, guess=did_you_mean(id, others))
