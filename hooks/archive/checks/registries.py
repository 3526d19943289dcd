"""Checks of the registries: ids once, spans that make sense, units that lead to units."""

from __future__ import annotations

from collections.abc import Iterator

from archive.problems import Problem, problem
from archive.registries import RegistryItem
from archive.schema import Channel, Unit, mentions
from archive.sources import Sources
from archive.suggestion import did_you_mean


def check_registries(sources: Sources) -> Iterator[Problem]:
    """Yield what is wrong within and between the registries."""
    for listed in sources.registry_items.values():
        seen: dict[str, int] = {}
        for one in listed:
            yield from check_id_once(one, seen)
            yield from check_known(one, sources)
            yield from check_span(one)
            yield from check_lineage(one, sources)


def check_id_once(one: RegistryItem, seen: dict[str, int]) -> Iterator[Problem]:
    """An id stands once in its registry."""
    place = one.document.place("id")
    if one.item.id in seen:
        yield problem("id_taken", place, text=one.item.id, first=seen[one.item.id])
    elif one.item.id:
        seen[one.item.id] = place.line


def check_known(one: RegistryItem, sources: Sources) -> Iterator[Problem]:
    """Every unit that an item names is in the registry of units."""
    for mention in mentions(one.item):
        known = sources.registries.named(mention.to)
        if mention.id not in known and mention.to not in sources.incomplete:
            guess = did_you_mean(mention.id, known)
            yield problem(f"{mention.to}_unknown", one.document.place(*mention.path), text=mention.id, guess=guess)


def check_span(one: RegistryItem) -> Iterator[Problem]:
    """Nothing ends before it began; what has successors has ended."""
    item = one.item
    if not isinstance(item, Unit | Channel):
        return
    if item.from_ and item.until and item.until.end < item.from_.start:
        yield problem("span", one.document.place("until"), first=item.from_, last=item.until)
    if isinstance(item, Unit) and item.successors and not item.until:
        yield problem("until_missing", one.document.place("successors"))


def check_lineage(one: RegistryItem, sources: Sources) -> Iterator[Problem]:
    """Following parents, or successors, never leads back to where one began."""
    if not isinstance(one.item, Unit) or not one.item.id:
        return
    units = sources.registries.units
    for key in ("parent", "successors"):
        seen, ahead = set[str](), [one.item.id]
        while ahead:
            unit = units.get(ahead.pop())
            after = [] if unit is None else unit.successors if key == "successors" else [unit.parent]
            for id in after:
                if id == one.item.id:
                    yield problem("unit_circle", one.document.place(key), text=id)
                    return
                if id and id not in seen:
                    seen.add(id)
                    ahead.append(id)
