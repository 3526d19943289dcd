"""How entries stand to each other: what answers what, which are about the same, which come before and after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.schema import Report
from archive.schema.entries import Basis
from archive.suggestion import folded

RELATED = 5
# How many entries on either side of an entry, within one topic, may be related to it.
REACH = 20


class Relations(NamedTuple):
    """The other entries that a reader of one entry may want; `earlier` and `later` are its period's."""

    answers: list[Entry]
    answered_by: list[Entry]
    related: list[Entry]
    earlier: Entry | None
    later: Entry | None


class _Candidate(NamedTuple):
    """What is asked of an entry in force to tell whether it is related to another."""

    topics: frozenset[str]
    unit: str | None


class _Row(NamedTuple):
    """Entries in their order, by id, and the place of each."""

    ids: list[str]
    places: dict[str, int]


@dataclass
class RelationsOf:
    """Finds the relations of any entry of a catalogue."""

    catalogue: Catalogue
    rows: dict[str, _Row] = field(default_factory=dict)
    found: dict[str, Relations] = field(default_factory=dict)

    def entry(self, entry: Entry) -> Relations:
        """Give the relations of one entry; its page's key asks for them, and so does its page."""
        if entry.id not in self.found:
            self.found[entry.id] = self._found(entry)
        return self.found[entry.id]

    def _found(self, entry: Entry) -> Relations:
        filed = self.catalogue.by_period[entry.period]
        index = self._row("period " + str(entry.period), filed).places[entry.id]
        answers, answered_by = self._answered[entry.id], self._answering[entry.id]
        known = {entry.id, *(other.id for other in (*answers, *answered_by))}
        return Relations(
            answers=answers,
            answered_by=answered_by,
            related=self._related(entry, known),
            earlier=filed[index + 1] if index + 1 < len(filed) else None,
            later=filed[index - 1] if index else None,
        )

    def _related(self, entry: Entry, known: set[str]) -> list[Entry]:
        """Find those that share most topics, then the unit, then lie nearest in time; near ones alone are asked."""
        distance: dict[str, int] = {}
        for topic in entry.record.topics:
            row = self._row("topic " + topic, self.catalogue.by_topic[topic])
            index = row.places[entry.id]
            first = max(0, index - REACH)
            for far, id in enumerate(row.ids[first : index + REACH + 1], first - index):
                if id not in distance or abs(far) < distance[id]:
                    distance[id] = abs(far)
        candidates, topics, unit = self._candidates, frozenset(entry.record.topics), entry.unit_id
        ranked = sorted(
            [
                (-len(topics & candidates[id].topics), candidates[id].unit != unit, far, id)
                for id, far in distance.items()
                if id in candidates and id not in known
            ]
        )
        return [self.catalogue.by_id[id] for *_, id in ranked[:RELATED]]

    @cached_property
    def _candidates(self) -> dict[str, _Candidate]:
        return {
            entry.id: _Candidate(frozenset(entry.record.topics), entry.unit_id)
            for entry in self.catalogue.entries
            if entry.counts
        }

    def _row(self, name: str, entries: list[Entry]) -> _Row:
        if name not in self.rows:
            ids = [entry.id for entry in entries]
            self.rows[name] = _Row(ids, {id: place for place, id in enumerate(ids)})
        return self.rows[name]

    @cached_property
    def _answered(self) -> dict[str, list[Entry]]:
        """What each report answers: papers that it names as its basis, reports whose plans it gives results of."""
        numbers: dict[str, list[Entry]] = defaultdict(list)
        plans: dict[str, Entry] = {}
        for entry in self.catalogue.entries:  # newest first
            if isinstance(entry.record, Report):
                numbers[entry.record.number.text].append(entry)
                for plan in entry.record.plans if entry.counts else ():
                    plans.setdefault(entry.plan_id(plan), entry)
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.catalogue.entries:
            if isinstance(entry.record, Report):
                named = [self._paper(basis, numbers[basis.number.text]) for basis in entry.record.basis]
                named += [plans.get(result.plan.lower()) for result in entry.record.results]
                others = {other.id: other for other in named if other is not None and other is not entry}
                found[entry.id] = list(others.values())
        return found

    def _paper(self, basis: Basis, candidates: list[Entry]) -> Entry | None:
        """Find the paper that a basis means: every commune numbers from 1, so day and issuer must agree too."""
        for entry in candidates:
            unit = self.catalogue.registries.units[entry.unit_id or ""]
            same_day = entry.record.date.start <= basis.date.end and basis.date.start <= entry.record.date.end
            if same_day and unit_key(basis.issuer) in {unit_key(name) for name in (unit.name, *unit.aliases)}:
                return entry
        return None

    @cached_property
    def _answering(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for id, others in self._answered.items():
            for other in others:
                found[other.id].append(self.catalogue.by_id[id])
        return found


def unit_key(name: str) -> str:
    """Make the names equal that papers use for one unit: “UBND xã Tân An”, “Ủy ban nhân dân xã Tân An”."""
    return " ".join(folded(name).replace("uy ban nhan dan", "ubnd").split())
