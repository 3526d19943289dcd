"""What a query is answered with.

Mirrors a part of browser/engine.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.search.engine.excerpt import Span
from archive.search.engine.terms import Understood


@dataclass(frozen=True)
class Result:
    """A document found: its record as in the index, but for the text, and what is shown of it."""

    record: Mapping[str, Any]
    score: float
    near: bool
    title_marks: list[Span]
    excerpt: str
    marks: list[Span]


@dataclass(frozen=True)
class Count:
    """How many of the documents found have a value of a facet."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Answer:
    """What a query finds, and how it was taken: `total` are all found, not those that are near.

    `suggestion` is the query as it was taken, None where it was taken as typed; `missing` are words without an answer.
    """

    results: list[Result]
    total: int
    facets: dict[str, list[Count]]
    understood: list[Understood]
    suggestion: str | None
    completions: list[str]
    missing: list[str]
