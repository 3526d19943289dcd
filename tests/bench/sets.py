"""What the search benchmark runs on: the generated corpus and its queries, or anybody's own set, one JSON a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measures import Failed, Query

# What a document may say; whatever is missing is empty.
KEYS = ("id", "title", "number", "date", "period", "collection", "unit", "topics", "text")
# The queries of the generated set are made for a corpus of this size, and fit any from a thousand on.
ALL = 10_000


@dataclass(frozen=True)
class Set:
    """Documents, and the queries that are asked of them."""

    documents: list[dict[str, Any]]
    queries: list[Query]


def generated(sizes: Iterable[int]) -> Iterator[Set]:
    """Make the corpus in each size, all with the same queries."""
    from documents import documents
    from queries import queries

    sizes = list(sizes)
    corpus = documents(max(ALL, *sizes))
    asked = [Query(**{**vars(query), "rel": tuple(query.rel)}) for query in queries(corpus)]
    rows = [document.as_json() for document in corpus[: max(sizes)]]
    for size in sizes:
        yield Set(rows[:size], asked)


def read(documents: Path, queries: Path) -> Set:
    """Read somebody's set; raises Failed for lines that are no JSON objects, and ids that stand twice."""
    rows = [_document(place, row) for place, row in enumerate(_lines(documents))]
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            raise Failed(f"{documents}: the id “{row['id']}” stands twice")
        seen.add(row["id"])
    asked = [_query(row) for row in _lines(queries)]
    if not rows or not asked:
        raise Failed(f"{queries if rows else documents}: there is nothing in it")
    return Set(rows, asked)


def write_lines(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as lines of JSON."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def edited(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Change one sentence: the last of the document in the middle becomes the last of its neighbour."""
    middle = len(rows) // 2
    changed, other = dict(rows[middle]), rows[middle - 1]
    sentences = re.split(r"(?<=[.!?])\s+", other["text"].strip())
    changed["text"] = re.sub(r"[^.!?\n]*[.!?]?\s*$", "", changed["text"].rstrip(".!? \n")) + f" {sentences[-1]}"
    return [*rows[:middle], changed, *rows[middle + 1 :]]


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8-sig") as lines:
        for place, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise Failed(f"{file}:{place}: no JSON: {error}") from None
            if not isinstance(row, dict):
                raise Failed(f"{file}:{place}: no JSON object")
            yield row


def _document(place: int, row: dict[str, Any]) -> dict[str, Any]:
    """Give all keys a text, but topics that are a list, which stays one."""
    whole: dict[str, Any] = {key: _text(row.get(key)) for key in KEYS}
    if isinstance(row.get("topics"), list):
        whole["topics"] = [_text(topic) for topic in row["topics"]]
    return whole | {"id": whole["id"] or str(place)}


def _query(row: dict[str, Any]) -> Query:
    frozen = row.get("frozen")
    answers = row.get("rel") or []
    answers = answers if isinstance(answers, list) else [answers]
    return Query(
        _text(row.get("q")),
        _text(row.get("cls")) or "all",
        tuple(map(_text, answers)),
        frozen if frozen is None else bool(frozen),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "\n\n".join(map(_text, value)) if isinstance(value, list) else str(value)
