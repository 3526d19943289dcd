"""Regular expressions that wait to be compiled (archive.patterns)."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import archive
import press
from archive.patterns import _Later, pattern
from archive.safety.plain_words import as_seen


def test_every_pattern_of_the_program_is_one() -> None:
    for package in (archive, press):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    waiting = [one for one in gc.get_objects() if type(one) is _Later]
    assert len(waiting) > 200
    for one in waiting:
        assert re.compile(one.pattern, one._flags).flags == one.flags


def test_a_pattern_answers_as_what_it_stands_for() -> None:
    waiting, there = pattern(r"(\w)\d", re.IGNORECASE), re.compile(r"(\w)\d", re.IGNORECASE)
    assert waiting.pattern == there.pattern
    assert "search" not in vars(waiting)
    assert waiting.sub(r"\1", "a1 b2") == there.sub(r"\1", "a1 b2")
    assert waiting.findall("A1 b2") == there.findall("A1 b2")
    assert waiting.flags == there.flags
    assert pattern(rb"\d").fullmatch(b"1")


def test_what_is_no_pattern_is_told_by_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        wrong.compile  # type: ignore[attr-defined]  # noqa: B018 - no pattern has it


@pytest.mark.parametrize("char", "aĐđệỆ 0/–—“”‘’…%'();:=[]^}\n\tđÀỹ")
def test_plain_vietnamese_is_seen_as_it_stands(char: str) -> None:
    text = f"x{char}"
    assert as_seen(text) is text


@pytest.mark.parametrize(
    ("odd", "seen"),
    [
        ("&amp;", "&"),
        ("<b>x", "x"),
        ("*x*", "x"),
        ("x\u00ady", "xy"),
        ("e\u0302", "ê"),
        ("В", "B"),
        ("x\u00a0y", "x y"),
    ],
)
def test_odd_letters_are_seen_as_plain_ones(odd: str, seen: str) -> None:
    assert as_seen(odd) == seen
