"""The data dictionary: what each key of the front matter means and may hold, from the schema alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archive.declared import json_schema_of
from archive.schema.base import Schema
from archive.strings import strings
from archive.wording import LISTS

# Ids and names of what keys may refer to, by registry.
Choices = Mapping[str, Mapping[str, str]]


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


@cache
def dictionary(schema: type[Schema]) -> list[Term]:
    """Describe every key of a schema, in its order; it means what `fields.<key>` in the strings says."""
    made = json_schema_of(schema)
    return _terms(made, made.get("$defs", {}))


@cache
def kinds_of(schema: type[Schema]) -> dict[tuple[str, ...], tuple[str, str]]:
    """Say of every key, by the names on the way to it, of which kind it is, and what registry or list it is out of."""
    made = json_schema_of(schema)
    return dict(_kinds(made, made.get("$defs", {}), ()))


def _kinds(
    made: dict[str, Any], defs: dict[str, Any], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    for key, given in made.get("properties", {}).items():
        inner, _ = inner_of(given, defs)
        yield (*above, key), (kind_of(inner), str(inner.get("x-to") or inner.get("title", "")))
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
    inner, many = inner_of(given, defs)
    kind = kind_of(inner)
    name = text(f"kinds.{kind}")
    within = _terms(inner, defs) if kind == "keys" else []
    choices = list(choices_of(inner, {}).items())
    of_kind = text("kinds.list_of", kind=name) if many else name
    return Term(key, meaning_of(owner, key), of_kind, required, choices, within, many)


def meaning_of(owner: str, key: str) -> str:
    """Say what a key means: `fields.<key>`, or `fields.<owner>.<key>` where it means something else in one place."""
    text, special = strings(), f"fields.{owner}.{key}"
    return text(special if special in text else f"fields.{key}")


def choices_of(inner: dict[str, Any], registries: Choices) -> dict[str, str]:
    """Name what a value may be chosen from: a closed list, or the items of a registry; nothing where it may be any."""
    names = LISTS.get(inner.get("title", ""))
    if "enum" in inner and names:
        return {str(one): strings()(f"choices.{names}.{one}") for one in inner["enum"]}
    return dict(registries.get(inner.get("x-to", ""), {}))


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
