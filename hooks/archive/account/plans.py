"""Plans and results: what was undertaken in a period, and what later reports say became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.catalogue import Catalogue, in_force
from archive.entries import Entry
from archive.periods import Period
from archive.schema import Report
from archive.schema.entries import Plan, Result


@dataclass(frozen=True)
class Undertaking:
    """A plan of a report, and the newest result that answers it, with the report that says so."""

    entry: Entry
    plan: Plan
    result: Result | None
    answer: Entry | None


Answers = Mapping[str, tuple[Entry, Result]]


def undertakings(catalogue: Catalogue, period: Period, answers: Answers) -> list[Undertaking]:
    """Give what was undertaken in the reports filed under a period, in the order of their dates."""
    found = []
    for entry in reversed(catalogue.filed.get(period, [])):
        assert isinstance(entry.record, Report)
        for plan in entry.record.plans:
            answer, result = answers.get(entry.plan_id(plan), (None, None))
            found.append(Undertaking(entry, plan, result, answer))
    return found


def plan_answers(catalogue: Catalogue) -> dict[str, tuple[Entry, Result]]:
    """Give the newest result of each plan, by the plan's name, with the report that says so."""
    found: dict[str, tuple[Entry, Result]] = {}
    for entry in in_force(catalogue.entries):  # newest first
        assert isinstance(entry.record, Report)
        for result in entry.record.results:
            found.setdefault(result.plan.lower(), (entry, result))
    return found
