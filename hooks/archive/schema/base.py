"""What every schema shares: reading front matter into a record, with each fault as a problem on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from archive.declared import Declared, keys_of, reader, required_keys
from archive.front_matter import Document
from archive.problems import Place, Problem, problem
from archive.schema.values import Reference
from archive.strict_yaml import Path
from archive.suggestion import did_you_mean

S = TypeVar("S", bound="Schema")


class Schema(Declared):
    """A declared set of keys: the one source of validation, forms, JSON Schema and the data dictionary."""


@cache
def references(schema: type[Schema]) -> tuple[tuple[str, str | None], ...]:
    """Say which keys hold ids, as (key, registry); None for keys that hold records."""
    found = {one.name: _reference(one.type) or _schema_within(one.type) for one in fields(schema)}
    return tuple((key, to.to if isinstance(to, Reference) else None) for key, to in found.items() if to is not None)


def _reference(annotation: Any) -> Reference | None:
    noted = getattr(annotation, "__metadata__", ())
    if (found := next((note for note in noted if isinstance(note, Reference)), None)) is not None:
        return found
    return next((found for inner in get_args(annotation) if (found := _reference(inner)) is not None), None)


class Mention(NamedTuple):
    """An id that a record names: its path in the front matter, and the registry that must hold it."""

    path: Path
    to: str
    id: str


def mentions(record: Schema, path: Path = ()) -> Iterator[Mention]:
    """Yield every id that a record names, nested records included, in the order of its keys."""
    for key, to in references(type(record)):
        value = getattr(record, key)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            here = (*path, key) if index is None else (*path, key, index)
            if isinstance(item, Schema):
                yield from mentions(item, here)
            elif to is not None and isinstance(item, str):
                yield Mention(here, to, item)


def read_record(schema: type[S], document: Document) -> tuple[S, list[Problem]]:
    """Read a document's front matter as a record of `schema`, with a problem for each thing wrong.

    The record is always given, so that later checks can tell the rest at once: a key that is missing or
    wrong has its default, or None where it is required.
    """
    from pydantic import ValidationError  # slow to load, and often not needed

    names = keys_of(schema)
    data = {key: item for key, item in _without_empty(document.data).items() if item not in _BLANK or key not in names}
    try:
        return reader(schema).validate_python(data), []
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    problems = [
        _problem(schema, document, fault)
        for fault in wrong
        if not (fault["type"] == "missing" and document.tree.is_unreadable(fault["loc"]))
    ]
    return _salvaged(schema, data, document, [fault["loc"] for fault in wrong]), problems


def _salvaged(schema: type[S], data: dict[str, Any], document: Document, wrong: list[Path]) -> S:
    """Keep what is valid: items of a list are dropped one by one (and noted), other wrong keys whole."""
    from pydantic import ValidationError

    names = keys_of(schema)
    record = schema(**{names[key]: None for key in required_keys(schema)})
    for key, value in data.items():
        if key not in names:
            continue
        if isinstance(value, list):
            bad = sorted({int(path[1]) for path in wrong if path[0] == key and len(path) > 1})
            value = [item for index, item in enumerate(value) if index not in bad]
            document.dropped[key] = bad
        try:
            reader(schema).validator.validate_assignment(record, names[key], value)
        except ValidationError:
            continue
    return record


_BLANK: tuple[Any, ...] = ("", [], {})


def _without_empty(value: Any, depth: int = 0) -> Any:
    """Drop keys that were left blank: a form with empty lines is a form not yet filled in.

    At the top blank keys stay, for one that is unknown must be told all the same.
    """
    if isinstance(value, dict):
        kept = {key: _without_empty(item, depth + 1) for key, item in value.items()}
        return {key: item for key, item in kept.items() if depth == 0 or item not in _BLANK}
    if isinstance(value, list):
        return [_without_empty(item, depth + 1) for item in value]
    return value


# pydantic's own names for faults, and ours.
_CODES = {
    "missing": "missing",
    "too_short": "missing",
    "unexpected_keyword_argument": "unknown_key",
    "list_type": "not_list",
    "dataclass_type": "not_keys",
}


def _problem(schema: type[Schema], document: Document, fault: Any) -> Problem:
    path: Path = tuple(part for part in fault["loc"] if not str(part).startswith("function-"))
    code = _CODES.get(fault["type"], fault["type"])
    values = dict(fault.get("ctx") or {})
    line = document.tree.line(path)
    if code == "unknown_key":
        values["text"] = path[-1]
        values["guess"] = did_you_mean(str(path[-1]), _keys_at(schema, path[:-1]))
    if code == "missing":
        values["text"] = path[-1]
    if code == "not_list":
        values["items"] = _as_items(fault["input"])
    return problem(code, Place(document.path, line, ".".join(map(str, path))), **values)


def _as_items(value: Any) -> str:
    """Write as a list what a clerk wrote as one text: “doi-ngoai, kinh-te” was meant as two items."""
    if not isinstance(value, str):
        return "- …"
    parts = [part.strip() for part in value.split(",")]
    items = parts if all(re.fullmatch(r"[a-z0-9-]+", part) for part in parts) else [value]
    return ", ".join(f"“- {item}”" for item in items)


def _keys_at(schema: type[Schema], path: Path) -> list[str]:
    """Name the keys that are known at a path of a schema."""
    here: Any = schema
    for part in path:
        if isinstance(part, str):
            named = keys_of(here)[part]
            here = _schema_within(next(one.type for one in fields(here) if one.name == named))
    return list(keys_of(here))


def _schema_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _schema_within(inner))), None)
