"""A schema as JSON Schema (draft 2020-12), for editors: keys with what they mean, registries as choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.declared import json_schema_of
from archive.schema.base import Schema
from archive.schema.dictionary import Choices, choices_of, meaning_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Kinds whose values are texts to the archive, though YAML may take them for numbers.
_FIGURES = {"date", "day", "period", "number"}


def json_schema(schema: type[Schema], choices: Choices, *, many: bool = False) -> dict[str, Any]:
    """Write a schema, or (`many`) that of a list of such, as JSON Schema."""
    made = json_schema_of(schema)
    defs = made.pop("$defs", {})
    for one in (made, *defs.values()):
        _describe(one, choices)
    found = {"type": "array", "items": made} if many else made
    return {"$schema": DRAFT, **found, **({"$defs": defs} if defs else {})}


def _describe(made: dict[str, Any], choices: Choices) -> None:
    """Say in Vietnamese what each key means, and what each value that may be chosen is."""
    if named := choices_of(made, {}):
        made["enumDescriptions"] = list(named.values())
    for key, given in made.get("properties", {}).items():
        given["description"] = meaning_of(made.get("title", ""), key)
        given.pop("title", None)
        for inner in _within(given):
            if inner.get("x-kind") in _FIGURES:
                inner["type"] = ["string", "number"]  # YAML takes “2023” for one
            if "x-to" in inner and (named := choices_of(inner, choices)):
                inner.pop("pattern", None)
                inner |= {"enum": list(named), "enumDescriptions": list(named.values())}
    made.pop("title", None)
    made.pop("description", None)  # what programmers are told


def _within(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a value may be: itself, its alternatives, the items of a list."""
    yield given
    for inner in (*given.get("anyOf", ()), *([given["items"]] if "items" in given else ())):
        yield from _within(inner)
