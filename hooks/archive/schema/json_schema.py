"""A schema as JSON Schema (draft 2020-12), for editors: keys with what they mean, registries as choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.schema.base import Schema
from archive.strings import strings
from archive.wording import LISTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# The names of ids that a key may hold, by what it refers to (`x-to`): id and name.
Choices = Mapping[str, Mapping[str, str]]
# Kinds whose values are texts to the archive, though YAML may take them for numbers.
_FIGURES = {"date", "day", "period", "number"}


def json_schema(schema: type[Schema], choices: Choices, *, many: bool = False) -> dict[str, Any]:
    """Write a schema, or (`many`) that of a list of such, as JSON Schema."""
    made = schema.model_json_schema(by_alias=True)
    defs = made.pop("$defs", {})
    for one in (made, *defs.values()):
        _describe(one, choices)
    found = {"type": "array", "items": made} if many else made
    return {"$schema": DRAFT, **found, **({"$defs": defs} if defs else {})}


def _describe(made: dict[str, Any], choices: Choices) -> None:
    """Say in Vietnamese what each key means, and what each value that may be chosen is."""
    text, owner = strings(), made.get("title", "")
    names = LISTS.get(owner)
    if "enum" in made and names:
        made["enumDescriptions"] = [text(f"choices.{names}.{choice}") for choice in made["enum"]]
    for key, given in made.get("properties", {}).items():
        special = f"fields.{owner}.{key}"
        given["description"] = text(special if special in text else f"fields.{key}")
        given.pop("title", None)
        for inner in _within(given):
            if inner.get("x-kind") in _FIGURES:
                inner["type"] = ["string", "number"]  # YAML takes “2023” for one
            if names_of := choices.get(inner.get("x-to", "")):
                inner.pop("pattern", None)
                inner |= {"enum": list(names_of), "enumDescriptions": list(names_of.values())}
    made.pop("title", None)
    made.pop("description", None)  # what programmers are told


def _within(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a value may be: itself, its alternatives, the items of a list."""
    yield given
    for inner in (*given.get("anyOf", ()), *([given["items"]] if "items" in given else ())):
        yield from _within(inner)
