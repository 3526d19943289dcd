"""The fields of the form, each made from what the schema declares of a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.declared import json_schema_of
from archive.schema.base import Schema
from archive.schema.dictionary import Choices, choices_of, inner_of, kind_of, meaning_of
from archive.strings import strings

Field = dict[str, Any]
_NUMBERS = {"count": "int", "quantity": "float"}
# What only programs and the archive's keepers set: kept as it is.
_HIDDEN = {"sample"}


def fields_of(schema: type[Schema], choices: Choices) -> list[Field]:
    """Give the fields of a schema's keys, in their order."""
    made = json_schema_of(schema)
    return list(_fields(made, made.get("$defs", {}), choices))


def _fields(made: dict[str, Any], defs: dict[str, Any], choices: Choices) -> Iterator[Field]:
    owner, required = made.get("title", ""), made.get("required", [])
    for key, given in made.get("properties", {}).items():
        if key in _HIDDEN:
            yield {"name": key, "widget": "hidden"}
            continue
        inner, many = inner_of(given, defs)
        label, hint = _told(owner, key)
        field = {"name": key, "label": label, "required": key in required, **({"hint": hint} if hint else {})}
        yield field | _widget(inner, many, label, defs, choices)


def _told(owner: str, key: str) -> tuple[str, str]:
    """Divide what a key means into a label, and a hint for what is more."""
    meaning = meaning_of(owner, key)
    label = meaning.split(";")[0].split(",")[0].strip()
    return label, meaning if meaning != label else ""


def _widget(inner: dict[str, Any], many: bool, label: str, defs: dict[str, Any], choices: Choices) -> Field:
    kind = kind_of(inner)
    if kind == "keys":
        within = list(_fields(inner, defs, choices))
        return {"widget": "list" if many else "object", "collapsed": many, "fields": within}
    if named := choices_of(inner, choices):
        options = [{"value": one, "label": name} for one, name in named.items()]
        return {"widget": "select", "options": options, **({"multiple": True} if many else {"dropdown_threshold": 0})}
    if kind == "yes_or_no":
        return {"widget": "boolean"}
    if kind in _NUMBERS:
        one: Field = {"widget": "number", "value_type": _NUMBERS[kind], "min": 0}
    else:
        one = {"widget": "text" if kind == "paragraphs" else "string"}
        if "pattern" in inner:
            one["pattern"] = [inner["pattern"], strings()(f"form.pattern.{kind}")]
    # A list without a field of its own is one box, whose text is divided at line ends.
    return {"widget": "list", "field": {"name": "muc", "label": label, "required": True, **one}} if many else one
