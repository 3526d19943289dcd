"""The data dictionary: what each key of the front matter means and may hold, from the schema alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.schema.base import Schema
from archive.strings import strings


@dataclass(frozen=True)
class Term:
    """One key: its name, what it means, what it may hold, and the keys within it."""

    key: str
    meaning: str
    kind: str
    required: bool
    choices: list[str]
    within: list[Term]


def dictionary(schema: type[Schema]) -> list[Term]:
    """Describe every key of a schema, in its order; each means what `fields.<key>` in the strings says."""
    made = schema.model_json_schema(by_alias=True)
    return _terms(made, made.get("$defs", {}))


def _terms(made: dict[str, Any], defs: dict[str, Any]) -> list[Term]:
    required = made.get("required", [])
    return [_term(key, given, key in required, defs) for key, given in made.get("properties", {}).items()]


def _term(key: str, given: dict[str, Any], required: bool, defs: dict[str, Any]) -> Term:
    text = strings()
    inner, many = _inner(given, defs)
    kind = _kind(inner)
    name = text(f"kinds.{kind}")
    within = _terms(inner, defs) if kind == "keys" else []
    choices = [str(choice) for choice in inner.get("enum", [])]
    return Term(
        key, text(f"fields.{key}"), text("kinds.list_of", kind=name) if many else name, required, choices, within
    )


def _inner(given: dict[str, Any], defs: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Look through references, alternatives with nothing, and lists, to what a value is."""
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


def _kind(inner: dict[str, Any]) -> str:
    if "enum" in inner:
        return "choice"
    if "properties" in inner:
        return "keys"
    if inner.get("x-kind"):
        return str(inner["x-kind"])
    return "text"
