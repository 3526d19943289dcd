"""Settings of VS Code for this archive: schemas for what clerks write, a task that checks, and entries to begin from.

All of it is made from the schema and the registries of the day, and none of it is kept with the sources.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.catalogue import Registries
from archive.entries import Collection
from archive.problems import PLAIN
from archive.registries import REGISTRIES
from archive.schema.base import Schema
from archive.schema.dictionary import Term, dictionary
from archive.schema.json_schema import json_schema
from archive.sources import SCHEMAS
from archive.strings import strings

FOLDER = ".vscode"
# What each line of `check` looks like to a program; the same form as in `.github/check-matcher.json`.
_PATTERN = {"regexp": r"^(.+?):(\d+): (.*)$", "file": 1, "line": 2, "message": 3}


def editor_files(registries: Registries) -> Iterator[tuple[str, bytes]]:
    """Yield the files of `.vscode/` by name."""
    choices = registries.names
    schemas: dict[str, tuple[str, type[Schema], bool]] = {
        f"{folder}.schema.json": (f"docs/danh-muc/{folder}.yml", item, True) for folder, item in REGISTRIES.values()
    }
    for name, (_, schema, many) in schemas.items():
        yield name, _json(json_schema(schema, choices, many=many))
    for collection, schema in SCHEMAS.items():
        yield f"{collection}.schema.json", _json(json_schema(schema, choices))
    yield (
        "settings.json",
        _json(
            {
                "yaml.schemas": {f"./{FOLDER}/{name}": pattern for name, (pattern, _, _) in schemas.items()},
                "files.encoding": "utf8",
                "files.eol": "\n",
                "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": True, "strings": True}},
            }
        ),
    )
    yield "tasks.json", _json({"version": "2.0.0", "tasks": list(_tasks())})
    yield "muc-moi.code-snippets", _json({str(one): _snippet(one) for one in Collection})


def merged(name: str, ours: bytes, theirs: bytes) -> bytes:
    """Put our settings and tasks among those that are there; raises ValueError where these cannot be read as JSON."""
    if name not in ("settings.json", "tasks.json"):
        return ours
    own, there = json.loads(ours), json.loads(theirs)
    if not isinstance(there, dict):
        raise ValueError(name)
    if name == "settings.json":
        return _json(there | own)
    labels = {task["label"] for task in own["tasks"]}
    others = [task for task in there.get("tasks", []) if task.get("label") not in labels]
    return _json(there | own | {"tasks": [*others, *own["tasks"]]})


def _tasks() -> Iterator[dict[str, Any]]:
    text = strings()
    matcher = {"owner": "check", "fileLocation": ["relative", "${workspaceFolder}"], "pattern": _PATTERN}
    # Told line by line, as the matcher reads it.
    usual = {"type": "shell", "presentation": {"clear": True}, "options": {"env": {"PYTHONUTF8": "1", PLAIN: "1"}}}
    for name, arguments in (("check", "check"), ("fix", "check --fix"), ("serve", "serve")):
        is_check = name != "serve"
        yield {
            "label": text(f"editor.{name}"),
            **usual,
            "command": f"python3 hooks {arguments}",
            "windows": {"command": f"py hooks {arguments}"},
            "problemMatcher": matcher if is_check else [],
            **({"group": {"kind": "build", "isDefault": True}} if name == "check" else {}),
        }


def _snippet(collection: Collection) -> dict[str, Any]:
    """Give the front matter of a new entry: the keys that it must have, each with a place to fill in."""
    terms = [term for term in dictionary(SCHEMAS[collection]) if term.required]
    lines = ["---", *(f"{term.key}: {_hole(term, number)}" for number, term in enumerate(terms, 1)), "---", "", "$0"]
    text = strings()
    return {
        "prefix": str(collection),
        "scope": "markdown",
        "description": text(f"editor.begin.{collection}"),
        "body": lines,
    }


def _hole(term: Term, number: int) -> str:
    if term.choices:
        names = ",".join(choice for choice, _ in term.choices)
        inside = f"${{{number}|{names}|}}"
    else:
        inside = f"${{{number}:{term.meaning.split('.')[0].replace('}', '')}}}"
    return f"[{inside}]" if term.many else inside


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
