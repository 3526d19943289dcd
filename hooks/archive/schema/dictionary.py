"""The data dictionary: what each key of the front matter means and may hold, from the schema alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.schema.base import Schema
from archive.strings import strings
from archive.wording import LISTS


@dataclass(frozen=True)
class Term:
    """One key: its name, what it means, what it may hold, and the keys within it."""

    key: str
    meaning: str
    kind: str
    required: bool
    choices: list[tuple[str, str]]
    within: list[Term]
    many: bool = False


def dictionary(schema: type[Schema]) -> list[Term]:
    """Describe every key of a schema, in its order; it means what `fields.<key>` in the strings says."""
    made = schema.model_json_schema(by_alias=True)
    return _terms(made, made.get("$defs", {}))


def kinds_of(schema: type[Schema]) -> dict[tuple[str, ...], tuple[str, str]]:
    """Say of every key, by the names on the way to it, of which kind it is, and the registry that it refers to."""
    made = schema.model_json_schema(by_alias=True)
    return dict(_kinds(made, made.get("$defs", {}), ()))


def _kinds(made: dict[str, Any], defs: dict[str, Any], above: tuple[str, ...]) -> Any:
    for key, given in made.get("properties", {}).items():
        inner, _ = inner_of(given, defs)
        yield (*above, key), (kind_of(inner), str(inner.get("x-to", "")))
        yield from _kinds(inner, defs, (*above, key))


def columns(name: str) -> list[tuple[str, str]]:
    """Describe every column or key of a published file: `columns.<file>` in the strings."""
    return list(strings().group(f"columns.{name}").items())


def _terms(made: dict[str, Any], defs: dict[str, Any]) -> list[Term]:
    required = made.get("required", [])
    owner = made.get("title", "")
    return [_term(owner, key, given, key in required, defs) for key, given in made.get("properties", {}).items()]


def _term(owner: str, key: str, given: dict[str, Any], required: bool, defs: dict[str, Any]) -> Term:
    text = strings()
    special = f"fields.{owner}.{key}"  # where a key means something else in one place
    inner, many = inner_of(given, defs)
    kind = kind_of(inner)
    name = text(f"kinds.{kind}")
    within = _terms(inner, defs) if kind == "keys" else []
    names = LISTS.get(inner.get("title", ""))
    choices = [(str(choice), text(f"choices.{names}.{choice}")) for choice in inner.get("enum", []) if names]
    meaning = text(special if special in text else f"fields.{key}")
    return Term(key, meaning, text("kinds.list_of", kind=name) if many else name, required, choices, within, many)


def inner_of(given: dict[str, Any], defs: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Look through references, alternatives with nothing, and lists, to what a value is, and whether it is many."""
    many = False
    while True:
        if "$ref" in given:
            given = defs[given["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in given:
            given = next(one for one in given["anyOf"] if one.get("type") != "null")
        elif given.get("type") == "array" and "items" in given:
            given, many = given["items"], True
        else:
            return given, many


def kind_of(inner: dict[str, Any]) -> str:
    """Say of which kind a value is: the name that readers know it by (`kinds.<kind>`)."""
    if "enum" in inner:
        return "choice"
    if "properties" in inner:
        return "keys"
    if inner.get("x-kind"):
        return str(inner["x-kind"])
    return "text"
