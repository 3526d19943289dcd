"""The registries as they are read: which there are, and what the file of one says, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from archive import front_matter, strict_yaml
from archive.front_matter import Document
from archive.problems import Place, Problem, problem
from archive.schema import Channel, Indicator, PlaceName, Topic, Unit, read_record
from archive.schema.registries import Listed

# How ids refer to each, its file, and what its items are.
REGISTRIES: dict[str, tuple[str, type[Listed]]] = {
    "unit": ("don-vi", Unit),
    "channel": ("kenh", Channel),
    "topic": ("linh-vuc", Topic),
    "indicator": ("chi-tieu", Indicator),
    "place": ("dia-danh", PlaceName),
}
# An archive can do without the spellings of places.
OPTIONAL = {"place"}


class RegistryItem(NamedTuple):
    """One item of a registry, with the document that gives the lines of its keys."""

    item: Listed
    document: Document


@dataclass
class RegistryReading:
    """What the file of a registry says; one that is not `whole` may hold more than its `items`."""

    items: list[RegistryItem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True


def read_registry(raw: bytes, path: str, schema: type[Listed]) -> RegistryReading:
    """Read the bytes of a registry, by its path as a clerk would type it; never raises for what a clerk wrote."""
    text, problems = front_matter.text_of(raw, path)
    tree = strict_yaml.read("[]" if text is None else text)
    if tree.whole and not isinstance(tree.data, list):
        problems = [problem("registry_not_list", Place(path))]
    found = RegistryReading(problems=problems, whole=text is not None and isinstance(tree.data, list))
    for document in _items(path, tree):
        if document.tree.whole and not isinstance(document.tree.data, dict):
            found.problems.append(problem("not_keys", document.place()))
            found.whole = False
            continue
        found.problems += document.faults()
        if document.tree.whole:
            item, wrong = read_record(schema, document)
            found.problems += wrong
            found.items.append(RegistryItem(item, document))
            found.whole &= bool(item.id)
    return found


def _items(path: str, tree: strict_yaml.Tree) -> Iterator[Document]:
    """Take a registry apart into a document an item, each with its own lines; one that is not whole stays."""
    if not tree.whole or not isinstance(tree.data, list):
        yield Document(path, strict_yaml.Tree({}, {}, tree.faults, whole=False))
        return
    lines: dict[int, dict[strict_yaml.Path, int]] = defaultdict(dict)
    for place, line in tree.lines.items():
        lines[int(place[0])][place[1:]] = line
    for index, data in enumerate(tree.data):
        faults = [
            strict_yaml.Fault(fault.code, fault.line, fault.path[1:], fault.values)
            for fault in tree.faults
            if fault.path[:1] == (index,)
        ]
        unreadable = {place[1:] for place in tree.unreadable if place[0] == index}
        yield Document(path, strict_yaml.Tree(data, lines[index], faults, unreadable))
