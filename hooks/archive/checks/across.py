"""Checks between entries: numbers, plans and their results, what replaces what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from archive.catalogue import Entry
from archive.problems import Problem, problem
from archive.schema import Report, Status
from archive.sources import Sources
from archive.strict_yaml import Path
from archive.suggestion import did_you_mean


def check_across(sources: Sources) -> Iterator[Problem]:
    """Yield what is wrong between entries; each side of a clash is told of the other."""
    yield from check_numbers(sources)
    yield from check_plan_ids(sources)
    yield from check_results(sources)
    yield from check_replaced(sources)


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
            key = (record.issuer, record.date.year, record.number.text.casefold())
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
                yield problem(code, entry.document.place(*path), text=entry.document.tree.value(path), others=others)


def check_results(sources: Sources) -> Iterator[Problem]:
    """A result names a plan that some report holds."""
    known = {
        f"{entry.record.period.slug}/{entry.record.issuer}/{plan.id}"
        for entry in sources.entries
        if isinstance(entry.record, Report) and entry.record.period and entry.record.issuer
        for plan in entry.record.plans
    }
    for entry in sources.entries:
        if isinstance(entry.record, Report):
            for index, result in enumerate(entry.record.results):
                if result.plan.lower() not in known:
                    guess = did_you_mean(result.plan, sorted(known))
                    place = entry.document.place("results", index, "plan")
                    yield problem("plan_unknown", place, text=result.plan, guess=guess)


def check_replaced(sources: Sources) -> Iterator[Problem]:
    """`replaces` and `replaced_by` point at each other; what replaces is not itself a draft of what is public."""
    by_id = {entry.id: entry for entry in sources.entries}
    for entry in sources.entries:
        record, place = entry.record, entry.document.place
        if record.replaced_by:
            other = by_id.get(record.replaced_by)
            if other is None:
                guess = did_you_mean(record.replaced_by, by_id)
                yield problem("entry_unknown", place("replaced_by"), text=record.replaced_by, guess=guess)
            elif entry.id not in (other.record.replaces):
                yield problem("replaced_by_alone", place("replaced_by"), other=other.document.path, id=entry.id)
            elif other.record.status is Status.DRAFT and record.status is not Status.DRAFT:
                yield problem("replaced_by_draft", place("replaced_by"), other=other.document.path)
        for index, id in enumerate(record.replaces):
            other = by_id.get(id)
            if other is None:
                yield problem("entry_unknown", place("replaces", index), text=id, guess=did_you_mean(id, by_id))
            elif other.record.replaced_by != entry.id:
                yield problem("replaces_alone", place("replaces", index), other=other.document.path, id=entry.id)
