"""The corpus of attacks (`hostile.py`): each is told in full, with the line where it stands, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.checks import check
from archive.problems import errors
from archive.safety import markings
from archive.sources import read_sources
from archive.strings import strings
from hostile import Hostile, hostile
from test_golden import AS_OF, cases

CORPUS = hostile()


def laid_down(case: Hostile, docs_dir: Path) -> None:
    """Write the files and symbolic links of a case into an empty folder."""
    for path, content in case.files.items():
        file = docs_dir / path
        if file.exists():
            pytest.skip(f"this file system has no room for {path} beside its twin")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for path, target in case.links.items():
        (docs_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (docs_dir / path).symlink_to(target)


@pytest.mark.parametrize("case", CORPUS, ids=[ascii(case.name) for case in CORPUS])
def test_every_attack_is_told(case: Hostile, tmp_path: Path) -> None:
    """Every attack is told where it stands, and nothing else is wrong."""
    laid_down(case, tmp_path)
    found = errors(check(read_sources(tmp_path), AS_OF))
    told = [f"{one.path.removeprefix(f'{tmp_path.as_posix()}/')}:{one.line} {one.code}" for one in found]
    assert sorted(told) == case.problems


def test_names_are_unique() -> None:
    """A case is found by its name."""
    assert [name for name, count in Counter(case.name for case in CORPUS).items() if count > 1] == []


def test_the_corpus_is_large() -> None:
    """Nobody takes cases away to make it pass."""
    assert len(CORPUS) >= 120


# What no text can bring about: links and files that cannot be read, time (test_commands.py, test_limits.py).
ONLY_ELSEWHERE = {"not_plain_file", "not_readable", "too_slow", "file_too_slow", "html_removed"}


def test_every_code_is_expected() -> None:
    """No problem of the catalogue goes without a case, but for what this system cannot show."""
    problems = [line for found in cases("wrong").values() for case in found for line in case.problems]
    expected = {line.removesuffix(" warning").split(" ")[-1] for line in problems}
    expected |= {line.split(" ")[1] for case in CORPUS for line in case.problems}
    codes = {key.split(".")[1] for key in strings().texts if key.startswith("problems.")}
    assert codes - expected == ONLY_ELSEWHERE - expected
    assert expected - codes == set()


# A text is looked through only where the hint finds something: whatever a pattern finds must hold it.
@pytest.mark.parametrize(
    "pattern", [markings._GRADE, markings._LOWER_SPACED, markings._NAMED, markings._LINE, markings._INTERNAL]
)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_form_of_a_marking_escapes_the_hint(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    assert not pattern.search(text) or markings._HINT.search(text)
