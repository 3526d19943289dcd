"""Harmless documents raise no alarm: each text of `harmless()` is a report without a problem, and loses nothing.

A false alarm costs a clerk more than a page: whoever is stopped for nothing learns to click alarms away.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from archive.safety.markup import cleaned
from archive.safety.rendering import rendered
from harmless import PHRASES, PLACES, harmless, written
from test_golden import Case, found_in, told

DOCUMENTS = [pytest.param(body, id=name) for name, body in harmless()]


@pytest.mark.parametrize("body", DOCUMENTS)
def test_no_alarm(body: str, tmp_path: Path) -> None:
    """A report with this body is let through without a word, be it a warning."""
    problems = found_in(Case(body=body), tmp_path)
    assert [f"{told(problem)}: {problem.message}" for problem in problems] == []


@pytest.mark.parametrize("body", DOCUMENTS)
def test_nothing_taken_out(body: str) -> None:
    """The allow-list takes no tag, attribute or word out of what is made of the body."""
    _, missing = cleaned(rendered(body))
    assert missing is None


def test_there_are_enough() -> None:
    """The corpus stays as large and as varied as it was meant to be; no name and no text is there twice."""
    documents = harmless()
    assert len(documents) >= 230
    assert len(written()) >= 120
    assert len(documents) - len(written()) > len(PHRASES) * len(PLACES)
    for those in zip(*documents, strict=True):
        assert [one for one, count in Counter(those).items() if count > 1] == []


def test_no_relative_link() -> None:
    """The texts stand alone: every link in them leads out of the archive."""
    tags = [tag for _, body in harmless() for tag in re.findall(r"<[^<>]+>", rendered(body))]
    targets = [target for tag in tags for target in re.findall(r'(?:href|src)="([^"]*)"', tag)]
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
